/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsStationTimeline:
 *
 * The last 24 hours of a station: a band for each connector, the hours below, a legend, and the stretch that is looked at in
 * words. Main thread.
 * Property `summary` (string, read-only, notified): all of it in one line.
 */
#define CSMS_TYPE_STATION_TIMELINE (csms_station_timeline_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationTimeline, csms_station_timeline, CSMS, STATION_TIMELINE, GtkWidget)

/** csms_station_timeline_set_station: @operator, @station: (nullable) (transfer none): both or none */
void csms_station_timeline_set_station (CsmsStationTimeline *self, CsmsOperator *operator, CsmsStation *station);

/** csms_station_timeline_set_narrow: whether the names stand above their bands */
void csms_station_timeline_set_narrow (CsmsStationTimeline *self, gboolean narrow);

/** csms_station_timeline_tick: once a second while the station's page is on screen: reads anew what may have changed, now and then */
void csms_station_timeline_tick (CsmsStationTimeline *self);

G_END_DECLS
