/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command-rules.h"
#include "csms-commander.h"
#include "csms-connection.h"
#include "csms-keeper.h"
#include "csms-link.h"
#include "csms-operator.h"
#include "csms-poller.h"
#include "csms-seat-options.h"
#include "csms-seat-status.h"
#include "csms-sitting.h"

G_BEGIN_DECLS

struct _CsmsOperator {
  GObject parent_instance;

  CsmsServer *server;
  CsmsFleet *fleet;
  CsmsConnection *connection;
  CsmsCommandLedger *ledger;
  CsmsCommander *commander;
  CsmsPoller *poller;
  CsmsSeatJournal *journal;
  CsmsKeeper *keeper;
  CsmsSitting *sitting;

  CsmsSeatStatus status;
  gboolean live;
  gint64 rtt_us;                /* of a ping that was asked for, until the session ends; -1 none */
  guint soft_source;
};

CsmsOperator *csms_operator_new_full (CsmsServer *server, const CsmsSeatOptions *options);

/* The parts of a seat, for the files that give the rest of its functions. All (transfer none). */

/** Returns: (nullable): %NULL until there is a key and, where it needs one, consent */
CsmsLink *csms_operator_get_link (CsmsOperator *self);
CsmsCommandLedger *csms_operator_get_ledger (CsmsOperator *self);
CsmsCommander *csms_operator_get_commander (CsmsOperator *self);
CsmsPoller *csms_operator_get_poller (CsmsOperator *self);
/** Returns: now by the server's clock, ms since 1970; 0 unknown */
gint64 csms_operator_get_server_ms (CsmsOperator *self);

/** csms_operator_note_rtt: a ping's round trip, in microseconds */
void csms_operator_note_rtt (CsmsOperator *self, gint64 rtt_us);

G_END_DECLS
