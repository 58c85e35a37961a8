/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsStationList:
 *
 * Search, order, filter tiles and the list of the fleet. It stays usable with 10,000 stations under 1,000 events a second:
 * the chosen station stays chosen whatever moves, and no row jumps away under the pointer. Main thread.
 *
 * Property `selected` (CsmsStation, nullable, notified): the chosen station; it stays chosen while a filter hides it.
 * Signal `activated` (CsmsStation): a row was activated, or clicked while one click opens.
 */
#define CSMS_TYPE_STATION_LIST (csms_station_list_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationList, csms_station_list, CSMS, STATION_LIST, GtkWidget)

/** csms_station_list_set_operator: @operator: (nullable) (transfer none): whose fleet is shown */
void csms_station_list_set_operator (CsmsStationList *self, CsmsOperator *operator);
/** csms_station_list_set_settings: @settings: (nullable) (transfer none): keeps the order */
void csms_station_list_set_settings (CsmsStationList *self, GSettings *settings);

/** csms_station_list_get_selected: Returns: (nullable) (transfer none) */
CsmsStation *csms_station_list_get_selected (CsmsStationList *self);
/** csms_station_list_select: @station: (nullable); a search or filter that hides it is taken off, and the list scrolls to it */
void csms_station_list_select (CsmsStationList *self, CsmsStation *station);

/** csms_station_list_set_one_click: @one_click: whether one click activates a row (the list is all that is shown) */
void csms_station_list_set_one_click (CsmsStationList *self, gboolean one_click);

/** csms_station_list_focus_search: puts the cursor into the search entry */
void csms_station_list_focus_search (CsmsStationList *self);
/** csms_station_list_search: as if @text had been typed into the search entry */
void csms_station_list_search (CsmsStationList *self, const char *text);

/** csms_station_list_focus_row: gives the keyboard to the row that had it last. Returns: FALSE where no row is shown */
gboolean csms_station_list_focus_row (CsmsStationList *self);

G_END_DECLS
