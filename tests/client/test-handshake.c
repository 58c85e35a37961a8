/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link-fixture.h"

/* From a name to an open WebSocket, and all that can stand between. The peer does it to the bytes themselves. */

static void
script_sign_in_and_wait (RawPeer  *peer,
                         gpointer  data)
{
  if (raw_peer_sign_in (peer))
    raw_peer_wait (peer);
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
script_silent_handshake (RawPeer  *peer,
                         gpointer  data)
{
  g_autofree char *head = raw_peer_read_head (peer);

  raw_peer_wait (peer);
}

static void
test_slow_handshake (LinkFixture   *f,
                     gconstpointer  data)
{
  f->options.handshake_timeout_ms = 300;
  link_fixture_begin (f, NULL, script_silent_handshake, NULL);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CONNECT);
  WAIT_FOR (raw_peer_get_connections (f->peer) >= 2);
}

static void
script_endless_head (RawPeer  *peer,
                     gpointer  data)
{
  g_autofree char *head = raw_peer_read_head (peer);

  while (raw_peer_write (peer, "HTTP/1.1 101 x", 14))
    ;
}

static void
test_endless_head (LinkFixture   *f,
                   gconstpointer  data)
{
  link_fixture_begin (f, NULL, script_endless_head, NULL);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CONNECT);
}

static void
script_answer (RawPeer  *peer,
               gpointer  answer)
{
  g_autofree char *head = raw_peer_read_head (peer);

  raw_peer_write (peer, answer, strlen (answer));
}

static void
test_redirect (LinkFixture   *f,
               gconstpointer  data)
{
  link_fixture_begin (f, NULL, script_answer, "HTTP/1.1 301 Moved\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  g_assert_nonnull (strstr (link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CONNECT), "not followed"));
}

static void
test_not_a_websocket (LinkFixture   *f,
                      gconstpointer  data)
{
  link_fixture_begin (f, NULL, script_answer, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  g_assert_nonnull (strstr (link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CONNECT), "404"));
}

static void
test_refused (LinkFixture   *f,
              gconstpointer  data)
{
  link_fixture_begin_url (f, "ws://127.0.0.1:9/mobile-client");
  g_assert_nonnull (strstr (link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CONNECT), "127.0.0.1"));
}

static void
script_frame_with_101 (RawPeer  *peer,
                       gpointer  data)
{
  if (raw_peer_upgrade (peer, "\x81\x02{}\x81\x02[]"))
    raw_peer_wait (peer);
}

static void
test_frame_with_101 (LinkFixture   *f,
                     gconstpointer  data)
{
  link_fixture_begin (f, NULL, script_frame_with_101, NULL);
  WAIT_FOR (f->foreign == 2);
}

static GTlsCertificate *
load_certificate (void)
{
  g_autofree char *cert = g_test_build_filename (G_TEST_DIST, "client", "localhost-cert.pem", NULL);
  g_autofree char *key = g_test_build_filename (G_TEST_DIST, "client", "localhost-key.pem", NULL);
  g_autoptr(GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_files (cert, key, &error);

  g_assert_no_error (error);
  return certificate;
}

static gboolean
skip_without_tls (void)
{
  if (g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    return FALSE;
  g_test_skip ("no TLS here: glib-networking is missing");
  return TRUE;
}

static void
script_count_heads (RawPeer  *peer,
                    gpointer  data)
{
  g_autofree char *head = raw_peer_read_head (peer);

  if (head != NULL)
    g_atomic_int_inc ((int *) data);
}

static void
test_tls_bad_certificate (LinkFixture   *f,
                          gconstpointer  data)
{
  g_autoptr(GTlsCertificate) certificate = NULL;
  int heads = 0;

  if (skip_without_tls ())
    {
      link_fixture_begin (f, NULL, script_count_heads, &heads);
      return;
    }

  certificate = load_certificate ();
  link_fixture_begin (f, certificate, script_count_heads, &heads);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_TLS);
  g_assert_cmpint (g_atomic_int_get (&heads), ==, 0);
}

static void
test_tls_trusted (LinkFixture   *f,
                  gconstpointer  data)
{
  g_autofree char *authority = g_test_build_filename (G_TEST_DIST, "client", "localhost-cert.pem", NULL);
  GTlsBackend *backend = g_tls_backend_get_default ();
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GTlsDatabase) ours = NULL;
  g_autofree char *url = NULL;
  g_autofree char *by_number = NULL;

  if (skip_without_tls ())
    {
      link_fixture_begin (f, NULL, script_sign_in_and_wait, NULL);
      return;
    }

  certificate = load_certificate ();
  ours = g_tls_file_database_new (authority, NULL);
  g_tls_backend_set_default_database (backend, ours);
  link_fixture_begin (f, certificate, script_sign_in_and_wait, NULL);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  g_assert_finalize_object (g_steal_pointer (&f->link));

  /* The same certificate for another name. */
  url = raw_peer_dup_url (f->peer);
  by_number = g_strdup_printf ("wss://127.0.0.1%s", strrchr (url, ':'));
  link_fixture_begin_url (f, by_number);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_TLS);
  g_tls_backend_set_default_database (backend, NULL);
}

