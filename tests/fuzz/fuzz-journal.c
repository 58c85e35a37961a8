/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "csms-command-ledger.h"
#include "csms-command-memory.h"
#include "csms-journal.h"
#include "fleet-fixture.h"
#include "fuzz-journal-file.h"
#include "fuzz-target.h"

/*
 * A journal that anybody may have written to. Rows: a line each, the first letter for the table and values separated by '|', '{…}'
 * for an event; into tables without types and constraints, which a damaged file may have. Or a damaged file (fuzz-journal-file.h).
 * Whatever is in it: it is loaded, or set aside, or left; what comes of it keeps the promises of the records, and is put into a fleet.
 */

typedef struct {
  char letter;
  const char *name;
  char *insert;
  char *clear;
  guint n_columns;
} Table;

static Table tables[] = {
  { 'e', "events" }, { 'c', "cursor" }, { 'g', "gaps" }, { 'r', "recoveries" }, { 'k', "connectors" },
  { 's', "stations" }, { 't', "transactions" }, { 'm', "samples" }, { 'o', "commands" },
};

static CsmsJournalInbox *inbox;
static CsmsJournalStore *rows;

static void
run (const char *sql)
{
  g_assert_cmpint (csms_journal_db_run (&rows->db, sql), ==, SQLITE_OK);
}

static void
loosen (Table *table)
{
  g_autofree char *list = g_strdup_printf ("SELECT group_concat(name, ',') FROM pragma_table_info('%s')", table->name);
  g_autofree char *make = NULL;
  g_autofree char *drop = g_strdup_printf ("DROP TABLE %s", table->name);
  g_autoptr (GString) insert = g_string_new (NULL);
  CsmsJournalRow row = csms_journal_db_row (&rows->db, g_intern_string (list));
  g_autofree char *columns = NULL;

  g_assert_true (csms_journal_row_next (&row));
  columns = csms_journal_row_take_text (&row);
  csms_journal_row_end (&row);
  make = g_strdup_printf ("CREATE TABLE %s (%s)", table->name, columns);
  run (drop);
  run (make);
  table->n_columns = 1;
  g_string_printf (insert, "INSERT INTO %s VALUES (?", table->name);
  for (const char *p = columns; *p != '\0'; p++)
    if (*p == ',')
      {
        table->n_columns++;
        g_string_append (insert, ",?");
      }
  g_string_append_c (insert, ')');
  table->insert = g_strdup (insert->str);
  table->clear = g_strdup_printf ("DELETE FROM %s", table->name);
}

