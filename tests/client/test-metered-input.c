/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-metered-input.h"

#define MESSAGE (200 * 1024)

typedef struct
{
  GInputStream *base;
  GInputStream *input;
  guint8 *content;
  guint progress;
} Fixture;

static void
on_progress (gpointer input,
             gpointer data)
{
  ((Fixture *) data)->progress++;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->content = g_malloc (MESSAGE);
  for (guint i = 0; i < MESSAGE; i++)
    f->content[i] = (guint8) (i * 7 + i / 256);
}

static void
make_input (Fixture    *f,
            const char *rest,
            gsize       limit)
{
  g_autoptr(GBytes) bytes = g_bytes_new (rest, strlen (rest));

  f->base = g_memory_input_stream_new_from_data (f->content, MESSAGE, NULL);
  f->input = csms_metered_input_new (f->base, bytes, limit, on_progress, f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_finalize_object (f->input);
  g_assert_finalize_object (f->base);
  g_free (f->content);
}

/* As libsoup does: waits, then reads until there is no more. Returns what one turn gave. */
static gssize
read_turn (Fixture  *f,
           guint8   *buffer,
           GError  **error)
{
  GPollableInputStream *pollable = G_POLLABLE_INPUT_STREAM (f->input);
  g_autoptr(GSource) source = g_pollable_input_stream_create_source (pollable, NULL);
  gsize total = 0;

  while (TRUE)
    {
      g_autoptr(GError) local = NULL;
      gssize n = g_pollable_input_stream_read_nonblocking (pollable, buffer + total, 1024, NULL, &local);

      if (n > 0)
        {
          total += (gsize) n;
          continue;
        }
      if (n < 0 && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return -1;
        }
      return (gssize) total;
    }
}

static void
test_one_gulp_a_turn (Fixture       *f,
                      gconstpointer  data)
{
  g_autofree guint8 *buffer = g_malloc (MESSAGE + CSMS_METERED_GULP);
  g_autoptr(GError) error = NULL;
  gsize total = 0;
  guint turns = 0;

  make_input (f, "", MESSAGE);
  while (total < MESSAGE)
    {
      gssize n = read_turn (f, buffer + total, &error);

      g_assert_no_error (error);
      g_assert_cmpint (n, >, 0);
      g_assert_cmpint (n, <=, CSMS_METERED_GULP);
      total += (gsize) n;
      turns++;
    }
  g_assert_cmpmem (buffer, total, f->content, MESSAGE);
  g_assert_cmpuint (turns, ==, 13);
  g_assert_cmpuint (f->progress, ==, 3);
  g_assert_cmpint (read_turn (f, buffer, &error), ==, 0);
}

static void
test_rest_comes_first (Fixture       *f,
                       gconstpointer  data)
{
  g_autofree guint8 *buffer = g_malloc (MESSAGE + CSMS_METERED_GULP);
  g_autoptr(GError) error = NULL;

  make_input (f, "rest", MESSAGE);
  g_assert_true (g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (f->input)));
  g_assert_cmpint (read_turn (f, buffer, &error), ==, 4 + CSMS_METERED_GULP);
  g_assert_cmpmem (buffer, 4, "rest", 4);
  g_assert_cmpmem (buffer + 4, CSMS_METERED_GULP, f->content, CSMS_METERED_GULP);
}

static void
test_limit (Fixture       *f,
            gconstpointer  data)
{
  g_autofree guint8 *buffer = g_malloc (MESSAGE + CSMS_METERED_GULP);
  g_autoptr(GError) error = NULL;

  make_input (f, "", 4 * CSMS_METERED_GULP);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (read_turn (f, buffer, &error), ==, CSMS_METERED_GULP);
  csms_metered_input_message_ended (CSMS_METERED_INPUT (f->input));
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (read_turn (f, buffer, &error), ==, CSMS_METERED_GULP);
  g_assert_cmpint (read_turn (f, buffer, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

static void
test_blocking_read (Fixture       *f,
                    gconstpointer  data)
{
  g_autofree guint8 *buffer = g_malloc (MESSAGE);
  g_autoptr(GError) error = NULL;
  gsize n = 0;

  make_input (f, "", MESSAGE);
  g_assert_true (g_input_stream_read_all (f->input, buffer, MESSAGE, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (buffer, n, f->content, MESSAGE);
  g_assert_true (g_input_stream_close (f->input, NULL, &error));
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/client/metered-input/one-gulp-a-turn", test_one_gulp_a_turn);
  add ("/client/metered-input/rest-comes-first", test_rest_comes_first);
  add ("/client/metered-input/limit", test_limit);
  add ("/client/metered-input/blocking-read", test_blocking_read);

  return g_test_run ();
}
