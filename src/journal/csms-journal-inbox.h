/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-errand.h"
#include "csms-journal-job.h"

G_BEGIN_DECLS

/** CSMS_JOURNAL_BATCH_BYTES: nor does a commit hold more JSON than this, when its first event alone does not. */
#define CSMS_JOURNAL_BATCH_BYTES (8 * 1024 * 1024)

/**
 * CsmsJournalInbox:
 *
 * What waits to be written: filled by the owner's thread, emptied by the disk thread. Reference-counted (atomic), locked.
 * It holds %CSMS_JOURNAL_BACKLOG_EVENTS and %CSMS_JOURNAL_BACKLOG_BYTES at most, and drops samples first, then the oldest
 * events and transactions; commands, stations, gaps and recoveries never.
 */
typedef struct _CsmsJournalInbox CsmsJournalInbox;

/**
 * CsmsJournalWork: what is to be done next
 * @CSMS_JOURNAL_WORK_WRITE: a batch was taken
 * @CSMS_JOURNAL_WORK_ERRAND: nothing is due to be written, and an errand waits
 * @CSMS_JOURNAL_WORK_PRUNE: nothing waits, and a pruning was asked for
 * @CSMS_JOURNAL_WORK_IDLE: nothing waits, and the time that was given has come
 * @CSMS_JOURNAL_WORK_CLOSE: nothing waits or the time is over, and the end was asked for
 */
typedef enum {
  CSMS_JOURNAL_WORK_WRITE,
  CSMS_JOURNAL_WORK_ERRAND,
  CSMS_JOURNAL_WORK_PRUNE,
  CSMS_JOURNAL_WORK_IDLE,
  CSMS_JOURNAL_WORK_CLOSE,
} CsmsJournalWork;

/** CsmsJournalPruning: see csms_journal_prune() */
typedef struct {
  gboolean everything;          /* whatever its age: csms_journal_clear_async() */
  guint keep_days;
  guint64 max_bytes;
  gint64 now_ms;
} CsmsJournalPruning;

CsmsJournalInbox *csms_journal_inbox_new (void);
CsmsJournalInbox *csms_journal_inbox_ref (CsmsJournalInbox *self);
void csms_journal_inbox_unref (CsmsJournalInbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsJournalInbox, csms_journal_inbox_unref)

/* The owner's thread. */

/** csms_journal_inbox_push: @job: (transfer full). Returns: whether events had to be dropped, for the first time since csms_journal_inbox_resume() */
gboolean csms_journal_inbox_push (CsmsJournalInbox *self, CsmsJournalJob *job);
/** csms_journal_inbox_resume: cursors pushed from now on count again */
void csms_journal_inbox_resume (CsmsJournalInbox *self);
/** csms_journal_inbox_push_errand: @errand: a reference is taken */
void csms_journal_inbox_push_errand (CsmsJournalInbox *self, CsmsJournalErrand *errand);
void csms_journal_inbox_prune (CsmsJournalInbox *self, const CsmsJournalPruning *pruning);
/** csms_journal_inbox_close: what waits is written without further delay, and tried again; but no longer than @limit_ms without
 *  any success, and @max_ms in all */
void csms_journal_inbox_close (CsmsJournalInbox *self, guint limit_ms, guint max_ms);
/** csms_journal_inbox_get_close_us: Returns: (monotonic) when that time is over, as things stand; 0: the end was not asked for */
gint64 csms_journal_inbox_get_close_us (CsmsJournalInbox *self);
/** csms_journal_inbox_wait_ended: Returns: whether csms_journal_inbox_end() came before that time, and @grace_ms more, were over */
gboolean csms_journal_inbox_wait_ended (CsmsJournalInbox *self, guint grace_ms);

/* The disk thread. */

/** csms_journal_inbox_get_n_events: Returns: how many events, transactions and samples wait or are being written. Any thread. */
guint csms_journal_inbox_get_n_events (CsmsJournalInbox *self);

/**
 * csms_journal_inbox_wait:
 * @not_before_us: (monotonic) no batch before this moment, but for a command or when closing; 0: as soon as one is due
 * @idle_us: (monotonic) when to return without work; 0: never
 * @batch: gets the jobs of a batch, in order
 *
 * Blocks until there is something to do.
 */
CsmsJournalWork csms_journal_inbox_wait (CsmsJournalInbox *self, gint64 not_before_us, gint64 idle_us, GPtrArray *batch);
/** csms_journal_inbox_done: @batch is on disk */
void csms_journal_inbox_done (CsmsJournalInbox *self, GPtrArray *batch);
/** csms_journal_inbox_put_back: @batch is not: its jobs are the next ones again */
void csms_journal_inbox_put_back (CsmsJournalInbox *self, GPtrArray *batch);
/** csms_journal_inbox_take_errand: Returns: (nullable) (transfer full): one whose time has come */
CsmsJournalErrand *csms_journal_inbox_take_errand (CsmsJournalInbox *self, gint64 not_before_us);
/** csms_journal_inbox_put_errand_back: @errand: (transfer full): behind the others */
void csms_journal_inbox_put_errand_back (CsmsJournalInbox *self, CsmsJournalErrand *errand);
/** csms_journal_inbox_take_pruning: Returns: whether one was asked for since the last call */
gboolean csms_journal_inbox_take_pruning (CsmsJournalInbox *self, CsmsJournalPruning *pruning);
/** csms_journal_inbox_is_late: Returns: whether the end was asked for and its time is over, so that nothing may be waited for */
gboolean csms_journal_inbox_is_late (CsmsJournalInbox *self);
/** csms_journal_inbox_is_empty: Returns: whether nothing waits */
gboolean csms_journal_inbox_is_empty (CsmsJournalInbox *self);
/** csms_journal_inbox_end: the disk thread is about to return */
void csms_journal_inbox_end (CsmsJournalInbox *self);

G_END_DECLS
