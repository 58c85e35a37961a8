/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"
#include "csms-server.h"

G_BEGIN_DECLS

/**
 * csms_roster_reader_read_async:
 * @server: one that is saved
 *
 * What its journal last knew of the fleet, without a seat and without a connection: for who only wants to find a station.
 * Main thread.
 */
void csms_roster_reader_read_async (CsmsServer *server, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/** csms_roster_reader_read_finish: Returns: (transfer full) (nullable): a fleet nobody keeps right; %NULL with @error when there is no journal that can be read */
CsmsFleet *csms_roster_reader_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
