/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <string.h>

#include "faulty-disk.h"

/* By itself, too, and not only when somebody hurries. */
static void
test_tried_again (JournalFixture *f,
                  gconstpointer   data)
{
  guint64 ticket;

  g_assert_true (journal_fixture_open (f));
  faulty_disk_break (FAULTY_DISK_FULL, 1, FALSE);
  ticket = journal_fixture_append (f, journal_events (0, 10), TRUE);
  WAIT_FOR (journal_fixture_is_broken (f));
  journal_fixture_wait (f, ticket);
  WAIT_FOR (csms_journal_get_working (f->journal));
  g_assert_cmpuint (f->n_problem_changes, ==, 2);
  journal_fixture_assert_on_disk (f, 9);
}

/* All is on disk, but in the log alone: this is told as well, and gets better without anything new to write. */
static void
test_log_not_taken_over (JournalFixture *f,
                         gconstpointer   data)
{
  guint64 ticket = 0;

  g_assert_true (journal_fixture_open (f));
  faulty_disk_break_file (FAULTY_DISK_ERROR);
  for (guint i = 0; i < 16; i++)
    ticket = journal_fixture_append (f, journal_events (i * 1000, 1000), TRUE);
  journal_fixture_wait (f, ticket);
  WAIT_FOR (journal_fixture_is_broken (f));
  g_assert_cmpint (faulty_disk_get_failures (), >=, 1);
  journal_fixture_assert_on_disk (f, 15999);
  faulty_disk_heal ();
  WAIT_FOR (csms_journal_get_working (f->journal));
  g_assert_null (csms_journal_get_problem (f->journal));
  g_assert_cmpuint (csms_journal_get_committed (f->journal), ==, ticket);
}

static void
test_overflow (JournalFixture *f,
               gconstpointer   data)
{
  CsmsJournalCommand command = journal_intent;
  guint64 ticket = 0;

  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));
  faulty_disk_break (FAULTY_DISK_FULL, 1, TRUE);
  csms_journal_put_command (f->journal, &command);
  for (guint i = 0; i < 120; i++)
    journal_fixture_append (f, journal_events (10 + i * 1000, 1000), TRUE);
  journal_fixture_put_roster (f);
  WAIT_FOR (f->n_overflows == 1);
  WAIT_FOR (journal_fixture_is_broken (f));

  /* The newest are kept; the cursor stays where everything before it is known, whatever comes. */
  faulty_disk_heal ();
  command.id = "c2";
  journal_fixture_wait (f, csms_journal_put_command (f->journal, &command));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (120010, 10), TRUE));
  g_assert_cmpint (journal_query_int (f->path, "SELECT ms FROM cursor"), ==, journal_events_ms (9));
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), <=, 10 + CSMS_JOURNAL_BACKLOG_EVENTS + 10);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), >=, CSMS_JOURNAL_BACKLOG_EVENTS - 2000);
  g_assert_cmpint (journal_query_int (f->path, "SELECT max(ts_ms) FROM events"), ==, journal_events_ms (120019));
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM commands"), ==, 2);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM stations"), ==, 1);

  /* A replay from there fills the hole. */
  csms_journal_resume_cursor (f->journal);
  for (guint i = 0; i < 121; i++)
    {
      ticket = journal_fixture_append (f, journal_events (10 + i * 1000, 1000), TRUE);
      if (i % 20 == 0)
        journal_fixture_wait (f, ticket);
    }
  journal_fixture_wait (f, ticket);
  journal_fixture_assert_on_disk (f, 121009);
  g_assert_cmpuint (f->n_overflows, ==, 1);
}

/* A second overflow after the replay was begun makes that one worthless. */
static void
test_overflow_again (JournalFixture *f,
                     gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));
  faulty_disk_break (FAULTY_DISK_FULL, 1, TRUE);
  for (guint i = 0; i < 105; i++)
    journal_fixture_append (f, journal_events (10 + i * 1000, 1000), TRUE);
  csms_journal_resume_cursor (f->journal);
  for (guint i = 105; i < 110; i++)
    journal_fixture_append (f, journal_events (10 + i * 1000, 1000), TRUE);
  WAIT_FOR (f->n_overflows == 2);
  faulty_disk_heal ();
  journal_fixture_hurry (f);
  g_assert_cmpint (journal_query_int (f->path, "SELECT ms FROM cursor"), ==, journal_events_ms (9));
}

