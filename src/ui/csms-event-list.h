/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"

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

/** csms_event_list_set_operator: @operator: (nullable): whose seams are marked */
void csms_event_list_set_operator (CsmsEventList *self, CsmsOperator *operator);

/** csms_event_list_set_events: @events: (nullable): GListModel of CsmsEvent, newest first */
void csms_event_list_set_events (CsmsEventList *self, GListModel *events);

/** csms_event_list_set_search: @text: what the operator typed; "" shows all */
void csms_event_list_set_search (CsmsEventList *self, const char *text);

/** Returns: whether a search hides anything that does not match */
gboolean csms_event_list_get_filtered (CsmsEventList *self);

/** csms_event_list_set_compact: two lines an event instead of columns */
void csms_event_list_set_compact (CsmsEventList *self, gboolean compact);

/** csms_event_list_set_one_click: a click activates, where there is no room for details beside */
void csms_event_list_set_one_click (CsmsEventList *self, gboolean one_click);

void csms_event_list_unselect (CsmsEventList *self);

/** Returns: (transfer none): GListModel of CsmsEvent as shown; the same for the life of the list */
GListModel *csms_event_list_get_shown (CsmsEventList *self);

G_END_DECLS
