/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "faulty-disk.h"

static void
test_events (JournalFixture *f,
             gconstpointer   data)
{
  g_autofree char *row = NULL;
  g_autofree char *cursor = NULL;

  g_assert_true (journal_fixture_open (f));
  g_assert_true (csms_journal_get_working (f->journal));
  g_assert_null (csms_journal_get_problem (f->journal));
  g_assert_null (f->contents->cursor_event_id);
  g_assert_cmpuint (f->contents->events->len, ==, 0);
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 2500), TRUE));

  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 2500);
  row = journal_query_text (f->path, "SELECT event_id, name, ts_ms, station_id, connector_id, transaction_id, id_tag, origin, json"
                                     " FROM events WHERE seq = 3");
  g_assert_cmpstr (row, ==, "evt-1795472292488-0002|connector.status.changed|1795472292488|st2|1|NULL|NULL|pushed|"
                            "{\"eventId\":\"evt-1795472292488-0002\",\"event\":\"connector.status.changed\",\"ts\":1795472292488,"
                            "\"stationId\":\"st2\",\"connectorId\":1,\"status\":\"Available\",\"errorCode\":\"NoError\"}");
  cursor = journal_query_text (f->path, "SELECT event_id, ms FROM cursor");
  g_assert_cmpstr (cursor, ==, "evt-1795472294985-2499|1795472294985");

  journal_fixture_reopen (f);
  g_assert_cmpstr (f->contents->cursor_event_id, ==, "evt-1795472294985-2499");
  g_assert_cmpint (f->contents->cursor_ms, ==, journal_events_ms (2499));
  g_assert_cmpuint (f->contents->events->len, ==, 2500);
  g_assert_cmpuint (f->contents->event_ids->len, ==, 2500);
  for (guint i = 0; i < 2500; i++)
    {
      const CsmsEventRecord *event = g_ptr_array_index (f->contents->events, i);

      g_assert_cmpint (event->ts_ms, ==, journal_events_ms (i));
      g_assert_cmpstr (event->event_id, ==, g_ptr_array_index (f->contents->event_ids, i));
    }
}

/* A commit holds 1,000 events at most, and what is told as committed is. */
static void
test_batches (JournalFixture *f,
              gconstpointer   data)
{
  guint64 ticket;

  g_assert_true (journal_fixture_open (f));
  ticket = journal_fixture_append (f, journal_events (0, 3500), TRUE);
  journal_fixture_wait (f, ticket);
  g_assert_cmpuint (f->tickets->len, >=, 4);
  for (guint i = 0; i < f->tickets->len; i++)
    g_assert_cmpuint (g_array_index (f->tickets, guint64, i), ==, i + 1);
  g_assert_cmpuint (ticket, ==, f->tickets->len);

  /* Many that come one by one share one commit. */
  g_array_set_size (f->tickets, 0);
  for (guint i = 0; i < 200; i++)
    ticket = journal_fixture_append (f, journal_events (5000 + i, 1), TRUE);
  journal_fixture_wait (f, ticket);
  g_assert_cmpuint (f->tickets->len, <, 100);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 3700);
}

static void
on_committed_synced (CsmsJournal *journal,
                     guint64      ticket,
                     gpointer     data)
{
  g_assert_cmpint (faulty_disk_get_unsynced (), ==, 0);
  ++*(guint *) data;
}

static void
test_synced (JournalFixture *f,
             gconstpointer   data)
{
  guint n = 0;

  g_assert_true (journal_fixture_open (f));
  g_signal_connect (f->journal, "committed", G_CALLBACK (on_committed_synced), &n);
  for (guint i = 0; i < 20; i++)
    {
      faulty_disk_heal ();
      journal_fixture_wait (f, journal_fixture_append (f, journal_events (i * 10, 10), TRUE));
      g_assert_cmpint (faulty_disk_get_changes (), >, 1);
    }
  g_assert_cmpuint (n, ==, 20);
}

/* The log does not grow for ever: what is in it is taken over into the file. */
static void
test_log_taken_over (JournalFixture *f,
                     gconstpointer   data)
{
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);
  GStatBuf file_status, log_status;

  g_assert_true (journal_fixture_open (f));
  for (guint i = 0; i < 60; i++)
    journal_fixture_wait (f, journal_fixture_append (f, journal_events (i * 1000, 1000), TRUE));
  WAIT_FOR (g_stat (f->path, &file_status) == 0 && file_status.st_size > 10 * 1024 * 1024);
  g_assert_cmpint (g_stat (log, &log_status), ==, 0);
  g_assert_cmpint (log_status.st_size, <, 8 * 1024 * 1024);
}

