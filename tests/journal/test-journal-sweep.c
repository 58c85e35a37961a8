/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <string.h>

#include "csms-soak.h"
#include "faulty-disk.h"

/* A sweep over every change that a scenario makes to the disk stops here, in case it never ends. */
#define CHANGES_MAX 1000

/* From the @at-th change on the disk fails; what was to be written comes after it has been healed. Returns whether it failed. */
static gboolean
fail_from (JournalFixture    *f,
           FaultyDiskTrouble  trouble,
           int                at)
{
  const char *word = trouble == FAULTY_DISK_FULL ? "disk is full" : "reports an error";
  gboolean failed;
  guint64 ticket;

  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));

  faulty_disk_break (trouble, at, TRUE);
  journal_fixture_put_roster (f);
  csms_journal_note_gap (f->journal, 1, 2, "because");
  csms_journal_note_recovery (f->journal, 3, 1, 2, 9);
  ticket = journal_fixture_append (f, journal_events (10, 40), TRUE);
  csms_journal_put_command (f->journal, &journal_intent);
  WAIT_FOR (journal_fixture_is_broken (f) || csms_journal_get_committed (f->journal) >= ticket);
  failed = faulty_disk_get_failures () > 0;
  g_assert_true (failed == journal_fixture_is_broken (f));
  if (failed)
    {
      g_assert_nonnull (strstr (csms_journal_get_problem (f->journal), word));
      g_assert_cmpuint (f->n_problem_changes, >=, 1);
      g_assert_cmpuint (csms_journal_get_committed (f->journal), ==, 1);
      journal_fixture_assert_on_disk (f, 9);
      ticket = journal_fixture_append (f, journal_events (50, 10), TRUE);
    }

  faulty_disk_heal ();
  journal_fixture_hurry (f);
  WAIT_FOR (csms_journal_get_working (f->journal) && csms_journal_get_committed (f->journal) >= ticket);
  g_assert_null (csms_journal_get_problem (f->journal));
  journal_fixture_assert_on_disk (f, failed ? 59 : 49);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM stations, transactions, gaps, recoveries, command_states"), ==, 1);
  g_assert_true (journal_fixture_close (f));
  journal_assert_sound (f->path);
  journal_fixture_forget (f);
  return failed;
}

static void
sweep (JournalFixture    *f,
       FaultyDiskTrouble  trouble)
{
  int at = 1;

  while (at < CHANGES_MAX && fail_from (f, trouble, at))
    at++;
  g_assert_cmpint (at, >, 10);
  g_assert_cmpint (at, <, CHANGES_MAX);
  csms_soak_tell ("%s from each of %d changes to the disk on: told, nothing corrupt, the cursor still until it was healed",
                  trouble == FAULTY_DISK_FULL ? "no space" : "I/O errors", at - 1);
}

static void
test_full (JournalFixture *f,
           gconstpointer   data)
{
  sweep (f, FAULTY_DISK_FULL);
}

static void
test_error (JournalFixture *f,
            gconstpointer   data)
{
  sweep (f, FAULTY_DISK_ERROR);
}

/* Enough that the log is taken over into the file: a commit that succeeds, and a disk that fails behind it. */
static gboolean
fail_in_checkpoint (JournalFixture    *f,
                    FaultyDiskTrouble  trouble,
                    int                at,
                    int               *n_changes)
{
  gboolean failed;
  guint64 ticket = 0;

  g_assert_true (journal_fixture_open (f));
  faulty_disk_break (trouble, at, TRUE);
  for (guint i = 0; i < 16; i++)
    ticket = journal_fixture_append (f, journal_events (i * 1000, 1000), TRUE);
  WAIT_FOR (journal_fixture_is_broken (f) || csms_journal_get_committed (f->journal) >= ticket);
  *n_changes = faulty_disk_get_changes ();
  failed = faulty_disk_get_failures () > 0;
  if (failed)
    WAIT_FOR (journal_fixture_is_broken (f));
  faulty_disk_heal ();
  journal_fixture_hurry (f);
  WAIT_FOR (csms_journal_get_working (f->journal));
  journal_fixture_assert_on_disk (f, 15999);
  g_assert_true (journal_fixture_close (f));
  journal_assert_sound (f->path);
  journal_fixture_forget (f);
  return failed;
}

static void
test_checkpoint (JournalFixture *f,
                 gconstpointer   data)
{
  int n_changes = 0, unused = 0, points;

  g_assert_false (fail_in_checkpoint (f, FAULTY_DISK_FULL, G_MAXINT, &n_changes));
  g_assert_cmpint (n_changes, >, 3000);
  points = (int) csms_soak_size (12, (guint) n_changes);
  for (int i = 0; i < points; i++)
    {
      /* All along; the checkpoints are the last third. */
      int at = g_test_rand_int_range (i * n_changes / points + 1, (i + 1) * n_changes / points + 1);

      g_assert_true (fail_in_checkpoint (f, i % 2 == 0 ? FAULTY_DISK_FULL : FAULTY_DISK_ERROR, at, &unused));
    }
  csms_soak_tell ("no space or I/O errors from %d of the %d changes of a long run and its checkpoints on: told, nothing lost", points, n_changes);
}

/* A disk that fails while the file is made or read: it is told, nothing is lost, and later it can be opened. */
static void
test_open (JournalFixture *f,
           gconstpointer   data)
{
  int n_failed = 0;

  for (int at = 1; at < CHANGES_MAX; at++)
    {
      gboolean opened;

      faulty_disk_break (at % 2 == 0 ? FAULTY_DISK_FULL : FAULTY_DISK_ERROR, at, TRUE);
      opened = journal_fixture_open (f);
      if (!opened)
        {
          g_assert_error (f->error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN);
          n_failed++;
        }
      faulty_disk_heal ();
      g_clear_object (&f->journal);
      g_assert_true (journal_fixture_open (f));
      journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 5), TRUE));
      g_assert_true (journal_fixture_close (f));
      g_assert_null (f->contents->set_aside);
      journal_assert_sound (f->path);
      journal_fixture_forget (f);
      if (opened)
        break;
    }
  g_assert_cmpint (n_failed, >, 3);
  csms_soak_tell ("no space or I/O errors from each of %d changes on while the file is made: told, and it can be made later", n_failed);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  JOURNAL_TEST ("/journal/sweep/full", test_full);
  JOURNAL_TEST ("/journal/sweep/error", test_error);
  JOURNAL_TEST ("/journal/sweep/checkpoint", test_checkpoint);
  JOURNAL_TEST ("/journal/sweep/open", test_open);
  return g_test_run ();
}
