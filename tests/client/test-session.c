/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

/* What is said within one connection: signing in, asking, answers of every kind. */

static CsmsRequest *
start_charging (void)
{
  return csms_request_new_start_charging ("CP-1", 1, "TAG-1");
}

static void
test_connects (SessionFixture *f,
               gconstpointer   data)
{
  guint64 stations;
  g_autofree char *id = NULL;
  g_autofree char *key = NULL;

  session_fixture_begin_ready (f);
  key = client_test_get_string (g_ptr_array_index (f->peer->frames, 0), "apiKey");
  g_assert_cmpstr (key, ==, "key-1");
  g_assert_cmpstr (f->recorder->status->session_id, ==, "sess-1");
  g_assert_cmpint (f->recorder->status->session_started_ms, >, 0);
  g_assert_cmpuint (f->recorder->status->generation, ==, 1);

  stations = session_fixture_ask (f, csms_request_new_get_stations ());
  id = peer_expect (f->peer, "getStations");
  peer_push (f->peer, "evt-1-a");
  peer_answer (f->peer, id, "[{\"id\":\"CP-1\",\"status\":\"Available\",\"isOnline\":true,\"connectors\":[]}]");
  g_assert_cmpuint (session_fixture_wait_reply (f, stations)->stations->len, ==, 1);
  g_assert_cmpuint (f->recorder->events->len, ==, 1);
  g_assert_cmpuint (f->recorder->sent->len, ==, 1);
}

static void
test_auth_is_awaited (SessionFixture *f,
                      gconstpointer   data)
{
  g_autofree char *auth = NULL;
  g_autofree char *id = NULL;
  guint64 serial;

  session_fixture_begin (f, "key-1");
  serial = session_fixture_ask (f, csms_request_new_get_stations ());
  auth = peer_expect (f->peer, "auth");
  client_test_pass (100);
  g_assert_cmpuint (f->peer->frames->len, ==, 1);
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_AUTHENTICATING));

  peer_answer (f->peer, auth, "{\"status\":\"ok\",\"sessionId\":\"s\"}");
  id = peer_expect (f->peer, "getStations");
  peer_answer (f->peer, id, "[]");
  g_assert_false (session_fixture_wait_reply (f, serial)->is_error);
}

static void
test_lazy_expiry (SessionFixture *f,
                  gconstpointer   data)
{
  g_autofree char *first = NULL;
  g_autofree char *other = NULL;
  g_autofree char *again = NULL;
  g_autofree char *other_again = NULL;
  guint64 a, b;

  session_fixture_begin_ready (f);
  a = session_fixture_ask (f, csms_request_new_get_stations ());
  b = session_fixture_ask (f, csms_request_new_get_recent_transactions (10));
  first = peer_expect (f->peer, "getStations");
  other = peer_expect (f->peer, "getRecentTransactions");
  f->peer->send (f->peer, "{\"event\":\"session.expired\",\"ts\":1760000000000}");
  peer_refuse (f->peer, first, 401, "Not authenticated");
  peer_sign_in (f->peer);
  again = peer_expect (f->peer, "getStations");
  g_assert_cmpstr (again, !=, first);

  /* A refusal of before the renewal, delivered after it: repeated too, and no second renewal. */
  peer_refuse (f->peer, other, 401, "Not authenticated");
  other_again = peer_expect (f->peer, "getRecentTransactions");
  peer_answer (f->peer, again, "[]");
  peer_answer (f->peer, other_again, "[]");
  g_assert_false (session_fixture_wait_reply (f, a)->is_error);
  g_assert_false (session_fixture_wait_reply (f, b)->is_error);
  g_assert_cmpuint (f->recorder->events->len, ==, 1);
  g_assert_cmpuint (f->recorder->status->generation, ==, 1);
  g_assert_cmpuint (f->peer->frames->len, ==, 6);
}