static void
test_each_once (JournalFixture *f,
                gconstpointer   data)
{
  g_autoptr (GPtrArray) events = journal_events (0, 20);
  g_autoptr (GPtrArray) nameless = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  g_autofree char *origins = NULL;
  guint64 ticket;

  g_assert_true (journal_fixture_open (f));
  journal_fixture_append (f, journal_events (0, 10), TRUE);
  csms_journal_append_events (f->journal, events, CSMS_JOURNAL_RECOVERED, NULL, 1);
  journal_fixture_reopen (f);
  ticket = csms_journal_append_events (f->journal, events, CSMS_JOURNAL_AUDITED, NULL, 2);
  journal_fixture_wait (f, ticket);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 20);
  origins = journal_query_text (f->path, "SELECT origin, count(*) FROM events GROUP BY origin ORDER BY origin");
  g_assert_cmpstr (origins, ==, "pushed|10\nrecovered|10");

  g_ptr_array_add (nameless, journal_event ("{\"event\":\"rate.limit\",\"ts\":1795472292486,\"max\":50}"));
  csms_journal_append_events (f->journal, nameless, CSMS_JOURNAL_PUSHED, NULL, 3);
  ticket = csms_journal_append_events (f->journal, nameless, CSMS_JOURNAL_PUSHED, NULL, 4);
  journal_fixture_wait (f, ticket);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events WHERE event_id IS NULL"), ==, 2);
}

static void
test_before_it_is_open (JournalFixture *f,
                        gconstpointer   data)
{
  g_autoptr (CsmsJournal) journal = csms_journal_new (f->path);
  CsmsJournalCursor cursor = { .event_id = "evt-1-1", .ms = 1 };
  g_autoptr (GPtrArray) events = journal_events (0, 5);
  guint64 ticket = csms_journal_append_events (journal, events, CSMS_JOURNAL_PUSHED, &cursor, 1);

  g_assert_false (csms_journal_get_working (journal));
  csms_journal_open_async (journal, NULL, NULL, NULL);
  WAIT_FOR (csms_journal_get_committed (journal) >= ticket);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 5);
}

/* Letting go of it is as good as closing it. */
static void
test_let_go (JournalFixture *f,
             gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  journal_fixture_append (f, journal_events (0, 5000), TRUE);
  g_clear_object (&f->journal);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 5000);
  g_assert_cmpint (journal_query_int (f->path, "SELECT ms FROM cursor"), ==, journal_events_ms (4999));
}

static void
test_close (JournalFixture *f,
            gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  journal_fixture_append (f, journal_events (0, 1500), TRUE);
  g_assert_true (journal_fixture_close (f));
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 1500);
  g_assert_false (csms_journal_get_working (f->journal));

  journal_fixture_append (f, journal_events (1500, 1), TRUE);
  g_assert_false (journal_fixture_close (f));
  g_assert_error (f->error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CLOSED);
}

static void
test_cursor (JournalFixture *f,
             gconstpointer   data)
{
  CsmsJournalCursor back = { .event_id = "evt-5-0000", .ms = journal_events_ms (5) };
  CsmsJournalCursor same = { .event_id = "evt-same", .ms = journal_events_ms (9) };
  CsmsJournalCursor clock = { .event_id = NULL, .ms = 7 };
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  g_assert_true (journal_fixture_open (f));
  journal_fixture_append (f, journal_events (0, 10), TRUE);
  journal_fixture_wait (f, csms_journal_append_events (f->journal, nothing, CSMS_JOURNAL_PUSHED, &back, 0));
  g_assert_cmpint (journal_query_int (f->path, "SELECT ms FROM cursor"), ==, journal_events_ms (9));
  journal_fixture_wait (f, csms_journal_append_events (f->journal, nothing, CSMS_JOURNAL_PUSHED, &same, 0));
  g_assert_cmpint (journal_query_int (f->path, "SELECT event_id = 'evt-same' FROM cursor"), ==, 1);
  journal_fixture_wait (f, csms_journal_set_cursor (f->journal, &clock));
  g_assert_cmpint (journal_query_int (f->path, "SELECT ms FROM cursor WHERE event_id IS NULL"), ==, 7);
  journal_fixture_reopen (f);
  g_assert_null (f->contents->cursor_event_id);
  g_assert_cmpint (f->contents->cursor_ms, ==, 7);
}

static void
test_in_memory (JournalFixture *f,
                gconstpointer   data)
{
  g_autofree char *huge = g_strnfill (100000, 'x');
  CsmsJournalCommand command = { .id = "c1", .kind = "start", .state = "sending", .message = huge, .open = TRUE };

  g_assert_true (journal_fixture_open_at (f, NULL));
  journal_fixture_append (f, journal_events (0, 3000), TRUE);
  journal_fixture_wait (f, csms_journal_put_command (f->journal, &command));
  csms_journal_prune (f->journal, 1, 1, G_MAXINT64);
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (3000, 1), TRUE));
  g_assert_true (csms_journal_get_working (f->journal));
  g_assert_true (journal_fixture_close (f));
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

