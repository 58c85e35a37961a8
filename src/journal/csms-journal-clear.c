/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-errand.h"
#include "csms-journal-pruner.h"
#include "csms-journal-store.h"

/* Other processes may want to write, too. */
#define PAUSE_US (10 * G_TIME_SPAN_MILLISECOND)

/* What of the whole is removing rows; the rest is giving back what they took. */
#define REMOVING 0.6

static const char select_first[] = "SELECT coalesce (min (seq), 0) FROM events";
static const char select_last[] = "SELECT coalesce (max (seq), 0) FROM events";

typedef struct
{
  CsmsJournalErrand parent;
  CsmsJournalPruner pruner;
  gboolean begun;
  gint64 first;
  gint64 last;
  gint64 n_free;                /* pages, as giving them back began; 0: it has not */
} ClearErrand;

static void
errand_free (CsmsJournalErrand *errand)
{
}

static int
begin (ClearErrand   *self,
       CsmsJournalDb *db)
{
  const CsmsJournalPruning wanted = { .everything = TRUE, .now_ms = g_get_real_time () / 1000 };
  int code = csms_journal_db_get_int (db, select_first, &self->first);

  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, select_last, &self->last);
  csms_journal_pruner_start (&self->pruner, &wanted);
  self->begun = TRUE;
  return code;
}

static int
measure (ClearErrand   *self,
         CsmsJournalDb *db)
{
  double fraction = 0;
  gint64 n_free = 0;
  int code = SQLITE_OK;

  if (csms_journal_pruner_is_giving_back (&self->pruner))
    {
      code = csms_journal_db_get_int (db, "PRAGMA freelist_count", &n_free);
      self->n_free = MAX (self->n_free, n_free);
      fraction = REMOVING + (1 - REMOVING) * (self->n_free > 0 ? 1 - (double) n_free / (double) self->n_free : 1);
    }
  else if (self->pruner.stage == 0 && self->pruner.at > self->first)
    {
      fraction = REMOVING * (double) (self->pruner.at - self->first) / (double) MAX (self->last - self->first, 1);
    }
  self->parent.fraction = CLAMP (fraction, self->parent.fraction, 1);
  return code;
}

static int
step (CsmsJournalErrand *errand,
      CsmsJournalStore  *store,
      gint64             end_us)
{
  ClearErrand *self = (ClearErrand *) errand;
  int code = self->begun ? SQLITE_OK : begin (self, &store->db);

  if (code == SQLITE_OK)
    code = csms_journal_pruner_step (&self->pruner, store);
  if (code == SQLITE_OK)
    code = measure (self, &store->db);
  else
    csms_journal_errand_fail (errand, CSMS_JOURNAL_ERROR_CANNOT_WRITE, store->problem);
  errand->due_us = g_get_monotonic_time () + PAUSE_US;
  if (code == SQLITE_OK && csms_journal_pruner_is_done (&self->pruner))
    {
      errand->done = TRUE;
      errand->result = GINT_TO_POINTER (TRUE);
    }
  return code;
}

static const CsmsJournalErrandClass clear_class = { step, errand_free };

void
csms_journal_clear_async (CsmsJournal             *self,
                          CsmsJournalProgressFunc  progress,
                          GCancellable            *cancellable,
                          GAsyncReadyCallback      callback,
                          gpointer                 user_data)
{
  ClearErrand *errand = g_new0 (ClearErrand, 1);

  errand->parent.klass = &clear_class;
  errand->parent.progress = progress;
  errand->parent.progress_data = user_data;
  csms_journal_send (self, &errand->parent, TRUE, csms_journal_clear_async, cancellable, callback, user_data);
}

gboolean
csms_journal_clear_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_journal_clear_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
