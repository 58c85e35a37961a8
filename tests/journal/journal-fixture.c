/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#define EPOCH_MS G_GINT64_CONSTANT (1795472292486)

static void
on_committed (CsmsJournal *journal,
              guint64      ticket,
              gpointer     data)
{
  JournalFixture *self = data;

  g_assert_cmpuint (csms_journal_get_committed (journal), ==, ticket);
  g_array_append_val (self->tickets, ticket);
}

static void
on_problem_changed (CsmsJournal *journal,
                    gpointer     data)
{
  ((JournalFixture *) data)->n_problem_changes++;
}

static void
on_overflowed (CsmsJournal *journal,
               gpointer     data)
{
  ((JournalFixture *) data)->n_overflows++;
}

void
journal_fixture_set_up (JournalFixture *self,
                        gconstpointer   data)
{
  self->folder = g_dir_make_tmp ("csms-journal-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "data", "journal.db", NULL);
  self->tickets = g_array_new (FALSE, FALSE, sizeof (guint64));
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
journal_fixture_tear_down (JournalFixture *self,
                           gconstpointer   data)
{
  g_clear_object (&self->journal);
  g_clear_pointer (&self->contents, csms_journal_contents_free);
  g_clear_error (&self->error);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_array_unref (self->tickets);
}

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  GAsyncResult **place = data;

  *place = g_object_ref (result);
}

gboolean
journal_fixture_open_at (JournalFixture *self,
                         const char     *path)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_object (&self->journal);
  g_clear_pointer (&self->contents, csms_journal_contents_free);
  g_clear_error (&self->error);
  g_array_set_size (self->tickets, 0);
  self->n_problem_changes = self->n_overflows = 0;

  self->journal = csms_journal_new (path);
  g_signal_connect (self->journal, "committed", G_CALLBACK (on_committed), self);
  g_signal_connect (self->journal, "problem-changed", G_CALLBACK (on_problem_changed), self);
  g_signal_connect (self->journal, "overflowed", G_CALLBACK (on_overflowed), self);
  csms_journal_open_async (self->journal, NULL, keep_result, &result);
  WAIT_FOR (result != NULL);
  self->contents = csms_journal_open_finish (self->journal, result, &self->error);
  g_assert_true ((self->contents == NULL) == (self->error != NULL));
  return self->contents != NULL;
}

gboolean
journal_fixture_open (JournalFixture *self)
{
  return journal_fixture_open_at (self, self->path);
}

gboolean
journal_fixture_close (JournalFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean closed;

  g_clear_error (&self->error);
  csms_journal_close_async (self->journal, NULL, keep_result, &result);
  WAIT_FOR (result != NULL);
  closed = csms_journal_close_finish (self->journal, result, &self->error);
  g_assert_true (closed == (self->error == NULL));
  return closed;
}

void
journal_fixture_reopen (JournalFixture *self)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  /* However slow the machine is. */
  journal_fixture_wait (self, csms_journal_append_events (self->journal, nothing, CSMS_JOURNAL_PUSHED, NULL, 0));
  g_assert_true (journal_fixture_close (self));
  g_assert_true (journal_fixture_open (self));
}

void
journal_fixture_forget (JournalFixture *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  g_clear_object (&self->journal);
  remove_folder (folder);
}

void
journal_fixture_wait (JournalFixture *self,
                      guint64         ticket)
{
  WAIT_FOR (csms_journal_get_committed (self->journal) >= ticket);
}

guint64
journal_fixture_append (JournalFixture *self,
                        GPtrArray      *events,
                        gboolean        moves)
{
  g_autoptr (GPtrArray) owned = events;
  const CsmsEventRecord *last = g_ptr_array_index (events, events->len - 1);
  CsmsJournalCursor cursor = { .event_id = last->event_id, .ms = last->ts_ms };

  return csms_journal_append_events (self->journal, events, CSMS_JOURNAL_PUSHED, moves ? &cursor : NULL,
                                     g_get_real_time () / 1000);
}

