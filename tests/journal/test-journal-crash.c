/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "csms-soak.h"

/*
 * A writer is killed again and again on its way through a stream of events, and begun again each time: at a sync call of the
 * kernel's, by strace; at a change to the disk, by itself; at random.
 */
typedef enum
{
  KILL_NEVER,
  KILL_AT_SYNC,
  KILL_AT_CHANGE,
  KILL_AT_RANDOM,
  N_KILLS,
} Kill;

/* The chosen moments: from the first sync, or change, after the start up to this one, then from the first again. */
static const guint swept[N_KILLS] = { [KILL_AT_SYNC] = 16, [KILL_AT_CHANGE] = 150, [KILL_AT_RANDOM] = 1 };

typedef struct
{
  JournalFixture *f;
  char *writer;
  char *n_events;
  gboolean has_strace;
  guint n_kills[N_KILLS];
  guint n_finished;
} Crashes;

/* It may be missing, or forbidden. */
static gboolean
can_strace (void)
{
  const char *const words[] = { "strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fdatasync:signal=KILL", "true", NULL };
  g_autoptr (GSubprocess) strace = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);

  return strace != NULL && g_subprocess_wait_check (strace, NULL, NULL);
}

static GSubprocess *
start (Crashes *self,
       Kill     kill,
       guint    at)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *number = g_strdup_printf ("%u", at);
  g_autofree char *inject = g_strdup_printf ("inject=fdatasync:signal=KILL:when=%u", at);
  const char *const plain[] = { self->writer, self->f->path, self->n_events, kill == KILL_AT_CHANGE ? number : NULL, NULL };
  const char *const traced[] = { "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", inject,
                                 self->writer, self->f->path, self->n_events, NULL };
  g_autoptr (GError) error = NULL;
  GSubprocess *writer;

  /* Who is traced cannot look for leaks. */
  if (kill == KILL_AT_SYNC)
    g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  writer = g_subprocess_launcher_spawnv (launcher, kill == KILL_AT_SYNC ? traced : plain, &error);
  g_assert_no_error (error);
  return writer;
}

/* Returns the last event that the writer was told to be on disk, -1: none. @before: (nullable): its output until now. */
static int
end (Crashes     *self,
     Kill         kill,
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
      g_assert_true (g_subprocess_get_exit_status (writer) == 0 || (kill == KILL_AT_SYNC && g_subprocess_get_exit_status (writer) == 137));
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
  Kill wanted = KILL_AT_SYNC + i % 3;
  Kill kill = wanted == KILL_AT_SYNC && !self->has_strace ? KILL_AT_CHANGE : wanted;
  g_autoptr (GSubprocess) writer = start (self, kill, i / 3 % swept[kill] + 1);
  g_autoptr (GString) output = g_string_new (NULL);
  int told, cursor;

  if (kill == KILL_AT_RANDOM)
    kill_later (writer, output);
  told = end (self, kill, writer, output);
  cursor = verify (self, told);
  g_assert_cmpint (cursor, >=, *last);
  *last = cursor;
  self->n_kills[kill]++;
}

static void
test_killed (JournalFixture *f,
             gconstpointer   data)
{
  guint n_kills = csms_soak_size (60, 1000);
  guint n_events = csms_soak_size (1500, 10000);
  g_autofree char *writer = g_test_build_filename (G_TEST_BUILT, "journal", "journal-writer", NULL);
  g_autofree char *events = g_strdup_printf ("%u", n_events);
  Crashes self = { .f = f, .writer = writer, .n_events = events, .has_strace = can_strace () };
  guint n_streams = 0;
  int last = -1;

  for (guint i = 0; i < n_kills; n_streams++)
    {
      g_autoptr (GSubprocess) last_run = NULL;

      last = -1;
      for (; i < n_kills && last < (int) n_events - 1; i++)
        kill_once (&self, i, &last);
      last_run = start (&self, KILL_NEVER, 0);
      end (&self, KILL_NEVER, last_run, NULL);
      g_assert_cmpint (g_subprocess_get_exit_status (last_run), ==, 0);
      g_assert_cmpint (verify (&self, -1), ==, n_events - 1);
      journal_fixture_forget (f);
    }
  g_assert_true (n_streams > 1 || last > 0);
  g_assert_cmpuint (self.n_finished - n_streams, <, n_kills / 2);
  csms_soak_tell ("kills: %u at a sync%s, %u at a change to the disk, %u at random, %u of them too late, across %u stream(s) of"
                  " %u events: each in the journal once, the cursor never ahead", self.n_kills[KILL_AT_SYNC],
                  self.has_strace ? "" : " (strace is missing or forbidden)", self.n_kills[KILL_AT_CHANGE],
                  self.n_kills[KILL_AT_RANDOM], self.n_finished - n_streams, n_streams, n_events);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  JOURNAL_TEST ("/journal/crash/killed", test_killed);
  return g_test_run ();
}
