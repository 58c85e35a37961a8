/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-catch-up.h"
#include "csms-fleet.h"
#include "csms-link.h"
#include "csms-seat-options.h"
#include "csms-server.h"

G_BEGIN_DECLS

/**
 * CsmsConnection:
 *
 * Keeps a seat connected: the key, then the link, then a catch-up for each new session. Where the server's address needs a
 * person's consent, that becomes the problem until it is given. Main thread.
 *
 * Signals:
 * - `changed` (): the link, the catch-up or the problem
 * - `events` (GPtrArray of CsmsEventRecord, CsmsEventOrigin as int): each eventId once
 * - `recovered` (guint64 count, gint64 from_ms, gint64 to_ms), `transactions` (GPtrArray): as the catch-up's
 */
#define CSMS_TYPE_CONNECTION (csms_connection_get_type ())
G_DECLARE_FINAL_TYPE (CsmsConnection, csms_connection, CSMS, CONNECTION, GObject)

CsmsConnection *csms_connection_new (CsmsServer *server, CsmsFleet *fleet, const CsmsSeatOptions *options);

/** csms_connection_set_wire_log: @log: (nullable): where all frames are written from the next csms_connection_start() on */
void csms_connection_set_wire_log (CsmsConnection *self, CsmsWireLog *log);
/** csms_connection_set_slow: events come no faster than csms_link_set_slow() says */
void csms_connection_set_slow (CsmsConnection *self, gboolean slow);
/** csms_connection_start: what stands against it becomes the problem; called again, it tries again. */
void csms_connection_start (CsmsConnection *self);
/** csms_connection_stop_async: ends the session in good order and flushes what is remembered */
void csms_connection_stop_async (CsmsConnection *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_connection_stop_finish (CsmsConnection *self, GAsyncResult *result, GError **error);
/** csms_connection_use_key: signs in with it, now and from now on in this run */
void csms_connection_use_key (CsmsConnection *self, const char *api_key);

/** Returns: whether it was started and not stopped */
gboolean csms_connection_get_started (CsmsConnection *self);
/** Returns: (nullable) (transfer none): %NULL until there is a key */
CsmsLink *csms_connection_get_link (CsmsConnection *self);
/** Returns: (transfer none) */
CsmsCatchUp *csms_connection_get_catch_up (CsmsConnection *self);
/** Returns: whether another client seems to share this address (trap 1): events come by polling */
gboolean csms_connection_get_shared (CsmsConnection *self);
/** Returns: how safe the address is that it is, or was last, connected to; with NEEDS_CONSENT, the one to be agreed to */
CsmsAddressSafety csms_connection_get_safety (CsmsConnection *self);
/** csms_connection_get_problem: @code: (out): a CsmsOperatorError, -1 none. Returns: (nullable): why there is no session */
const char *csms_connection_get_problem (CsmsConnection *self, int *code);

G_END_DECLS
