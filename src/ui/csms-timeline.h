/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-words.h"

G_BEGIN_DECLS

/** CsmsTimelineShape: what a stretch of a timeline looks like; several statuses share one, the words tell them apart. */
typedef enum {
  CSMS_TIMELINE_CHARGING,
  CSMS_TIMELINE_OCCUPIED,       /* a car is there, or expected, and no energy flows */
  CSMS_TIMELINE_AVAILABLE,
  CSMS_TIMELINE_OUT_OF_USE,
  CSMS_TIMELINE_FAULTED,
  CSMS_TIMELINE_UNKNOWN,
  CSMS_TIMELINE_N_SHAPES
} CsmsTimelineShape;

/** CsmsTimelineSegment: one stretch. Times: ms since 1970. */
typedef struct {
  gint64 from_ms;
  gint64 to_ms;
  CsmsTimelineShape shape;
  const char *word;             /* the status, clean; NULL for what is not known */
  gboolean open;                /* it is so to this day: the last one */
} CsmsTimelineSegment;

/**
 * CsmsTimeline:
 *
 * The statuses of one connector over a period, from what is told of it in any order. What nobody told is unknown. Pure.
 */
typedef struct _CsmsTimeline CsmsTimeline;

CsmsTimeline *csms_timeline_new (gint64 from_ms, gint64 to_ms);
CsmsTimeline *csms_timeline_ref (CsmsTimeline *self);
void csms_timeline_unref (CsmsTimeline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsTimeline, csms_timeline_unref)

/**
 * csms_timeline_add_status: from @at_ms on, until the next one, it was that
 * @text: (nullable): as it came; foreign
 */
void csms_timeline_add_status (CsmsTimeline *self, gint64 at_ms, CsmsConnectorStatus status, const char *text);

/** csms_timeline_add_offline: from @at_ms on nothing was heard of its station */
void csms_timeline_add_offline (CsmsTimeline *self, gint64 at_ms);

/** csms_timeline_add_unknown: what was told of then may be incomplete */
void csms_timeline_add_unknown (CsmsTimeline *self, gint64 from_ms, gint64 to_ms);

/** csms_timeline_add_charge: a charge went on then: shown wherever no status is known */
void csms_timeline_add_charge (CsmsTimeline *self, gint64 from_ms, gint64 to_ms);

gint64 csms_timeline_get_from_ms (const CsmsTimeline *self);
gint64 csms_timeline_get_to_ms (const CsmsTimeline *self);

/** csms_timeline_get_segments: Returns: (transfer none) (array length=n): oldest first, without a hole; valid until the next addition */
const CsmsTimelineSegment *csms_timeline_get_segments (CsmsTimeline *self, guint *n);

/** csms_timeline_find: Returns: the segment at @ms; -1 outside of the period */
int csms_timeline_find (CsmsTimeline *self, gint64 ms);

/** csms_timeline_get_total_ms: Returns: how long it looked like @shape in all */
gint64 csms_timeline_get_total_ms (CsmsTimeline *self, CsmsTimelineShape shape);

/** csms_timeline_equal: @a, @b: (nullable). Returns: whether they look the same */
gboolean csms_timeline_equal (CsmsTimeline *a, CsmsTimeline *b);

G_END_DECLS
