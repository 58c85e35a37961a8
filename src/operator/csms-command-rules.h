/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command-ledger.h"

G_BEGIN_DECLS

/** CsmsCommandGround: what decides whether a command may be given. */
typedef struct {
  const char *not_live;         /* why not, where the connection does not allow commands; NULL where it does */
  CsmsFleet *fleet;
  CsmsCommandLedger *ledger;
  const char *station_id;
  int connector_id;
} CsmsCommandGround;

/**
 * csms_command_rules_may_start:
 *
 * Available and Preparing (a cable is plugged in); Finishing, since OCPP 1.6 lets the driver who is still plugged in begin
 * anew (transition F2); Reserved, since whose reservation it is only the station knows, and it refuses another tag.
 * Nothing while a charge is under way, even one that a made-up Available hides (trap 12), and nothing on a status not known.
 *
 * @error: domain %CSMS_OPERATOR_ERROR, code CANNOT, one short sentence
 */
gboolean csms_command_rules_may_start (const CsmsCommandGround *ground, GError **error);

/**
 * csms_command_rules_may_stop:
 * @transaction_id: (nullable): the charge to stop, if the caller names it
 * @error: domain %CSMS_OPERATOR_ERROR, code CANNOT, one short sentence
 *
 * A charge under way, or a status that says so, suspended ones included (trap 9); whatever the status, a charge that is named
 * and not known to be over, since a made-up Available can stand before it (trap 12).
 */
gboolean csms_command_rules_may_stop (const CsmsCommandGround *ground, const char *transaction_id, GError **error);

/** csms_command_rules_is_over: whether this charge is known and no longer under way */
gboolean csms_command_rules_is_over (CsmsFleet *fleet, const char *station_id, const char *transaction_id);

G_END_DECLS
