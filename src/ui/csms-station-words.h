/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-station.h"

G_BEGIN_DECLS

/* A whole station in words. Main thread; texts are (transfer full), plain, and clean. */

/** csms_station_words_describe: Returns: the accessible name of its row: "fora072, Charging, 1 of 2 connectors charging" */
char *csms_station_words_describe (CsmsStation *station);

/** csms_station_words_draw: Returns: the power of the charges under way, "22.0 kW"; where none is reported the energy they have drawn; "" for none */
char *csms_station_words_draw (CsmsStation *station);

/** csms_station_words_tooltip: Returns: name, every connector and when it was last seen, a line each */
char *csms_station_words_tooltip (CsmsStation *station);

G_END_DECLS
