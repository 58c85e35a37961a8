/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

/* A console and some csmsctl on one server have one journal. */
#define WRITERS 3

static GSubprocess *
start_writer (JournalFixture *f,
              const char     *n_events)
{
  g_autofree char *writer = g_test_build_filename (G_TEST_BUILT, "journal", "journal-writer", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, writer, f->path, n_events, NULL);

  g_assert_no_error (error);
  return process;
}

static void
finish_writer (GSubprocess *process)
{
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_object_unref (process);
}

static void
assert_stream (JournalFixture *f,
               int             n_events)
{
  journal_assert_sound (f->path);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, n_events);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(DISTINCT event_id) FROM events"), ==, n_events);
  g_assert_cmpint (journal_query_int (f->path, "SELECT ms FROM cursor"), ==, journal_events_ms (n_events - 1));
}

/* All of them make the file, and each believes to be the first. */
static void
test_made_at_once (JournalFixture *f,
                   gconstpointer   data)
{
  for (guint round = 0; round < 15; round++)
    {
      GSubprocess *writers[WRITERS];

      for (guint i = 0; i < WRITERS; i++)
        writers[i] = start_writer (f, "30");
      for (guint i = 0; i < WRITERS; i++)
        finish_writer (writers[i]);
      assert_stream (f, 30);
      journal_fixture_forget (f);
    }
}

static void
test_each_once (JournalFixture *f,
                gconstpointer   data)
{
  GSubprocess *writers[WRITERS];
  guint64 ticket = 0;

  g_assert_true (journal_fixture_open (f));
  for (guint i = 0; i < WRITERS; i++)
    writers[i] = start_writer (f, "1500");
  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (GPtrArray) events = journal_events (i * 10, 10);

      ticket = csms_journal_append_events (f->journal, events, CSMS_JOURNAL_AUDITED, NULL, 1);
      journal_fixture_wait (f, ticket);
    }
  for (guint i = 0; i < WRITERS; i++)
    finish_writer (writers[i]);
  g_assert_true (csms_journal_get_working (f->journal));
  g_assert_true (journal_fixture_close (f));

  /* Their eventIds differ from ours in the last part. */
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events WHERE origin = 'audited'"), ==, 1500);
  journal_run_sql (f->path, "DELETE FROM events WHERE origin = 'audited'");
  assert_stream (f, 1500);
}

/* One that dies in the middle of it leaves the others at work. */
static void
test_one_dies (JournalFixture *f,
               gconstpointer   data)
{
  GSubprocess *writers[WRITERS];

  g_assert_true (journal_fixture_open (f));
  for (guint i = 0; i < WRITERS; i++)
    writers[i] = start_writer (f, "1000");
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GSubprocess) victim = start_writer (f, "1000");

      g_usleep ((gulong) g_test_rand_int_range (10, 80) * 1000);
      g_subprocess_force_exit (victim);
      g_subprocess_wait (victim, NULL, NULL);
    }
  for (guint i = 0; i < WRITERS; i++)
    finish_writer (writers[i]);
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (1000, 1), TRUE));
  g_assert_true (csms_journal_get_working (f->journal));
  assert_stream (f, 1001);
}

/* The cursor that another one moved further is not moved back. */
static void
test_one_cursor (JournalFixture *f,
                 gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));
  finish_writer (start_writer (f, "500"));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (10, 10), TRUE));
  g_assert_cmpint (journal_query_int (f->path, "SELECT ms FROM cursor"), ==, journal_events_ms (499));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  JOURNAL_TEST ("/journal/processes/made-at-once", test_made_at_once);
  JOURNAL_TEST ("/journal/processes/each-once", test_each_once);
  JOURNAL_TEST ("/journal/processes/one-dies", test_one_dies);
  JOURNAL_TEST ("/journal/processes/one-cursor", test_one_cursor);
  return g_test_run ();
}
