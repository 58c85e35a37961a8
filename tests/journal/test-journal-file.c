/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "faulty-disk.h"

static guint
get_mode (const char *path,
          const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (name, &status), ==, 0);
  return status.st_mode & 0777;
}

static GBytes *
read_file (const char *path)
{
  char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return g_bytes_new_take (text, length);
}

/* Nothing was set aside. */
static void
assert_no_damage (JournalFixture *f)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_null (strstr (name, "damaged"));
}

static void
fill (JournalFixture *f,
      guint           n_events)
{
  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, n_events), TRUE));
  g_assert_true (journal_fixture_close (f));
}

static void
test_path (void)
{
  g_autofree char *path = csms_journal_dup_path ("ws://localhost:8081/mobile-client");
  g_autofree char *other = csms_journal_dup_path ("ws://localhost:8082/mobile-client");
  g_autofree char *expected = g_build_filename (g_get_user_data_dir (), "csms-operator",
    "3e4084ed6293b18d4dc60a1cf2f5cc969c94e588e886a41a8644407a3b439b31.db", NULL);

  g_assert_cmpstr (path, ==, expected);
  g_assert_cmpstr (path, !=, other);
}

static void
test_private (JournalFixture *f,
              gconstpointer   data)
{
  g_autofree char *folder = g_path_get_dirname (f->path);

  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 1), TRUE));
  g_assert_cmpint (get_mode (folder, ""), ==, 0700);
  g_assert_cmpint (get_mode (f->path, ""), ==, 0600);
  g_assert_cmpint (get_mode (f->path, "-wal"), ==, 0600);
  g_assert_cmpint (get_mode (f->path, "-shm"), ==, 0600);
  g_assert_true (journal_fixture_close (f));

  g_chmod (f->path, 0664);
  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (1, 1), TRUE));
  g_assert_cmpint (get_mode (f->path, ""), ==, 0600);
  g_assert_cmpint (get_mode (f->path, "-wal"), ==, 0600);
  g_assert_cmpint (get_mode (f->path, "-shm"), ==, 0600);
}

static void
test_too_new (JournalFixture *f,
              gconstpointer   data)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  fill (f, 10);
  journal_run_sql (f->path, "PRAGMA user_version = 99");
  before = read_file (f->path);
  g_assert_false (journal_fixture_open (f));
  g_assert_error (f->error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_TOO_NEW);
  g_assert_nonnull (strstr (f->error->message, f->path));
  g_assert_false (csms_journal_get_working (f->journal));
  g_clear_object (&f->journal);
  after = read_file (f->path);
  g_assert_true (g_bytes_equal (before, after));
  assert_no_damage (f);
}

static void
test_foreign (JournalFixture *f,
              gconstpointer   data)
{
  const char *marks[] = { "PRAGMA application_id = 17", "CREATE TABLE notes (text)", "PRAGMA user_version = 3" };
  g_autofree char *folder = g_path_get_dirname (f->path);

  g_mkdir (folder, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GBytes) before = NULL;
      g_autoptr (GBytes) after = NULL;

      g_assert_true (g_file_set_contents (f->path, "", 0, NULL));
      journal_run_sql (f->path, marks[i]);
      before = read_file (f->path);
      g_assert_cmpuint (g_bytes_get_size (before), >, 0);
      g_assert_false (journal_fixture_open (f));
      g_assert_error (f->error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN);
      after = read_file (f->path);
      g_assert_true (g_bytes_equal (before, after));
    }
  assert_no_damage (f);
}

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_taken_away (JournalFixture *f,
                 gconstpointer   data)
{
  g_autofree char *elsewhere = g_strconcat (f->path, "-elsewhere", NULL);

  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));
  g_assert_cmpint (g_rename (f->path, elsewhere), ==, 0);
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (10, 10), FALSE));
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 10);
  g_assert_cmpint (journal_query_int (f->path, "SELECT ms FROM cursor"), ==, journal_events_ms (9));
  g_assert_true (csms_journal_get_working (f->journal));
  g_assert_true (journal_fixture_close (f));
  journal_assert_sound (f->path);
}

static void
test_cannot_be_made (JournalFixture *f,
                     gconstpointer   data)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (GAsyncResult) result = NULL;
  guint64 ticket;

  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_false (journal_fixture_open (f));
  g_assert_error (f->error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN);
  g_assert_nonnull (strstr (f->error->message, folder));
  ticket = journal_fixture_append (f, journal_events (0, 3), TRUE);

  /* Once the trouble is over the same journal can be opened, and what waited is written. */
  g_unlink (folder);
  csms_journal_open_async (f->journal, NULL, keep_result, &result);
  journal_fixture_wait (f, ticket);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 3);
  f->contents = csms_journal_open_finish (f->journal, result, NULL);
  g_assert_nonnull (f->contents);
}

/* A lock is no damage: it is waited for, told, and outlived. */
static void
test_locked (JournalFixture *f,
             gconstpointer   data)
{
  sqlite3 *other = NULL;
  guint64 ticket;

  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 3), TRUE));
  g_assert_cmpint (sqlite3_open_v2 (f->path, &other, SQLITE_OPEN_READWRITE, "unix"), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  ticket = journal_fixture_append (f, journal_events (3, 3), TRUE);
  WAIT_FOR (!csms_journal_get_working (f->journal));
  g_assert_nonnull (strstr (csms_journal_get_problem (f->journal), "another program"));
  g_assert_cmpint (sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  journal_fixture_wait (f, ticket);
  WAIT_FOR (csms_journal_get_working (f->journal));
  g_assert_null (csms_journal_get_problem (f->journal));
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 6);
  assert_no_damage (f);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  g_test_add_func ("/journal/file/path", test_path);
  JOURNAL_TEST ("/journal/file/private", test_private);
  JOURNAL_TEST ("/journal/file/too-new", test_too_new);
  JOURNAL_TEST ("/journal/file/foreign", test_foreign);
  JOURNAL_TEST ("/journal/file/taken-away", test_taken_away);
  JOURNAL_TEST ("/journal/file/cannot-be-made", test_cannot_be_made);
  JOURNAL_TEST ("/journal/file/locked", test_locked);
  return g_test_run ();
}
