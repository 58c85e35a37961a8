/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsmsClientError: why there is no answer. What was answered, a "no" included, is a CsmsReply.
 * @CSMS_CLIENT_ERROR_NOT_SENT: no connection, or it went before the frame was handed to the socket: nothing happened at the server
 * @CSMS_CLIENT_ERROR_LOST: handed to the socket, then the connection went: the outcome is unknown
 * @CSMS_CLIENT_ERROR_NO_REPLY: handed to the socket, the deadline passed: the outcome is unknown
 * @CSMS_CLIENT_ERROR_BAD_URL: the address is not one of a CSMS
 * @CSMS_CLIENT_ERROR_CONNECT: could not be reached (name, network, handshake)
 * @CSMS_CLIENT_ERROR_TLS: reached, but its certificate is not to be trusted
 * @CSMS_CLIENT_ERROR_NOT_ALLOWED: CsmsLinkOptions.check_address admits none of its addresses: nothing was sent
 * @CSMS_CLIENT_ERROR_KEY_REFUSED: the server refused the API key
 * @CSMS_CLIENT_ERROR_BAD_REPLY: answered, but not with what the action promises
 * @CSMS_CLIENT_ERROR_SILENT: nothing heard for 35 s, declared dead
 * @CSMS_CLIENT_ERROR_CLOSED: the server, or something between, ended the connection
 */
typedef enum {
  CSMS_CLIENT_ERROR_NOT_SENT,
  CSMS_CLIENT_ERROR_LOST,
  CSMS_CLIENT_ERROR_NO_REPLY,
  CSMS_CLIENT_ERROR_BAD_URL,
  CSMS_CLIENT_ERROR_CONNECT,
  CSMS_CLIENT_ERROR_TLS,
  CSMS_CLIENT_ERROR_NOT_ALLOWED,
  CSMS_CLIENT_ERROR_KEY_REFUSED,
  CSMS_CLIENT_ERROR_BAD_REPLY,
  CSMS_CLIENT_ERROR_SILENT,
  CSMS_CLIENT_ERROR_CLOSED,
} CsmsClientError;

/**
 * csms_client_error_new_ended: an open connection ended, and not by us
 * @code: of the WebSocket's goodbye, 0 without one
 * @reason: (nullable): that came with it, foreign text
 * @broke: (nullable): what broke it
 *
 * Returns: (transfer full): CLOSED, in the operator's words
 */
GError *csms_client_error_new_ended (guint code, const char *reason, const GError *broke);

#define CSMS_CLIENT_ERROR (csms_client_error_quark ())
GQuark csms_client_error_quark (void);

G_END_DECLS
