/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <time.h>

#include "csms-soak.h"
#include "fuzz-target.h"
#include "recordings.h"

/*
 * usage: test-fuzz-NAME NAME SMALL FULL
 * A target without a fuzzer: its corpus, what was recorded, and mutations of both, the same ones in every run: SMALL many, FULL in
 * `./dev soak`. CSMS_FUZZ_RUNS asks for another number, CSMS_SOAK_SEED for others.
 */

#define MAX_SEED_BYTES 4096
#define HANG_US G_USEC_PER_SEC

typedef struct {
  const char *name;
  guint n_runs;
  GPtrArray *inputs;            /* of GString */
  guint n_own;                  /* those of the corpus, which stand before the recordings */
  GPtrArray *tokens;            /* of GString */
  gint64 slowest_us;
} Fuzz;

static Fuzz fuzz;

static void
string_free (gpointer string)
{
  g_string_free (string, TRUE);
}

/* Of this thread alone: the machine may have more to do. */
static gint64
get_cpu_us (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now), ==, 0);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
try (const char *bytes, gsize n_bytes)
{
  /* A block of its own size, so that reading one byte too far is seen. */
  g_autofree char *exact = g_memdup2 (bytes, n_bytes);
  gint64 began_us = get_cpu_us ();

  LLVMFuzzerTestOneInput ((const guint8 *) (exact != NULL ? exact : ""), n_bytes);
  fuzz.slowest_us = MAX (fuzz.slowest_us, get_cpu_us () - began_us);
}

static void
add_input (const char *bytes, gsize n_bytes)
{
  g_ptr_array_add (fuzz.inputs, g_string_new_len (bytes, n_bytes));
}

static void
add_recorded (const Recorded *recorded)
{
  if (recorded->n_bytes <= MAX_SEED_BYTES)
    add_input (recorded->bytes, recorded->n_bytes);
}

static void
add_lines (const char *bytes, gsize n_bytes)
{
  FuzzLines lines = { bytes, n_bytes };
  const char *line;
  gsize length;

  while (fuzz_lines_next (&lines, &line, &length))
    add_input (line, length);
}

/* A file is an input; of one that ends in .lines each line is. */
static void
test_corpus (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", fuzz.name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *bytes = NULL;
      gsize n_bytes = 0;

      g_assert_true (g_file_get_contents (file, &bytes, &n_bytes, NULL));
      if (g_str_has_suffix (name, ".lines"))
        add_lines (bytes, n_bytes);
      else
        add_input (bytes, n_bytes);
    }
  g_assert_cmpuint (fuzz.inputs->len, >, 0);
  fuzz.n_own = fuzz.inputs->len;
  for (guint i = 0; i < fuzz.inputs->len; i++)
    try (((GString *) fuzz.inputs->pdata[i])->str, ((GString *) fuzz.inputs->pdata[i])->len);
}

static void
test_recordings (void)
{
  guint before = fuzz.inputs->len;

  recordings_read (add_recorded);
  g_assert_cmpuint (fuzz.inputs->len, >, before);
  for (guint i = before; i < fuzz.inputs->len; i++)
    try (((GString *) fuzz.inputs->pdata[i])->str, ((GString *) fuzz.inputs->pdata[i])->len);
}

/* libFuzzer's own format: a token in quotes a line, with \xNN, \" and \\. */
static void
read_tokens (void)
{
  g_autofree char *name = g_strconcat (fuzz.name, ".dict", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      GString *token;

      if (*lines[i] != '"')
        continue;
      token = g_string_new (NULL);
      for (const char *p = lines[i] + 1; *p != '"' && *p != '\0'; p++)
        {
          if (*p == '\\' && p[1] == 'x')
            {
              g_string_append_c (token, (char) (g_ascii_xdigit_value (p[2]) * 16 + g_ascii_xdigit_value (p[3])));
              p += 3;
              continue;
            }
          p += *p == '\\';
          g_string_append_c (token, *p);
        }
      g_ptr_array_add (fuzz.tokens, token);
    }
  g_assert_cmpuint (fuzz.tokens->len, >, 0);
}

/* There are many more recordings than inputs of our own, and those are made for the target. */
static const GString *
pick_input (GRand *random)
{
  guint n = g_rand_boolean (random) ? fuzz.n_own : fuzz.inputs->len;

  return fuzz.inputs->pdata[g_rand_int_range (random, 0, n)];
}

static void
mutate (GString *input, GRand *random)
{
  const GString *other = pick_input (random);
  const GString *token = fuzz.tokens->pdata[g_rand_int_range (random, 0, fuzz.tokens->len)];
  gsize at = g_rand_int_range (random, 0, input->len + 1);
  gsize rest = input->len - at;
  gsize wanted = g_rand_int_range (random, 1, 32);
  gsize length = MIN (rest, wanted);
  gsize from = g_rand_int_range (random, 0, other->len + 1);

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      if (rest > 0)
        input->str[at] ^= 1 << g_rand_int_range (random, 0, 8);
      break;
    case 1:
      g_string_erase (input, at, length);
      break;
    case 2:
      g_string_insert_len (input, at, token->str, token->len);
      break;
    case 3:
      g_string_erase (input, at, length);
      g_string_insert_len (input, at, token->str, token->len);
      break;
    case 4:
      g_string_truncate (input, at);
      break;
    default:
      g_string_insert_len (input, at, other->str + from, MIN (other->len - from, 200));
      break;
    }
}

static void
test_mutations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (csms_soak_seed ());
  double before_mb = csms_soak_get_memory_mb ();
  gint64 began_us = g_get_monotonic_time ();
  double memory_mb;

  for (guint i = 0; i < fuzz.n_runs; i++)
    {
      const GString *seed = pick_input (random);
      g_autoptr (GString) input = g_string_new_len (seed->str, seed->len);
      guint n_mutations = g_rand_int_range (random, 1, 5);

      for (guint m = 0; m < n_mutations; m++)
        mutate (input, random);
      try (input->str, input->len);
    }
  memory_mb = csms_soak_get_memory_mb () - before_mb;
  g_assert_cmpint (fuzz.slowest_us, <, HANG_US);
  if (csms_soak_size (0, 1) == 1)
    g_assert_cmpfloat (memory_mb, <, 10);
  csms_soak_tell ("fuzz %s: %u seeded mutations, %.0f a second, 0 crashes, slowest %.1f ms, memory %+.1f MB", fuzz.name, fuzz.n_runs,
                  fuzz.n_runs / ((double) (g_get_monotonic_time () - began_us + 1) / G_USEC_PER_SEC), (double) fuzz.slowest_us / 1000,
                  memory_mb);
}

int
main (int argc, char **argv)
{
  const char *wanted = g_getenv ("CSMS_FUZZ_RUNS");
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 4);
  fuzz.name = argv[1];
  fuzz.n_runs = csms_soak_size ((guint) g_ascii_strtoull (argv[2], NULL, 10), (guint) g_ascii_strtoull (argv[3], NULL, 10));
  if (wanted != NULL)
    fuzz.n_runs = (guint) g_ascii_strtoull (wanted, NULL, 10);
  fuzz.inputs = g_ptr_array_new_with_free_func (string_free);
  fuzz.tokens = g_ptr_array_new_with_free_func (string_free);
  read_tokens ();
  g_test_add_func ("/fuzz/corpus", test_corpus);
  g_test_add_func ("/fuzz/recordings", test_recordings);
  g_test_add_func ("/fuzz/mutations", test_mutations);
  status = g_test_run ();
  g_ptr_array_unref (fuzz.inputs);
  g_ptr_array_unref (fuzz.tokens);
  return status;
}
