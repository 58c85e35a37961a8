/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-subscription.h"
#include "csms-sim-world.h"

G_BEGIN_DECLS

/** Appends the JSON array of stations as operators are shown it; with @subscription only those it asks for. */
void csms_sim_view_write_stations     (CsmsSimWorld              *world,
                                       const CsmsSimSubscription *subscription,
                                       GString                   *out);

/** Appends the JSON object of a connector's status; @connector_json echoes the number asked for. */
void csms_sim_view_write_connector    (CsmsSimWorld              *world,
                                       const char                *station_id,
                                       const char                *connector_json,
                                       const CsmsSimConnector    *connector,
                                       GString                   *out);

/** Appends the JSON array of the newest @limit meter values of @station, newest first; %NULL has none. */
void csms_sim_view_write_meter_values (CsmsSimWorld              *world,
                                       const CsmsSimStation      *station,
                                       guint                      limit,
                                       GString                   *out);

G_END_DECLS
