/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "faulty-disk.h"

static GBytes *
read_file (const char *path)
{
  char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return g_bytes_new_take (text, length);
}

static void
fill (JournalFixture *f,
      guint           n_events)
{
  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, n_events), TRUE));
  g_assert_true (journal_fixture_close (f));
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

/* A command whose end is not known must not vanish with the file; where in doubt is no cursor, a replay begins earlier. */
static void
test_damaged_with_command (JournalFixture *f,
                           gconstpointer   data)
{
  const CsmsJournalCommand *command;

  g_assert_true (journal_fixture_open (f));
  journal_fixture_append (f, journal_events (0, 3000), TRUE);
  journal_fixture_hurry (f);
  g_assert_true (journal_fixture_close (f));
  scribble (f->path, 100 * 4096, 50 * 4096);
  g_assert_true (journal_fixture_open (f));
  g_assert_nonnull (f->contents->set_aside);
  g_assert_null (f->contents->cursor_event_id);
  g_assert_cmpuint (f->contents->commands->len, ==, 1);
  command = g_ptr_array_index (f->contents->commands, 0);
  g_assert_cmpstr (command->id, ==, "c1");
  g_assert_cmpstr (command->state, ==, "sending");
  journal_fixture_reopen (f);
  g_assert_null (f->contents->set_aside);
  g_assert_cmpuint (f->contents->commands->len, ==, 1);
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
  journal_fixture_append (f, journal_events (0, 10), TRUE);
  journal_fixture_hurry (f);
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
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM commands WHERE open AND id_tag = 'TAG'"), ==, 1);
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
  g_autoptr (CsmsJournalContents) first_contents = NULL;
  g_autoptr (CsmsJournalContents) second_contents = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) events = journal_events (0, 2);
  guint64 tickets[2];

  /* Far behind, so that both are still looking for it when the other one is. */
  fill (f, 20000);
  scribble (f->path, 1300 * 4096, 100 * 4096);
  csms_journal_open_async (first, NULL, keep_result, &first_result);
  csms_journal_open_async (second, NULL, keep_result, &second_result);
  WAIT_FOR (first_result != NULL && second_result != NULL);
  first_contents = csms_journal_open_finish (first, first_result, NULL);
  second_contents = csms_journal_open_finish (second, second_result, NULL);
  g_assert_true ((first_contents->set_aside != NULL) + (second_contents->set_aside != NULL) == 1);
  tickets[0] = csms_journal_append_events (first, events, CSMS_JOURNAL_PUSHED, NULL, 1);
  tickets[1] = csms_journal_append_events (second, events, CSMS_JOURNAL_PUSHED, NULL, 1);
  WAIT_FOR (csms_journal_get_committed (first) >= tickets[0] && csms_journal_get_committed (second) >= tickets[1]);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 2);
  g_clear_object (&first);
  g_clear_object (&second);
  found = find_damaged (f);
  g_assert_cmpuint (found->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  JOURNAL_TEST ("/journal/damage/damaged", test_damaged);
  JOURNAL_TEST ("/journal/damage/damaged-with-command", test_damaged_with_command);
  JOURNAL_TEST ("/journal/damage/damaged-names", test_damaged_names);
  JOURNAL_TEST ("/journal/damage/damaged-with-log", test_damaged_with_log);
  JOURNAL_TEST ("/journal/damage/damaged-in-use", test_damaged_in_use);
  JOURNAL_TEST ("/journal/damage/spoiled-in-use", test_spoiled_in_use);
  JOURNAL_TEST ("/journal/damage/damaged-for-two", test_damaged_for_two);
  return g_test_run ();
}
