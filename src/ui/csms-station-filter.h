/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-station-view.h"

G_BEGIN_DECLS

/**
 * CsmsStationFilter:
 *
 * What stands above the station list: the entry *Search stations*, the order, and the tiles with their counts. It sets these
 * on a view. Main thread.
 *
 * Signals:
 * - `changed`: the view is about to show other stations, or in another order
 * - `activate`: Enter in the entry, after what was typed has been searched for
 * - `leave`: Down or Escape in the entry: the list should get the focus
 */
#define CSMS_TYPE_STATION_FILTER (csms_station_filter_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationFilter, csms_station_filter, CSMS, STATION_FILTER, GtkWidget)

/** csms_station_filter_set_view: @view: (nullable) (transfer none): takes over what is chosen and typed */
void csms_station_filter_set_view (CsmsStationFilter *self, CsmsStationView *view);
/** csms_station_filter_set_settings: @settings: (nullable) (transfer none): keeps the order in `station-sort` */
void csms_station_filter_set_settings (CsmsStationFilter *self, GSettings *settings);
/** csms_station_filter_focus: puts the cursor into the entry, what stands there selected */
void csms_station_filter_focus (CsmsStationFilter *self);
/** csms_station_filter_clear: shows all stations */
void csms_station_filter_clear (CsmsStationFilter *self);
/** csms_station_filter_search: as if @text had been typed into the entry */
void csms_station_filter_search (CsmsStationFilter *self, const char *text);

G_END_DECLS
