/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command-ledger.h"
#include "csms-link.h"
#include "csms-seat-journal.h"

G_BEGIN_DECLS

/**
 * CsmsCommander:
 *
 * Sends commands, once each and never again, and takes their answers; looks up what a stop needs; has it
 * asked (CsmsCommandInquiry) what became of a command whose outcome is not known. Main thread.
 */
#define CSMS_TYPE_COMMANDER (csms_commander_get_type ())
G_DECLARE_FINAL_TYPE (CsmsCommander, csms_commander, CSMS, COMMANDER, GObject)

/** @journal: keeps every command of @ledger; none is sent before its intent is on disk */
CsmsCommander *csms_commander_new (CsmsFleet *fleet, CsmsCommandLedger *ledger, CsmsSeatJournal *journal);

/** csms_commander_set_link: @link: (nullable): what commands go out on from now on */
void csms_commander_set_link (CsmsCommander *self, CsmsLink *link);

/** csms_commander_set_live: the fleet is what the server pushes, or is not: then what was Accepted is Unconfirmed. Becoming live, everything Unconfirmed is checked. */
void csms_commander_set_live (CsmsCommander *self, gboolean live);

/**
 * csms_commander_start:
 * @since_ms: now by the server's clock; 0 unknown
 *
 * The caller has seen to it that the command may be given.
 *
 * Returns: (transfer full): the command, in the ledger and on its way
 */
CsmsCommand *csms_commander_start (CsmsCommander *self, const char *station_id, int connector_id, const char *id_tag, gint64 since_ms);
/** csms_commander_stop: @transaction_id: (nullable): %NULL: the one under way, looked up where the fleet does not know it */
CsmsCommand *csms_commander_stop (CsmsCommander *self, const char *station_id, int connector_id, const char *transaction_id, gint64 since_ms);

/** csms_commander_check: csms_command_inquiry_ask(), on a person's wish */
void csms_commander_check (CsmsCommander *self, CsmsCommand *command);

G_END_DECLS
