/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-errand.h"
#include "csms-journal-rows.h"
#include "csms-journal-store.h"

static const char select_connectors[] = "SELECT id FROM connectors WHERE station_id = ? AND id > 0";
static const char select_before[] =
  "SELECT ts_ms, seq, name, json FROM events INDEXED BY events_by_station"
  " WHERE (ts_ms, seq) < (?1, ?2) AND ts_ms >= ?3 AND station_id = ?4 ORDER BY ts_ms DESC, seq DESC";
static const char select_within[] =
  "SELECT ts_ms, seq, name, json FROM events INDEXED BY events_by_station"
  " WHERE (ts_ms, seq) > (?1, ?2) AND ts_ms < ?3 AND station_id = ?4 ORDER BY ts_ms, seq";
static const char select_gaps[] =
  "SELECT from_ms, to_ms, 0, why, noted_ms FROM gaps WHERE from_ms < ?2 AND to_ms >= ?1 ORDER BY from_ms";
static const char select_recoveries[] =
  "SELECT from_ms, to_ms, count, NULL, noted_ms FROM recoveries WHERE from_ms < ?2 AND to_ms >= ?1 ORDER BY id";

typedef enum {
  PHASE_BEGIN,
  PHASE_BEFORE,
  PHASE_WITHIN,
} Phase;

typedef struct
{
  CsmsJournalErrand parent;
  char *station_id;             /* NULL: gaps and recoveries alone */
  gint64 from_ms;
  gint64 to_ms;

  Phase phase;
  CsmsJournalPlace at;
  GHashTable *unknown;          /* connectors whose state at the beginning was not found yet */
  GHashTable *found;
  CsmsJournalHistory *history;
} HistoryErrand;

static void
errand_free (CsmsJournalErrand *errand)
{
  HistoryErrand *self = (HistoryErrand *) errand;

  g_free (self->station_id);
  g_hash_table_unref (self->unknown);
  g_hash_table_unref (self->found);
  g_clear_pointer (&self->history, csms_journal_history_free);
}

static int
read_spans (HistoryErrand *self,
            CsmsJournalDb *db,
            const char    *sql,
            GPtrArray     *spans)
{
  CsmsJournalRow row = csms_journal_db_row (db, sql);

  csms_journal_row_put_int (&row, self->from_ms);
  csms_journal_row_put_int (&row, self->to_ms);
  while (csms_journal_row_next (&row))
    g_ptr_array_add (spans, csms_journal_read_span (&row));
  return csms_journal_row_end (&row);
}

static int
begin (HistoryErrand *self,
       CsmsJournalDb *db)
{
  int code = read_spans (self, db, select_gaps, self->history->gaps);
  CsmsJournalRow row;

  if (code == SQLITE_OK)
    code = read_spans (self, db, select_recoveries, self->history->recoveries);
  if (code != SQLITE_OK || self->station_id == NULL)
    return code;
  row = csms_journal_db_row (db, select_connectors);
  csms_journal_row_put_text (&row, self->station_id);
  while (csms_journal_row_next (&row))
    g_hash_table_add (self->unknown, GINT_TO_POINTER (csms_journal_row_take_connector (&row)));
  return csms_journal_row_end (&row);
}

static CsmsJournalRow
begin_scan (HistoryErrand *self,
            CsmsJournalDb *db)
{
  gboolean before = self->phase == PHASE_BEFORE;
  CsmsJournalRow row = csms_journal_db_row (db, before ? select_before : select_within);

  csms_journal_row_put_int (&row, self->at.ms);
  csms_journal_row_put_int (&row, self->at.seq);
  csms_journal_row_put_int (&row, before ? self->from_ms - CSMS_JOURNAL_LOOK_BACK_MS : self->to_ms);
  csms_journal_row_put_text (&row, self->station_id);
  return row;
}

static void
take_row (HistoryErrand  *self,
          CsmsJournalRow *row)
{
  g_autoptr (CsmsEventRecord) event = NULL;
  const char *name;
  gsize length;

  self->at.ms = csms_journal_row_take_int (row);
  self->at.seq = csms_journal_row_take_int (row);
  name = csms_journal_row_peek_text (row, &length);
  if (name == NULL || !(g_str_equal (name, "connector.status.changed") || g_str_has_prefix (name, "station.")))
    return;
  event = csms_journal_read_event (row);
  if (event == NULL)
    return;
  if (self->phase == PHASE_WITHIN)
    {
      g_ptr_array_add (self->history->events, g_steal_pointer (&event));
      return;
    }
  g_hash_table_remove (self->unknown, GINT_TO_POINTER (event->connector_id));
  if (g_hash_table_add (self->found, GINT_TO_POINTER (event->connector_id)))
    g_ptr_array_insert (self->history->before, 0, g_steal_pointer (&event));
}

static void
enter (HistoryErrand *self,
       Phase          phase)
{
  self->phase = phase;
  self->at = (CsmsJournalPlace) { self->from_ms, G_MININT64 };
}

static void
finish (HistoryErrand *self)
{
  self->parent.done = TRUE;
  self->parent.free_result = (GDestroyNotify) csms_journal_history_free;
  self->parent.result = g_steal_pointer (&self->history);
}

static int
step (CsmsJournalErrand *errand,
      CsmsJournalStore  *store,
      gint64             end_us)
{
  HistoryErrand *self = (HistoryErrand *) errand;
  gboolean enough = FALSE, late = FALSE;
  CsmsJournalRow row;
  int code;

  if (self->phase == PHASE_BEGIN)
    {
      code = begin (self, &store->db);
      if (code == SQLITE_OK && self->station_id == NULL)
        finish (self);
      enter (self, PHASE_BEFORE);
      return code;
    }
  row = begin_scan (self, &store->db);
  while (!enough && !late && csms_journal_row_next (&row))
    {
      take_row (self, &row);
      enough = self->phase == PHASE_BEFORE && g_hash_table_size (self->unknown) == 0 && g_hash_table_size (self->found) > 0;
      late = g_get_monotonic_time () >= end_us;
    }
  code = csms_journal_row_end (&row);
  if (code != SQLITE_OK || (late && !enough))
    return code;
  if (self->phase == PHASE_BEFORE)
    enter (self, PHASE_WITHIN);
  else
    finish (self);
  return SQLITE_OK;
}

static const CsmsJournalErrandClass history_class = { step, errand_free };

static CsmsJournalHistory *
history_new (void)
{
  CsmsJournalHistory *self = g_new0 (CsmsJournalHistory, 1);

  self->before = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  self->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_journal_span_free);
  self->recoveries = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_journal_span_free);
  return self;
}

void
csms_journal_read_history_async (CsmsJournal         *self,
                                 const char          *station_id,
                                 gint64               from_ms,
                                 gint64               to_ms,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  HistoryErrand *errand = g_new0 (HistoryErrand, 1);

  errand->parent.klass = &history_class;
  errand->station_id = g_strdup (station_id);
  errand->from_ms = from_ms;
  errand->to_ms = to_ms;
  errand->unknown = g_hash_table_new (NULL, NULL);
  errand->found = g_hash_table_new (NULL, NULL);
  errand->history = history_new ();
  csms_journal_send (self, &errand->parent, TRUE, csms_journal_read_history_async, cancellable, callback, user_data);
}

CsmsJournalHistory *
csms_journal_read_history_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_journal_read_history_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
