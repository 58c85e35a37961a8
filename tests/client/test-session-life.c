/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "session-fixture.h"

/* How connections begin, end, and follow each other. */

static CsmsRequest *
start_charging (void)
{
  return csms_request_new_start_charging ("CP-1", 1, "TAG-1");
}

static void
test_key_refused_stops (SessionFixture *f,
                        gconstpointer   data)
{
  g_autofree char *id = NULL;
  guint64 before, after;

  session_fixture_begin (f, "wrong");
  before = session_fixture_ask (f, csms_request_new_get_stations ());
  id = peer_expect (f->peer, "auth");
  peer_refuse (f->peer, id, 401, "Invalid API key");
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_KEY_REFUSED));
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_KEY_REFUSED);
  session_fixture_assert_error (f, before, CSMS_CLIENT_ERROR_KEY_REFUSED);
  after = session_fixture_ask (f, csms_request_new_get_stations ());
  session_fixture_assert_error (f, after, CSMS_CLIENT_ERROR_KEY_REFUSED);
  WAIT_FOR (f->peer->open_now == 0);
  csms_session_network_changed (f->session);
  client_test_pass (100);
  g_assert_cmpuint (f->peer->opened, ==, 1);

  csms_session_set_api_key (f->session, "right");
  peer_sign_in (f->peer);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_READY));
}

/* A server that says the key after us: it goes no further. */
static void
test_refusal_without_key (SessionFixture *f,
                          gconstpointer   data)
{
  g_autofree char *id = NULL;

  session_fixture_begin (f, "a-wrong-key-4711");
  id = peer_expect (f->peer, "auth");
  peer_refuse (f->peer, id, 401, "no such key: a-wrong-key-4711");
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_KEY_REFUSED));
  g_assert_null (strstr (f->recorder->status->last_error->message, "4711"));
  g_assert_nonnull (strstr (f->recorder->status->last_error->message, "no such key: "));
}

static void
test_no_key_waits (SessionFixture *f,
                   gconstpointer   data)
{
  session_fixture_begin (f, NULL);
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_KEY_REFUSED));
  client_test_pass (50);
  g_assert_cmpuint (f->peer->opened, ==, 0);
  csms_session_set_api_key (f->session, "key-1");
  peer_sign_in (f->peer);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_READY));
}

static void
test_lost (SessionFixture *f,
           gconstpointer   data)
{
  g_autofree char *id = NULL;
  guint64 sent, unsent, read;

  session_fixture_begin_ready (f);
  sent = session_fixture_ask (f, start_charging ());
  id = peer_expect (f->peer, "startCharging");
  f->peer->hang_up (f->peer);
  session_fixture_assert_error (f, sent, CSMS_CLIENT_ERROR_LOST);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_WAITING));
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CLOSED);
  unsent = session_fixture_ask (f, start_charging ());
  session_fixture_assert_error (f, unsent, CSMS_CLIENT_ERROR_NOT_SENT);

  /* A read waits for the next session; a command never does. */
  read = session_fixture_ask (f, csms_request_new_get_stations ());
  csms_session_network_changed (f->session);
  peer_sign_in (f->peer);
  g_free (id);
  id = peer_expect (f->peer, "getStations");
  peer_answer (f->peer, id, "[]");
  g_assert_false (session_fixture_wait_reply (f, read)->is_error);
  g_assert_cmpuint (f->recorder->status->generation, ==, 2);
}

static void
test_not_sent_in_time (SessionFixture *f,
                       gconstpointer   data)
{
  guint64 serial;

  f->options.request_deadline_ms = 100;
  f->peer->refuse = TRUE;
  session_fixture_begin (f, "key-1");
  serial = session_fixture_ask (f, csms_request_new_get_stations ());
  session_fixture_assert_error (f, serial, CSMS_CLIENT_ERROR_NOT_SENT);
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT);
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_WAITING));
  f->peer->refuse = FALSE;
  csms_session_network_changed (f->session);
  peer_sign_in (f->peer);
}

static void
test_one_socket_at_a_time (SessionFixture *f,
                           gconstpointer   data)
{
  f->peer->close_delay_ms = 200;
  session_fixture_begin_ready (f);
  for (guint i = 0; i < 3; i++)
    {
      csms_session_reconnect_now (f->session);
      g_assert_false (session_fixture_is_in (f, CSMS_LINK_READY));
      peer_sign_in (f->peer);
      WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_READY));
    }
  g_assert_cmpuint (f->peer->opened, ==, 4);
  g_assert_cmpuint (f->peer->open_most, ==, 1);
}

static void
test_silence (SessionFixture *f,
              gconstpointer   data)
{
  f->options.silence_limit_ms = 300;
  session_fixture_begin_ready (f);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_WAITING));
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_SILENT);
  csms_session_network_changed (f->session);
  peer_sign_in (f->peer);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->recorder->status->generation, ==, 2);
  g_assert_cmpuint (f->peer->open_most, ==, 1);
}