const CsmsJournalCommand journal_intent = {
  .id = "c1", .kind = "start", .station_id = "st1", .connector_id = 1, .id_tag = "TAG", .created_ms = 5, .changed_ms = 5,
  .state = "sending", .reason = "", .open = TRUE,
};

gboolean
journal_fixture_is_broken (JournalFixture *self)
{
  return !csms_journal_get_working (self->journal) && csms_journal_get_problem (self->journal) != NULL;
}

void
journal_fixture_hurry (JournalFixture *self)
{
  journal_fixture_wait (self, csms_journal_put_command (self->journal, &journal_intent));
}

void
journal_fixture_put_roster (JournalFixture *self)
{
  g_autoptr (GPtrArray) stations = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_station_record_unref);
  g_autoptr (GPtrArray) transactions = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);
  CsmsStationRecord station = { .id = (char *) "st1", .name = (char *) "One", .is_online = TRUE };
  CsmsTransactionRecord transaction = {
    .station_id = (char *) "st1", .transaction_id = (char *) "17", .connector_id = 1, .start_time_ms = 3, .meter_start_wh = NAN,
    .meter_stop_wh = NAN, .energy_wh = 7, .cost = NAN, .efficiency_percent = NAN,
  };

  g_ptr_array_add (stations, csms_station_record_new_copy (&station));
  g_ptr_array_add (transactions, csms_transaction_record_new_copy (&transaction));
  csms_journal_put_stations (self->journal, stations);
  csms_journal_put_transactions (self->journal, transactions);
}

void
journal_fixture_assert_on_disk (JournalFixture *self,
                                guint           last)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*), count(DISTINCT event_id) FROM events WHERE ts_ms <= %" G_GINT64_FORMAT,
                                          journal_events_ms (last));
  g_autofree char *expected = g_strdup_printf ("%u|%u", last + 1, last + 1);
  g_autofree char *counts = journal_query_text (self->path, sql);

  g_assert_cmpint (journal_query_int (self->path, "SELECT ms FROM cursor"), ==, journal_events_ms (last));
  g_assert_cmpstr (counts, ==, expected);
}

static sqlite3 *
open_file (const char *path)
{
  sqlite3 *db = NULL;

  /* Past any disk that a test has made faulty. */
  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, "unix"), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 20000);
  return db;
}

char *
journal_query_text (const char *path,
                    const char *sql)
{
  sqlite3 *db = open_file (path);
  sqlite3_stmt *statement = NULL;
  GString *text = g_string_new (NULL);
  int code;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        {
          const char *value = (const char *) sqlite3_column_text (statement, i);

          g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", value != NULL ? value : "NULL");
        }
    }
  if (code != SQLITE_DONE)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

gint64
journal_query_int (const char *path,
                   const char *sql)
{
  g_autofree char *text = journal_query_text (path, sql);

  return g_ascii_strtoll (text, NULL, 10);
}

void
journal_run_sql (const char *path,
                 const char *sql)
{
  g_free (journal_query_text (path, sql));
}

void
journal_assert_sound (const char *path)
{
  g_autofree char *sound = journal_query_text (path, "PRAGMA integrity_check");

  g_assert_cmpstr (sound, ==, "ok");
}

CsmsEventRecord *
journal_event (const char *json)
{
  CsmsEventRecord *event = csms_event_record_new_from_text (json, strlen (json));

  g_assert_nonnull (event);
  return event;
}

gint64
journal_events_ms (guint number)
{
  return EPOCH_MS + number;
}

GPtrArray *
journal_events (guint first,
                guint n)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{\"eventId\":\"evt-%" G_GINT64_FORMAT "-%04u\",\"event\":\"connector.status.changed\",\"ts\":%" G_GINT64_FORMAT ","
        "\"stationId\":\"st%u\",\"connectorId\":%u,\"status\":\"Available\",\"errorCode\":\"NoError\"}",
        EPOCH_MS + i, i % 10000, EPOCH_MS + i, i % 7, i % 2 + 1);

      g_ptr_array_add (events, journal_event (json));
    }
  return events;
}
