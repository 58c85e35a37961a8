/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-station.h"

G_BEGIN_DECLS

/**
 * CsmsStationRows:
 *
 * Makes the rows of a station list. What changed is redrawn at the next frame where it is in sight or a page away from it, and a
 * few rows a frame elsewhere; the ages of those in sight go on by one timer for all. Main thread.
 * Signal `clicked` (CsmsStation): a row was clicked once.
 */
#define CSMS_TYPE_STATION_ROWS (csms_station_rows_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationRows, csms_station_rows, CSMS, STATION_ROWS, GObject)

/** csms_station_rows_new: @list_view: (transfer none): gets the factory of the rows; lives longer than the rows object */
CsmsStationRows *csms_station_rows_new (GtkListView *list_view);

/**
 * csms_station_rows_set_live:
 * @live: whether values may be shown as now; else they are grey and ages become times of day
 * @clock_offset_ms: the server's clock, which dates what a station does, minus ours
 */
void csms_station_rows_set_live (CsmsStationRows *self, gboolean live, gint64 clock_offset_ms);

/** csms_station_rows_set_running: @running: whether ages go on (the list is on screen) */
void csms_station_rows_set_running (CsmsStationRows *self, gboolean running);

G_END_DECLS
