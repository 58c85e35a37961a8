/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  CSMS_COMMAND_START,
  CSMS_COMMAND_STOP,
} CsmsCommandKind;

/**
 * CsmsCommandState:
 * @CSMS_COMMAND_LOOKING_UP: stop only: asking for the transaction id that the server forgot (trap 7); nothing sent yet
 * @CSMS_COMMAND_SENDING: queued for the socket
 * @CSMS_COMMAND_SENT: handed to the socket
 * @CSMS_COMMAND_ACCEPTED: the server said Accepted, which proves nothing (trap 9)
 * @CSMS_COMMAND_CONFIRMED: transaction.started or transaction.stopped (or what proves the same) was seen. Final
 * @CSMS_COMMAND_REFUSED: it did not and will not happen: never sent, or a clear "no" (400, 401, 404). Final
 * @CSMS_COMMAND_UNCONFIRMED: 504, silence or a lost connection (trap 8): it may still happen. A later event, or a person, settles it
 * @CSMS_COMMAND_HANDLED: a person settled it. Final
 */
typedef enum {
  CSMS_COMMAND_LOOKING_UP,
  CSMS_COMMAND_SENDING,
  CSMS_COMMAND_SENT,
  CSMS_COMMAND_ACCEPTED,
  CSMS_COMMAND_CONFIRMED,
  CSMS_COMMAND_REFUSED,
  CSMS_COMMAND_UNCONFIRMED,
  CSMS_COMMAND_HANDLED,
} CsmsCommandState;

/** CsmsCommandReason: why it is Refused or Unconfirmed; the words for it are the UI's. */
typedef enum {
  CSMS_COMMAND_REASON_NONE,
  CSMS_COMMAND_REASON_NOT_CONNECTED,     /* refused: never sent */
  CSMS_COMMAND_REASON_SERVER_SAID_NO,    /* refused: csms_command_get_message() has its words */
  CSMS_COMMAND_REASON_SESSION_EXPIRED,   /* refused: 401; signed in again since, nothing was repeated */
  CSMS_COMMAND_REASON_NO_TRANSACTION,    /* refused: no transaction to stop could be found */
  CSMS_COMMAND_REASON_STATION_TIMEOUT,   /* unconfirmed: 504 */
  CSMS_COMMAND_REASON_NO_ANSWER,         /* unconfirmed: the server did not answer within the deadline */
  CSMS_COMMAND_REASON_CONNECTION_LOST,   /* unconfirmed: sent, then the connection went */
  CSMS_COMMAND_REASON_NO_PROOF,          /* unconfirmed: Accepted, but no event proved it in time */
  CSMS_COMMAND_REASON_UNCLEAR,           /* unconfirmed: an answer that is neither a yes nor a no (500, …); the message has its words */
  CSMS_COMMAND_REASON_NOT_KEPT,          /* refused: never sent, since the journal could not be written first */
} CsmsCommandReason;

/**
 * CsmsCommand:
 *
 * One start or stop, from click to outcome. It is sent once and never again. Main thread. Each getter is a read-only property
 * of the same name, notified on change only; the signal `changed` comes once after any number of them changed together.
 */
#define CSMS_TYPE_COMMAND (csms_command_get_type ())
G_DECLARE_FINAL_TYPE (CsmsCommand, csms_command, CSMS, COMMAND, GObject)

/** Returns: (transfer none): a UUID: what the journal knows it by */
const char *csms_command_get_id (CsmsCommand *self);
/** Returns: what was asked for */
CsmsCommandKind csms_command_get_kind (CsmsCommand *self);
/** Returns: how far it is */
CsmsCommandState csms_command_get_state (CsmsCommand *self);
/** Returns: why it is Refused or Unconfirmed; NONE in every other state */
CsmsCommandReason csms_command_get_reason (CsmsCommand *self);
/** Returns: whether it can still change by itself: neither Confirmed, Refused nor Handled */
gboolean csms_command_is_open (CsmsCommand *self);
/** Returns: (transfer none): the station's id */
const char *csms_command_get_station_id (CsmsCommand *self);
/** Returns: 1 or more */
int csms_command_get_connector_id (CsmsCommand *self);
/** Returns: (nullable) (transfer none): of a start: the ID tag as typed */
const char *csms_command_get_id_tag (CsmsCommand *self);
/** Returns: (nullable) (transfer none): of a start: the transaction that proved it; of a stop: the one to stop, %NULL while it is looked up */
const char *csms_command_get_transaction_id (CsmsCommand *self);
/** Returns: (nullable) (transfer none): what the server gave with its answer, a 504 included; it proves nothing (trap 10) */
const char *csms_command_get_correlation_id (CsmsCommand *self);
/** Returns: (nullable) (transfer none): the server's words for this state, foreign text (trap 19) */
const char *csms_command_get_message (CsmsCommand *self);
/** Returns: when it was handed to the socket, ms since 1970 by our clock; 0 before */
gint64 csms_command_get_sent_ms (CsmsCommand *self);

G_END_DECLS
