/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-rows.h"
#include "csms-journal-store.h"

/* Both by the order of the index, the newest first, so that a limit cuts off the old end. */
static const char select_ids[] =
  "SELECT event_id FROM events WHERE ts_ms BETWEEN ?1 AND ?2 AND event_id IS NOT NULL ORDER BY ts_ms DESC, seq DESC LIMIT ?3";
static const char select_events[] =
  "SELECT json FROM events WHERE ts_ms BETWEEN ?1 AND ?2 ORDER BY ts_ms DESC, seq DESC LIMIT ?3";

#define TRANSACTION_COLUMNS \
  "station_id, transaction_id, connector_id, id_tag, start_ms, stop_ms, meter_start_wh, meter_stop_wh, energy_wh, cost," \
  " efficiency_percent, reason, status"

static const char select_running[] =
  "SELECT " TRANSACTION_COLUMNS " FROM transactions WHERE stop_ms IS NULL ORDER BY start_ms DESC LIMIT ?";
static const char select_stopped[] =
  "SELECT " TRANSACTION_COLUMNS " FROM transactions INDEXED BY transactions_by_start WHERE stop_ms IS NOT NULL"
  " ORDER BY start_ms DESC LIMIT ?";

/* The few that run first, whatever SQLite thinks of it. */
static const char select_samples[] =
  "SELECT s.station_id, s.transaction_id, timestamp_ms, s.connector_id, measurand, unit, phase, context, location, format,"
  " value_text, value FROM transactions t CROSS JOIN samples s ON s.station_id = t.station_id AND s.transaction_id = t.transaction_id"
  " WHERE t.stop_ms IS NULL ORDER BY timestamp_ms DESC LIMIT ?";

static const char select_commands[] =
  "SELECT id, kind, station_id, connector_id, id_tag, transaction_id, prior_transaction_id, since_ms, created_ms, sent_ms,"
  " changed_ms, state, reason, correlation_id, message, open FROM commands WHERE open ORDER BY created_ms DESC LIMIT ?";

static const char select_gaps[] = "SELECT from_ms, to_ms, 0, why, noted_ms FROM gaps ORDER BY from_ms DESC LIMIT ?";
static const char select_recoveries[] =
  "SELECT from_ms, to_ms, count, NULL, noted_ms FROM recoveries ORDER BY id DESC LIMIT ?";

/* What cannot be read is passed over: one odd row must not hide the others. */
static int
read_rows (CsmsJournalRow *row,
           CsmsJournalReadRow         read,
           GPtrArray      *rows)
{
  while (csms_journal_row_next (row))
    {
      gpointer record = read (row);

      if (record != NULL)
        g_ptr_array_add (rows, record);
    }
  return csms_journal_row_end (row);
}

static int
load_newest (CsmsJournalDb *db,
             const char    *sql,
             guint          limit,
             CsmsJournalReadRow        read,
             GPtrArray     *rows)
{
  CsmsJournalRow row = csms_journal_db_row (db, sql);
  int code;

  csms_journal_row_put_int (&row, limit);
  code = read_rows (&row, read, rows);
  csms_journal_rows_reverse (rows);
  return code;
}

static int
load_between (CsmsJournalDb *db,
              const char    *sql,
              gint64         from_ms,
              gint64         to_ms,
              guint          limit,
              CsmsJournalReadRow        read,
              GPtrArray     *rows)
{
  CsmsJournalRow row = csms_journal_db_row (db, sql);
  int code;

  csms_journal_row_put_int (&row, from_ms);
  csms_journal_row_put_int (&row, to_ms);
  csms_journal_row_put_int (&row, limit);
  code = read_rows (&row, read, rows);
  csms_journal_rows_reverse (rows);
  return code;
}

static int
load_transactions (CsmsJournalDb *db,
                   GPtrArray     *rows)
{
  CsmsJournalRow row = csms_journal_db_row (db, select_running);
  int code;

  csms_journal_row_put_int (&row, CSMS_JOURNAL_LOAD_TRANSACTIONS);
  code = read_rows (&row, csms_journal_read_transaction, rows);
  if (code != SQLITE_OK || rows->len >= CSMS_JOURNAL_LOAD_TRANSACTIONS)
    return code;
  row = csms_journal_db_row (db, select_stopped);
  csms_journal_row_put_int (&row, CSMS_JOURNAL_LOAD_TRANSACTIONS - rows->len);
  return read_rows (&row, csms_journal_read_transaction, rows);
}

