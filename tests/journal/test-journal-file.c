/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

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

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Returns the damaged files that were set aside, in order. */
static GPtrArray *
find_damaged (JournalFixture *f)
{
  g_autofree char *folder = g_path_get_dirname (f->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (strstr (name, ".damaged-") != NULL && !g_str_has_suffix (name, "-wal") && !g_str_has_suffix (name, "-shm"))
        g_ptr_array_add (names, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
assert_no_damage (JournalFixture *f)
{
  g_autoptr (GPtrArray) damaged = find_damaged (f);

  g_assert_cmpuint (damaged->len, ==, 0);
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
scribble (const char *path,
          gsize       offset,
          gsize       length)
{
  g_autofree char *rubbish = g_strnfill (length, '\xa5');
  FILE *file = g_fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (rubbish, 1, length, file), ==, length);
  fclose (file);
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
cut_to_a_third (const char *path)
{
  g_autoptr (GBytes) bytes = read_file (path);

  g_assert_cmpint (truncate (path, (off_t) (g_bytes_get_size (bytes) / 3)), ==, 0);
}

static void
write_rubbish (const char *path)
{
  g_assert_true (g_file_set_contents (path, "This is no journal, and never was one.", -1, NULL));
}

static void
spoil_the_middle (const char *path)
{
  scribble (path, 8 * 4096, 16 * 4096);
}

static void
spoil_the_header (const char *path)
{
  scribble (path, 0, 40);
}

static void
spoil_the_schema (const char *path)
{
  scribble (path, 100, 3000);
}

static void (*const damages[]) (const char *path) = {
  cut_to_a_third, write_rubbish, spoil_the_middle, spoil_the_header, spoil_the_schema,
};

static void
test_damaged (JournalFixture *f,
              gconstpointer   data)
{
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GBytes) before = NULL;
      g_autoptr (GBytes) kept = NULL;
      g_autoptr (GPtrArray) found = NULL;

      g_test_message ("damage %u", i);
      fill (f, 3000);
      damages[i] (f->path);
      before = read_file (f->path);
      g_assert_true (journal_fixture_open (f));
      g_assert_nonnull (f->contents->set_aside);
      g_assert_cmpuint (f->contents->events->len, ==, 0);
      kept = read_file (f->contents->set_aside);
      g_assert_true (g_bytes_equal (before, kept));
      WAIT_FOR (f->n_problem_changes == 1);
      g_assert_nonnull (strstr (csms_journal_get_problem (f->journal), f->contents->set_aside));
      g_assert_true (csms_journal_get_working (f->journal));

      journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 20), TRUE));
      g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 20);
      g_assert_true (journal_fixture_close (f));
      found = find_damaged (f);
      g_assert_cmpuint (found->len, ==, i + 1);
      g_unlink (f->path);
    }
}

static void
test_damaged_names (JournalFixture *f,
                    gconstpointer   data)
{
  g_autoptr (GRegex) pattern = g_regex_new ("^journal\\.db\\.damaged-[0-9]{8}-[0-9]{6}(-[0-9]+)?$", 0, 0, NULL);
  g_autoptr (GPtrArray) found = NULL;

  fill (f, 1);
  for (guint i = 0; i < 6; i++)
    {
      write_rubbish (f->path);
      g_assert_true (journal_fixture_open (f));
      g_assert_true (journal_fixture_close (f));
    }
  found = find_damaged (f);
  g_assert_cmpuint (found->len, ==, 6);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (found, i));

      g_assert_true (g_regex_match (pattern, name, 0, NULL));
    }
}

/* What a crash left in the log belongs to the damaged file, too. */
static void
test_damaged_with_log (JournalFixture *f,
                       gconstpointer   data)
{
  const char *endings[] = { "", "-wal", "-shm" };
  g_autofree char *other = g_strconcat (f->path, "-left.db", NULL);
  g_autofree char *log = NULL;
  g_autofree char *kept_log = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) kept = NULL;

  fill (f, 3000);
  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (5000, 10), TRUE));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (f->path, endings[i], NULL);
      g_autofree char *to = g_strconcat (other, endings[i], NULL);
      g_autoptr (GBytes) bytes = read_file (from);

      g_assert_true (g_file_set_contents (to, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
    }
  log = g_strconcat (other, "-wal", NULL);
  before = read_file (log);
  g_assert_cmpuint (g_bytes_get_size (before), >, 0);
  spoil_the_middle (other);

  g_assert_true (journal_fixture_open_at (f, other));
  g_assert_nonnull (f->contents->set_aside);
  kept_log = g_strconcat (f->contents->set_aside, "-wal", NULL);
  kept = read_file (kept_log);
  g_assert_true (g_bytes_equal (before, kept));
  g_assert_cmpint (journal_query_int (other, "SELECT count(*) FROM events"), ==, 0);
}