static void
test_repeats_a_read_once (SessionFixture *f,
                          gconstpointer   data)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  guint64 serial;

  session_fixture_begin_ready (f);
  serial = session_fixture_ask (f, csms_request_new_get_stations ());
  first = peer_expect (f->peer, "getStations");
  peer_refuse (f->peer, first, 401, "Not authenticated");
  peer_sign_in (f->peer);
  again = peer_expect (f->peer, "getStations");
  peer_refuse (f->peer, again, 401, "Not authenticated");
  g_assert_cmpint (session_fixture_wait_reply (f, serial)->error_code, ==, 401);
  client_test_pass (50);
  g_assert_cmpuint (f->peer->frames->len, ==, 4);
}

static void
test_never_repeats_a_command (SessionFixture *f,
                              gconstpointer   data)
{
  g_autofree char *id = NULL;
  guint64 serial;

  session_fixture_begin_ready (f);
  serial = session_fixture_ask (f, start_charging ());
  id = peer_expect (f->peer, "startCharging");
  peer_refuse (f->peer, id, 401, "Not authenticated");
  peer_sign_in (f->peer);
  g_assert_cmpint (session_fixture_wait_reply (f, serial)->error_code, ==, 401);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_READY));
  client_test_pass (50);
  g_assert_cmpuint (f->peer->frames->len, ==, 3);
}

static void
test_auth_500_retries (SessionFixture *f,
                       gconstpointer   data)
{
  g_autofree char *id = NULL;

  session_fixture_begin (f, "key-1");
  id = peer_expect (f->peer, "auth");
  peer_refuse (f->peer, id, 500, "Internal error");
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_WAITING));
  g_assert_cmpint (f->recorder->status->retry_at_us, >, 0);
  g_assert_nonnull (f->recorder->status->last_error);
  peer_sign_in (f->peer);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_READY));
  g_assert_false (recorder_saw_state (f->recorder, CSMS_LINK_KEY_REFUSED));
}

static void
test_reads_answer_500 (SessionFixture *f,
                       gconstpointer   data)
{
  g_autofree char *id = NULL;
  guint64 serial;

  session_fixture_begin_ready (f);
  serial = session_fixture_ask (f, csms_request_new_get_events_since_ts (1760000000000, 500));
  id = peer_expect (f->peer, "getEventsSince");
  peer_push (f->peer, "evt-1-a");
  peer_refuse (f->peer, id, 500, "Internal error");
  g_assert_cmpint (session_fixture_wait_reply (f, serial)->error_code, ==, 500);
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->recorder->events->len, ==, 1);
}

static void
test_foreign_frames (SessionFixture *f,
                     gconstpointer   data)
{
  session_fixture_begin_ready (f);
  f->peer->send (f->peer, "[4,null,{\"errorCode\":\"FormationViolation\",\"description\":\"x\"}]");
  f->peer->send (f->peer, "not json");
  f->peer->send (f->peer, "\"text\"");
  f->peer->send (f->peer, "{}");
  peer_push (f->peer, "evt-1-a");
  WAIT_FOR (f->recorder->events->len == 1);
  g_assert_cmpuint (f->recorder->foreign->len, >=, 3);
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->peer->frames->len, ==, 1);
}

static void
test_odd_answers (SessionFixture *f,
                  gconstpointer   data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint64 a, b;

  session_fixture_begin_ready (f);
  a = session_fixture_ask (f, csms_request_new_get_stations ());
  b = session_fixture_ask (f, csms_request_new_get_recent_transactions (10));
  first = peer_expect (f->peer, "getStations");
  second = peer_expect (f->peer, "getRecentTransactions");
  peer_answer (f->peer, "never-asked", "[]");
  peer_answer (f->peer, second, "[]");
  peer_answer (f->peer, second, "[]");
  peer_answer (f->peer, first, "[]");
  peer_refuse (f->peer, first, 500, "doubled");
  peer_push (f->peer, "evt-1-a");
  WAIT_FOR (f->recorder->events->len == 1);
  g_assert_false (session_fixture_wait_reply (f, a)->is_error);
  g_assert_false (session_fixture_wait_reply (f, b)->is_error);
}