int
csms_journal_load_commands (CsmsJournalDb *db,
                            GPtrArray     *commands)
{
  return load_newest (db, select_commands, G_MAXINT, csms_journal_read_command, commands);
}

static CsmsJournalContents *
contents_new (void)
{
  CsmsJournalContents *self = g_new0 (CsmsJournalContents, 1);

  self->event_ids = g_ptr_array_new_with_free_func (g_free);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  self->stations = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_station_record_unref);
  self->transactions = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);
  self->samples = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_sample_record_unref);
  self->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_journal_command_free);
  self->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_journal_span_free);
  self->recoveries = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_journal_span_free);
  return self;
}

static int
load_all (CsmsJournalDb       *db,
          CsmsJournalContents *contents)
{
  gint64 from_ms = contents->cursor_ms > 0 ? contents->cursor_ms - CSMS_JOURNAL_LOAD_IDS_MS : G_MININT64;
  gint64 to_ms = contents->cursor_ms > 0 ? contents->cursor_ms : G_MAXINT64;
  int code = load_between (db, select_ids, from_ms, to_ms, CSMS_JOURNAL_LOAD_IDS, csms_journal_read_id, contents->event_ids);

  if (code == SQLITE_OK)
    code = load_between (db, select_events, G_MININT64, to_ms, CSMS_JOURNAL_LOAD_EVENTS, csms_journal_read_event, contents->events);
  if (code == SQLITE_OK)
    code = csms_journal_load_stations (db, contents->stations);
  if (code == SQLITE_OK)
    code = load_transactions (db, contents->transactions);
  if (code == SQLITE_OK)
    code = load_newest (db, select_samples, CSMS_JOURNAL_LOAD_SAMPLES, csms_journal_read_sample, contents->samples);
  if (code == SQLITE_OK)
    code = csms_journal_load_commands (db, contents->commands);
  if (code == SQLITE_OK)
    code = load_newest (db, select_gaps, CSMS_JOURNAL_LOAD_SPANS, csms_journal_read_span, contents->gaps);
  if (code == SQLITE_OK)
    code = load_newest (db, select_recoveries, CSMS_JOURNAL_LOAD_SPANS, csms_journal_read_span, contents->recoveries);
  return code;
}

CsmsJournalContents *
csms_journal_store_load (CsmsJournalStore *self,
                         int              *code)
{
  CsmsJournalContents *contents = contents_new ();

  /* One state of the file, though another process goes on writing. */
  *code = csms_journal_db_run (&self->db, "BEGIN");
  if (*code == SQLITE_OK)
    *code = csms_journal_store_note_cursor (self);
  if (*code == SQLITE_OK)
    {
      contents->cursor_event_id = g_strdup (self->cursor_event_id);
      contents->cursor_ms = MAX (self->cursor_ms, 0);
      *code = load_all (&self->db, contents);
    }
  csms_journal_db_rollback (&self->db);
  if (*code != SQLITE_OK)
    {
      csms_journal_store_note_problem (self, *code);
      g_clear_pointer (&contents, csms_journal_contents_free);
    }
  return contents;
}

CsmsJournalContents *
csms_journal_store_begin (CsmsJournalStore  *self,
                          GError           **error)
{
  CsmsJournalContents *contents = NULL;
  int code = SQLITE_OK;

  for (guint i = 0; i < CSMS_JOURNAL_DAMAGE_TRIES; i++)
    {
      if (!csms_journal_store_open (self, error))
        return NULL;
      contents = csms_journal_store_load (self, &code);
      if (contents != NULL || !csms_journal_is_damage (code) || self->path == NULL)
        break;
      if (!csms_journal_store_set_aside (self, error))
        return NULL;
    }
  if (contents == NULL)
    g_set_error_literal (error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN, self->problem);
  else
    contents->set_aside = g_strdup (self->set_aside);
  return contents;
}
