/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsStationPage:
 *
 * One station: its header, a card for each connector, and below the tables of meter values, transactions and events; narrow,
 * these are rows that lead to a table each. Polls the meter values of the station while it is on screen. Main thread.
 *
 * Property `section` (string, nullable, read-only, notified): the title of the table that fills the page, %NULL while the
 * cards are shown.
 */
#define CSMS_TYPE_STATION_PAGE (csms_station_page_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationPage, csms_station_page, CSMS, STATION_PAGE, GtkWidget)

/** csms_station_page_set_settings: @settings: (nullable) (transfer none): for the ID tags used before */
void csms_station_page_set_settings (CsmsStationPage *self, GSettings *settings);

/** csms_station_page_set_station: @operator, @station: (nullable) (transfer none): both or none */
void csms_station_page_set_station (CsmsStationPage *self, CsmsOperator *operator, CsmsStation *station);

/** csms_station_page_set_narrow: @narrow: the page is all that is shown, and its tables one at a time */
void csms_station_page_set_narrow (CsmsStationPage *self, gboolean narrow);

/** csms_station_page_get_section: Returns: (nullable) (transfer none) */
const char *csms_station_page_get_section (CsmsStationPage *self);

/** csms_station_page_back: from a table to the cards. Returns: whether there was such a step */
gboolean csms_station_page_back (CsmsStationPage *self);

/**
 * csms_station_page_start:
 * csms_station_page_stop:
 *
 * Opens the dialog for the first connector that can start, or stop.
 *
 * Returns: (transfer full) (nullable): why there is none; %NULL when the dialog was opened
 */
char *csms_station_page_start (CsmsStationPage *self);
char *csms_station_page_stop (CsmsStationPage *self);

G_END_DECLS
