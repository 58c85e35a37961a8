/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-errand.h"
#include "csms-journal-store.h"

/* The narrowest index, in its order: what counts a million rows can stop anywhere. */
static const char select_events[] =
  "SELECT ts_ms, seq FROM events INDEXED BY events_by_time WHERE (ts_ms, seq) > (?1, ?2) ORDER BY ts_ms, seq";
static const char select_oldest[] = "SELECT coalesce (min (ts_ms), 0) FROM events WHERE ts_ms > 0";
static const char select_newest[] = "SELECT coalesce (max (ts_ms), 0) FROM events";
static const char select_transactions[] = "SELECT count(*) FROM transactions";

typedef struct
{
  CsmsJournalErrand parent;
  CsmsJournalPlace at;
  guint64 n_events;
} FactErrand;

static void
errand_free (CsmsJournalErrand *errand)
{
}

static int
measure (FactErrand    *self,
         CsmsJournalDb *db)
{
  CsmsJournalFacts *facts = g_new0 (CsmsJournalFacts, 1);
  gint64 n_pages, n_free, page_bytes, n_transactions = 0;
  int code = csms_journal_db_get_int (db, "PRAGMA page_count", &n_pages);

  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, "PRAGMA freelist_count", &n_free);
  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, "PRAGMA page_size", &page_bytes);
  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, select_oldest, &facts->oldest_ms);
  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, select_newest, &facts->newest_ms);
  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, select_transactions, &n_transactions);
  if (code != SQLITE_OK)
    {
      g_free (facts);
      return code;
    }
  facts->n_bytes = (guint64) (n_pages - n_free) * (guint64) page_bytes;
  facts->n_events = self->n_events;
  facts->n_transactions = (guint64) n_transactions;
  self->parent.result = facts;
  self->parent.free_result = g_free;
  self->parent.done = TRUE;
  return SQLITE_OK;
}

static int
step (CsmsJournalErrand *errand,
      CsmsJournalStore  *store,
      gint64             end_us)
{
  FactErrand *self = (FactErrand *) errand;
  CsmsJournalRow row = csms_journal_db_row (&store->db, select_events);
  gboolean late = FALSE;
  int code;

  csms_journal_row_put_int (&row, self->at.ms);
  csms_journal_row_put_int (&row, self->at.seq);
  while (!late && csms_journal_row_next (&row))
    {
      self->at.ms = csms_journal_row_take_int (&row);
      self->at.seq = csms_journal_row_take_int (&row);
      self->n_events++;
      late = g_get_monotonic_time () >= end_us;
    }
  code = csms_journal_row_end (&row);
  if (code == SQLITE_OK && !late)
    code = measure (self, &store->db);
  return code;
}

static const CsmsJournalErrandClass fact_class = { step, errand_free };

void
csms_journal_read_facts_async (CsmsJournal         *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  FactErrand *errand = g_new0 (FactErrand, 1);

  errand->parent.klass = &fact_class;
  errand->at = (CsmsJournalPlace) { G_MININT64, G_MININT64 };
  csms_journal_send (self, &errand->parent, TRUE, csms_journal_read_facts_async, cancellable, callback, user_data);
}

gboolean
csms_journal_read_facts_finish (GAsyncResult      *result,
                                CsmsJournalFacts  *facts,
                                GError           **error)
{
  g_autofree CsmsJournalFacts *known = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, csms_journal_read_facts_async), FALSE);

  known = g_task_propagate_pointer (G_TASK (result), error);
  if (known != NULL)
    *facts = *known;
  return known != NULL;
}
