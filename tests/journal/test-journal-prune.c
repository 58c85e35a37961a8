/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <math.h>

#include "faulty-disk.h"

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define NOW_MS (1000 * DAY_MS)

static guint64
append_on_day (JournalFixture *f,
               guint           first,
               guint           n,
               guint           day)
{
  g_autoptr (GPtrArray) events = journal_events (first, n);
  CsmsJournalCursor cursor = { .event_id = "cursor", .ms = journal_events_ms (first + n - 1) };

  return csms_journal_append_events (f->journal, events, CSMS_JOURNAL_PUSHED, &cursor, day * DAY_MS);
}

static gint64
count_events (JournalFixture *f)
{
  return journal_query_int (f->path, "SELECT count(*) FROM events");
}

static goffset
get_size (JournalFixture *f)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (f->path, &status), ==, 0);
  return status.st_size;
}

/* 20,000 events are 20 s of the server's clock, of which the last 10 s are needed. */
static void
test_by_age (JournalFixture *f,
             gconstpointer   data)
{
  g_autofree char *days = NULL;

  g_assert_true (journal_fixture_open (f));
  append_on_day (f, 0, 3000, 900);
  append_on_day (f, 3000, 3000, 969);
  append_on_day (f, 6000, 3000, 971);
  journal_fixture_wait (f, append_on_day (f, 9000, 11000, 1000));
  csms_journal_prune (f->journal, 30, 0, NOW_MS);
  WAIT_FOR (count_events (f) == 14000);
  days = journal_query_text (f->path, "SELECT DISTINCT taken_ms / 86400000 FROM events ORDER BY 1");
  g_assert_cmpstr (days, ==, "971\n1000");
  g_assert_true (csms_journal_get_working (f->journal));
}

static void
test_what_the_cursor_needs (JournalFixture *f,
                            gconstpointer   data)
{
  CsmsJournalCursor back = { .event_id = "back", .ms = journal_events_ms (15000) };

  g_assert_true (journal_fixture_open (f));
  append_on_day (f, 0, 20000, 1);
  journal_fixture_wait (f, csms_journal_set_cursor (f->journal, &back));
  csms_journal_prune (f->journal, 30, 1, NOW_MS);
  WAIT_FOR (count_events (f) == 15000);
  journal_fixture_reopen (f);
  g_assert_cmpint (count_events (f), ==, 15000);
  g_assert_cmpint (journal_query_int (f->path, "SELECT min(ts_ms) FROM events"), ==, journal_events_ms (5000));
}

/* The wall clock was set back for a while: a row out of order is no end. */
static void
test_out_of_order (JournalFixture *f,
                   gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  append_on_day (f, 0, 500, 1000);
  append_on_day (f, 500, 500, 900);
  journal_fixture_wait (f, append_on_day (f, 30000, 1, 1000));
  csms_journal_prune (f->journal, 30, 0, NOW_MS);
  WAIT_FOR (count_events (f) == 501);
}

/* The wall clock runs ahead by more than all that is to be kept, until somebody sees to it: what goes now is gone. */
static void
test_clock_ahead (JournalFixture *f,
                  gconstpointer   data)
{
  guint today = (guint) (journal_events_ms (0) / DAY_MS);

  g_assert_true (journal_fixture_open (f));
  append_on_day (f, 0, 1000, 1);
  append_on_day (f, 1000, 19000, today);
  journal_fixture_wait (f, csms_journal_note_recovery (f->journal, 1, 1, 2, DAY_MS));
  csms_journal_prune (f->journal, 30, 0, (today + 400) * DAY_MS);
  /* the last of what is looked at */
  WAIT_FOR (journal_query_int (f->path, "SELECT count(*) FROM recoveries") == 0);
  g_assert_cmpint (count_events (f), ==, 19000);
}

static void
put_command (JournalFixture *f,
             const char     *id,
             gint64          changed_ms,
             gboolean        open)
{
  CsmsJournalCommand command = { .id = id, .state = "sent", .created_ms = changed_ms, .changed_ms = changed_ms, .open = open };

  csms_journal_put_command (f->journal, &command);
}

static void
put_charge (JournalFixture *f,
            const char     *transaction_id,
            gint64          stop_ms)
{
  g_autoptr (GPtrArray) transactions = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_sample_record_unref);
  CsmsTransactionRecord transaction = {
    .station_id = (char *) "s", .transaction_id = (char *) transaction_id, .start_time_ms = 1, .stop_time_ms = stop_ms,
    .meter_start_wh = NAN, .meter_stop_wh = NAN, .energy_wh = NAN, .cost = NAN, .efficiency_percent = NAN,
  };
  CsmsSampleRecord sample = {
    .station_id = (char *) "s", .transaction_id = (char *) transaction_id, .timestamp_ms = 2, .measurand = (char *) "SoC",
    .unit = (char *) "Percent", .value_text = (char *) "5", .value = 5,
  };

  g_ptr_array_add (transactions, csms_transaction_record_new_copy (&transaction));
  g_ptr_array_add (samples, csms_sample_record_new_copy (&sample));
  csms_journal_put_transactions (f->journal, transactions);
  csms_journal_put_samples (f->journal, samples);
}

