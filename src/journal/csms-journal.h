/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-journal-records.h"
#include "csms-records.h"

G_BEGIN_DECLS

/**
 * CsmsJournalError:
 * @CSMS_JOURNAL_ERROR_CANNOT_OPEN: the file or its folder cannot be made or read
 * @CSMS_JOURNAL_ERROR_TOO_NEW: written by a newer version of this program; it is left as it is
 * @CSMS_JOURNAL_ERROR_CANNOT_WRITE: disk full, disk broken, no permission; what is to be written is kept and tried again
 * @CSMS_JOURNAL_ERROR_CLOSED: not open, or no longer
 * @CSMS_JOURNAL_ERROR_CANNOT_READ: what was asked for could not be read
 */
typedef enum {
  CSMS_JOURNAL_ERROR_CANNOT_OPEN,
  CSMS_JOURNAL_ERROR_TOO_NEW,
  CSMS_JOURNAL_ERROR_CANNOT_WRITE,
  CSMS_JOURNAL_ERROR_CLOSED,
  CSMS_JOURNAL_ERROR_CANNOT_READ,
} CsmsJournalError;

#define CSMS_JOURNAL_ERROR (csms_journal_error_quark ())
GQuark csms_journal_error_quark (void);

/** CSMS_JOURNAL_BATCH_EVENTS, CSMS_JOURNAL_BATCH_MS: a commit holds at most so many events, and waits at most so long. */
#define CSMS_JOURNAL_BATCH_EVENTS 1000
#define CSMS_JOURNAL_BATCH_MS 50

/** CSMS_JOURNAL_BACKLOG_EVENTS: how many events wait in memory for a disk that cannot take them. */
#define CSMS_JOURNAL_BACKLOG_EVENTS 100000
/** CSMS_JOURNAL_BACKLOG_BYTES: nor more JSON than this, however large the events are. */
#define CSMS_JOURNAL_BACKLOG_BYTES (256 * 1024 * 1024)

/**
 * CsmsJournal:
 *
 * What must survive of one server: events, commands, transactions, the roster of stations, meter values of running charges,
 * the cursor, gaps and recoveries. An SQLite file in WAL mode with `synchronous=FULL`, in a thread of its own; several
 * processes may have it open. This object is the main thread's end of it: nothing here waits for the disk. All functions:
 * the thread whose thread-default main context it was made in.
 *
 * The cursor is stored in the same commit as the events it stands for, so it is never ahead of them.
 *
 * A file that is damaged is renamed (never deleted) and a new one is begun: with the open commands, as far as they can still
 * be read, and when the damage shows in use with the cursor, too. A disk that cannot be written to stops the
 * cursor and says so; what waits is kept up to %CSMS_JOURNAL_BACKLOG_EVENTS and tried again every 2 s.
 *
 * Signals:
 * - `committed` (guint64 ticket): everything up to this ticket is on disk; in order, one a commit
 * - `problem-changed` (): csms_journal_get_problem() has something new
 * - `overflowed` (): events had to be dropped while the disk could not be written to; the cursor stands where it stood and
 *   will not move until csms_journal_resume_cursor(): replay from there
 */
#define CSMS_TYPE_JOURNAL (csms_journal_get_type ())
G_DECLARE_FINAL_TYPE (CsmsJournal, csms_journal, CSMS, JOURNAL, GObject)

/**
 * csms_journal_dup_path:
 * @url: the server's normalised address
 * Returns: (transfer full): $XDG_DATA_HOME/csms-operator/SHA256-OF-URL.db
 */
char *csms_journal_dup_path (const char *url);

/** csms_journal_new: @path: (nullable): %NULL keeps it in memory (the demo) */
CsmsJournal *csms_journal_new (const char *path);

/**
 * csms_journal_open_async:
 *
 * Makes the folder (mode 0700) and the file (0600), migrates an older schema, checks the file's integrity, loads what a seat
 * begins with. What is appended before it is open waits. After a failure it may be tried again; once it was closed, not.
 * Errors: CANNOT_OPEN, TOO_NEW, CLOSED.
 */
void csms_journal_open_async (CsmsJournal *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full): what was kept; free with csms_journal_contents_free() */
CsmsJournalContents *csms_journal_open_finish (CsmsJournal *self, GAsyncResult *result, GError **error);

