/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsmsProtocolError:
 * @CSMS_PROTOCOL_ERROR_TOO_LARGE: more bytes than the bound
 * @CSMS_PROTOCOL_ERROR_TOO_DEEP: nested deeper than %CSMS_JSON_MAX_DEPTH
 * @CSMS_PROTOCOL_ERROR_NOT_JSON: not one strict JSON document in UTF-8
 * @CSMS_PROTOCOL_ERROR_BAD_REPLY: JSON, but not the result the action promises
 * @CSMS_PROTOCOL_ERROR_BAD_REQUEST: a request that may not be sent (too large, no ID tag, …)
 *
 * What can be wrong with bytes. What a server says on purpose is a #CsmsServerError.
 */
typedef enum {
  CSMS_PROTOCOL_ERROR_TOO_LARGE,
  CSMS_PROTOCOL_ERROR_TOO_DEEP,
  CSMS_PROTOCOL_ERROR_NOT_JSON,
  CSMS_PROTOCOL_ERROR_BAD_REPLY,
  CSMS_PROTOCOL_ERROR_BAD_REQUEST,
} CsmsProtocolError;

#define CSMS_PROTOCOL_ERROR (csms_protocol_error_quark ())
GQuark csms_protocol_error_quark (void);

/** CsmsServerError: an answer that is a "no"; the value is the code on the wire, 0 for a soft error or an unknown shape. */
typedef enum {
  CSMS_SERVER_ERROR_UNSPECIFIED = 0,
  CSMS_SERVER_ERROR_BAD_PARAMS = 400,
  CSMS_SERVER_ERROR_NOT_AUTHENTICATED = 401,
  CSMS_SERVER_ERROR_NOT_FOUND = 404,
  CSMS_SERVER_ERROR_INTERNAL = 500,
  CSMS_SERVER_ERROR_COMMAND_TIMEOUT = 504,
} CsmsServerError;

#define CSMS_SERVER_ERROR (csms_server_error_quark ())
GQuark csms_server_error_quark (void);

G_END_DECLS
