/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The opening handshake of a WebSocket (RFC 6455, section 4), client side. Written here rather than left to SoupSession
 * because only so the bytes beneath libsoup's frames can be counted, which is what bounds them, and because nothing here can
 * follow a redirect, answer a password prompt or reuse a connection.
 */

/** CSMS_UPGRADE_HEAD_MAX: bound on the server's answer, headers and all */
#define CSMS_UPGRADE_HEAD_MAX (16 * 1024)

/**
 * csms_upgrade_parse_url:
 * @url: ws:// or wss://
 * @error: domain %CSMS_CLIENT_ERROR, code %CSMS_CLIENT_ERROR_BAD_URL
 *
 * Returns: (transfer full): the address, or %NULL
 */
GUri *csms_upgrade_parse_url (const char *url, GError **error);

/** csms_upgrade_make_key: Returns: (transfer full): a fresh Sec-WebSocket-Key */
char *csms_upgrade_make_key (void);

/** csms_upgrade_make_request: Returns: (transfer full): the bytes to send. No subprotocol, no extension is offered. */
char *csms_upgrade_make_request (GUri *uri, const char *key, const char *user_agent);

/**
 * csms_upgrade_check_answer:
 * @head: the answer up to and with its empty line
 * @error: domain %CSMS_CLIENT_ERROR, code %CSMS_CLIENT_ERROR_CONNECT, saying what came instead
 *
 * Returns: whether the connection is a WebSocket now
 */
gboolean csms_upgrade_check_answer (const char *head, const char *key, GError **error);

G_END_DECLS
