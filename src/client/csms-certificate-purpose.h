/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * csms_certificate_is_for_servers:
 * @der: an X.509 certificate
 *
 * GIO checks everything about a certificate but what it was issued for (extended key usage, RFC 5280 4.2.1.12): without this the
 * certificate of any client of the same authority, a charging station say, could pass for the server's.
 *
 * Returns: whether it says nothing of its purpose, or that it may serve for TLS servers or for anything; %FALSE for what is no
 *   certificate
 */
gboolean csms_certificate_is_for_servers (const guint8 *der, gsize length);

/** csms_certificate_chain_is_for_servers: the same of @certificate and of all that came with it as its issuers */
gboolean csms_certificate_chain_is_for_servers (GTlsCertificate *certificate);

G_END_DECLS
