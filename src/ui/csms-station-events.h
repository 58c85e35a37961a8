/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsStationEvents:
 *
 * The events of one station, newest first. Looks through the fleet's events only while it is on screen. Main thread.
 */
#define CSMS_TYPE_STATION_EVENTS (csms_station_events_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationEvents, csms_station_events, CSMS, STATION_EVENTS, GtkWidget)

/** csms_station_events_set_station: @operator, @station: (nullable) (transfer none): both or none */
void csms_station_events_set_station (CsmsStationEvents *self, CsmsOperator *operator, CsmsStation *station);

/** csms_station_events_set_compact: @compact: two lines an event, for a narrow window */
void csms_station_events_set_compact (CsmsStationEvents *self, gboolean compact);

/** csms_station_events_get_n_items: Returns: events shown; 0 while not on screen */
guint csms_station_events_get_n_items (CsmsStationEvents *self);

G_END_DECLS
