/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command-machine.h"
#include "csms-records.h"

G_BEGIN_DECLS

/** CsmsCommandIntent: what a person asked for, and what was known at that moment. */
typedef struct {
  CsmsCommandKind kind;
  const char *station_id;
  int connector_id;
  const char *id_tag;                 /* start */
  const char *transaction_id;         /* stop; NULL: to be looked up */
  const char *prior_transaction_id;   /* start: the last one known on the connector, which is not this one */
  gint64 since_ms;                    /* the server's clock; 0 unknown */
} CsmsCommandIntent;

/** csms_command_new: Returns: (transfer full): in state LOOKING_UP (a stop without a transaction) or SENDING */
CsmsCommand *csms_command_new (const CsmsCommandIntent *intent);

/** CsmsCommandPast: what the journal knows of a command beyond its intent. Text is borrowed. */
typedef struct {
  const char *id;
  CsmsCommandState state;
  CsmsCommandReason reason;
  gint64 created_ms;                  /* these three by our clock */
  gint64 changed_ms;
  gint64 sent_ms;
  const char *correlation_id;
  const char *message;
} CsmsCommandPast;

/**
 * csms_command_new_kept: a command of an earlier run. One that was on its way then is Unconfirmed now: it may have been sent,
 * and is never sent again; one whose transaction was still being looked up is Refused.
 *
 * Returns: (transfer full)
 */
CsmsCommand *csms_command_new_kept (const CsmsCommandIntent *intent, const CsmsCommandPast *past);
/** csms_command_get_past: @past: (out caller-allocates): valid until the command's next change */
void csms_command_get_past (CsmsCommand *self, CsmsCommandPast *past);

/** CsmsCommandNews: what came with an input; %NULL keeps what is known, but for the message, which goes with the state. */
typedef struct {
  const char *transaction_id;
  const char *correlation_id;
  const char *message;
  gint64 sent_ms;
} CsmsCommandNews;

/**
 * csms_command_tell:
 * @news: (nullable): kept whether or not the input fits the state (a correlation id may come after the proof)
 *
 * Applies @input, notifies, and emits `changed` once.
 *
 * Returns: whether the state changed
 */
gboolean csms_command_tell (CsmsCommand *self, CsmsCommandInput input, const CsmsCommandNews *news, gint64 now_us);

/** csms_command_disown: a transaction on the connector that is somebody else's start */
void csms_command_disown (CsmsCommand *self, const char *transaction_id);

/** csms_command_note_rejection: somebody's start was rejected, and which id our own has is not known yet (trap 12) */
void csms_command_note_rejection (CsmsCommand *self, const char *correlation_id);
/** Returns: whether @correlation_id (nullable) is among those noted */
gboolean csms_command_was_rejected (CsmsCommand *self, const char *correlation_id);

/** Returns: when it reached its final state, monotonic; 0 before */
gint64 csms_command_get_ended_us (CsmsCommand *self);

/* csms-command-proof.c: what proves a command. Pure. */

/** CSMS_COMMAND_WINDOW_MS: how long after a start its transaction.started may come and still be its own (trap 8: long after the 504). */
#define CSMS_COMMAND_WINDOW_MS (G_GINT64_CONSTANT (60) * 60 * 1000)

/**
 * csms_command_is_proven_by_event:
 * @pushed: whether it came over the socket after the command was given; else it was recovered from the log and its time must tell
 *
 * By transaction.started or transaction.stopped: station, connector, ID tag and time; the correlation id only confirms (trap 10).
 * A meter.values.delta with a transaction id proves a start too (trap 6), if the caller has seen that the connector reads `Charging`.
 */
gboolean csms_command_is_proven_by_event (CsmsCommand *self, const CsmsEventRecord *event, gboolean pushed);

/** csms_command_is_proven_by_sample: a meter value read by polling, of a connector that reads `Charging` */
gboolean csms_command_is_proven_by_sample (CsmsCommand *self, const CsmsSampleRecord *sample);

/** csms_command_is_proven_by_transaction: a charge in the server's list of finished ones */
gboolean csms_command_is_proven_by_transaction (CsmsCommand *self, const CsmsTransactionRecord *transaction);

/** csms_command_is_rejection: remote.start.result with `Rejected`, of whichever start its correlation id says */
gboolean csms_command_is_rejection (const CsmsEventRecord *event);

/** csms_command_is_rejected_by_event: remote.start.result with `Rejected` and this command's own correlation id (trap 17) */
gboolean csms_command_is_rejected_by_event (CsmsCommand *self, const CsmsEventRecord *event);

/** csms_command_is_rivalled_by_event: a transaction.started on the connector that is not this command's */
gboolean csms_command_is_rivalled_by_event (CsmsCommand *self, const CsmsEventRecord *event);

/** Returns: (nullable) (transfer none) */
const char *csms_command_get_prior_transaction_id (CsmsCommand *self);
gboolean csms_command_is_disowned (CsmsCommand *self, const char *transaction_id);
gint64 csms_command_get_since_ms (CsmsCommand *self);

G_END_DECLS
