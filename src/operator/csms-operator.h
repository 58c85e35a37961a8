/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-archive.h"
#include "csms-command.h"
#include "csms-fleet.h"
#include "csms-journal-records.h"
#include "csms-server.h"
#include "csms-wire-log.h"

G_BEGIN_DECLS

/**
 * CsmsSeatState: what the connection button says.
 * @CSMS_SEAT_STOPPED: not started
 * @CSMS_SEAT_CONNECTING: Connecting
 * @CSMS_SEAT_CATCHING_UP: signed in; fleet, transactions and missed events are being read
 * @CSMS_SEAT_LIVE: Live: everything shown is what the server pushes
 * @CSMS_SEAT_OFFLINE: Offline, retry in n s
 * @CSMS_SEAT_KEY_REFUSED: Signed out: the server refused the key, no retries until there is another
 */
typedef enum {
  CSMS_SEAT_STOPPED,
  CSMS_SEAT_CONNECTING,
  CSMS_SEAT_CATCHING_UP,
  CSMS_SEAT_LIVE,
  CSMS_SEAT_OFFLINE,
  CSMS_SEAT_KEY_REFUSED,
} CsmsSeatState;

/** CsmsSeatStatus: all that the connection button, its popover and the banner tell. Read-only snapshot. */
typedef struct {
  CsmsSeatState state;
  gint64 retry_at_us;           /* g_get_monotonic_time() of the next try; 0 none */
  guint64 catch_up_done;        /* CATCHING_UP: events taken in */
  guint64 catch_up_total;       /* 0: not known */
  gint64 not_live_since_ms;     /* when it was last live (or the start); 0 while live */
  gint64 clock_offset_ms;       /* the server's clock minus ours, as it was told last; 0 while it never was */
  gboolean ever_live;           /* whether it has been live in this run */
  const char *session_id;       /* NULL none */
  gint64 session_started_ms;
  gint64 session_expires_ms;    /* 24 h later */
  gint64 rtt_us;                /* -1 unknown */
  const char *last_event_id;
  gint64 last_event_ms;         /* by our clock, when it was taken in; 0 never */
  guint64 recovered;            /* events recovered in this run */
  guint64 recovered_last;       /* by the last replay, and the time span they cover */
  gint64 recovered_from_ms;
  gint64 recovered_to_ms;
  gboolean gap;                 /* events may have been missed between the next two */
  gint64 gap_from_ms;
  gint64 gap_to_ms;
  guint64 missed;               /* events of this run that the server logged and did not push */
  gboolean shared_address;      /* another client seems to use this address (events are lost to it): the log is polled */
  const char *journal_problem;  /* (nullable) one sentence: it cannot be written, or a damaged file was set aside */
  gboolean journal_working;
  guint frames_used;
  guint frames_max;
  CsmsAddressSafety safety;     /* of the address connected to, or the last that was; with NEEDS_CONSENT, of the one to be agreed to */
  const char *problem;          /* (nullable) why it is not live, or what is not in order though it is; one sentence in the operator's words */
  int problem_code;             /* a CsmsOperatorError that a person can put right (NO_KEY, NO_KEYRING, NEEDS_CONSENT); -1 none */
} CsmsSeatStatus;

/**
 * CsmsOperator:
 *
 * One operator's seat at one CSMS: joins client and fleet, catches up after each connection, gives commands and follows them.
 * Main thread. Works without a screen.
 *
 * Signals:
 * - `status-changed` (): csms_operator_get_status()
 * - `command-changed` (CsmsCommand)
 * - `events` (GPtrArray of CsmsEventRecord, CsmsEventOrigin as int): each eventId once; recovered ones oldest first among themselves
 * - `recovered` (guint64 count, gint64 from_ms, gint64 to_ms): a replay brought something, once each
 * - `restored` (): what the journal kept of earlier runs is in the fleet, the commands, the gaps and the recoveries
 * - `transaction-started`, `transaction-stopped` (CsmsTransaction): live ones only, each once, for notifications; they are on
 *   disk by then, or the journal is broken
 */
#define CSMS_TYPE_OPERATOR (csms_operator_get_type ())
G_DECLARE_FINAL_TYPE (CsmsOperator, csms_operator, CSMS, OPERATOR, GObject)

/** csms_operator_new: @server: the seat's server; its key is loaded by csms_operator_start() */
CsmsOperator *csms_operator_new (CsmsServer *server);

/**
 * csms_operator_new_guest: a seat without a screen beside the console's: what comes is taken in at once, not at most once a
 * frame; it keeps what it sees in the journal, but begins now and leaves the cursor alone, which is the console's
 * @only_station: (nullable): whose events it came for, "" for nobody's: a server that refuses one subscription for all need
 *   not be asked for thousands
 */
CsmsOperator *csms_operator_new_guest (CsmsServer *server, const char *only_station);

/** csms_operator_set_wire_log: every frame is written there, for diagnosis; before csms_operator_start() */
void csms_operator_set_wire_log (CsmsOperator *self, CsmsWireLog *log);

