/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * csms_tls_begin_async:
 * @connection: to the server itself, a proxy's part done with
 * @uri: what the certificate must be for
 * @ca_file: (nullable): PEM file with the authorities to trust, and no others; %NULL: the system's
 *
 * The TLS handshake. A certificate that is not in order is refused; there is no way to accept it.
 */
void csms_tls_begin_async (GSocketConnection *connection, GUri *uri, const char *ca_file, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);

/**
 * csms_tls_begin_finish:
 * @error: domain %CSMS_CLIENT_ERROR, code %CSMS_CLIENT_ERROR_TLS, saying what is wrong with the certificate or the CA file; or that
 *   of GIO where it did not come so far
 *
 * Returns: (transfer full): the encrypted connection
 */
GSocketConnection *csms_tls_begin_finish (GAsyncResult *result, GError **error);

/**
 * csms_tls_explain:
 * @flags: what is wrong with @certificate, more than nothing
 * @own_authority: whether it was looked for in a server's own CA file
 *
 * Returns: (transfer full): all of it as the end of a sentence: "it has expired, it is for another host"
 */
char *csms_tls_explain (GTlsCertificate *certificate, GTlsCertificateFlags flags, gboolean own_authority);

G_END_DECLS
