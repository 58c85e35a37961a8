/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-errand.h"
#include "csms-journal-rows.h"
#include "csms-journal-store.h"

/* Of a place among those that have no start. */
#define NO_START G_MININT64

#define COLUMNS \
  "rowid, station_id, transaction_id, connector_id, id_tag, start_ms, stop_ms, meter_start_wh, meter_stop_wh, energy_wh, cost," \
  " efficiency_percent, reason, status, taken_ms"

/* ?1, ?2: the place to go on from, ?3: the far end of the time. */
static const char select_newest[] =
  "SELECT " COLUMNS " FROM transactions INDEXED BY transactions_by_start WHERE (start_ms, rowid) < (?1, ?2) AND start_ms >= ?3"
  " ORDER BY start_ms DESC, rowid DESC";
static const char select_oldest[] =
  "SELECT " COLUMNS " FROM transactions INDEXED BY transactions_by_start WHERE (start_ms, rowid) > (?1, ?2) AND start_ms < ?3"
  " ORDER BY start_ms, rowid";
static const char select_unknown[] =
  "SELECT " COLUMNS " FROM transactions INDEXED BY transactions_by_start WHERE start_ms IS NULL AND rowid > ? ORDER BY rowid";

typedef struct
{
  CsmsJournalErrand parent;
  CsmsJournalQuery *query;
  CsmsJournalPlace at;
  guint limit;
  CsmsJournalPage *page;
} TransactionErrand;

static void
errand_free (CsmsJournalErrand *errand)
{
  TransactionErrand *self = (TransactionErrand *) errand;

  csms_journal_query_free (self->query);
  g_clear_pointer (&self->page, csms_journal_page_free);
}

static CsmsJournalRow
begin_scan (TransactionErrand *self,
            CsmsJournalDb     *db)
{
  const CsmsJournalQuery *query = self->query;
  CsmsJournalRow row;

  if (self->at.ms == NO_START)
    {
      row = csms_journal_db_row (db, select_unknown);
      csms_journal_row_put_int (&row, self->at.seq);
      return row;
    }
  row = csms_journal_db_row (db, query->oldest_first ? select_oldest : select_newest);
  csms_journal_row_put_int (&row, self->at.ms);
  csms_journal_row_put_int (&row, self->at.seq);
  if (query->oldest_first)
    csms_journal_row_put_int (&row, query->to_ms != 0 ? query->to_ms : G_MAXINT64);
  else
    csms_journal_row_put_int (&row, query->from_ms != 0 ? query->from_ms : G_MININT64 + 1);
  return row;
}

/* Returns whether that was enough. */
static gboolean
take_row (TransactionErrand *self,
          CsmsJournalRow    *row)
{
  gint64 seq = csms_journal_row_take_int (row);
  g_autoptr (CsmsTransactionRecord) record = csms_journal_read_transaction (row);
  gint64 taken_ms = csms_journal_row_take_int (row);
  gint64 ms = record->start_time_ms;

  if (self->at.ms == NO_START)
    ms = record->stop_time_ms != 0 ? record->stop_time_ms : taken_ms;
  else
    self->at.ms = ms;
  self->at.seq = seq;
  if (csms_journal_query_has_time (self->query, ms) && csms_journal_query_matches_transaction (self->query, record))
    g_ptr_array_add (self->page->rows, g_steal_pointer (&record));
  return self->page->rows->len >= self->limit;
}

static void
finish (TransactionErrand *self,
        gboolean           more)
{
  self->page->end = self->at;
  self->page->more = more;
  self->parent.done = TRUE;
  self->parent.free_result = (GDestroyNotify) csms_journal_page_free;
  self->parent.result = g_steal_pointer (&self->page);
}

static int
step (CsmsJournalErrand *errand,
      CsmsJournalStore  *store,
      gint64             end_us)
{
  TransactionErrand *self = (TransactionErrand *) errand;
  CsmsJournalRow row = begin_scan (self, &store->db);
  gboolean enough = FALSE, late = FALSE;
  int code;

  while (!enough && !late && csms_journal_row_next (&row))
    {
      enough = take_row (self, &row);
      late = g_get_monotonic_time () >= end_us;
    }
  code = csms_journal_row_end (&row);
  if (code != SQLITE_OK || (late && !enough))
    return code;
  if (enough || self->at.ms == NO_START)
    finish (self, enough);
  else
    self->at = (CsmsJournalPlace) { NO_START, G_MININT64 };
  return SQLITE_OK;
}

static const CsmsJournalErrandClass transaction_class = { step, errand_free };

void
csms_journal_read_transactions_async (CsmsJournal            *self,
                                      const CsmsJournalQuery *query,
                                      const CsmsJournalPlace *after,
                                      guint                   limit,
                                      GCancellable           *cancellable,
                                      GAsyncReadyCallback     callback,
                                      gpointer                user_data)
{
  TransactionErrand *errand;

  g_return_if_fail (query != NULL);

  errand = g_new0 (TransactionErrand, 1);
  errand->parent.klass = &transaction_class;
  errand->query = csms_journal_query_copy (query);
  errand->limit = CLAMP (limit, 1, CSMS_JOURNAL_PAGE_MAX);
  errand->page = g_new0 (CsmsJournalPage, 1);
  errand->page->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);
  if (after != NULL)
    errand->at = *after;
  else if (query->oldest_first)
    errand->at = (CsmsJournalPlace) { query->from_ms != 0 ? query->from_ms : G_MININT64 + 1, G_MININT64 };
  else
    errand->at = (CsmsJournalPlace) { query->to_ms != 0 ? query->to_ms : G_MAXINT64, G_MININT64 };
  csms_journal_send (self, &errand->parent, after == NULL, csms_journal_read_transactions_async, cancellable, callback, user_data);
}

CsmsJournalPage *
csms_journal_read_transactions_finish (GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_journal_read_transactions_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
