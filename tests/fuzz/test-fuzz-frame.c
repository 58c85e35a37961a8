/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz-frame.h"
#include "recordings.h"

/*
 * The fuzzer's target without a fuzzer: the corpus, what was recorded, and mutations of both, the same ones in every run.
 * CSMS_FUZZ_RUNS asks for more of them, CSMS_FUZZ_SEED for others.
 */

#define DEFAULT_RUNS 200000
#define MAX_SEED_BYTES 4096

static const char * const tokens[] = {
  "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "false", "0", "-", "1e400", "-1", "1.5e-7", "9223372036854775808", "\\u0000",
  "\\ud83d", "\\ude00", "\xc3\xa9", "\xff", "\xf0\x9f\x98\x80", "\"id\":", "\"event\":\"x\",", "\"data\":{", "\"result\":", "\"error\":",
  "\"status\":400,", "\"connectorId\":\"1\",", "\"stationId\":7,", "\"ts\":", "\"connectors\":[", "\"sampledValue\":[{\"value\":1}]", " ", "\n",
};

static GPtrArray *inputs;

static guint
setting (const char *name,
         guint       fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : fallback;
}

static void
add_input (const char *bytes,
           gsize       n_bytes)
{
  g_ptr_array_add (inputs, g_string_new_len (bytes, n_bytes));
}

static void
add_recorded (const Recorded *recorded)
{
  if (recorded->n_bytes <= MAX_SEED_BYTES)
    add_input (recorded->bytes, recorded->n_bytes);
}

static void
test_corpus (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *bytes = NULL;
      gsize n_bytes = 0;

      g_test_message ("%s", name);
      g_assert_true (g_file_get_contents (file, &bytes, &n_bytes, NULL));
      LLVMFuzzerTestOneInput ((const guint8 *) bytes, n_bytes);
      add_input (bytes, n_bytes);
    }
  g_assert_cmpuint (inputs->len, >, 0);
}

static void
test_recordings (void)
{
  guint before = inputs->len;

  recordings_read (add_recorded);
  g_assert_cmpuint (inputs->len, >, before);
  for (guint i = before; i < inputs->len; i++)
    {
      const GString *input = inputs->pdata[i];

      LLVMFuzzerTestOneInput ((const guint8 *) input->str, input->len);
    }
}

static void
mutate (GString *input,
        GRand   *random)
{
  const GString *other = inputs->pdata[g_rand_int_range (random, 0, inputs->len)];
  const char *token = tokens[g_rand_int_range (random, 0, G_N_ELEMENTS (tokens))];
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
      g_string_insert (input, at, token);
      break;
    case 3:
      g_string_erase (input, at, length);
      g_string_insert (input, at, token);
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
  guint n_runs = setting ("CSMS_FUZZ_RUNS", DEFAULT_RUNS);
  g_autoptr (GRand) random = g_rand_new_with_seed (setting ("CSMS_FUZZ_SEED", 1));

  for (guint i = 0; i < n_runs; i++)
    {
      const GString *seed = inputs->pdata[g_rand_int_range (random, 0, inputs->len)];
      g_autoptr (GString) input = g_string_new_len (seed->str, seed->len);
      guint n_mutations = g_rand_int_range (random, 1, 5);
      g_autofree char *exact = NULL;

      for (guint m = 0; m < n_mutations; m++)
        mutate (input, random);

      /* A block of its own size, so that reading one byte too far is seen. */
      exact = g_memdup2 (input->str, input->len);
      LLVMFuzzerTestOneInput ((const guint8 *) exact, input->len);
    }
}

static void
input_free (gpointer input)
{
  g_string_free (input, TRUE);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  inputs = g_ptr_array_new_with_free_func (input_free);
  g_test_add_func ("/fuzz/corpus", test_corpus);
  g_test_add_func ("/fuzz/recordings", test_recordings);
  g_test_add_func ("/fuzz/mutations", test_mutations);
  status = g_test_run ();
  g_ptr_array_unref (inputs);
  return status;
}