/** csms_journal_close_async: everything appended is committed, then the file is closed; bounded: 3 s without any success, and
 * 10 s in all (CANNOT_WRITE). What is appended afterwards is lost. Letting go of a journal that is open does the same, and waits for it. */
void csms_journal_close_async (CsmsJournal *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_journal_close_finish (CsmsJournal *self, GAsyncResult *result, GError **error);

/**
 * csms_journal_append_events:
 * @events: of CsmsEventRecord; one whose eventId is in the journal already is passed over, one without an eventId is kept
 * @origin: how it came
 * @cursor: (nullable): what the cursor becomes with this commit; %NULL leaves it
 * @now_ms: by our clock
 *
 * transaction.started and transaction.stopped are merged into the transactions in the same commit.
 *
 * Returns: a ticket for `committed`
 */
guint64 csms_journal_append_events (CsmsJournal *self, GPtrArray *events, CsmsJournalOrigin origin,
                                    const CsmsJournalCursor *cursor, gint64 now_ms);
/** csms_journal_set_cursor: without an event: a first connection begins at the server's clock. Returns: a ticket */
guint64 csms_journal_set_cursor (CsmsJournal *self, const CsmsJournalCursor *cursor);
/** csms_journal_resume_cursor: after `overflowed`, once a replay from the stored cursor is under way */
void csms_journal_resume_cursor (CsmsJournal *self);

/** csms_journal_put_stations: @stations: of CsmsStationRecord: what is true of them now; others stay. Returns: a ticket */
guint64 csms_journal_put_stations (CsmsJournal *self, GPtrArray *stations);
/** csms_journal_put_transactions: @transactions: of CsmsTransactionRecord; merged by (station, transaction id), a known fact never becomes unknown. Returns: a ticket */
guint64 csms_journal_put_transactions (CsmsJournal *self, GPtrArray *transactions);
/** csms_journal_put_samples: @samples: of CsmsSampleRecord, those with a transaction id; each once. Returns: a ticket */
guint64 csms_journal_put_samples (CsmsJournal *self, GPtrArray *samples);

/**
 * csms_journal_put_command:
 * @command: copied
 *
 * The command as it stands, and a line in its history when its state is another one. Returns: a ticket: an intent is on disk
 * when `committed` reaches it. It does not wait for the batch.
 */
guint64 csms_journal_put_command (CsmsJournal *self, const CsmsJournalCommand *command);

/** csms_journal_note_gap: events may be missing between two times by the server's clock; @why: one sentence. Returns: a ticket */
guint64 csms_journal_note_gap (CsmsJournal *self, gint64 from_ms, gint64 to_ms, const char *why);
/** csms_journal_note_recovery: @count events between two times by the server's clock were recovered. Returns: a ticket */
guint64 csms_journal_note_recovery (CsmsJournal *self, guint64 count, gint64 from_ms, gint64 to_ms, gint64 now_ms);

/**
 * csms_journal_prune:
 * @keep_days: 0: for ever. By the day of taking in (our clock), as a server's own clock may be wrong; and back from today, or from
 *   a day after the cursor if that is earlier, as ours may have been set far ahead
 * @max_bytes: 0: as large as it gets
 *
 * In small steps, behind everything else: events, samples, transactions, ended commands, gaps and recoveries older than
 * @keep_days, then the oldest events while the file is larger than @max_bytes. Open commands, running charges and what the
 * cursor needs stay. The file becomes smaller by what was removed.
 */
void csms_journal_prune (CsmsJournal *self, guint keep_days, guint64 max_bytes, gint64 now_ms);

/** csms_journal_get_backlog: Returns: how many events, transactions and samples are not on disk yet; at CSMS_JOURNAL_BACKLOG_EVENTS some are lost */
guint csms_journal_get_backlog (CsmsJournal *self);

/** csms_journal_get_committed: Returns: the ticket up to which everything is on disk */
guint64 csms_journal_get_committed (CsmsJournal *self);
/** csms_journal_get_working: Returns: whether it is open and the disk took all that was last to be written to it */
gboolean csms_journal_get_working (CsmsJournal *self);
/** csms_journal_get_problem: Returns: (nullable) (transfer none): one sentence for the operator: why it cannot be written, or which damaged file was set aside under which name */
const char *csms_journal_get_problem (CsmsJournal *self);

G_END_DECLS
