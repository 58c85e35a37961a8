/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command.h"

G_BEGIN_DECLS

/** CSMS_COMMAND_PROOF_US: how long after Accepted an event must have proved it. */
#define CSMS_COMMAND_PROOF_US (30 * G_USEC_PER_SEC)

/** CsmsCommandInput: what can happen to a command. */
typedef enum {
  CSMS_COMMAND_INPUT_FOUND,         /* the transaction to stop is known */
  CSMS_COMMAND_INPUT_NOT_FOUND,
  CSMS_COMMAND_INPUT_SENT,          /* handed to the socket */
  CSMS_COMMAND_INPUT_NOT_SENT,      /* it went nowhere, and will not */
  CSMS_COMMAND_INPUT_NOT_KEPT,      /* the journal could not be written, so it goes nowhere */
  CSMS_COMMAND_INPUT_ACCEPTED,      /* the server's Accepted */
  CSMS_COMMAND_INPUT_NO,            /* a clear no: 4xx but 401, or Rejected */
  CSMS_COMMAND_INPUT_EXPIRED,       /* 401 */
  CSMS_COMMAND_INPUT_TIMEOUT,       /* 504 */
  CSMS_COMMAND_INPUT_UNCLEAR,       /* any other answer */
  CSMS_COMMAND_INPUT_SILENCE,       /* the deadline passed */
  CSMS_COMMAND_INPUT_LOST,          /* the connection went after it was sent */
  CSMS_COMMAND_INPUT_PROOF,         /* an event proves it */
  CSMS_COMMAND_INPUT_TICK,          /* time went by */
  CSMS_COMMAND_INPUT_HANDLED,       /* a person settled it */
  CSMS_COMMAND_N_INPUTS
} CsmsCommandInput;

/** CsmsCommandMachine: the states of one command. Pure: one table, and the monotonic time comes with each call. */
typedef struct {
  CsmsCommandState state;
  CsmsCommandReason reason;
  gint64 proof_due_us;          /* Accepted: when it becomes Unconfirmed; 0 else */
} CsmsCommandMachine;

/** csms_command_machine_init: @needs_lookup: a stop whose transaction is not known yet */
void csms_command_machine_init (CsmsCommandMachine *self, gboolean needs_lookup);

/**
 * csms_command_machine_wake: Returns: where a command of an earlier run stands now. What is in flight when a program ends may
 *   have been sent, whatever the journal had time to be told: only what was still being looked up is known to have gone nowhere
 */
CsmsCommandMachine csms_command_machine_wake (CsmsCommandState state, CsmsCommandReason reason);

/** csms_command_machine_apply: Returns: whether the state changed; what does not fit the state changes nothing */
gboolean csms_command_machine_apply (CsmsCommandMachine *self, CsmsCommandInput input, gint64 now_us);

/** csms_command_state_is_open: Returns: whether it can still change by itself */
gboolean csms_command_state_is_open (CsmsCommandState state);

G_END_DECLS
