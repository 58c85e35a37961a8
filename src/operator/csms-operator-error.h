/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsmsOperatorError:
 * @CSMS_OPERATOR_ERROR_BAD_ADDRESS: not the address of a CSMS
 * @CSMS_OPERATOR_ERROR_NEEDS_CONSENT: unencrypted beyond this machine, and nobody has agreed to it
 * @CSMS_OPERATOR_ERROR_NO_KEY: no API key is known for this server
 * @CSMS_OPERATOR_ERROR_NO_KEYRING: the secret service is missing, locked or silent
 * @CSMS_OPERATOR_ERROR_CANNOT: a command that may not be given now: not connected, open command, or the status forbids it
 * @CSMS_OPERATOR_ERROR_BAD_TAG: an ID tag that OCPP 1.6 does not allow
 * @CSMS_OPERATOR_ERROR_NO_TRANSACTION: no transaction to stop could be found (trap 7)
 */
typedef enum {
  CSMS_OPERATOR_ERROR_BAD_ADDRESS,
  CSMS_OPERATOR_ERROR_NEEDS_CONSENT,
  CSMS_OPERATOR_ERROR_NO_KEY,
  CSMS_OPERATOR_ERROR_NO_KEYRING,
  CSMS_OPERATOR_ERROR_CANNOT,
  CSMS_OPERATOR_ERROR_BAD_TAG,
  CSMS_OPERATOR_ERROR_NO_TRANSACTION,
} CsmsOperatorError;

#define CSMS_OPERATOR_ERROR (csms_operator_error_quark ())
GQuark csms_operator_error_quark (void);

G_END_DECLS
