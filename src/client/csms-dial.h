/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-link.h"

G_BEGIN_DECLS

/**
 * csms_dial_async:
 * @uri: ws:// or wss://
 * @options: as csms_limits_fill() makes them; what is needed of them is copied
 *
 * Name, the check of each address, TCP (through the system's proxy, if there is one), TLS, WebSocket handshake; all of it within
 * the handshake timeout. A certificate that is not in order is refused, always.
 */
void csms_dial_async (GUri *uri, const CsmsLinkOptions *options, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data);

/**
 * csms_dial_finish:
 * @rest: (out) (transfer full): what came behind the handshake already, maybe empty
 * @error: domain %CSMS_CLIENT_ERROR: CONNECT, TLS or NOT_ALLOWED; or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the connection, a WebSocket from its next byte on
 */
GSocketConnection *csms_dial_finish (GAsyncResult *result, GBytes **rest, GError **error);

G_END_DECLS
