/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * csms_dial_async:
 * @uri: ws:// or wss://
 *
 * Name, TCP (through the system's proxy, if there is one), TLS against the system's authorities, WebSocket handshake; all of it
 * within @timeout_ms. A certificate that is not in order is refused, always.
 */
void csms_dial_async (GUri *uri, const char *user_agent, guint timeout_ms, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data);

/**
 * csms_dial_finish:
 * @rest: (out) (transfer full): what came behind the handshake already, maybe empty
 * @error: domain %CSMS_CLIENT_ERROR: CONNECT or TLS; or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the connection, a WebSocket from its next byte on
 */
GSocketConnection *csms_dial_finish (GAsyncResult *result, GBytes **rest, GError **error);

G_END_DECLS
