/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link-fixture.h"

/* What servers, proxies and networks do to an open socket. The peer does it to the bytes themselves. */

static void
script_sign_in_and_wait (RawPeer  *peer,
                         gpointer  data)
{
  if (raw_peer_sign_in (peer))
    raw_peer_wait (peer);
}

static void
test_dead_peer (LinkFixture   *f,
                gconstpointer  data)
{
  f->options.silence_limit_ms = 400;
  link_fixture_begin (f, NULL, script_sign_in_and_wait, NULL);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_SILENT);
  g_assert_true (link_fixture_saw (f, CSMS_LINK_READY));

  /* It does not answer the goodbye either, and still the old socket is gone before the next one comes. */
  csms_link_network_changed (f->link);
  WAIT_FOR (raw_peer_get_connections (f->peer) == 2);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  g_assert_cmpuint (csms_link_get_status (f->link)->generation, ==, 2);
}

static void
script_drip (RawPeer  *peer,
             gpointer  data)
{
  static const guint8 header[] = { 0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0 };

  if (!raw_peer_sign_in (peer) || !raw_peer_write (peer, header, sizeof header))
    return;
  while (raw_peer_write (peer, " ", 1))
    g_usleep (10000);
}

static void
test_dripping_bytes (LinkFixture   *f,
                     gconstpointer  data)
{
  f->options.silence_limit_ms = 500;
  link_fixture_begin (f, NULL, script_drip, NULL);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_SILENT);
}

static void
script_slow_large_frame (RawPeer  *peer,
                         gpointer  data)
{
  static const guint8 header[] = { 0x81, 127, 0, 0, 0, 0, 0, 0x40, 0, 0 };
  g_autofree char *spaces = g_strnfill (64 * 1024, ' ');

  if (!raw_peer_sign_in (peer) || !raw_peer_write (peer, header, sizeof header))
    return;
  for (guint i = 0; i < 64; i++)
    {
      if (i == 63)
        memcpy (spaces, "{}", 2);
      if (!raw_peer_write (peer, spaces, 64 * 1024))
        return;
      g_usleep (50000);
    }
  raw_peer_wait (peer);
}

/* Longer on its way than the silence limit; but it is on its way. */
static void
test_slow_large_frame (LinkFixture   *f,
                       gconstpointer  data)
{
  f->options.silence_limit_ms = 1500;
  link_fixture_begin (f, NULL, script_slow_large_frame, NULL);
  WAIT_FOR (f->foreign == 1);
  g_assert_cmpuint (f->errors->len, ==, 0);
}

static void
script_oversize_frame (RawPeer  *peer,
                       gpointer  data)
{
  g_autofree char *spaces = g_strnfill (64 * 1024 + 1, ' ');

  if (raw_peer_sign_in (peer) && raw_peer_write_frame (peer, 0x81, spaces, 64 * 1024 + 1))
    raw_peer_wait (peer);
}

static void
test_oversize_frame (LinkFixture   *f,
                     gconstpointer  data)
{
  f->options.frame_cap_bytes = 64 * 1024;
  link_fixture_begin (f, NULL, script_oversize_frame, NULL);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CLOSED);
  g_assert_cmpuint (f->foreign, ==, 0);
}

static void
script_largest_frame (RawPeer  *peer,
                      gpointer  data)
{
  g_autofree char *spaces = g_strnfill (64 * 1024, ' ');

  if (raw_peer_sign_in (peer) && raw_peer_write_frame (peer, 0x81, spaces, 64 * 1024))
    raw_peer_wait (peer);
}

static void
test_largest_frame (LinkFixture   *f,
                    gconstpointer  data)
{
  f->options.frame_cap_bytes = 64 * 1024;
  link_fixture_begin (f, NULL, script_largest_frame, NULL);
  WAIT_FOR (f->foreign == 1);
  g_assert_cmpuint (f->errors->len, ==, 0);
}

static void
script_endless_fragments (RawPeer  *peer,
                          gpointer  data)
{
  g_autofree char *spaces = g_strnfill (1000, ' ');
  int *written = data;
  guint8 first = 0x01;

  if (!raw_peer_sign_in (peer))
    return;
  while (raw_peer_write_frame (peer, first, spaces, 1000))
    {
      first = 0x00;
      g_atomic_int_add (written, 1000);
    }
}

static void
test_endless_fragments (LinkFixture   *f,
                        gconstpointer  data)
{
  int written = 0;

  f->options.frame_cap_bytes = 256 * 1024;
  link_fixture_begin (f, NULL, script_endless_fragments, &written);
  g_test_message ("%s", link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CLOSED));
  csms_link_stop_async (f->link, NULL, NULL, NULL);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_IDLE);
  g_test_message ("%d bytes of fragments were written, socket buffers included, against a cap of %u",
                  g_atomic_int_get (&written), f->options.frame_cap_bytes);
  g_assert_cmpuint (f->foreign, ==, 0);
  /* The rest stood in the system's buffers. */
  g_assert_cmpint (g_atomic_int_get (&written), <, 32 * 1024 * 1024);
}

static void
script_fragments (RawPeer  *peer,
                  gpointer  data)
{
  if (raw_peer_sign_in (peer) && raw_peer_write_frame (peer, 0x01, "{", 1) && raw_peer_write_frame (peer, 0x89, "ping", 4) &&
      raw_peer_write_frame (peer, 0x00, " ", 1) && raw_peer_write_frame (peer, 0x80, "}", 1) &&
      raw_peer_write_frame (peer, 0x82, "\x00\x01", 2) && raw_peer_write_frame (peer, 0x81, "[]", 2))
    raw_peer_wait (peer);
}

