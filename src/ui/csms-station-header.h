/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsStationHeader:
 *
 * Top of a station's page: id and name, its state and since when, when it was last seen; the button that refreshes. Narrow, id
 * and name stand in the window's header instead. Activates `station.refresh`. Main thread.
 */
#define CSMS_TYPE_STATION_HEADER (csms_station_header_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationHeader, csms_station_header, CSMS, STATION_HEADER, GtkWidget)

/** csms_station_header_set_narrow: @narrow: one page at a time is shown */
void csms_station_header_set_narrow (CsmsStationHeader *self, gboolean narrow);

/** csms_station_header_update: shows @station as it is now, or was when @operator was last live */
void csms_station_header_update (CsmsStationHeader *self, CsmsOperator *operator, CsmsStation *station);

/** csms_station_header_get_words: Returns: (transfer full): state and times in one line, as shown when wide */
char *csms_station_header_get_words (CsmsStationHeader *self);

G_END_DECLS
