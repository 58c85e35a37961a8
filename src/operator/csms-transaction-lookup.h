/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"
#include "csms-link.h"

G_BEGIN_DECLS

/**
 * csms_transaction_lookup_async:
 *
 * Which transaction is under way on a connector, when the server forgot it (trap 7). Reads only: getConnectorStatus, the
 * newest meter values, the last events, then the whole fleet once more; what is known to be over is passed by. Main thread.
 */
void csms_transaction_lookup_async (CsmsLink *link, CsmsFleet *fleet, const char *station_id, int connector_id,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/**
 * csms_transaction_lookup_finish:
 * @error: domain %CSMS_OPERATOR_ERROR, code NO_TRANSACTION; %CSMS_CLIENT_ERROR when the connection went meanwhile
 *
 * Returns: (transfer full): the transaction's id
 */
char *csms_transaction_lookup_finish (GAsyncResult *result, GError **error);

G_END_DECLS
