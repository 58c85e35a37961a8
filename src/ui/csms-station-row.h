/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-station.h"

G_BEGIN_DECLS

/**
 * CsmsStationRow:
 *
 * A station in the list: id and name, its connectors in words, power over age. Listens to its station only while it has
 * one. With a new station, and with each change of it, the row becomes stale and says so once; csms_station_row_refresh() makes
 * it show what is. Its accessible name is set on its parent, the list's own row. Main thread.
 */
#define CSMS_TYPE_STATION_ROW (csms_station_row_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationRow, csms_station_row, CSMS, STATION_ROW, GtkWidget)

CsmsStationRow *csms_station_row_new (void);

/** csms_station_row_set_station: @station: (nullable) (transfer none) */
void csms_station_row_set_station (CsmsStationRow *self, CsmsStation *station);
/** csms_station_row_get_station: Returns: (nullable) (transfer none) */
CsmsStation *csms_station_row_get_station (CsmsStationRow *self);

/** csms_station_row_set_stale_func: @func: (nullable): called with the row and @data when it becomes stale */
void csms_station_row_set_stale_func (CsmsStationRow *self, GFunc func, gpointer data);
gboolean csms_station_row_get_stale (CsmsStationRow *self);
/** csms_station_row_refresh: shows the station as it is now; does nothing to a row that is not stale */
void csms_station_row_refresh (CsmsStationRow *self);

/** csms_station_row_set_live: as csms_station_rows_set_live() */
void csms_station_row_set_live (CsmsStationRow *self, gboolean live, gint64 clock_offset_ms);

/** csms_station_row_tick: @now_ms: our clock, ms since 1970; lets the age go on */
void csms_station_row_tick (CsmsStationRow *self, gint64 now_ms);

G_END_DECLS
