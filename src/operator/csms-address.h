/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-operator-error.h"

G_BEGIN_DECLS

/** CsmsAddressSafety: how far an address may be trusted with an API key in the clear. */
typedef enum {
  CSMS_ADDRESS_ENCRYPTED,   /* wss:// */
  CSMS_ADDRESS_LOOPBACK,    /* ws:// to this machine */
  CSMS_ADDRESS_PRIVATE,     /* ws:// to RFC 1918, RFC 4193, link-local, or a name that is only local (.local, .lan, no dot) */
  CSMS_ADDRESS_PUBLIC,      /* ws:// to anything else: only with consent */
} CsmsAddressSafety;

/**
 * csms_address_normalize:
 * @text: what a person typed: "host", "host:port", "ws://…", "wss://…"; http(s) is understood as ws(s)
 * @error: domain %CSMS_OPERATOR_ERROR, code BAD_ADDRESS, a sentence that says what is wrong
 *
 * Scheme and host in lower case, default port left out, an empty path made `/mobile-client`, user, query and fragment
 * refused or dropped with care. No scheme: ws:// for loopback and private addresses, else wss://.
 *
 * Returns: (transfer full): the address that is a server's identity, or %NULL
 */
char *csms_address_normalize (const char *text, GError **error);

/** csms_address_get_safety: @url: normalised. Judges the literal host; resolving names is the caller's. */
CsmsAddressSafety csms_address_get_safety (const char *url);

G_END_DECLS