/* However often they are told again, the stations that wait are as many as there are. */
static void
test_roster_while_broken (JournalFixture *f,
                          gconstpointer   data)
{
  CsmsStationRecord station = { .is_online = TRUE };
  guint64 ticket = 0;

  g_assert_true (journal_fixture_open (f));
  faulty_disk_break (FAULTY_DISK_FULL, 1, TRUE);
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GPtrArray) stations = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_station_record_unref);
      g_autofree char *name = g_strdup_printf ("name %u", i);

      station.name = name;
      for (guint j = 0; j < 100; j++)
        {
          g_autofree char *id = g_strdup_printf ("st%u", (i + j) % 150);

          station.id = id;
          g_ptr_array_add (stations, csms_station_record_new_copy (&station));
        }
      ticket = csms_journal_put_stations (f->journal, stations);
    }
  WAIT_FOR (journal_fixture_is_broken (f));
  faulty_disk_heal ();
  journal_fixture_hurry (f);
  journal_fixture_wait (f, ticket);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM stations"), ==, 150);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM stations WHERE name = 'name 499'"), ==, 100);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM stations WHERE id = 'st149' AND name = 'name 499'"), ==, 0);
}

static void
test_close_while_broken (JournalFixture *f,
                         gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));
  faulty_disk_break (FAULTY_DISK_FULL, 1, TRUE);
  journal_fixture_append (f, journal_events (10, 10), TRUE);
  g_assert_false (journal_fixture_close (f));
  g_assert_error (f->error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_WRITE);
  g_assert_nonnull (strstr (f->error->message, "disk is full"));
  g_assert_cmpint (faulty_disk_get_failures (), >, 1);
  faulty_disk_heal ();
  journal_fixture_assert_on_disk (f, 9);
}

/* One that is healed in time is written to its end. */
static void
test_close_and_heal (JournalFixture *f,
                     gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));
  faulty_disk_break (FAULTY_DISK_FULL, 1, FALSE);
  journal_fixture_append (f, journal_events (10, 10), TRUE);
  g_assert_true (journal_fixture_close (f));
  g_assert_cmpint (faulty_disk_get_failures (), ==, 1);
  journal_fixture_assert_on_disk (f, 19);
}

/* A disk that does not even fail: nobody waits for it for ever. */
static void
test_stuck (JournalFixture *f,
            gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));
  faulty_disk_break (FAULTY_DISK_STUCK, 1, TRUE);
  journal_fixture_append (f, journal_events (10, 10), TRUE);
  g_assert_false (journal_fixture_close (f));
  g_assert_error (f->error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_WRITE);
  g_clear_object (&f->journal);
  faulty_disk_heal ();

  /* The thread that was left behind finishes what it had begun, once it can. */
  WAIT_FOR (journal_query_int (f->path, "SELECT count(*) FROM events") == 20);
  g_assert_true (journal_fixture_open (f));
  g_assert_cmpint (f->contents->cursor_ms, ==, journal_events_ms (19));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  JOURNAL_TEST ("/journal/disk/tried-again", test_tried_again);
  JOURNAL_TEST ("/journal/disk/log-not-taken-over", test_log_not_taken_over);
  JOURNAL_TEST ("/journal/disk/overflow", test_overflow);
  JOURNAL_TEST ("/journal/disk/overflow-again", test_overflow_again);
  JOURNAL_TEST ("/journal/disk/roster-while-broken", test_roster_while_broken);
  JOURNAL_TEST ("/journal/disk/close-while-broken", test_close_while_broken);
  JOURNAL_TEST ("/journal/disk/close-and-heal", test_close_and_heal);
  JOURNAL_TEST ("/journal/disk/stuck", test_stuck);
  return g_test_run ();
}
