/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-station.h"

G_BEGIN_DECLS

/** csms_station_find_category: @own: (nullable): connector 0; @connectors: of CsmsConnector. Returns: the worst category that fits */
CsmsStationCategory csms_station_find_category (CsmsConnector *own, GPtrArray *connectors, gboolean online);

/** csms_station_sum_power: Returns: power of @connectors in W; NAN when none is known, or the station is not there to draw any */
double csms_station_sum_power (GPtrArray *connectors, gboolean online);

G_END_DECLS
