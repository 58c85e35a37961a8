/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsStationTabs:
 *
 * What stands below the cards of a station: meter values, transactions, timeline and events, as tabs; where there is little room
 * as rows, of which one is opened at a time. Main thread.
 *
 * Signals:
 * - `section-opened` (): a row was activated; csms_station_tabs_set_layout() shows it
 */
#define CSMS_TYPE_STATION_TABS (csms_station_tabs_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationTabs, csms_station_tabs, CSMS, STATION_TABS, GtkWidget)

/** csms_station_tabs_set_station: @operator, @station: (nullable) (transfer none): both or none */
void csms_station_tabs_set_station (CsmsStationTabs *self, CsmsOperator *operator, CsmsStation *station);

/** csms_station_tabs_set_layout: @in_section: when @narrow, whether the opened one is shown rather than the rows */
void csms_station_tabs_set_layout (CsmsStationTabs *self, gboolean narrow, gboolean in_section);

/** csms_station_tabs_set_active: whether the station is on screen, and so whether the server may be asked */
void csms_station_tabs_set_active (CsmsStationTabs *self, gboolean active);

/** csms_station_tabs_refresh: asks the server now */
void csms_station_tabs_refresh (CsmsStationTabs *self);

/** csms_station_tabs_update: once a second while on screen, and when the seat goes live or not */
void csms_station_tabs_update (CsmsStationTabs *self);

/** csms_station_tabs_get_title: Returns: (transfer none): of the tab that is shown */
const char *csms_station_tabs_get_title (CsmsStationTabs *self);

G_END_DECLS
