/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-reading.h"

G_BEGIN_DECLS

typedef struct _CsmsJournalErrand CsmsJournalErrand;
typedef struct _CsmsJournalStore CsmsJournalStore;

/**
 * CsmsJournalErrandClass:
 * @step: in the disk thread: some work, until about @end_us (monotonic); sets `done` with the last of it. Returns: SQLITE_OK, or why
 *   it failed, which ends the errand
 * @free: what the errand itself has; any thread
 */
typedef struct {
  int (*step) (CsmsJournalErrand *self, CsmsJournalStore *store, gint64 end_us);
  void (*free) (CsmsJournalErrand *self);
} CsmsJournalErrandClass;

/**
 * CsmsJournalErrand:
 *
 * Something that is asked of the disk thread, and done in steps between its commits. The head of a larger struct, made with
 * g_new0(). Reference-counted (atomic).
 */
struct _CsmsJournalErrand {
  gatomicrefcount ref_count;
  const CsmsJournalErrandClass *klass;
  guint64 ticket;               /* everything up to this one is written first, if it can be; 0: it need not be */
  GCancellable *cancellable;    /* (nullable) */

  /* the disk thread's until it reports */
  gboolean done;
  gint64 due_us;                /* monotonic: the next step */
  double fraction;
  GError *error;
  gpointer result;
  GDestroyNotify free_result;

  /* the owner's thread's */
  GTask *task;                  /* NULL: it was answered */
  CsmsJournalProgressFunc progress;
  gpointer progress_data;
};

/** csms_journal_errand_ref: Returns: (transfer full): @self */
CsmsJournalErrand *csms_journal_errand_ref (CsmsJournalErrand *self);
void csms_journal_errand_unref (CsmsJournalErrand *self);

/** csms_journal_errand_step: in the disk thread: one step of @self. Returns: what SQLite said; after an error, or when it is cancelled, it is done */
int csms_journal_errand_step (CsmsJournalErrand *self, CsmsJournalStore *store);
/** csms_journal_errand_fail: in the disk thread: it is done, with @message */
void csms_journal_errand_fail (CsmsJournalErrand *self, int code, const char *message);

/* In the owner's thread, of all that are under way: @errands: of CsmsJournalErrand */

/** csms_journal_errand_answer: its task is returned, with what came of it */
void csms_journal_errand_answer (CsmsJournalErrand *self);
/** csms_journal_errands_take_report: what the disk thread said of @errand */
void csms_journal_errands_take_report (GPtrArray *errands, CsmsJournalErrand *errand, gboolean done, double fraction);
/** csms_journal_errands_end: nobody will say any more: each is answered with CLOSED */
void csms_journal_errands_end (GPtrArray *errands);

/**
 * csms_journal_send:
 * @self: (nullable)
 * @errand: (transfer full): without a reference count
 * @after_writes: whether it sees everything that was appended before
 *
 * In the owner's thread: it is on its way, and its task answers to @tag.
 */
void csms_journal_send (CsmsJournal *self, CsmsJournalErrand *errand, gboolean after_writes, gpointer tag,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
