/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-cursor.h"
#include "csms-fleet.h"
#include "csms-link.h"
#include "csms-server.h"

G_BEGIN_DECLS

/** CsmsCatchUpStatus: what is recovered, and what may be missing. Times: ms since 1970, the server's clock. */
typedef struct {
  gboolean running;             /* reading the fleet, transactions and missed events */
  gboolean live;                /* through with that */
  guint64 done;                 /* events recovered by the run under way */
  guint64 recovered;            /* in this run of the program */
  guint64 missed;               /* of them, found by the delivery audit: they should have been pushed */
  guint64 recovered_last;
  gint64 recovered_from_ms;
  gint64 recovered_to_ms;
  gboolean gap;
  gint64 gap_from_ms;
  gint64 gap_to_ms;
  const char *gap_why;          /* NULL: no gap */
  const char *last_event_id;    /* NULL: none taken in yet */
  const char *problem;          /* NULL: none */
} CsmsCatchUpStatus;

/**
 * CsmsCatchUp:
 *
 * From a new connection to being live: roll call, then the events that were missed, then the cursor. It lets each event
 * through once, pushed or recovered, and moves the cursor only where everything before it is known. Main thread.
 *
 * Signals:
 * - `changed` (): csms_catch_up_get_status()
 * - `recovered-events` (GPtrArray of CsmsEventRecord): new ones, oldest first, as they come
 * - `recovered` (guint64 count, gint64 from_ms, gint64 to_ms): a replay is through and brought something
 * - `read` (GPtrArray of CsmsEventRecord, gboolean audited): a page of the server's log as it came, known events too: for a journal that may lack them
 * - `cursor-moved` (): csms_catch_up_get_cursor(), other than by a pushed event
 * - `transactions` (GPtrArray of CsmsTransactionRecord): the server's list of finished charges, already merged into the fleet
 */
#define CSMS_TYPE_CATCH_UP (csms_catch_up_get_type ())
G_DECLARE_FINAL_TYPE (CsmsCatchUp, csms_catch_up, CSMS, CATCH_UP, GObject)

/** csms_catch_up_new: @only_station: (nullable): whose events will do where one subscription for all is refused; "": nobody's */
CsmsCatchUp *csms_catch_up_new (CsmsServer *server, CsmsFleet *fleet, const char *only_station);
/** csms_catch_up_start_at: the next catch-up begins right after this event, not at what is remembered */
void csms_catch_up_start_at (CsmsCatchUp *self, const char *event_id);
/** csms_catch_up_restore: the next catch-up begins where the journal's cursor stands, as csms_event_intake_restore() */
void csms_catch_up_restore (CsmsCatchUp *self, const char *event_id, gint64 ms, GPtrArray *event_ids, const char *before_id);
/** csms_catch_up_rewind: what came after this was lost again on its way to the journal: it is read once more, now or at the next session */
void csms_catch_up_rewind (CsmsCatchUp *self, const char *event_id, gint64 ms);
/** csms_catch_up_knows: @event_id: (nullable). Returns: whether the event has been taken in */
gboolean csms_catch_up_knows (CsmsCatchUp *self, const char *event_id);
/**
 * csms_catch_up_take_audited: what a delivery audit read from the server's log
 * @live_ms: what was logged from here on should have been pushed; what is older was recovered
 * @n_missed: (inout): is raised by those that were not pushed
 *
 * Returns: how many had not been seen before
 */
guint csms_catch_up_take_audited (CsmsCatchUp *self, GPtrArray *events, gint64 live_ms, guint *n_missed);
/** csms_catch_up_keep_audited: a page of the log that lies too far back to say which of it came: for the journal, which knows */
void csms_catch_up_keep_audited (CsmsCatchUp *self, GPtrArray *events);
/**
 * csms_catch_up_tell_audited: the audit is through: emits `recovered` if it brought something
 * @compared_ms: up to here pushes and log have been compared
 */
void csms_catch_up_tell_audited (CsmsCatchUp *self, gint64 compared_ms);
/** Returns: (transfer none): up to where everything is known */
const CsmsCursor *csms_catch_up_get_cursor (CsmsCatchUp *self);
/** Returns: whether a replay is not through yet */
gboolean csms_catch_up_get_owed (CsmsCatchUp *self);
/** csms_catch_up_begin: a new session on @link is ready */
void csms_catch_up_begin (CsmsCatchUp *self, CsmsLink *link);
/** csms_catch_up_interrupt: the session is gone; what is under way ends without a word */
void csms_catch_up_interrupt (CsmsCatchUp *self);
/** csms_catch_up_give_up: the session is live without the rest of the replay, if one is under way; a gap says so, and the cursor stays */
void csms_catch_up_give_up (CsmsCatchUp *self);

/** csms_catch_up_sift: @pushed: of CsmsEventRecord. Returns: (transfer full): those not seen before, in order */
GPtrArray *csms_catch_up_sift (CsmsCatchUp *self, GPtrArray *pushed);
/** Returns: (transfer none): valid until the next `changed` */
const CsmsCatchUpStatus *csms_catch_up_get_status (CsmsCatchUp *self);
/** Returns: now by the server's clock, ms since 1970; 0 unknown */
gint64 csms_catch_up_get_server_ms (CsmsCatchUp *self);

G_END_DECLS