typedef struct
{
  char *path;
  GThread *signals_came_in;
} Elsewhere;

static void
note_thread (CsmsJournal *journal,
             guint64      ticket,
             gpointer     data)
{
  ((Elsewhere *) data)->signals_came_in = g_thread_self ();
}

static gpointer
use_elsewhere (gpointer data)
{
  Elsewhere *elsewhere = data;
  GMainContext *context = g_main_context_new ();
  g_autoptr (CsmsJournal) journal = NULL;
  g_autoptr (GPtrArray) events = journal_events (0, 5);

  g_main_context_push_thread_default (context);
  journal = csms_journal_new (elsewhere->path);
  g_signal_connect (journal, "committed", G_CALLBACK (note_thread), elsewhere);
  csms_journal_open_async (journal, NULL, NULL, NULL);
  csms_journal_append_events (journal, events, CSMS_JOURNAL_PUSHED, NULL, 1);
  while (csms_journal_get_committed (journal) == 0)
    g_main_context_iteration (context, TRUE);
  g_clear_object (&journal);
  g_main_context_pop_thread_default (context);
  g_main_context_unref (context);
  return NULL;
}

static void
test_owners_context (JournalFixture *f,
                     gconstpointer   data)
{
  Elsewhere elsewhere = { .path = f->path };
  GThread *thread = g_thread_new ("owner", use_elsewhere, &elsewhere);

  g_thread_ref (thread);
  g_thread_join (thread);
  g_assert_true (elsewhere.signals_came_in == thread);
  g_thread_unref (thread);
}

/* A server may say what it likes; the journal takes it. */
static void
test_odd_content (JournalFixture *f,
                  gconstpointer   data)
{
  const char *texts[] = {
    "{\"event\":\"x\\u0000y\",\"eventId\":\"\\u0000\",\"ts\":-5,\"stationId\":\"'; DROP TABLE events; --\",\"connectorId\":-7}",
    "{\"event\":\"x\",\"eventId\":\"a\",\"ts\":1e400,\"connectorId\":1e99}",
    "{\"event\":\"transaction.stopped\",\"eventId\":\"b\",\"ts\":9007199254740993,\"totalKWh\":1e308,\"cost\":\"NaN\"}",
    "{\"event\":\"transaction.started\",\"eventId\":\"c\",\"ts\":null,\"stationId\":\"\xe2\x80\xae\",\"transactionId\":\"\\ud800\"}",
    "{\"event\":\"transaction.stopped\",\"eventId\":\"d\",\"stationId\":\"s\",\"transactionId\":7,\"totalKWh\":1e308,\"stopTime\":\"yesterday\"}",
  };
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  g_autofree char *text = g_strnfill (20 * 1024 * 1024, 'j');
  g_autofree char *huge = g_strdup_printf ("{\"event\":\"huge\",\"eventId\":\"e\",\"ts\":3,\"text\":\"%s\"}", text);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (events, journal_event (texts[i]));
  g_ptr_array_add (events, journal_event (huge));
  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, csms_journal_append_events (f->journal, events, CSMS_JOURNAL_PUSHED, NULL, 1));
  journal_fixture_reopen (f);
  g_assert_cmpuint (f->contents->events->len, ==, G_N_ELEMENTS (texts) + 1);
  g_assert_cmpint (journal_query_int (f->path, "SELECT max (length (json)) FROM events"), ==, strlen (huge));
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM transactions WHERE energy_wh IS NULL"), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  JOURNAL_TEST ("/journal/append/events", test_events);
  JOURNAL_TEST ("/journal/append/batches", test_batches);
  JOURNAL_TEST ("/journal/append/synced-before-it-is-told", test_synced);
  JOURNAL_TEST ("/journal/append/log-taken-over", test_log_taken_over);
  JOURNAL_TEST ("/journal/append/each-once", test_each_once);
  JOURNAL_TEST ("/journal/append/before-it-is-open", test_before_it_is_open);
  JOURNAL_TEST ("/journal/append/let-go", test_let_go);
  JOURNAL_TEST ("/journal/append/close", test_close);
  JOURNAL_TEST ("/journal/append/cursor", test_cursor);
  JOURNAL_TEST ("/journal/append/in-memory", test_in_memory);
  JOURNAL_TEST ("/journal/append/owners-context", test_owners_context);
  JOURNAL_TEST ("/journal/append/odd-content", test_odd_content);
  return g_test_run ();
}
