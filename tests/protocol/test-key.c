/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "csms-key.h"
#include "csms-request.h"

static void
test_copies (void)
{
  g_autofree char *long_text = g_strnfill (10000, 'k');
  char *key = csms_key_dup ("hunter2");
  char *other = csms_key_dup (key);
  char *long_key = csms_key_dup (long_text);
  char *empty = csms_key_dup ("");

  g_assert_cmpstr (key, ==, "hunter2");
  g_assert_true (other != key);
  csms_key_free (key);
  g_assert_cmpstr (other, ==, "hunter2");
  csms_key_free (other);
  g_assert_cmpstr (long_key, ==, long_text);
  csms_key_free (long_key);
  g_assert_cmpstr (empty, ==, "");
  csms_key_free (empty);
  g_assert_null (csms_key_dup (NULL));
  csms_key_free (NULL);
}

static void
test_room (void)
{
  char *key = csms_key_new (5000);

  for (gsize i = 0; i <= 5000; i++)
    g_assert_cmpint (key[i], ==, 0);
  memset (key, 'x', 5000);
  g_assert_cmpuint (strlen (key), ==, 5000);
  csms_key_free (key);
}

/* What the system says of the pages that @address lies in: its VmFlags. */
static char *
dup_flags (gconstpointer address)
{
  FILE *file = fopen ("/proc/self/smaps", "re");
  g_autofree char *line = NULL;
  size_t size = 0;
  gboolean found = FALSE;
  char *flags = NULL;

  while (flags == NULL && getline (&line, &size, file) > 0)
    {
      unsigned long from, to;

      if (sscanf (line, "%lx-%lx ", &from, &to) == 2)
        found = from <= (unsigned long) address && (unsigned long) address < to;
      else if (found && g_str_has_prefix (line, "VmFlags:"))
        flags = g_strdup (line);
    }
  fclose (file);
  return flags;
}

static void
test_is_not_dumped (void)
{
  char *key = csms_key_dup ("hunter2");
  g_autofree char *flags = dup_flags (key);

  if (flags == NULL)
    g_test_skip ("this system does not tell");
  else
    g_assert_nonnull (strstr (flags, " dd"));
  csms_key_free (key);
}

static void
test_is_not_inherited (void)
{
  char *key = csms_key_dup ("hunter2");
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, !=, -1);
  if (child == 0)
    _exit (strcmp (key, "hunter2") == 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_assert_cmpstr (key, ==, "hunter2");
  csms_key_free (key);
}

static void
test_wipe (void)
{
  char text[] = "the key is hunter2";

  csms_key_wipe (text);
  for (gsize i = 0; i < sizeof text; i++)
    g_assert_cmpint (text[i], ==, 0);
  csms_key_wipe (NULL);
  csms_key_wipe_free (NULL);
  csms_key_wipe_free (g_strdup ("hunter2"));
}

/* However much of it must be escaped, and whatever id it goes out under. */
static void
test_auth_frame (void)
{
  g_autofree char *quotes = g_strnfill (1000, '"');
  g_autofree char *controls = g_strnfill (1000, '\001');
  const char *const keys[] = { "hunter2", quotes, controls };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (CsmsRequest) request = csms_request_new_auth (keys[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = csms_request_encode (request, "c1", &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (text, "{\"id\":\"c1\",\"action\":\"auth\",\"params\":{\"apiKey\":\""));
      g_assert_true (g_str_has_suffix (text, "\"}}"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/key/copies", test_copies);
  g_test_add_func ("/protocol/key/room", test_room);
  g_test_add_func ("/protocol/key/is-not-dumped", test_is_not_dumped);
  g_test_add_func ("/protocol/key/is-not-inherited", test_is_not_inherited);
  g_test_add_func ("/protocol/key/wipe", test_wipe);
  g_test_add_func ("/protocol/key/auth-frame", test_auth_frame);
  return g_test_run ();
}
