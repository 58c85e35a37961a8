/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "certificates.h"
#include "link-fixture.h"

/* From a name to an open WebSocket, and all that can stand between. The peer does it to the bytes themselves. */

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

/* The server may be back long before the full time is over. */
static void
test_patience (LinkFixture   *f,
               gconstpointer  data)
{
  link_fixture_begin (f, NULL, script_silent_handshake, NULL);
  g_assert_nonnull (strstr (link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CONNECT), "within 5 s"));
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

/* None of them leads anywhere, and least of all from an encrypted address to one that is not. */
static void
test_redirect (LinkFixture   *f,
               gconstpointer  code)
{
  RawPeer *elsewhere = raw_peer_new (NULL, script_answer, "HTTP/1.1 500 Not you\r\n\r\n");
  g_autoptr(Certificates) certificates = certificates_new ();
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autofree char *target = raw_peer_dup_url (elsewhere);
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                                             GPOINTER_TO_INT (code), target);
  g_autofree char *ca_file = certificates_dup_path (certificates, "ca");
  const char *said;

  if (!certificates_skip ())
    {
      certificates_make_good (certificates);
      certificate = certificates_load (certificates, "good", NULL);
      f->options.ca_file = ca_file;
      link_fixture_begin (f, certificate, script_answer, answer);
      said = link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CONNECT);
      g_assert_nonnull (strstr (said, "not followed"));
      g_assert_nonnull (strstr (said, target));
      link_fixture_stop (f);
      g_assert_cmpuint (raw_peer_get_connections (elsewhere), ==, 0);
    }
  raw_peer_free (elsewhere);
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
  g_assert_cmpstr (link_fixture_wait_error (f, CSMS_CLIENT_ERROR_CONNECT), ==, "127.0.0.1 refused the connection: no server answers there");
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
  g_autoptr(Certificates) certificates = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autofree char *ca_file = NULL;
  static int over; /* The peer's thread reads it until the fixture is taken down, after this has returned. */

  if (certificates_skip ())
    return;

  certificates = certificates_new ();
  certificates_make_good (certificates);
  certificate = certificates_load (certificates, "good", NULL);
  ca_file = certificates_dup_path (certificates, "ca");
  f->options.ca_file = ca_file;
  link_fixture_begin (f, certificate, script_sign_in_and_stall, &over);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  link_fixture_stop (f);
  g_atomic_int_set (&over, 1);
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
  static const int redirects[] = { 301, 302, 303, 307, 308 };

  client_test_init (&argc, &argv);

  add ("/client/handshake/slow-handshake-is-bounded", test_slow_handshake, NULL);
  add ("/client/handshake/young-outage", test_patience, NULL);
  add ("/client/handshake/endless-head", test_endless_head, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      g_autofree char *name = g_strdup_printf ("/client/handshake/redirect-is-not-followed/%d", redirects[i]);

      add (name, test_redirect, GINT_TO_POINTER (redirects[i]));
    }
  add ("/client/handshake/not-a-websocket", test_not_a_websocket, NULL);
  add ("/client/handshake/refused", test_refused, NULL);
  add ("/client/handshake/frame-with-101", test_frame_with_101, NULL);
  add ("/client/handshake/tls-goodbye-unanswered", test_tls_goodbye_unanswered, NULL);
  add ("/client/handshake/tls-slow-handshake", test_tls_slow_handshake, NULL);
  add ("/client/handshake/tls-to-plain-server", test_tls_to_plain_server, NULL);

  return g_test_run ();
}