static void
test_everything_else (JournalFixture *f,
                      gconstpointer   data)
{
  gint64 far_ms = g_get_real_time () / 1000 + 31 * DAY_MS;
  g_autofree char *left = NULL;

  g_assert_true (journal_fixture_open (f));
  put_command (f, "old and over", 5, FALSE);
  put_command (f, "old and open", 5, TRUE);
  put_command (f, "new and over", far_ms - DAY_MS, FALSE);
  put_charge (f, "over", 7);
  put_charge (f, "running", 0);
  csms_journal_note_gap (f->journal, 1, 2, "old");
  csms_journal_note_recovery (f->journal, 1, 1, 2, 5);
  csms_journal_note_recovery (f->journal, 2, 1, 2, far_ms);
  journal_fixture_put_roster (f);
  journal_fixture_reopen (f);

  csms_journal_prune (f->journal, 30, 0, far_ms);
  WAIT_FOR (journal_query_int (f->path, "SELECT count(*) FROM recoveries") == 1);
  left = journal_query_text (f->path, "SELECT group_concat(id) FROM (SELECT id FROM commands ORDER BY 1)"
                                      " UNION ALL SELECT group_concat(command_id) FROM (SELECT command_id FROM command_states ORDER BY 1)"
                                      " UNION ALL SELECT group_concat(transaction_id) FROM (SELECT * FROM transactions ORDER BY 1)"
                                      " UNION ALL SELECT group_concat(transaction_id) FROM samples"
                                      " UNION ALL SELECT count(*) FROM gaps UNION ALL SELECT count(*) FROM stations");
  g_assert_cmpstr (left, ==, "new and over,old and open\nnew and over,old and open\nrunning,17\nrunning\n0\n1");
}

static void
test_by_size (JournalFixture *f,
              gconstpointer   data)
{
  goffset before;
  goffset wanted;

  g_assert_true (journal_fixture_open (f));
  for (guint i = 0; i < 40; i++)
    append_on_day (f, i * 1000, 1000, 1000);
  journal_fixture_reopen (f);
  before = get_size (f);
  wanted = before * 2 / 3;
  csms_journal_prune (f->journal, 0, (guint64) wanted, NOW_MS);
  WAIT_FOR (get_size (f) <= wanted);
  g_assert_cmpint (get_size (f), >, wanted * 9 / 10);
  g_assert_cmpint (count_events (f), >, 20000);
  g_assert_cmpint (count_events (f), <, 30000);
  g_assert_cmpint (journal_query_int (f->path, "SELECT max(ts_ms) FROM events"), ==, journal_events_ms (39999));
  g_assert_cmpint (journal_query_int (f->path, "SELECT max(ts_ms) - min(ts_ms) + 1 = count(*) FROM events"), ==, 1);
  g_assert_true (journal_fixture_close (f));
  journal_assert_sound (f->path);
}

/* What comes meanwhile does not wait for its end. */
static void
test_behind_everything (JournalFixture *f,
                        gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  for (guint i = 0; i < 60; i++)
    append_on_day (f, i * 1000, 1000, 1);
  journal_fixture_reopen (f);
  csms_journal_prune (f->journal, 30, 0, NOW_MS);
  WAIT_FOR (count_events (f) < 60000);
  journal_fixture_wait (f, append_on_day (f, 60000, 1, 1000));
  g_assert_cmpint (count_events (f), >, 10001);
  journal_fixture_hurry (f);
  g_assert_cmpint (count_events (f), >, 10001);

  /* Nor does the end of the journal. */
  g_assert_true (journal_fixture_close (f));
  g_assert_cmpint (count_events (f), >, 10001);
  journal_assert_sound (f->path);
}

/* A full disk is told here, too; nothing is half done. */
static void
test_disk_full (JournalFixture *f,
                gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  append_on_day (f, 0, 20000, 1);
  journal_fixture_reopen (f);
  faulty_disk_break (FAULTY_DISK_FULL, 1, TRUE);
  csms_journal_prune (f->journal, 30, 0, NOW_MS);
  WAIT_FOR (journal_fixture_is_broken (f));
  g_assert_cmpint (count_events (f), ==, 20000);
  faulty_disk_heal ();
  WAIT_FOR (csms_journal_get_working (f->journal));
  csms_journal_prune (f->journal, 30, 0, NOW_MS);
  WAIT_FOR (count_events (f) == 10001);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  JOURNAL_TEST ("/journal/prune/by-age", test_by_age);
  JOURNAL_TEST ("/journal/prune/what-the-cursor-needs", test_what_the_cursor_needs);
  JOURNAL_TEST ("/journal/prune/out-of-order", test_out_of_order);
  JOURNAL_TEST ("/journal/prune/clock-ahead", test_clock_ahead);
  JOURNAL_TEST ("/journal/prune/everything-else", test_everything_else);
  JOURNAL_TEST ("/journal/prune/by-size", test_by_size);
  JOURNAL_TEST ("/journal/prune/behind-everything", test_behind_everything);
  JOURNAL_TEST ("/journal/prune/disk-full", test_disk_full);
  return g_test_run ();
}
