/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command-ledger.h"
#include "csms-link.h"

G_BEGIN_DECLS

/**
 * CsmsCommandInquiry:
 *
 * Asks, with reads only, what became of commands whose outcome is not known, and hands the answers to the fleet and the
 * ledger. A start that the station seems to have followed is asked after by itself, for a while. Main thread.
 */
#define CSMS_TYPE_COMMAND_INQUIRY (csms_command_inquiry_get_type ())
G_DECLARE_FINAL_TYPE (CsmsCommandInquiry, csms_command_inquiry, CSMS, COMMAND_INQUIRY, GObject)

CsmsCommandInquiry *csms_command_inquiry_new (CsmsFleet *fleet, CsmsCommandLedger *ledger);

/** csms_command_inquiry_set_link: @link: (nullable): what questions go out on from now on */
void csms_command_inquiry_set_link (CsmsCommandInquiry *self, CsmsLink *link);

/** csms_command_inquiry_set_live: nothing is asked while the session is not ready */
void csms_command_inquiry_set_live (CsmsCommandInquiry *self, gboolean live);

/** csms_command_inquiry_ask: asks, if @command is Unconfirmed: getConnectorStatus, getMeterValuesRecent, getRecentTransactions */
void csms_command_inquiry_ask (CsmsCommandInquiry *self, CsmsCommand *command);

G_END_DECLS
