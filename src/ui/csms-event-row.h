/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-event.h"

G_BEGIN_DECLS

/**
 * CsmsEventRow:
 *
 * One event in a list: time, event, place, icon and words; above it, where another day begins, the day, and where the history has a
 * seam, a marker. Main thread.
 */
#define CSMS_TYPE_EVENT_ROW (csms_event_row_get_type ())
G_DECLARE_FINAL_TYPE (CsmsEventRow, csms_event_row, CSMS, EVENT_ROW, AdwBin)

CsmsEventRow *csms_event_row_new (void);

/** csms_event_row_set_columns: gives @time, @name and @place the widths of those columns, for the size of text as it is now */
void csms_event_row_set_columns (GtkWidget *time, GtkWidget *name, GtkWidget *place);

/** csms_event_row_bind: @event: (nullable): %NULL makes it an empty row of one pixel */
void csms_event_row_bind (CsmsEventRow *self, CsmsEvent *event);

/** csms_event_row_bind_unread: a row as high as any, of an event that was not read yet */
void csms_event_row_bind_unread (CsmsEventRow *self);

/** Returns: (transfer none) (nullable): the event it shows */
CsmsEvent *csms_event_row_get_event (CsmsEventRow *self);

/** csms_event_row_set_compact: two lines instead of columns, for a narrow window */
void csms_event_row_set_compact (CsmsEventRow *self, gboolean compact);

/** csms_event_row_set_marker: @title: (nullable): %NULL for no marker; @warning: events may be missing, else they were recovered */
void csms_event_row_set_marker (CsmsEventRow *self, gboolean warning, const char *title, const char *detail);

/** csms_event_row_set_day: @day: (nullable): a heading above it, where another day begins */
void csms_event_row_set_day (CsmsEventRow *self, const char *day);
/** csms_event_row_shows_day: Returns: whether it shows this one; %NULL: none */
gboolean csms_event_row_shows_day (CsmsEventRow *self, const char *day);

/** csms_event_row_shows_marker: Returns: whether it shows the one with this @title; %NULL: none */
gboolean csms_event_row_shows_marker (CsmsEventRow *self, const char *title);

/** csms_event_row_make_name: Returns: (transfer full): the row's accessible name, all it says in one sentence */
char *csms_event_row_make_name (CsmsEvent *event);

G_END_DECLS
