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
 * The seams of one seat's history: each replay that brought something, and each stretch of which nothing is known. Main thread.
 * Signal `changed` ().
 */
#define CSMS_TYPE_EVENT_MARKS (csms_event_marks_get_type ())
G_DECLARE_FINAL_TYPE (CsmsEventMarks, csms_event_marks, CSMS, EVENT_MARKS, GObject)

CsmsEventMarks *csms_event_marks_new (void);

/** csms_event_marks_set_operator: @operator: (nullable); forgets the marks of the last one */
void csms_event_marks_set_operator (CsmsEventMarks *self, CsmsOperator *operator);

/**
 * csms_event_marks_get:
 * @ms: when an event was, by the server's clock
 * @newer_ms: when the one above it was; G_MAXINT64: there is none
 *
 * Returns: (nullable) (transfer none): the mark to show between them, the worst if there are several; until `changed`
 */
const CsmsEventMark *csms_event_marks_get (CsmsEventMarks *self, gint64 ms, gint64 newer_ms);

G_END_DECLS
