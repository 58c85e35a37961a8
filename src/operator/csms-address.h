/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-operator-error.h"

G_BEGIN_DECLS

/** CsmsAddressSafety: how far an address may be trusted with an API key in the clear, the best first. */
typedef enum {
  CSMS_ADDRESS_ENCRYPTED,   /* wss:// */
  CSMS_ADDRESS_LOOPBACK,    /* ws:// to this machine */
  CSMS_ADDRESS_PRIVATE,     /* ws:// to RFC 1918, RFC 4193 or link-local: asked once for each server */
  CSMS_ADDRESS_PUBLIC,      /* ws:// to anything else: refused unless explicitly allowed for that server */
} CsmsAddressSafety;

/**
 * csms_address_normalize:
 * @text: what a person typed: "host", "host:port", "ws://…", "wss://…"; http(s) is understood as ws(s)
 * @error: domain %CSMS_OPERATOR_ERROR, code BAD_ADDRESS, a sentence that says what is wrong
 *
 * Scheme and host in lower case (names beyond ASCII in their IDNA form), default port left out, an empty path made
 * `/mobile-client` while "/" stays what it is (each has a push target of its own, trap 1), dot segments resolved. A user
 * name and a query are refused, since a secret may stand in either; a fragment, which never reaches a server, is dropped.
 * No scheme: ws:// for loopback and private addresses, else wss://. Any thread.
 *
 * Returns: (transfer full): the address that is a server's identity, or %NULL
 */
char *csms_address_normalize (const char *text, GError **error);

/**
 * csms_address_judge:
 *
 * What the one address is that a connection is about to be made to. IPv4 in IPv6 (::ffff:…) is judged as what it stands for. Any
 * thread.
 *
 * Returns: LOOPBACK, PRIVATE or PUBLIC
 */
CsmsAddressSafety csms_address_judge (GInetAddress *address);

/**
 * csms_address_guess_safety:
 * @url: normalised
 *
 * What the text lets expect, to choose a scheme and to warn while a person types. A name may lead anywhere: what counts is
 * csms_address_judge() when it is connected to. Names that are only local (.local, .lan, no dot) count as PRIVATE. Any thread.
 *
 * Returns: the safety; PUBLIC for what is no address at all
 */
CsmsAddressSafety csms_address_guess_safety (const char *url);

/**
 * csms_address_dup_authority:
 * @url: normalised
 *
 * Returns: (transfer full): host and, where it is not the default, port: what a server without a name is called
 */
char *csms_address_dup_authority (const char *url);

G_END_DECLS
