/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-command-machine.h"

#define N_STATES (CSMS_COMMAND_HANDLED + 1)

typedef struct {
  gboolean moves;
  CsmsCommandState state;
  CsmsCommandReason reason;
} Move;

#define TO(STATE) { TRUE, CSMS_COMMAND_##STATE, CSMS_COMMAND_REASON_NONE }
#define BECAUSE(STATE, REASON) { TRUE, CSMS_COMMAND_##STATE, CSMS_COMMAND_REASON_##REASON }
#define ON(INPUT) [CSMS_COMMAND_INPUT_##INPUT]

/* What an answer does to a command that may be with the server. The order of frames is not promised (trap 12), so it may
 * come before our own word that it was sent; and an event may have proved it before that (trap 8): then no answer counts. */
#define ANSWERS \
  ON (ACCEPTED) = TO (ACCEPTED), \
  ON (NO) = BECAUSE (REFUSED, SERVER_SAID_NO), \
  ON (EXPIRED) = BECAUSE (REFUSED, SESSION_EXPIRED), \
  ON (TIMEOUT) = BECAUSE (UNCONFIRMED, STATION_TIMEOUT), \
  ON (UNCLEAR) = BECAUSE (UNCONFIRMED, UNCLEAR), \
  ON (SILENCE) = BECAUSE (UNCONFIRMED, NO_ANSWER), \
  ON (LOST) = BECAUSE (UNCONFIRMED, CONNECTION_LOST), \
  ON (PROOF) = TO (CONFIRMED)

static const Move moves[N_STATES][CSMS_COMMAND_N_INPUTS] = {
  [CSMS_COMMAND_LOOKING_UP] = {
    ON (FOUND) = TO (SENDING),
    ON (NOT_FOUND) = BECAUSE (REFUSED, NO_TRANSACTION),
    ON (NOT_SENT) = BECAUSE (REFUSED, NOT_CONNECTED),
    ON (NOT_KEPT) = BECAUSE (REFUSED, NOT_KEPT),
  },
  [CSMS_COMMAND_SENDING] = {
    ON (SENT) = TO (SENT),
    ON (NOT_SENT) = BECAUSE (REFUSED, NOT_CONNECTED),
    ON (NOT_KEPT) = BECAUSE (REFUSED, NOT_KEPT),
    ANSWERS,
  },
  [CSMS_COMMAND_SENT] = {
    ANSWERS,
  },
  [CSMS_COMMAND_ACCEPTED] = {
    ON (NO) = BECAUSE (REFUSED, SERVER_SAID_NO),
    ON (LOST) = BECAUSE (UNCONFIRMED, CONNECTION_LOST),
    ON (PROOF) = TO (CONFIRMED),
  },
  [CSMS_COMMAND_UNCONFIRMED] = {
    ON (NO) = BECAUSE (REFUSED, SERVER_SAID_NO),
    ON (PROOF) = TO (CONFIRMED),
    ON (HANDLED) = TO (HANDLED),
  },
};

void
csms_command_machine_init (CsmsCommandMachine *self, gboolean needs_lookup)
{
  g_return_if_fail (self != NULL);

  self->state = needs_lookup ? CSMS_COMMAND_LOOKING_UP : CSMS_COMMAND_SENDING;
  self->reason = CSMS_COMMAND_REASON_NONE;
  self->proof_due_us = 0;
}

gboolean
csms_command_machine_apply (CsmsCommandMachine *self, CsmsCommandInput input, gint64 now_us)
{
  Move move;

  g_return_val_if_fail (self != NULL && input < CSMS_COMMAND_N_INPUTS, FALSE);

  move = moves[self->state][input];
  if (input == CSMS_COMMAND_INPUT_TICK && self->proof_due_us != 0 && now_us >= self->proof_due_us)
    move = (Move) BECAUSE (UNCONFIRMED, NO_PROOF);
  if (!move.moves)
    return FALSE;
  self->state = move.state;
  self->reason = move.reason;
  self->proof_due_us = move.state == CSMS_COMMAND_ACCEPTED ? now_us + CSMS_COMMAND_PROOF_US : 0;
  return TRUE;
}

gboolean
csms_command_state_is_open (CsmsCommandState state)
{
  return state != CSMS_COMMAND_CONFIRMED && state != CSMS_COMMAND_REFUSED && state != CSMS_COMMAND_HANDLED;
}

CsmsCommandMachine
csms_command_machine_wake (CsmsCommandState state, CsmsCommandReason reason)
{
  switch (state)
    {
    case CSMS_COMMAND_LOOKING_UP:
      return (CsmsCommandMachine) { CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_NOT_CONNECTED, 0 };
    case CSMS_COMMAND_SENDING:
    case CSMS_COMMAND_SENT:
    case CSMS_COMMAND_ACCEPTED:
      return (CsmsCommandMachine) { CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_CONNECTION_LOST, 0 };
    case CSMS_COMMAND_CONFIRMED:
    case CSMS_COMMAND_REFUSED:
    case CSMS_COMMAND_UNCONFIRMED:
    case CSMS_COMMAND_HANDLED:
    default:
      return (CsmsCommandMachine) { state, reason, 0 };
    }
}
