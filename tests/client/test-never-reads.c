/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <unistd.h>

#include "link-fixture.h"

/*
 * Servers that never read what they are sent, and go on making us say something. What waits for them must not be hoarded, and a
 * connection that takes nothing is dead, however lively its other direction is.
 */

/* A sanitizer keeps back what was freed, up to 256 MB of it. */
#ifdef __SANITIZE_ADDRESS__
#define GROWTH_MAX_BYTES (384 * 1024 * 1024)
#else
#define GROWTH_MAX_BYTES (64 * 1024 * 1024)
#endif
#define WRITTEN_MAX_BYTES (512 * 1024 * 1024)

static gsize
get_memory (void)
{
  g_autofree char *text = NULL;
  unsigned long size, resident = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    g_assert_cmpint (sscanf (text, "%lu %lu", &size, &resident), ==, 2);
  return (gsize) resident * (gsize) sysconf (_SC_PAGESIZE);
}

static void
script_ping_without_end (RawPeer  *peer,
                         gpointer  data)
{
  g_autofree char *payload = g_strnfill (125, 'p');
  g_autoptr(GByteArray) pings = g_byte_array_new ();
  static const guint8 header[] = { 0x89, 125 };
  gsize written = 0;

  for (guint i = 0; i < 500; i++)
    {
      g_byte_array_append (pings, header, sizeof header);
      g_byte_array_append (pings, (const guint8 *) payload, 125);
    }
  if (!raw_peer_sign_in (peer))
    return;
  while (written < WRITTEN_MAX_BYTES && raw_peer_write (peer, pings->data, pings->len))
    written += pings->len;
  g_atomic_int_set ((int *) data, written >= WRITTEN_MAX_BYTES);
}

static void
test_pings (LinkFixture   *f,
            gconstpointer  data)
{
  static int took_all; /* The peer's thread may set it until the fixture is taken down, after this has returned. */
  gsize before, most = 0;

  link_fixture_begin (f, NULL, script_ping_without_end, &took_all);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  before = get_memory ();
  while (f->errors->len == 0 && !g_atomic_int_get (&took_all))
    {
      client_test_pass (20);
      most = MAX (most, get_memory ());
    }
  g_test_message ("%.1f MB more at most", (double) (most - MIN (most, before)) / 1e6);
  g_assert_false (g_atomic_int_get (&took_all));
  g_test_message ("%s", link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CLOSED));
  g_assert_cmpuint (most, <, before + GROWTH_MAX_BYTES);
}

int
main (int    argc,
      char **argv)
{
  client_test_init (&argc, &argv);

  g_test_add ("/client/never-reads/pings", LinkFixture, NULL, link_fixture_set_up, test_pings, link_fixture_tear_down);

  return g_test_run ();
}