static void
test_late_answer (SessionFixture *f,
                  gconstpointer   data)
{
  g_autofree char *id = NULL;
  guint64 serial;

  f->options.command_deadline_ms = 100;
  session_fixture_begin_ready (f);
  serial = session_fixture_ask (f, start_charging ());
  id = peer_expect (f->peer, "startCharging");
  session_fixture_assert_error (f, serial, CSMS_CLIENT_ERROR_NO_REPLY);
  peer_answer (f->peer, id, "{\"status\":\"Accepted\",\"correlationId\":\"c\"}");
  peer_push (f->peer, "evt-1-a");
  WAIT_FOR (f->recorder->events->len == 1);
  session_fixture_assert_error (f, serial, CSMS_CLIENT_ERROR_NO_REPLY);
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->peer->frames->len, ==, 2);
}

static void
test_bad_reply (SessionFixture *f,
                gconstpointer   data)
{
  g_autofree char *id = NULL;
  guint64 serial;

  session_fixture_begin_ready (f);
  serial = session_fixture_ask (f, csms_request_new_get_stations ());
  id = peer_expect (f->peer, "getStations");
  peer_answer (f->peer, id, "42");
  session_fixture_assert_error (f, serial, CSMS_CLIENT_ERROR_BAD_REPLY);
  g_assert_true (session_fixture_is_in (f, CSMS_LINK_READY));
}

static void
test_cancel (SessionFixture *f,
             gconstpointer   data)
{
  g_autofree char *id = NULL;
  guint64 serial;

  session_fixture_begin_ready (f);
  serial = session_fixture_ask (f, csms_request_new_get_stations ());
  id = peer_expect (f->peer, "getStations");
  csms_session_cancel (f->session, serial);
  peer_answer (f->peer, id, "[]");
  peer_push (f->peer, "evt-1-a");
  WAIT_FOR (f->recorder->events->len == 1);
  g_assert_null (recorder_get (f->recorder, serial));
}

static void
test_budget (SessionFixture *f,
             gconstpointer   data)
{
  g_autofree char *id = NULL;

  session_fixture_begin_ready (f);
  for (guint i = 0; i < 60; i++)
    session_fixture_ask (f, csms_request_new_get_stations ());
  WAIT_FOR (f->peer->frames->len >= 32);
  client_test_pass (100);
  g_assert_cmpuint (f->peer->frames->len, ==, 32);
  g_assert_cmpuint (f->recorder->status->frames_used, ==, 32);
  g_assert_cmpuint (f->recorder->status->frames_max, ==, 40);

  /* Commands first, and with frames of their own. */
  f->peer->taken = f->peer->frames->len;
  for (guint i = 0; i < 10; i++)
    session_fixture_ask (f, start_charging ());
  WAIT_FOR (f->peer->frames->len >= 40);
  id = peer_expect (f->peer, "startCharging");
  client_test_pass (100);
  g_assert_cmpuint (f->peer->frames->len, ==, 40);
}

int
main (int    argc,
      char **argv)
{
  client_test_init (&argc, &argv);

  session_fixture_add ("connects", test_connects);
  session_fixture_add ("trap-04-auth-is-awaited", test_auth_is_awaited);
  session_fixture_add ("trap-05-lazy-expiry", test_lazy_expiry);
  session_fixture_add ("trap-05-repeats-a-read-once", test_repeats_a_read_once);
  session_fixture_add ("trap-05-never-repeats-a-command", test_never_repeats_a_command);
  session_fixture_add ("trap-18-auth-500-is-retried", test_auth_500_retries);
  session_fixture_add ("trap-18-reads-answer-500", test_reads_answer_500);
  session_fixture_add ("foreign-frames", test_foreign_frames);
  session_fixture_add ("odd-answers", test_odd_answers);
  session_fixture_add ("late-answer", test_late_answer);
  session_fixture_add ("bad-reply", test_bad_reply);
  session_fixture_add ("cancel", test_cancel);
  session_fixture_add ("budget", test_budget);

  return g_test_run ();
}
