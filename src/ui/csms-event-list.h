/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-event-history.h"

G_BEGIN_DECLS

/**
 * CsmsEventList:
 *
 * Events, newest first, under a header row of their own, with markers where the history has a seam. New ones push in at the top
 * and are seen there; scrolled down, what is read stays where it is. Main thread.
 *
 * Signals: `selected` (CsmsEvent), `activated` (CsmsEvent).
 */
#define CSMS_TYPE_EVENT_LIST (csms_event_list_get_type ())
G_DECLARE_FINAL_TYPE (CsmsEventList, csms_event_list, CSMS, EVENT_LIST, AdwBin)

/** csms_event_list_set_operator: @operator: (nullable): whose events, and whose seams are marked */
void csms_event_list_set_operator (CsmsEventList *self, CsmsOperator *operator);

/** csms_event_list_get_history: Returns: (transfer none): what it shows; the same for the life of the list */
CsmsEventHistory *csms_event_list_get_history (CsmsEventList *self);

/** csms_event_list_set_compact: two lines an event instead of columns */
void csms_event_list_set_compact (CsmsEventList *self, gboolean compact);

/** csms_event_list_set_one_click: a click activates, where there is no room for details beside */
void csms_event_list_set_one_click (CsmsEventList *self, gboolean one_click);

void csms_event_list_unselect (CsmsEventList *self);

G_END_DECLS