/* A message in fragments with a ping between them, and a binary one, which is not for this client. */
static void
test_fragments_and_binary (LinkFixture   *f,
                           gconstpointer  data)
{
  link_fixture_begin (f, NULL, script_fragments, NULL);
  WAIT_FOR (f->foreign == 2);
  g_assert_cmpuint (f->errors->len, ==, 0);
}

typedef struct
{
  const char *bytes;
  gsize length;
} Garbage;

static void
script_garbage (RawPeer  *peer,
                gpointer  data)
{
  const Garbage *garbage = data;

  if (raw_peer_sign_in (peer) && raw_peer_write (peer, garbage->bytes, garbage->length))
    raw_peer_wait (peer);
}

static void
test_garbage (LinkFixture   *f,
              gconstpointer  data)
{
  link_fixture_begin (f, NULL, script_garbage, (gpointer) data);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CLOSED);
  g_assert_cmpint (link_fixture_get_state (f), ==, CSMS_LINK_WAITING);
}

static void
script_random (RawPeer  *peer,
               gpointer  data)
{
  guint32 noise[256];

  for (guint i = 0; i < G_N_ELEMENTS (noise); i++)
    noise[i] = g_random_int ();
  if (!raw_peer_sign_in (peer))
    return;
  if (raw_peer_write (peer, noise, sizeof noise))
    g_usleep (20000);
}

static void
test_random_bytes (LinkFixture   *f,
                   gconstpointer  data)
{
  link_fixture_begin (f, NULL, script_random, NULL);
  while (raw_peer_get_connections (f->peer) < 20)
    {
      csms_link_network_changed (f->link);
      client_test_pass (20);
    }
}

static void
script_goodbye (RawPeer  *peer,
                gpointer  data)
{
  g_autofree char *text = NULL;

  if (raw_peer_sign_in (peer) && raw_peer_write_frame (peer, 0x88, "\x03\xf4restart", 9))
    raw_peer_wait (peer);
}

static void
test_goodbye (LinkFixture   *f,
              gconstpointer  data)
{
  link_fixture_begin (f, NULL, script_goodbye, NULL);
  g_assert_nonnull (strstr (link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CLOSED), "1012: restart"));
}

static void
script_sign_in_and_cut (RawPeer  *peer,
                        gpointer  data)
{
  raw_peer_sign_in (peer);
}

static void
test_abnormal_end (LinkFixture   *f,
                   gconstpointer  data)
{
  link_fixture_begin (f, NULL, script_sign_in_and_cut, NULL);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CLOSED);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_assert_true (csms_link_stop_finish (CSMS_LINK (source), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
test_goodbye_unanswered (LinkFixture   *f,
                         gconstpointer  data)
{
  gboolean stopped = FALSE;

  link_fixture_begin (f, NULL, script_sign_in_and_wait, NULL);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  csms_link_stop_async (f->link, NULL, on_stopped, &stopped);
  WAIT_FOR (stopped);
}

/* Thrown away a little later each time: during the dial, the handshake, the sign-in, and when ready. */
static void
test_dispose_at_any_moment (LinkFixture   *f,
                            gconstpointer  data)
{
  g_autofree char *url = NULL;

  link_fixture_begin (f, NULL, script_sign_in_and_wait, NULL);
  url = raw_peer_dup_url (f->peer);
  for (guint i = 0; i < 60; i++)
    {
      gint64 until_us = g_get_monotonic_time () + i * 50;

      g_assert_finalize_object (g_steal_pointer (&f->link));
      link_fixture_begin_url (f, url);
      while (g_get_monotonic_time () < until_us)
        g_main_context_iteration (NULL, FALSE);
    }
}

static void
add (const char     *name,
     void          (*test) (LinkFixture *, gconstpointer),
     gconstpointer   data)
{
  g_test_add (name, LinkFixture, data, link_fixture_set_up, test, link_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  static const Garbage masked = { "\x81\x85\x01\x02\x03\x04zzzzz", 11 };
  static const Garbage reserved = { "\xf1\x01x", 3 };
  static const Garbage unknown_opcode = { "\x83\x01x", 3 };
  static const Garbage not_utf8 = { "\x81\x02\xff\xfe", 4 };
  static const Garbage stray_fragment = { "\x80\x01x", 3 };
  static const Garbage negative_length = { "\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10 };

  client_test_init (&argc, &argv);

  add ("/client/socket/dead-peer", test_dead_peer, NULL);
  add ("/client/socket/dripping-bytes", test_dripping_bytes, NULL);
  add ("/client/socket/slow-large-frame", test_slow_large_frame, NULL);
  add ("/client/socket/oversize-frame", test_oversize_frame, NULL);
  add ("/client/socket/largest-frame", test_largest_frame, NULL);
  add ("/client/socket/endless-fragments", test_endless_fragments, NULL);
  add ("/client/socket/fragments-and-binary", test_fragments_and_binary, NULL);
  add ("/client/socket/garbage/masked", test_garbage, &masked);
  add ("/client/socket/garbage/reserved-bits", test_garbage, &reserved);
  add ("/client/socket/garbage/unknown-opcode", test_garbage, &unknown_opcode);
  add ("/client/socket/garbage/not-utf8", test_garbage, &not_utf8);
  add ("/client/socket/garbage/stray-fragment", test_garbage, &stray_fragment);
  add ("/client/socket/garbage/negative-length", test_garbage, &negative_length);
  add ("/client/socket/garbage/random", test_random_bytes, NULL);
  add ("/client/socket/goodbye", test_goodbye, NULL);
  add ("/client/socket/abnormal-end", test_abnormal_end, NULL);
  add ("/client/socket/goodbye-unanswered", test_goodbye_unanswered, NULL);
  add ("/client/socket/dispose-at-any-moment", test_dispose_at_any_moment, NULL);

  return g_test_run ();
}
