/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"

G_BEGIN_DECLS

/** CsmsEventMark: a seam in the history, told above the event that it stands next to. */
typedef struct {
  gboolean warning;   /* events may be missing; else they were recovered */
  char *title;
  char *detail;
} CsmsEventMark;

/**
 * CsmsEventMarks:
 *
 * The seams of one seat's history: each replay that brought something, and each stretch of which nothing is known. A mark
 * belongs to an event. Main thread.
 * Signal `changed` ().
 */
#define CSMS_TYPE_EVENT_MARKS (csms_event_marks_get_type ())
G_DECLARE_FINAL_TYPE (CsmsEventMarks, csms_event_marks, CSMS, EVENT_MARKS, GObject)

CsmsEventMarks *csms_event_marks_new (void);

/** csms_event_marks_set_operator: @operator: (nullable); forgets the marks of the last one */
void csms_event_marks_set_operator (CsmsEventMarks *self, CsmsOperator *operator);

/** csms_event_marks_add: @events: CsmsEvent, newest first; marks the newest of them that is not newer than @to_ms */
void csms_event_marks_add (CsmsEventMarks *self, GListModel *events, gboolean warning, guint64 count, gint64 from_ms, gint64 to_ms);

/** csms_event_marks_get: Returns: (nullable) (transfer none): the mark to show above @event */
const CsmsEventMark *csms_event_marks_get (CsmsEventMarks *self, CsmsEvent *event);

G_END_DECLS
