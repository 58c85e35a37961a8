/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-archive.h"
#include "csms-command-private.h"
#include "csms-commit-queue.h"
#include "csms-cursor.h"
#include "csms-fleet.h"
#include "csms-journal-records.h"
#include "csms-server.h"

G_BEGIN_DECLS

/**
 * CsmsSeatJournal:
 *
 * The journal of one seat's server: what comes in is kept in it, and what must not happen before something is on disk waits
 * here. The server's remembered event id (GSettings) mirrors the journal's cursor, and is written after it. Main thread.
 *
 * A guest at a server (csmsctl) keeps what it sees and does too, but neither reads nor moves the cursor, which is the console's.
 *
 * Signals:
 * - `changed` (): working, problem, stalled, behind
 */
#define CSMS_TYPE_SEAT_JOURNAL (csms_seat_journal_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSeatJournal, csms_seat_journal, CSMS, SEAT_JOURNAL, GObject)

CsmsSeatJournal *csms_seat_journal_new (CsmsServer *server, gboolean guest);

/** csms_seat_journal_open_async: what cannot be opened is the problem, and the seat goes on without; a guest then keeps it in memory */
void csms_seat_journal_open_async (CsmsSeatJournal *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable): what was kept; %NULL with @error when it is cancelled or there is no journal */
CsmsJournalContents *csms_seat_journal_open_finish (CsmsSeatJournal *self, GAsyncResult *result, GError **error);

/** csms_seat_journal_close_async: what was taken is on disk before it is over; bounded (3 s) */
void csms_seat_journal_close_async (CsmsSeatJournal *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_seat_journal_close_finish (CsmsSeatJournal *self, GAsyncResult *result, GError **error);

/** csms_seat_journal_take_events: @cursor: what is known once they are; kept in the same commit */
void csms_seat_journal_take_events (CsmsSeatJournal *self, GPtrArray *events, CsmsJournalOrigin origin, const CsmsCursor *cursor);
/** csms_seat_journal_take_cursor: it moved without an event */
void csms_seat_journal_take_cursor (CsmsSeatJournal *self, const CsmsCursor *cursor);
void csms_seat_journal_take_command (CsmsSeatJournal *self, CsmsCommand *command);
void csms_seat_journal_take_stations (CsmsSeatJournal *self, GPtrArray *stations);
void csms_seat_journal_take_transactions (CsmsSeatJournal *self, GPtrArray *transactions);
void csms_seat_journal_take_samples (CsmsSeatJournal *self, GPtrArray *samples);
void csms_seat_journal_note_gap (CsmsSeatJournal *self, gint64 from_ms, gint64 to_ms, const char *why);
void csms_seat_journal_note_recovery (CsmsSeatJournal *self, guint64 count, gint64 from_ms, gint64 to_ms);
/**
 * csms_seat_journal_get_stalled:
 * @event_id: (out) (transfer none) (nullable), @ms: (out): where the cursor stands on disk
 *
 * Returns: whether events had to be dropped while the disk could not be written to: the cursor stands still until everything
 *   after it has been read again and csms_seat_journal_resume() says so
 */
gboolean csms_seat_journal_get_stalled (CsmsSeatJournal *self, const char **event_id, gint64 *ms);
void csms_seat_journal_resume (CsmsSeatJournal *self);

/** csms_seat_journal_get_behind: Returns: whether events come in so fast that, if they go on, some will have to be dropped */
gboolean csms_seat_journal_get_behind (CsmsSeatJournal *self);

/**
 * csms_seat_journal_when_kept: calls @func, once and in order, when all that was taken so far is on disk, or when it is known
 * that it cannot be now. @object is held until then; @data says csms_seat_journal_forget() before it goes.
 */
void csms_seat_journal_when_kept (CsmsSeatJournal *self, gpointer object, CsmsKeptFunc func, gpointer data);
void csms_seat_journal_forget (CsmsSeatJournal *self, gpointer data);

/** Returns: (transfer none): what it keeps, to be read; the same for the life of @self */
CsmsArchive *csms_seat_journal_get_archive (CsmsSeatJournal *self);
/** Returns: whether it is open and can be written to */
gboolean csms_seat_journal_get_working (CsmsSeatJournal *self);
/** Returns: (nullable) (transfer none): one sentence */
const char *csms_seat_journal_get_problem (CsmsSeatJournal *self);

G_END_DECLS
