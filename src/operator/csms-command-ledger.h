/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command-private.h"
#include "csms-fleet.h"

G_BEGIN_DECLS

/**
 * CsmsCommandLedger:
 *
 * The commands of this run that are open or not yet dismissed, and what became known that settles them. Main thread; knows
 * no network. Signal `command-changed` (CsmsCommand): anything of it, or whether it is still shown.
 */
#define CSMS_TYPE_COMMAND_LEDGER (csms_command_ledger_get_type ())
G_DECLARE_FINAL_TYPE (CsmsCommandLedger, csms_command_ledger, CSMS, COMMAND_LEDGER, GObject)

CsmsCommandLedger *csms_command_ledger_new (CsmsFleet *fleet);

/** csms_command_ledger_add: takes the place of what ended on that connector; what is Unconfirmed stays beside it. */
void csms_command_ledger_add (CsmsCommandLedger *self, CsmsCommand *command);
/** Returns: (nullable) (transfer none): the newest of the connector */
CsmsCommand *csms_command_ledger_get_last (CsmsCommandLedger *self, const char *station_id, int connector_id);
/** Returns: whether a command of the connector is on its way: neither ended nor Unconfirmed */
gboolean csms_command_ledger_is_in_flight (CsmsCommandLedger *self, const char *station_id, int connector_id);
/** Returns: whether a command of the connector is Unconfirmed */
gboolean csms_command_ledger_is_unconfirmed (CsmsCommandLedger *self, const char *station_id, int connector_id);
/** Returns: (transfer none): GListModel of those that are Unconfirmed */
GListModel *csms_command_ledger_get_unconfirmed (CsmsCommandLedger *self);
/** Returns: (transfer container) (element-type CsmsCommand): all of them, oldest first */
GPtrArray *csms_command_ledger_list (CsmsCommandLedger *self);

/** csms_command_ledger_settle: a person settled it (Unconfirmed), or has seen how it ended: it is shown no longer. */
void csms_command_ledger_settle (CsmsCommandLedger *self, CsmsCommand *command);

/** csms_command_ledger_take_events: after the fleet has taken them; @pushed: else recovered from the log */
void csms_command_ledger_take_events (CsmsCommandLedger *self, GPtrArray *events, gboolean pushed);
/** csms_command_ledger_take_samples: getMeterValuesRecent, after the fleet has taken them */
void csms_command_ledger_take_samples (CsmsCommandLedger *self, GPtrArray *samples);
/** csms_command_ledger_take_transactions: getRecentTransactions */
void csms_command_ledger_take_transactions (CsmsCommandLedger *self, GPtrArray *transactions);

G_END_DECLS
