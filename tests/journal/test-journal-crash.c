/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A writer is killed again and again on its way through a stream of events, and begun again each time.
 *
 * CSMS_JOURNAL_KILLS, CSMS_JOURNAL_EVENTS: how often, and how long the stream is.
 * CSMS_JOURNAL_STRACE: the kills at chosen moments are those of strace, at a sync call of the kernel's, instead of our own at
 * each change to the disk.
 */
#define KILLS 60
#define EVENTS 1500

/* The chosen moments: from the first change, or sync, after the start up to this one, then from the first again. */
#define CHANGES_SWEPT 150
#define SYNCS_SWEPT 16

typedef struct
{
  JournalFixture *f;
  char *writer;
  char *n_events;
  gboolean use_strace;
  guint n_kills;
  guint n_finished;
} Crashes;

static guint
get_number (const char *name,
            guint       otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) atoi (text) : otherwise;
}

static GSubprocess *
start (Crashes *self,
       guint    kill_at)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GSubprocess *writer;

  if (kill_at > 0 && self->use_strace)
    {
      const char *words[] = { "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", NULL };

      for (guint i = 0; words[i] != NULL; i++)
        g_ptr_array_add (arguments, g_strdup (words[i]));
      g_ptr_array_add (arguments, g_strdup_printf ("inject=fdatasync:signal=KILL:when=%u", kill_at));
    }
  g_ptr_array_add (arguments, g_strdup (self->writer));
  g_ptr_array_add (arguments, g_strdup (self->f->path));
  g_ptr_array_add (arguments, g_strdup (self->n_events));
  if (kill_at > 0 && !self->use_strace)
    g_ptr_array_add (arguments, g_strdup_printf ("%u", kill_at));
  g_ptr_array_add (arguments, NULL);
  writer = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  return writer;
}

/* Returns the last event that the writer was told to be on disk, -1: none. @before: (nullable): its output until now. */
static int
end (Crashes     *self,
     GSubprocess *writer,
     GString     *before)
{
  g_autofree char *rest = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_lines;

  g_subprocess_communicate_utf8 (writer, NULL, NULL, &rest, NULL, &error);
  g_assert_no_error (error);
  output = g_strconcat (before != NULL ? before->str : "", rest, NULL);
  if (g_subprocess_get_if_exited (writer))
    {
      /* strace ends as its child did, but by itself. */
      g_assert_true (g_subprocess_get_exit_status (writer) == 0 || (self->use_strace && g_subprocess_get_exit_status (writer) == 137));
      self->n_finished += g_subprocess_get_exit_status (writer) == 0;
    }
  lines = g_strsplit (output, "\n", -1);
  n_lines = g_strv_length (lines);
  return n_lines > 1 ? atoi (lines[n_lines - 2]) : -1;
}

static void
copy (const char *from,
      const char *to,
      const char *ending)
{
  g_autofree char *source = g_strconcat (from, ending, NULL);
  g_autofree char *target = g_strconcat (to, ending, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (g_file_get_contents (source, &text, &length, NULL))
    g_assert_true (g_file_set_contents_full (target, text, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  else
    g_unlink (target);
}

/* On a copy: what the crash left behind is for the journal itself to mend. */
static int
verify (Crashes *self,
        int      told)
{
  g_autofree char *copied = g_build_filename (self->f->folder, "copy.db", NULL);
  g_autofree char *counts = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *sql = NULL;
  int cursor = -1;

  copy (self->f->path, copied, "");
  copy (self->f->path, copied, "-wal");
  if (journal_query_int (copied, "SELECT count(*) FROM sqlite_schema") == 0)
    {
      g_assert_cmpint (told, ==, -1);
      return -1;
    }
  journal_assert_sound (copied);
  if (journal_query_int (copied, "SELECT count(*) FROM cursor") > 0)
    cursor = (int) (journal_query_int (copied, "SELECT ms FROM cursor") - journal_events_ms (0));
  g_assert_cmpint (told, <=, cursor);

  sql = g_strdup_printf ("SELECT count(*), count(DISTINCT event_id), sum(ts_ms <= %" G_GINT64_FORMAT "),"
                         " (SELECT count(*) FROM events e LEFT JOIN transactions t USING (station_id, transaction_id)"
                         "  WHERE name LIKE 'transaction.%%' AND (start_ms IS NULL OR (name = 'transaction.stopped' AND stop_ms IS NULL))),"
                         " (SELECT count(*) FROM commands WHERE id = 'command %d') FROM events", journal_events_ms (0) + cursor, told);
  counts = journal_query_text (copied, sql);
  expected = g_strdup_printf ("%d|%d|%d|0|%d", cursor + 1, cursor + 1, cursor + 1, told >= 0);
  if (cursor >= 0)
    g_assert_cmpstr (counts, ==, expected);
  return cursor;
}

/* After some commits, at any moment. What it has told until then is appended to @told. */
static void
kill_later (GSubprocess *writer,
            GString     *told)
{
  GInputStream *output = g_subprocess_get_stdout_pipe (writer);
  int n_bytes = g_test_rand_int_range (1, 30);
  char byte;

  while (n_bytes-- > 0 && g_input_stream_read (output, &byte, 1, NULL, NULL) == 1)
    g_string_append_c (told, byte);
  g_usleep ((gulong) g_test_rand_int_range (0, 20000));
  g_subprocess_force_exit (writer);
}

static void
kill_once (Crashes *self,
           guint    i,
           int     *last)
{
  guint swept = self->use_strace ? SYNCS_SWEPT : CHANGES_SWEPT;
  gboolean chosen = i % 3 != 2;
  g_autoptr (GSubprocess) writer = start (self, chosen ? i * 2 / 3 % swept + 1 : 0);
  g_autoptr (GString) output = g_string_new (NULL);
  int told, cursor;

  if (!chosen)
    kill_later (writer, output);
  told = end (self, writer, output);
  cursor = verify (self, told);
  g_assert_cmpint (cursor, >=, *last);
  *last = cursor;
  self->n_kills++;
}

static void
test_killed (JournalFixture *f,
             gconstpointer   data)
{
  guint n_kills = get_number ("CSMS_JOURNAL_KILLS", KILLS);
  guint n_events = get_number ("CSMS_JOURNAL_EVENTS", EVENTS);
  g_autofree char *writer = g_test_build_filename (G_TEST_BUILT, "journal", "journal-writer", NULL);
  g_autofree char *events = g_strdup_printf ("%u", n_events);
  Crashes self = { .f = f, .writer = writer, .n_events = events, .use_strace = g_getenv ("CSMS_JOURNAL_STRACE") != NULL };
  guint n_streams = 0;
  int last = -1;

  for (guint i = 0; i < n_kills; n_streams++)
    {
      g_autoptr (GSubprocess) last_run = NULL;

      last = -1;
      for (; i < n_kills && last < (int) n_events - 1; i++)
        kill_once (&self, i, &last);
      last_run = start (&self, 0);
      end (&self, last_run, NULL);
      g_assert_cmpint (g_subprocess_get_exit_status (last_run), ==, 0);
      g_assert_cmpint (verify (&self, -1), ==, n_events - 1);
      journal_fixture_forget (f);
    }
  g_test_message ("%u kills, %u of them too late, across %u streams of %u events, the last one up to %d", self.n_kills,
                  self.n_finished - n_streams, n_streams, n_events, last);
  g_assert_true (n_streams > 1 || last > 0);
  g_assert_cmpuint (self.n_finished - n_streams, <, n_kills / 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  JOURNAL_TEST ("/journal/crash/killed", test_killed);
  return g_test_run ();
}
