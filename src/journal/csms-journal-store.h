/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-db.h"
#include "csms-journal-inbox.h"

G_BEGIN_DECLS

/** CSMS_JOURNAL_DAMAGE_TRIES: damage is answered by a new file; when that is damaged at once, too, it is the disk. */
#define CSMS_JOURNAL_DAMAGE_TRIES 2

/** CsmsJournalStore: the file, as the disk thread has it. That thread alone. */
typedef struct _CsmsJournalStore {
  CsmsJournalDb db;             /* its handle is NULL while closed */

  /* borrowed */
  CsmsJournalInbox *inbox;

  /* owned */
  char *path;                   /* NULL: in memory */
  char *set_aside;              /* what the last damaged file was called then */
  char *problem;                /* why the last call failed, for the operator */

  /* What a file that is begun anew, after a damaged one was set aside, is to know from it. */
  char *cursor_event_id;
  gint64 cursor_ms;             /* -1: there is no cursor, or none that was ever read from a sound file */
  GPtrArray *commands;          /* of CsmsJournalCommand: the open ones that could still be read; NULL: none are to be carried over */

  guint64 written;              /* the ticket up to which everything is in the file */
  gint64 busy_since_us;
  int log_pages;                /* of the write-ahead log, not yet in the file itself */
} CsmsJournalStore;

CsmsJournalStore *csms_journal_store_new (const char *path, CsmsJournalInbox *inbox);
void csms_journal_store_free (CsmsJournalStore *self);

/** csms_journal_store_open: a damaged file is set aside first. @error: CANNOT_OPEN, TOO_NEW */
gboolean csms_journal_store_open (CsmsJournalStore *self, GError **error);
void csms_journal_store_close (CsmsJournalStore *self);

/** csms_journal_store_set_aside: the open file was found damaged: renamed, and closed. @error: CANNOT_OPEN */
gboolean csms_journal_store_set_aside (CsmsJournalStore *self, GError **error);

/** csms_journal_store_note_cursor: remembers where the cursor stands: another process may have moved it */
int csms_journal_store_note_cursor (CsmsJournalStore *self);

/** csms_journal_store_load: Returns: (transfer full): what a seat begins with; %NULL with @code (out) set */
CsmsJournalContents *csms_journal_store_load (CsmsJournalStore *self, int *code);

/**
 * csms_journal_store_begin: opens and loads. What reading finds may be damage that the check does not see: the file is set aside then,
 * too, and a new one begun.
 *
 * Returns: (transfer full) (nullable): what a seat begins with. @error: CANNOT_OPEN, TOO_NEW
 */
CsmsJournalContents *csms_journal_store_begin (CsmsJournalStore *self, GError **error);

/** csms_journal_load_commands: appends the open ones to @commands, oldest first */
int csms_journal_load_commands (CsmsJournalDb *db, GPtrArray *commands);

/** csms_journal_store_write: @jobs in one commit. Returns: SQLITE_OK, or why not, and nothing was written */
int csms_journal_store_write (CsmsJournalStore *self, GPtrArray *jobs);

/** csms_journal_store_checkpoint: the write-ahead log is taken over into the file, when it is long enough or @all is wanted */
int csms_journal_store_checkpoint (CsmsJournalStore *self, gboolean all);

/** csms_journal_store_has_moved: Returns: whether there is another file, or none, where the open one was */
gboolean csms_journal_store_has_moved (CsmsJournalStore *self);

/** csms_journal_store_note_problem: Sets `problem` to what @code means, in the operator's words. */
void csms_journal_store_note_problem (CsmsJournalStore *self, int code);

/* Within a commit. Each returns SQLITE_OK, or why it failed. */

int csms_journal_write_events (CsmsJournalDb *db, const CsmsJournalJob *job);
int csms_journal_write_command (CsmsJournalDb *db, const CsmsJournalCommand *command);
int csms_journal_write_gap (CsmsJournalDb *db, const CsmsJournalJob *job);
int csms_journal_write_recovery (CsmsJournalDb *db, const CsmsJournalJob *job);
/** csms_journal_write_cursor: @backwards: whether it may go there */
int csms_journal_write_cursor (CsmsJournalDb *db, const char *event_id, gint64 ms, gboolean backwards);
int csms_journal_write_stations (CsmsJournalDb *db, const CsmsJournalJob *job);
int csms_journal_write_transactions (CsmsJournalDb *db, const CsmsJournalJob *job);
/** csms_journal_write_charge: what transaction.started and transaction.stopped say */
int csms_journal_write_charge (CsmsJournalDb *db, const CsmsEventRecord *event, gint64 now_ms);
int csms_journal_write_samples (CsmsJournalDb *db, const CsmsJournalJob *job);

G_END_DECLS