/* The process was stopped: what came meanwhile is looked at before anyone is declared dead. */
static void
test_stalled_process (SessionFixture *f,
                      gconstpointer   data)
{
  f->options.silence_limit_ms = 400;
  session_fixture_begin_ready (f);
  peer_push (f->peer, "evt-1-a");
  g_usleep (1800000);
  WAIT_FOR (f->recorder->events->len == 1);
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->recorder->status->generation, ==, 1);
}

static void
test_pings (SessionFixture *f,
            gconstpointer   data)
{
  f->options.ping_interval_ms = 50;
  session_fixture_begin_ready (f);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = peer_expect (f->peer, "ping");

      peer_answer (f->peer, id, "{\"pong\":true,\"ts\":1760000000000}");
    }
  WAIT_FOR (f->recorder->status->rtt_us >= 0);
  g_assert_cmpuint (f->recorder->sent->len, ==, 0);
}

static void
test_probe (SessionFixture *f,
            gconstpointer   data)
{
  g_autofree char *id = NULL;

  f->options.silence_limit_ms = 2100;
  session_fixture_begin_ready (f);
  csms_session_network_changed (f->session);
  id = peer_expect (f->peer, "ping");
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_WAITING));
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_SILENT);
}

/* After a nap the socket is asked; after a sleep that no server waits for, there is nobody to ask. */
static void
test_woken (SessionFixture *f,
            gconstpointer   data)
{
  g_autofree char *id = NULL;

  session_fixture_begin_ready (f);
  csms_session_woke (f->session, 3 * G_TIME_SPAN_SECOND);
  id = peer_expect (f->peer, "ping");
  peer_answer (f->peer, id, "{\"pong\":true,\"ts\":1760000000000}");
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->recorder->status->generation, ==, 1);

  csms_session_woke (f->session, G_TIME_SPAN_HOUR);
  g_assert_false (session_fixture_is_in (f, CSMS_LINK_READY));
  peer_sign_in (f->peer);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->recorder->status->generation, ==, 2);
  g_assert_cmpuint (f->peer->open_most, ==, 1);
}

/* The budget holds the probe's ping back: that nothing is heard meanwhile is no fault of the server's. */
static void
test_probe_waits (SessionFixture *f,
                  gconstpointer   data)
{
  f->options.silence_limit_ms = 700;
  f->options.ping_interval_ms = 100000;
  session_fixture_begin_ready (f);
  for (guint i = 0; i < 40; i++)
    session_fixture_ask (f, csms_request_new_get_stations ());
  for (guint i = 1; i < 32; i++)
    {
      g_autofree char *id = peer_expect (f->peer, "getStations");

      peer_answer (f->peer, id, "[]");
      session_fixture_wait_reply (f, i);
    }
  csms_session_network_changed (f->session);
  client_test_pass (1000);
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->recorder->status->generation, ==, 1);
}

static void
test_notices (SessionFixture *f,
              gconstpointer   data)
{
  session_fixture_begin_ready (f);
  f->peer->send (f->peer, "{\"event\":\"rate.limit\",\"ts\":1760000000000,\"max\":50}");
  WAIT_FOR (f->recorder->events->len == 1);
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CLOSED);
  f->peer->hang_up (f->peer);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_WAITING));
  g_assert_nonnull (strstr (f->recorder->status->last_error->message, "too many requests"));
}

static void
test_stop_while_connecting (SessionFixture *f,
                            gconstpointer   data)
{
  guint64 serial;

  session_fixture_begin (f, "key-1");
  while (!session_fixture_is_in (f, CSMS_LINK_CONNECTING))
    g_main_context_iteration (NULL, TRUE);
  serial = session_fixture_ask (f, csms_request_new_get_stations ());
  session_fixture_stop (f);
  session_fixture_assert_error (f, serial, CSMS_CLIENT_ERROR_NOT_SENT);
  serial = session_fixture_ask (f, csms_request_new_get_stations ());
  g_assert_nonnull (recorder_get (f->recorder, serial));
  session_fixture_assert_error (f, serial, CSMS_CLIENT_ERROR_NOT_SENT);
  client_test_pass (50);
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_IDLE));

  csms_session_start (f->session);
  peer_sign_in (f->peer);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_READY));
}

int
main (int    argc,
      char **argv)
{
  client_test_init (&argc, &argv);

  session_fixture_add ("refusal-without-key", test_refusal_without_key);
  session_fixture_add ("trap-01-one-socket-at-a-time", test_one_socket_at_a_time);
  session_fixture_add ("key-refused-stops", test_key_refused_stops);
  session_fixture_add ("no-key-waits", test_no_key_waits);
  session_fixture_add ("lost", test_lost);
  session_fixture_add ("not-sent-in-time", test_not_sent_in_time);
  session_fixture_add ("silence", test_silence);
  session_fixture_add ("stalled-process", test_stalled_process);
  session_fixture_add ("pings", test_pings);
  session_fixture_add ("probe", test_probe);
  session_fixture_add ("woken", test_woken);
  session_fixture_add ("probe-waits", test_probe_waits);
  session_fixture_add ("notices", test_notices);
  session_fixture_add ("stop-while-connecting", test_stop_while_connecting);

  return g_test_run ();
}
