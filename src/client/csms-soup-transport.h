/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-link.h"
#include "csms-transport.h"

G_BEGIN_DECLS

/** CsmsSoupTransport: a CsmsTransport over TCP or TLS, with libsoup's WebSocket frames. No other file knows libsoup. */
#define CSMS_TYPE_SOUP_TRANSPORT (csms_soup_transport_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSoupTransport, csms_soup_transport, CSMS, SOUP_TRANSPORT, GObject)

/**
 * csms_soup_transport_new:
 * @url: ws:// or wss://; another is refused with BAD_URL when opened
 * @options: of the link; the frame cap bounds one message, however many fragments it comes in
 */
CsmsTransport *csms_soup_transport_new (const char *url, const CsmsLinkOptions *options);

G_END_DECLS
