/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "csms-key.h"
#include "link-fixture.h"

/*
 * A key goes all its way, and the memory of this very process is searched for it: what a core dump would hold. The key is made
 * of two halves, so that the only whole ones are those that the client makes.
 */

#define LENGTH 24

/* At every moment another one: that of a test before is left in nobody's way. */
static void
make_key (char *key)
{
  for (guint i = 0; i < LENGTH; i++)
    key[i] = (char) ('a' + g_test_rand_int_range (0, 26));
  key[LENGTH] = '\0';
}

/* What is looked for stands here turned round, so that the search does not find itself. */
static void
turn (const char *key,
      char       *turned)
{
  for (guint i = 0; i < LENGTH; i++)
    turned[i] = (char) ~key[i];
}

static gboolean
is_at (const char *memory,
       const char *turned)
{
  for (guint i = 0; i < LENGTH; i++)
    if (memory[i] != (char) ~turned[i])
      return FALSE;
  return TRUE;
}

static guint
count_in (FILE       *mem,
          gsize       from,
          gsize       to,
          const char *turned)
{
  g_autofree char *copy = g_malloc (to - from);
  guint found = 0;

  if (fseeko (mem, (off_t) from, SEEK_SET) != 0 || fread (copy, 1, to - from, mem) != to - from)
    {
      memset (copy, 0, to - from);
      return 0;
    }
  for (gsize i = 0; i + LENGTH <= to - from; i++)
    found += is_at (copy + i, turned);
  memset (copy, 0, to - from);
  return found;
}

/* Every writable mapping but those that are in no core dump. */
static guint
count_traces (const char *turned)
{
  FILE *maps = fopen ("/proc/self/smaps", "re");
  FILE *mem = fopen ("/proc/self/mem", "re");
  g_autofree char *line = NULL;
  size_t size = 0;
  unsigned long from = 0, to = 0;
  gboolean writable = FALSE;
  guint found = 0;

  g_assert_nonnull (maps);
  g_assert_nonnull (mem);
  setvbuf (mem, NULL, _IONBF, 0);
  while (getline (&line, &size, maps) > 0)
    {
      unsigned long begin, end;
      char rights[8];

      if (sscanf (line, "%lx-%lx %7s", &begin, &end, rights) == 3)
        {
          from = begin;
          to = end;
          writable = rights[1] == 'w';
        }
      else if (g_str_has_prefix (line, "VmFlags:") && writable && strstr (line, " dd") == NULL)
        found += count_in (mem, from, to, turned);
    }
  fclose (maps);
  fclose (mem);
  return found;
}

/* Reads the auth to its end and keeps nothing of it. */
static void
script_sign_in_and_forget (RawPeer  *peer,
                           gpointer  data)
{
  g_autofree char *answer = NULL;
  char *text;
  guint id;

  if (!raw_peer_upgrade (peer, "") || (text = raw_peer_read_text (peer)) == NULL)
    return;
  g_assert_cmpint (sscanf (text, "{\"id\":\"c%u\"", &id), ==, 1);
  csms_key_wipe_free (text);
  answer = g_strdup_printf ("{\"id\":\"c%u\",\"result\":{\"status\":\"ok\",\"sessionId\":\"sess-1\"}}", id);
  if (raw_peer_write_frame (peer, 0x81, answer, strlen (answer)))
    raw_peer_wait (peer);
}

/* Proof that the search finds what is there. */
static void
test_search (LinkFixture   *f,
             gconstpointer  data)
{
  char turned[LENGTH];
  char *careless = g_malloc (LENGTH + 1);
  char *key;

  make_key (careless);
  turn (careless, turned);
  g_assert_cmpuint (count_traces (turned), ==, 1);
  key = csms_key_dup (careless);
  csms_key_wipe_free (careless);
  g_assert_cmpuint (count_traces (turned), ==, 0);
  csms_key_free (key);
}

static void
test_link (LinkFixture   *f,
           gconstpointer  data)
{
  char turned[LENGTH];
  char *key = csms_key_new (LENGTH);
  g_autofree char *url = NULL;

  make_key (key);
  turn (key, turned);
  f->peer = raw_peer_new (NULL, script_sign_in_and_forget, NULL);
  url = raw_peer_dup_url (f->peer);
  f->link = csms_link_new (url, NULL, &f->options);
  csms_link_start (f->link);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_KEY_REFUSED);
  csms_link_set_api_key (f->link, key);
  csms_key_free (key);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  g_assert_cmpuint (count_traces (turned), ==, 0);
  csms_link_reconnect_now (f->link);
  WAIT_FOR (csms_link_get_status (f->link)->generation == 2 && link_fixture_get_state (f) == CSMS_LINK_READY);
  g_assert_cmpuint (count_traces (turned), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&f->link));
  g_assert_cmpuint (count_traces (turned), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  client_test_init (&argc, &argv);

  if (g_file_test ("/proc/self/smaps", G_FILE_TEST_EXISTS))
    {
      g_test_add ("/client/key-traces/search", LinkFixture, NULL, link_fixture_set_up, test_search, link_fixture_tear_down);
      g_test_add ("/client/key-traces/link", LinkFixture, NULL, link_fixture_set_up, test_link, link_fixture_tear_down);
    }

  return g_test_run ();
}
