/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsStationsPage:
 *
 * The view *Stations*: the list of the fleet at the left, the chosen station at the right; one at a time where it is narrow.
 * Main thread.
 *
 * Properties:
 * - `operator` (CsmsOperator, nullable): the seat whose fleet is shown
 * - `settings` (GSettings, nullable): schema com.example.CsmsOperator; keeps the order of the list and the ID tags used
 * - `detail-visible` (boolean, read-only): folded, and the station is shown instead of the list
 * - `detail-title`, `detail-subtitle` (strings, read-only): what the window's header says then; foreign text, already
 *   cleaned by csms_text_clean() and not markup
 */
#define CSMS_TYPE_STATIONS_PAGE (csms_stations_page_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationsPage, csms_stations_page, CSMS, STATIONS_PAGE, GtkWidget)

/** csms_stations_page_set_operator: @operator: (nullable) (transfer none) */
void csms_stations_page_set_operator (CsmsStationsPage *self, CsmsOperator *operator);

/** csms_stations_page_set_settings: @settings: (nullable) (transfer none) */
void csms_stations_page_set_settings (CsmsStationsPage *self, GSettings *settings);

/**
 * csms_stations_page_show_station:
 * @station_id: a station; when the fleet does not know it (yet), the list is shown
 *
 * Selects the station, also past a filter that hides it, and opens its page where one page is shown at a time.
 */
void csms_stations_page_show_station (CsmsStationsPage *self, const char *station_id);

/** csms_stations_page_focus_search: shows the list if it is hidden, and puts the cursor into its search entry */
void csms_stations_page_focus_search (CsmsStationsPage *self);

/** csms_stations_page_search: looks for stations by @text, as if it had been typed into the search entry */
void csms_stations_page_search (CsmsStationsPage *self, const char *text);

/** csms_stations_page_back: one step from a station's table to the station, or to the list, when folded. Returns: whether there was a step */
gboolean csms_stations_page_back (CsmsStationsPage *self);

/** csms_stations_page_start: asks for the ID tag for the chosen station's first connector that can start; says why when none can */
void csms_stations_page_start (CsmsStationsPage *self);

/** csms_stations_page_stop: asks once more before it stops the chosen station's first charge; says why when none can be stopped */
void csms_stations_page_stop (CsmsStationsPage *self);

G_END_DECLS
