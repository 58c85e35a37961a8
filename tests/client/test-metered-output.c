/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <string.h>

#include "client-test.h"
#include "csms-metered-input.h"

/* A pipe whose other end is not read until the test does it. */
typedef struct
{
  GInputStream *reader;
  GOutputStream *base;
  CsmsMeteredOutput *output;
  guint given_up;
} Fixture;

static void
on_given_up (gpointer output,
             gpointer data)
{
  Fixture *f = data;

  g_assert_true (output == f->output);
  f->given_up++;
}

static void
set_up (Fixture       *f,
        gconstpointer  patience)
{
  int ends[2];

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_assert_true (g_unix_set_fd_nonblocking (ends[0], TRUE, NULL));
  g_assert_true (g_unix_set_fd_nonblocking (ends[1], TRUE, NULL));
  f->reader = g_unix_input_stream_new (ends[0], TRUE);
  f->base = g_unix_output_stream_new (ends[1], TRUE);
  f->output = csms_metered_output_new (f->base, GPOINTER_TO_UINT (patience), on_given_up, f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  patience)
{
  g_clear_pointer (&f->output, csms_metered_output_forget);
  g_object_unref (f->reader);
  g_object_unref (f->base);
}

/* Returns: whether it was taken */
static gboolean
write_some (Fixture *f)
{
  static const char some[4096] = { 0 };
  g_autoptr(GError) error = NULL;
  gssize n = g_pollable_output_stream_write_nonblocking (G_POLLABLE_OUTPUT_STREAM (f->output), some, sizeof some, NULL, &error);

  if (n < 0)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  return n > 0;
}

static void
fill (Fixture *f)
{
  while (write_some (f))
    g_assert_false (csms_metered_output_is_stuck (f->output));
  g_assert_true (csms_metered_output_is_stuck (f->output));
}

static void
drain (Fixture *f)
{
  char some[4096];

  while (g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (f->reader), some, sizeof some, NULL, NULL) > 0)
    ;
}

static void
test_gives_up_once (Fixture       *f,
                    gconstpointer  patience)
{
  fill (f);
  WAIT_FOR (f->given_up == 1);
  g_assert_false (write_some (f));
  client_test_pass (100);
  g_assert_cmpuint (f->given_up, ==, 1);
  g_assert_true (csms_metered_output_is_stuck (f->output));
}

static void
test_taken_in_time (Fixture       *f,
                    gconstpointer  patience)
{
  for (guint i = 0; i < 5; i++)
    {
      fill (f);
      drain (f);
      g_assert_true (write_some (f));
      g_assert_false (csms_metered_output_is_stuck (f->output));
    }
  client_test_pass (50);
  g_assert_cmpuint (f->given_up, ==, 0);
}

static void
test_source (Fixture       *f,
             gconstpointer  patience)
{
  g_autoptr(GSource) source = NULL;

  fill (f);
  source = g_pollable_output_stream_create_source (G_POLLABLE_OUTPUT_STREAM (f->output), NULL);
  g_source_set_dummy_callback (source);
  g_source_attach (source, NULL);
  g_assert_false (g_pollable_output_stream_is_writable (G_POLLABLE_OUTPUT_STREAM (f->output)));
  drain (f);
  WAIT_FOR (g_pollable_output_stream_is_writable (G_POLLABLE_OUTPUT_STREAM (f->output)));
  g_source_destroy (source);
}

static void
ignore (gpointer input,
        gpointer data)
{
}

/* What comes in while nothing goes out is let in to a bound, and no further. */
static void
test_input_is_bounded (Fixture       *f,
                       gconstpointer  patience)
{
  g_autofree char *bytes = g_strnfill (2 * CSMS_METERED_STUCK_MAX, 'x');
  g_autoptr(GInputStream) base = NULL;
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr(GInputStream) input = NULL;
  g_autoptr(GError) error = NULL;
  char some[4096];
  gsize taken = 0;
  gssize n;

  base = g_memory_input_stream_new_from_data (bytes, 2 * CSMS_METERED_STUCK_MAX, NULL);
  input = csms_metered_input_new (base, nothing, 64 * 1024 * 1024, ignore, NULL);
  csms_metered_input_set_output (CSMS_METERED_INPUT (input), f->output);
  fill (f);
  while ((n = g_input_stream_read (input, some, sizeof some, NULL, &error)) > 0)
    taken += (gsize) n;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (taken, <=, CSMS_METERED_STUCK_MAX);
  g_assert_cmpuint (taken, >=, CSMS_METERED_STUCK_MAX - CSMS_METERED_GULP);
}

static void
add (const char  *name,
     guint        patience_ms,
     void       (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, GUINT_TO_POINTER (patience_ms), set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  client_test_init (&argc, &argv);

  add ("/client/metered-output/gives-up-once", 20, test_gives_up_once);
  add ("/client/metered-output/taken-in-time", 60000, test_taken_in_time);
  add ("/client/metered-output/source", 60000, test_source);
  add ("/client/metered-output/input-is-bounded", 60000, test_input_is_bounded);

  return g_test_run ();
}
