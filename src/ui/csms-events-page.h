/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsEventsPage:
 *
 * The view *Events*: what the stations report, as it comes, and all of it that was kept, newest first; filters, pause, one event in
 * full, and export. Main thread.
 */
#define CSMS_TYPE_EVENTS_PAGE (csms_events_page_get_type ())
G_DECLARE_FINAL_TYPE (CsmsEventsPage, csms_events_page, CSMS, EVENTS_PAGE, AdwBin)

/** csms_events_page_set_operator: @operator: (nullable) */
void csms_events_page_set_operator (CsmsEventsPage *self, CsmsOperator *operator);

/** csms_events_page_focus_search: puts the cursor into the text filter */
void csms_events_page_focus_search (CsmsEventsPage *self);

/** csms_events_page_search: as if @text had been typed there */
void csms_events_page_search (CsmsEventsPage *self, const char *text);

/** csms_events_page_back: closes the details. Returns: whether they were open */
gboolean csms_events_page_back (CsmsEventsPage *self);

/** csms_events_page_set_paused: while paused the list stands still and says how many came meanwhile */
void csms_events_page_set_paused (CsmsEventsPage *self, gboolean paused);

/** Returns: (transfer none): GListModel of CsmsHistoryItem as shown */
GListModel *csms_events_page_get_shown (CsmsEventsPage *self);

G_END_DECLS