static void
script_sign_in_and_stall (RawPeer  *peer,
                          gpointer  data)
{
  if (!raw_peer_sign_in (peer))
    return;
  while (!g_atomic_int_get ((int *) data))
    g_usleep (10000);
}

/* Neither the WebSocket's goodbye nor that of TLS is answered, and nothing is read any more. */
static void
test_tls_goodbye_unanswered (LinkFixture   *f,
                             gconstpointer  data)
{
  g_autofree char *authority = g_test_build_filename (G_TEST_DIST, "client", "localhost-cert.pem", NULL);
  GTlsBackend *backend = g_tls_backend_get_default ();
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GTlsDatabase) ours = NULL;
  gboolean stopped = FALSE;
  static int over; /* The peer's thread reads it until the fixture is taken down, after this has returned. */

  if (skip_without_tls ())
    {
      link_fixture_begin (f, NULL, script_sign_in_and_wait, NULL);
      return;
    }

  certificate = load_certificate ();
  ours = g_tls_file_database_new (authority, NULL);
  g_tls_backend_set_default_database (backend, ours);
  link_fixture_begin (f, certificate, script_sign_in_and_stall, &over);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  csms_link_stop_async (f->link, NULL, on_stopped, &stopped);
  WAIT_FOR (stopped);
  g_atomic_int_set (&over, 1);
  g_tls_backend_set_default_database (backend, NULL);
}

static void
test_tls_slow_handshake (LinkFixture   *f,
                         gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autofree char *secure = NULL;

  f->options.handshake_timeout_ms = 300;
  f->peer = raw_peer_new (NULL, script_silent_handshake, NULL);
  url = raw_peer_dup_url (f->peer);
  secure = g_strdup_printf ("wss%s", url + 2);
  link_fixture_begin_url (f, secure);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CONNECT);
}

static void
test_tls_to_plain_server (LinkFixture   *f,
                          gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autofree char *secure = NULL;

  f->options.handshake_timeout_ms = 2000;
  f->peer = raw_peer_new (NULL, script_answer, "HTTP/1.1 400 Bad Request\r\n\r\n");
  url = raw_peer_dup_url (f->peer);
  secure = g_strdup_printf ("wss%s", url + 2);
  link_fixture_begin_url (f, secure);
  link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CONNECT);
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
  client_test_init (&argc, &argv);

  add ("/client/handshake/slow-handshake-is-bounded", test_slow_handshake, NULL);
  add ("/client/handshake/endless-head", test_endless_head, NULL);
  add ("/client/handshake/redirect-is-not-followed", test_redirect, NULL);
  add ("/client/handshake/not-a-websocket", test_not_a_websocket, NULL);
  add ("/client/handshake/refused", test_refused, NULL);
  add ("/client/handshake/frame-with-101", test_frame_with_101, NULL);
  add ("/client/handshake/tls-bad-certificate", test_tls_bad_certificate, NULL);
  add ("/client/handshake/tls-trusted", test_tls_trusted, NULL);
  add ("/client/handshake/tls-goodbye-unanswered", test_tls_goodbye_unanswered, NULL);
  add ("/client/handshake/tls-slow-handshake", test_tls_slow_handshake, NULL);
  add ("/client/handshake/tls-to-plain-server", test_tls_to_plain_server, NULL);

  return g_test_run ();
}