/* Damage that shows while it is in use: what waited is in the new file, and the cursor goes on from where it was. */
static void
test_damaged_in_use (JournalFixture *f,
                     gconstpointer   data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *cursor = NULL;

  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));
  faulty_disk_break (FAULTY_DISK_CORRUPT, 1, FALSE);
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (10, 10), FALSE));
  g_assert_cmpint (faulty_disk_get_failures (), ==, 1);
  faulty_disk_heal ();
  WAIT_FOR (f->n_problem_changes == 1);

  found = find_damaged (f);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_nonnull (strstr (csms_journal_get_problem (f->journal), g_ptr_array_index (found, 0)));
  g_assert_true (csms_journal_get_working (f->journal));
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 10);
  g_assert_cmpint (journal_query_int (f->path, "SELECT min(ts_ms) FROM events"), ==, journal_events_ms (10));
  cursor = journal_query_text (f->path, "SELECT event_id, ms FROM cursor");
  g_assert_cmpstr (cursor, ==, "evt-1795472292495-0009|1795472292495");
  g_assert_cmpint (journal_query_int (g_ptr_array_index (found, 0), "SELECT count(*) FROM events"), ==, 10);
}

static void
test_spoiled_in_use (JournalFixture *f,
                     gconstpointer   data)
{
  g_autoptr (GPtrArray) found = NULL;

  /* More than SQLite keeps in memory, and all of it in the main file. */
  fill (f, 30000);
  g_assert_true (journal_fixture_open (f));
  spoil_the_middle (f->path);
  scribble (f->path, 1000 * 4096, 500 * 4096);
  for (guint i = 0; f->n_problem_changes == 0 && i < 30; i++)
    journal_fixture_wait (f, journal_fixture_append (f, journal_events (i * 1000, 2000), FALSE));
  found = find_damaged (f);
  g_assert_cmpuint (found->len, >=, 1);
  g_assert_true (csms_journal_get_working (f->journal));
  g_assert_true (journal_fixture_close (f));
  journal_assert_sound (f->path);
  g_assert_cmpint (journal_query_int (f->path, "SELECT ms FROM cursor"), ==, journal_events_ms (29999));
}

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Two processes that find the same damage set it aside once. */
static void
test_damaged_for_two (JournalFixture *f,
                      gconstpointer   data)
{
  g_autoptr (CsmsJournal) first = csms_journal_new (f->path);
  g_autoptr (CsmsJournal) second = csms_journal_new (f->path);
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) events = journal_events (0, 2);
  guint64 tickets[2];

  fill (f, 3000);
  spoil_the_middle (f->path);
  csms_journal_open_async (first, NULL, keep_result, &first_result);
  csms_journal_open_async (second, NULL, keep_result, &second_result);
  WAIT_FOR (first_result != NULL && second_result != NULL);
  csms_journal_contents_free (csms_journal_open_finish (first, first_result, NULL));
  csms_journal_contents_free (csms_journal_open_finish (second, second_result, NULL));
  tickets[0] = csms_journal_append_events (first, events, CSMS_JOURNAL_PUSHED, NULL, 1);
  tickets[1] = csms_journal_append_events (second, events, CSMS_JOURNAL_PUSHED, NULL, 1);
  WAIT_FOR (csms_journal_get_committed (first) >= tickets[0] && csms_journal_get_committed (second) >= tickets[1]);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 2);
  g_clear_object (&first);
  g_clear_object (&second);
  found = find_damaged (f);
  g_assert_cmpuint (found->len, ==, 1);
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
  JOURNAL_TEST ("/journal/file/damaged", test_damaged);
  JOURNAL_TEST ("/journal/file/damaged-names", test_damaged_names);
  JOURNAL_TEST ("/journal/file/damaged-with-log", test_damaged_with_log);
  JOURNAL_TEST ("/journal/file/damaged-in-use", test_damaged_in_use);
  JOURNAL_TEST ("/journal/file/spoiled-in-use", test_spoiled_in_use);
  JOURNAL_TEST ("/journal/file/damaged-for-two", test_damaged_for_two);
  JOURNAL_TEST ("/journal/file/taken-away", test_taken_away);
  JOURNAL_TEST ("/journal/file/cannot-be-made", test_cannot_be_made);
  JOURNAL_TEST ("/journal/file/locked", test_locked);
  return g_test_run ();
}