/** csms_operator_start: connects, for ever. Fails into the status' `problem` (NO_KEY, NEEDS_CONSENT), never silently. */
void csms_operator_start (CsmsOperator *self);
/** csms_operator_stop_async: ends the session in good order and flushes what is remembered; bounded (3 s). */
void csms_operator_stop_async (CsmsOperator *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_operator_stop_finish (CsmsOperator *self, GAsyncResult *result, GError **error);

CsmsServer *csms_operator_get_server (CsmsOperator *self);
CsmsFleet *csms_operator_get_fleet (CsmsOperator *self);
/** Returns: (transfer none): what the journal keeps, of earlier runs too; the same for the life of @self */
CsmsArchive *csms_operator_get_archive (CsmsOperator *self);
/** Returns: (transfer none) (element-type CsmsJournalSpan): where events may be missing, of earlier runs too, oldest first */
GPtrArray *csms_operator_get_gaps (CsmsOperator *self);
/** Returns: (transfer none) (element-type CsmsJournalSpan): what replays brought, of earlier runs too, oldest first */
GPtrArray *csms_operator_get_recoveries (CsmsOperator *self);
/** Returns: (transfer none): valid until the next `status-changed` */
const CsmsSeatStatus *csms_operator_get_status (CsmsOperator *self);
/** Also: property `live` (boolean), notified: values may be shown as now */
gboolean csms_operator_get_live (CsmsOperator *self);

/** csms_operator_get_clock_offset_ms: Returns: how far the server's clock is ahead of ours; 0 while that is not known */
gint64 csms_operator_get_clock_offset_ms (CsmsOperator *self);

void csms_operator_reconnect_now (CsmsOperator *self);
/** csms_operator_stop_catching_up: goes live without the rest of what was missed, which is read with the next session; a gap says so until then */
void csms_operator_stop_catching_up (CsmsOperator *self);
/** csms_operator_refresh: getStations, getRecentTransactions and the watched station's meter values again (F5). */
void csms_operator_refresh (CsmsOperator *self);
/** csms_operator_use_key: a new API key (also kept for the server by csms_server_store_key_async(), by the caller) */
void csms_operator_use_key (CsmsOperator *self, const char *api_key);
/** csms_operator_replay_from: the first catch-up begins here instead of at what is remembered; before csms_operator_start(). */
void csms_operator_replay_from (CsmsOperator *self, const char *event_id);
/** csms_operator_watch_station: (nullable): polls the meter values of the station on screen (trap 15), each 5 s, inside the budget */
void csms_operator_watch_station (CsmsOperator *self, const char *station_id);

/**
 * csms_operator_can_start / csms_operator_can_stop:
 * @error: domain %CSMS_OPERATOR_ERROR, code CANNOT: why not, one short sentence ("Not connected", "A command is open", "Faulted", …)
 */
gboolean csms_operator_can_start (CsmsOperator *self, const char *station_id, int connector_id, GError **error);
gboolean csms_operator_can_stop (CsmsOperator *self, const char *station_id, int connector_id, GError **error);

/**
 * csms_operator_start_charging:
 * csms_operator_stop_charging: @transaction_id: (nullable): %NULL looks it up (trap 7)
 * @error: domain %CSMS_OPERATOR_ERROR: refused before anything was sent
 *
 * One open command a connector. Sent once; never again by itself.
 *
 * Returns: (transfer full) (nullable): the command, followed to its outcome by `changed`
 */
CsmsCommand *csms_operator_start_charging (CsmsOperator *self, const char *station_id, int connector_id, const char *id_tag, GError **error);
CsmsCommand *csms_operator_stop_charging (CsmsOperator *self, const char *station_id, int connector_id, const char *transaction_id, GError **error);
/** Returns: (nullable) (transfer none): the last command of the connector: open, or ended and not yet dismissed */
CsmsCommand *csms_operator_get_command (CsmsOperator *self, const char *station_id, int connector_id);
/** csms_operator_check_again: asks the server (getConnectorStatus, getMeterValuesRecent) what became of an Unconfirmed command */
void csms_operator_check_again (CsmsOperator *self, CsmsCommand *command);
/** csms_operator_mark_handled: a person settled an Unconfirmed command, or dismisses a Refused or Confirmed one */
void csms_operator_mark_handled (CsmsOperator *self, CsmsCommand *command);
/** Returns: (transfer none): GListModel of the commands that are Unconfirmed */
GListModel *csms_operator_get_unconfirmed (CsmsOperator *self);

/* Single questions, for csmsctl and dialogs. Errors: domains CSMS_OPERATOR_ERROR, CSMS_CLIENT_ERROR, CSMS_SERVER_ERROR. */
typedef enum {
  CSMS_QUESTION_STATIONS,          /* array of CsmsStationRecord */
  CSMS_QUESTION_CONNECTOR_STATUS,  /* array of one CsmsConnectorRecord */
  CSMS_QUESTION_TRANSACTIONS,      /* array of CsmsTransactionRecord */
  CSMS_QUESTION_METER_VALUES,      /* array of CsmsSampleRecord */
  CSMS_QUESTION_EVENTS_RECENT,     /* array of CsmsEventRecord, newest first */
  CSMS_QUESTION_PING,              /* empty array; csms_operator_get_status()->rtt_us is of this ping */
} CsmsQuestion;

/** @station_id, @connector_id, @limit: where the question has them; else NULL, 0, 0 */
void csms_operator_ask_async (CsmsOperator *self, CsmsQuestion question, const char *station_id, int connector_id, guint limit,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (element-type gpointer): the records */
GPtrArray *csms_operator_ask_finish (CsmsOperator *self, GAsyncResult *result, GError **error);

/**
 * csms_operator_test_async: connects to @server with @api_key once, asks for the stations, and leaves. For *Test connection*.
 * csms_operator_test_finish: @n_stations and @rtt_us tell what to show; @safety: how safe the address is, or with the error
 *   %CSMS_OPERATOR_ERROR_NEEDS_CONSENT, what must be agreed to first (csms_trust_allow()). Returns: whether it worked
 */
void csms_operator_test_async (CsmsServer *server, const char *api_key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_operator_test_finish (GAsyncResult *result, guint *n_stations, gint64 *rtt_us, CsmsAddressSafety *safety, GError **error);

G_END_DECLS