static void
drop_message (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

static void
set_up (void)
{
  if (rows != NULL)
    return;
  g_log_set_handler ("csms-journal", G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_DEBUG, drop_message, NULL);
  inbox = csms_journal_inbox_new ();
  rows = csms_journal_store_new (NULL, inbox);
  g_assert_true (csms_journal_store_open (rows, NULL));
  run ("PRAGMA foreign_keys = OFF");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    loosen (&tables[i]);
  run ("CREATE INDEX transactions_by_start ON transactions (start_ms)");
}

/* "" is NULL, i… an integer, f… a double, x… a blob, '… a text, and so is anything else. */
static void
bind (sqlite3_stmt *statement, int at, const char *value, int length)
{
  g_autofree char *number = length > 1 ? g_strndup (value + 1, length - 1) : NULL;

  if (length == 0)
    sqlite3_bind_null (statement, at);
  else if (*value == 'i')
    sqlite3_bind_int64 (statement, at, number != NULL ? g_ascii_strtoll (number, NULL, 10) : 0);
  else if (*value == 'f')
    sqlite3_bind_double (statement, at, number != NULL ? g_ascii_strtod (number, NULL) : 0);
  else if (*value == 'x')
    sqlite3_bind_blob (statement, at, value + 1, length - 1, SQLITE_TRANSIENT);
  else if (*value == '\'')
    sqlite3_bind_text (statement, at, value + 1, length - 1, SQLITE_TRANSIENT);
  else
    sqlite3_bind_text (statement, at, value, length, SQLITE_TRANSIENT);
}

static void
insert_values (const Table *table, const char *line, gsize length)
{
  CsmsJournalRow row = csms_journal_db_row (&rows->db, table->insert);
  const char *end = line + length;

  for (guint i = 1; i <= table->n_columns && line < end; i++)
    {
      const char *bar = memchr (line, '|', end - line);
      const char *stop = bar != NULL ? bar : end;

      bind (row.statement, i, line, (int) (stop - line));
      line = bar != NULL ? bar + 1 : end;
    }
  csms_journal_row_run (&row);
}

static void
insert_event (const char *json, gsize length)
{
  CsmsJournalRow row = csms_journal_db_row (&rows->db, "INSERT INTO events (ts_ms, event_id, json) VALUES (1, 'e', ?)");

  sqlite3_bind_text (row.statement, 1, json, (int) length, SQLITE_TRANSIENT);
  csms_journal_row_run (&row);
}

static void
insert_line (const char *line, gsize length)
{
  if (length > 0 && *line == '{')
    insert_event (line, length);
  for (guint i = 0; length > 1 && i < G_N_ELEMENTS (tables); i++)
    if (*line == tables[i].letter)
      insert_values (&tables[i], line + 2, length - 2);
}

/* The promises of csms-records.h. */

static void
check_id (const char *id)
{
  fuzz_check_text (id);
  g_assert_true (id == NULL || *id != '\0');
}

static void
check_number (double number)
{
  g_assert_false (isinf (number));
}

static void
check_station (gpointer data, gpointer unused)
{
  const CsmsStationRecord *station = data;
  int last = 0;

  g_assert_nonnull (station->id);
  check_id (station->id);
  fuzz_check_text (station->name);
  fuzz_check_text (station->status);
  for (guint i = 0; i < station->connectors->len; i++)
    {
      const CsmsConnectorRecord *connector = station->connectors->pdata[i];

      g_assert_cmpint (connector->id, >, last);
      last = connector->id;
      fuzz_check_text (connector->status_text);
      check_id (connector->transaction_id);
      check_id (connector->error_code);
      fuzz_check_text (connector->type);
      check_number (connector->power_kw);
      check_number (connector->soc_percent);
      check_number (connector->price);
    }
}

static void
check_transaction (gpointer data, gpointer unused)
{
  const CsmsTransactionRecord *transaction = data;

  check_id (transaction->station_id);
  check_id (transaction->transaction_id);
  g_assert_cmpint (transaction->connector_id, >=, CSMS_CONNECTOR_NONE);
  fuzz_check_text (transaction->id_tag);
  fuzz_check_text (transaction->reason);
  fuzz_check_text (transaction->status);
  check_number (transaction->energy_wh);
  check_number (transaction->cost);
}

static void
check_sample (gpointer data, gpointer unused)
{
  const CsmsSampleRecord *sample = data;

  g_assert_nonnull (sample->measurand);
  g_assert_nonnull (sample->unit);
  fuzz_check_text (sample->measurand);
  fuzz_check_text (sample->unit);
  fuzz_check_text (sample->value_text);
  check_id (sample->transaction_id);
  check_number (sample->value);
  check_number (csms_sample_record_get_si (sample, NULL));
}

static void
check_event (gpointer data, gpointer unused)
{
  const CsmsEventRecord *event = data;

  g_assert_nonnull (event->name);
  check_id (event->event_id);
  check_id (event->station_id);
  g_assert_null (strpbrk (event->json, "\r\n"));
}

static void
check_command (gpointer data, gpointer unused)
{
  const CsmsJournalCommand *command = data;

  fuzz_check_text (command->id);
  fuzz_check_text (command->station_id);
  fuzz_check_text (command->id_tag);
  fuzz_check_text (command->transaction_id);
  fuzz_check_text (command->correlation_id);
  fuzz_check_text (command->message);
}

static void
check_span (gpointer data, gpointer unused)
{
  fuzz_check_text (((CsmsJournalSpan *) data)->why);
}

/* As a seat begins with it. */
static void
restore (CsmsJournalContents *contents)
{
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();
  g_autoptr (CsmsCommandLedger) ledger = csms_command_ledger_new (fleet);

  csms_fleet_restore (fleet, contents->stations, contents->transactions, contents->events);
  for (guint i = 0; i < contents->commands->len; i++)
    {
      g_autoptr (CsmsCommand) command = csms_command_remember (contents->commands->pdata[i]);

      if (command != NULL)
        csms_command_ledger_add (ledger, command);
    }
  csms_command_ledger_take_events (ledger, contents->events, FALSE);
  csms_command_ledger_take_transactions (ledger, contents->transactions);
  fixture_check_picture (fleet);
}

static void
check_contents (CsmsJournalContents *contents)
{
  fuzz_check_text (contents->cursor_event_id);
  for (guint i = 0; i < contents->event_ids->len; i++)
    fuzz_check_text (contents->event_ids->pdata[i]);
  g_ptr_array_foreach (contents->stations, check_station, NULL);
  g_ptr_array_foreach (contents->transactions, check_transaction, NULL);
  g_ptr_array_foreach (contents->samples, check_sample, NULL);
  g_ptr_array_foreach (contents->events, check_event, NULL);
  g_ptr_array_foreach (contents->commands, check_command, NULL);
  g_ptr_array_foreach (contents->gaps, check_span, NULL);
  g_ptr_array_foreach (contents->recoveries, check_span, NULL);
  restore (contents);
}

static void
load_file (const char *data, gsize size)
{
  CsmsJournalStore *store = csms_journal_store_new (fuzz_journal_file_write (data, size), inbox);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsJournalContents) contents = csms_journal_store_begin (store, &error);

  if (contents != NULL)
    check_contents (contents);
  else
    {
      g_assert_error (error, CSMS_JOURNAL_ERROR, error->code);
      fuzz_check_text (error->message);
    }
  csms_journal_store_free (store);
  fuzz_journal_file_remove ();
}

static void
load_rows (const char *data, gsize size)
{
  FuzzLines lines = { data, size };
  g_autoptr (CsmsJournalContents) contents = NULL;
  const char *line;
  gsize length;
  int code;

  /* it would be carried over from the input before */
  g_clear_pointer (&rows->cursor_event_id, g_free);
  rows->cursor_ms = -1;
  run ("BEGIN");
  while (fuzz_lines_next (&lines, &line, &length))
    insert_line (line, length);
  run ("COMMIT");
  contents = csms_journal_store_load (rows, &code);
  g_assert_cmpint (code, ==, SQLITE_OK);
  check_contents (contents);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    run (tables[i].clear);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  set_up ();
  if (fuzz_journal_file_is_meant ((const char *) data, size))
    load_file ((const char *) data, size);
  else
    load_rows ((const char *) data, size);
  return 0;
}
