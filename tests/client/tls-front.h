/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** TlsFront: what stands before a server that speaks no TLS itself, as a proxy does in the field; on loopback, in threads of its own */
typedef struct _TlsFront TlsFront;

/** tls_front_new: @url: ws:// on 127.0.0.1: where what was decrypted goes */
TlsFront *tls_front_new (GTlsCertificate *certificate, const char *url);
void tls_front_free (TlsFront *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlsFront, tls_front_free)

/** tls_front_get_url: Returns: (transfer none): wss://localhost…, with the path of the server behind */
const char *tls_front_get_url (TlsFront *self);

/** tls_front_get_passed: Returns: how many connections got through to the server */
guint tls_front_get_passed (TlsFront *self);

G_END_DECLS
