/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"
#include "csms-link.h"

G_BEGIN_DECLS

/**
 * csms_station_subscriber_async:
 * @only_station: (nullable): the one to subscribe to, "" for none, %NULL for all of @fleet
 *
 * One subscription a station, for a server that refuses one for all; a few at a time, behind everything else in the frame
 * budget, since subscriptions die with the socket (trap 16) and there may be thousands. Main thread.
 */
void csms_station_subscriber_async (CsmsLink *link, CsmsFleet *fleet, const char *only_station, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
/** csms_station_subscriber_finish: Returns: whether every station is subscribed to; %FALSE with @error when some were refused or the connection went */
gboolean csms_station_subscriber_finish (GAsyncResult *result, GError **error);

G_END_DECLS
