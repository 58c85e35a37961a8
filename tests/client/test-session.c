/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-test.h"

/* The same cases over memory and over a real socket: the name of each begins with which. */

typedef struct
{
  Peer *peer;
  Recorder *recorder;
  CsmsSession *session;
  CsmsLinkOptions options;
  guint64 serial;
} Fixture;

typedef Peer *(*PeerNew) (void);

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  PeerNew peer_new = (PeerNew) data;

  f->peer = peer_new ();
  f->recorder = recorder_new ();
  f->options.request_deadline_ms = 5000;
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_assert_true (csms_session_stop_finish (CSMS_SESSION (source), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
stop (Fixture *f)
{
  gboolean stopped = FALSE;

  csms_session_stop_async (f->session, 2000, on_stopped, &stopped);
  WAIT_FOR (stopped);
  g_assert_cmpint (f->recorder->status->state, ==, CSMS_LINK_IDLE);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  if (f->session != NULL)
    {
      stop (f);
      WAIT_FOR (f->peer->open_now == 0);
      g_assert_finalize_object (f->session);
    }
  recorder_free (f->recorder);
  peer_free (f->peer);
}

static void
begin_with_key (Fixture    *f,
                const char *key)
{
  f->session = csms_session_new (f->peer->make_transport, f->peer, key, &f->options, &recorder_sink, f->recorder);
  csms_session_start (f->session);
}

static gboolean
is_in (Fixture       *f,
       CsmsLinkState  state)
{
  return f->recorder->status != NULL && f->recorder->status->state == state;
}

static void
begin_ready (Fixture *f)
{
  begin_with_key (f, "key-1");
  peer_sign_in (f->peer);
  WAIT_FOR (is_in (f, CSMS_LINK_READY));
}

static guint64
ask (Fixture     *f,
     CsmsRequest *request)
{
  csms_session_request (f->session, ++f->serial, request, CSMS_PRIORITY_NORMAL);
  csms_request_unref (request);
  return f->serial;
}

static CsmsRequest *
start_charging (void)
{
  return csms_request_new_start_charging ("CP-1", 1, "TAG-1");
}

static void
assert_error (Fixture         *f,
              guint64          serial,
              CsmsClientError  code)
{
  Outcome *outcome;

  WAIT_FOR (recorder_get (f->recorder, serial) != NULL);
  outcome = recorder_get (f->recorder, serial);
  g_assert_cmpuint (outcome->times, ==, 1);
  g_assert_error (outcome->error, CSMS_CLIENT_ERROR, (int) code);
}

static CsmsReply *
wait_reply (Fixture *f,
            guint64  serial)
{
  WAIT_FOR (recorder_get (f->recorder, serial) != NULL);
  g_assert_no_error (recorder_get (f->recorder, serial)->error);
  g_assert_cmpuint (recorder_get (f->recorder, serial)->times, ==, 1);
  return recorder_get (f->recorder, serial)->reply;
}

static void
test_connects (Fixture       *f,
               gconstpointer  data)
{
  guint64 stations;
  g_autofree char *id = NULL;
  g_autofree char *key = NULL;

  begin_ready (f);
  key = client_test_get_string (g_ptr_array_index (f->peer->frames, 0), "apiKey");
  g_assert_cmpstr (key, ==, "key-1");
  g_assert_cmpstr (f->recorder->status->session_id, ==, "sess-1");
  g_assert_cmpint (f->recorder->status->session_started_ms, >, 0);
  g_assert_cmpuint (f->recorder->status->generation, ==, 1);

  stations = ask (f, csms_request_new_get_stations ());
  id = peer_expect (f->peer, "getStations");
  peer_push (f->peer, "evt-1-a");
  peer_answer (f->peer, id, "[{\"id\":\"CP-1\",\"status\":\"Available\",\"isOnline\":true,\"connectors\":[]}]");
  g_assert_cmpuint (wait_reply (f, stations)->stations->len, ==, 1);
  g_assert_cmpuint (f->recorder->events->len, ==, 1);
  g_assert_cmpuint (f->recorder->sent->len, ==, 1);
}

static void
test_auth_is_awaited (Fixture       *f,
                      gconstpointer  data)
{
  g_autofree char *auth = NULL;
  g_autofree char *id = NULL;
  guint64 serial;

  begin_with_key (f, "key-1");
  serial = ask (f, csms_request_new_get_stations ());
  auth = peer_expect (f->peer, "auth");
  client_test_pass (100);
  g_assert_cmpuint (f->peer->frames->len, ==, 1);
  g_assert_true (is_in (f, CSMS_LINK_AUTHENTICATING));

  peer_answer (f->peer, auth, "{\"status\":\"ok\",\"sessionId\":\"s\"}");
  id = peer_expect (f->peer, "getStations");
  peer_answer (f->peer, id, "[]");
  g_assert_false (wait_reply (f, serial)->is_error);
}

static void
test_lazy_expiry (Fixture       *f,
                  gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *other = NULL;
  g_autofree char *again = NULL;
  g_autofree char *other_again = NULL;
  guint64 a, b;

  begin_ready (f);
  a = ask (f, csms_request_new_get_stations ());
  b = ask (f, csms_request_new_get_recent_transactions (10));
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
  g_assert_false (wait_reply (f, a)->is_error);
  g_assert_false (wait_reply (f, b)->is_error);
  g_assert_cmpuint (f->recorder->events->len, ==, 1);
  g_assert_cmpuint (f->recorder->status->generation, ==, 1);
  g_assert_cmpuint (f->peer->frames->len, ==, 6);
}

static void
test_repeats_a_read_once (Fixture       *f,
                          gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  guint64 serial;

  begin_ready (f);
  serial = ask (f, csms_request_new_get_stations ());
  first = peer_expect (f->peer, "getStations");
  peer_refuse (f->peer, first, 401, "Not authenticated");
  peer_sign_in (f->peer);
  again = peer_expect (f->peer, "getStations");
  peer_refuse (f->peer, again, 401, "Not authenticated");
  g_assert_cmpint (wait_reply (f, serial)->error_code, ==, 401);
  client_test_pass (50);
  g_assert_cmpuint (f->peer->frames->len, ==, 4);
}

static void
test_never_repeats_a_command (Fixture       *f,
                              gconstpointer  data)
{
  g_autofree char *id = NULL;
  guint64 serial;

  begin_ready (f);
  serial = ask (f, start_charging ());
  id = peer_expect (f->peer, "startCharging");
  peer_refuse (f->peer, id, 401, "Not authenticated");
  peer_sign_in (f->peer);
  g_assert_cmpint (wait_reply (f, serial)->error_code, ==, 401);
  WAIT_FOR (is_in (f, CSMS_LINK_READY));
  client_test_pass (50);
  g_assert_cmpuint (f->peer->frames->len, ==, 3);
}

static void
test_key_refused_stops (Fixture       *f,
                        gconstpointer  data)
{
  g_autofree char *id = NULL;
  guint64 before, after;

  begin_with_key (f, "wrong");
  before = ask (f, csms_request_new_get_stations ());
  id = peer_expect (f->peer, "auth");
  peer_refuse (f->peer, id, 401, "Invalid API key");
  WAIT_FOR (is_in (f, CSMS_LINK_KEY_REFUSED));
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_KEY_REFUSED);
  assert_error (f, before, CSMS_CLIENT_ERROR_KEY_REFUSED);
  after = ask (f, csms_request_new_get_stations ());
  assert_error (f, after, CSMS_CLIENT_ERROR_KEY_REFUSED);
  WAIT_FOR (f->peer->open_now == 0);
  csms_session_network_changed (f->session);
  client_test_pass (100);
  g_assert_cmpuint (f->peer->opened, ==, 1);

  csms_session_set_api_key (f->session, "right");
  peer_sign_in (f->peer);
  WAIT_FOR (is_in (f, CSMS_LINK_READY));
}

static void
test_no_key_waits (Fixture       *f,
                   gconstpointer  data)
{
  begin_with_key (f, NULL);
  g_assert_true (is_in (f, CSMS_LINK_KEY_REFUSED));
  client_test_pass (50);
  g_assert_cmpuint (f->peer->opened, ==, 0);
  csms_session_set_api_key (f->session, "key-1");
  peer_sign_in (f->peer);
  WAIT_FOR (is_in (f, CSMS_LINK_READY));
}

static void
test_auth_500_retries (Fixture       *f,
                       gconstpointer  data)
{
  g_autofree char *id = NULL;

  begin_with_key (f, "key-1");
  id = peer_expect (f->peer, "auth");
  peer_refuse (f->peer, id, 500, "Internal error");
  WAIT_FOR (is_in (f, CSMS_LINK_WAITING));
  g_assert_cmpint (f->recorder->status->retry_at_us, >, 0);
  g_assert_nonnull (f->recorder->status->last_error);
  peer_sign_in (f->peer);
  WAIT_FOR (is_in (f, CSMS_LINK_READY));
  g_assert_false (recorder_saw_state (f->recorder, CSMS_LINK_KEY_REFUSED));
}

static void
test_reads_answer_500 (Fixture       *f,
                       gconstpointer  data)
{
  g_autofree char *id = NULL;
  guint64 serial;

  begin_ready (f);
  serial = ask (f, csms_request_new_get_events_since_ts (1760000000000, 500));
  id = peer_expect (f->peer, "getEventsSince");
  peer_push (f->peer, "evt-1-a");
  peer_refuse (f->peer, id, 500, "Internal error");
  g_assert_cmpint (wait_reply (f, serial)->error_code, ==, 500);
  g_assert_true (is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->recorder->events->len, ==, 1);
}

static void
test_foreign_frames (Fixture       *f,
                     gconstpointer  data)
{
  begin_ready (f);
  f->peer->send (f->peer, "[4,null,{\"errorCode\":\"FormationViolation\",\"description\":\"x\"}]");
  f->peer->send (f->peer, "not json");
  f->peer->send (f->peer, "\"text\"");
  f->peer->send (f->peer, "{}");
  peer_push (f->peer, "evt-1-a");
  WAIT_FOR (f->recorder->events->len == 1);
  g_assert_cmpuint (f->recorder->foreign->len, >=, 3);
  g_assert_true (is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->peer->frames->len, ==, 1);
}

static void
test_odd_answers (Fixture       *f,
                  gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint64 a, b;

  begin_ready (f);
  a = ask (f, csms_request_new_get_stations ());
  b = ask (f, csms_request_new_get_recent_transactions (10));
  first = peer_expect (f->peer, "getStations");
  second = peer_expect (f->peer, "getRecentTransactions");
  peer_answer (f->peer, "never-asked", "[]");
  peer_answer (f->peer, second, "[]");
  peer_answer (f->peer, second, "[]");
  peer_answer (f->peer, first, "[]");
  peer_refuse (f->peer, first, 500, "doubled");
  peer_push (f->peer, "evt-1-a");
  WAIT_FOR (f->recorder->events->len == 1);
  g_assert_false (wait_reply (f, a)->is_error);
  g_assert_false (wait_reply (f, b)->is_error);
}

static void
test_late_answer (Fixture       *f,
                  gconstpointer  data)
{
  g_autofree char *id = NULL;
  guint64 serial;

  f->options.command_deadline_ms = 100;
  begin_ready (f);
  serial = ask (f, start_charging ());
  id = peer_expect (f->peer, "startCharging");
  assert_error (f, serial, CSMS_CLIENT_ERROR_NO_REPLY);
  peer_answer (f->peer, id, "{\"status\":\"Accepted\",\"correlationId\":\"c\"}");
  peer_push (f->peer, "evt-1-a");
  WAIT_FOR (f->recorder->events->len == 1);
  assert_error (f, serial, CSMS_CLIENT_ERROR_NO_REPLY);
  g_assert_true (is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->peer->frames->len, ==, 2);
}

static void
test_bad_reply (Fixture       *f,
                gconstpointer  data)
{
  g_autofree char *id = NULL;
  guint64 serial;

  begin_ready (f);
  serial = ask (f, csms_request_new_get_stations ());
  id = peer_expect (f->peer, "getStations");
  peer_answer (f->peer, id, "42");
  assert_error (f, serial, CSMS_CLIENT_ERROR_BAD_REPLY);
  g_assert_true (is_in (f, CSMS_LINK_READY));
}

static void
test_lost (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *id = NULL;
  guint64 sent, unsent, read;

  begin_ready (f);
  sent = ask (f, start_charging ());
  id = peer_expect (f->peer, "startCharging");
  f->peer->hang_up (f->peer);
  assert_error (f, sent, CSMS_CLIENT_ERROR_LOST);
  WAIT_FOR (is_in (f, CSMS_LINK_WAITING));
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CLOSED);
  unsent = ask (f, start_charging ());
  assert_error (f, unsent, CSMS_CLIENT_ERROR_NOT_SENT);

  /* A read waits for the next session; a command never does. */
  read = ask (f, csms_request_new_get_stations ());
  csms_session_network_changed (f->session);
  peer_sign_in (f->peer);
  g_free (id);
  id = peer_expect (f->peer, "getStations");
  peer_answer (f->peer, id, "[]");
  g_assert_false (wait_reply (f, read)->is_error);
  g_assert_cmpuint (f->recorder->status->generation, ==, 2);
}

static void
test_not_sent_in_time (Fixture       *f,
                       gconstpointer  data)
{
  guint64 serial;

  f->options.request_deadline_ms = 100;
  f->peer->refuse = TRUE;
  begin_with_key (f, "key-1");
  serial = ask (f, csms_request_new_get_stations ());
  assert_error (f, serial, CSMS_CLIENT_ERROR_NOT_SENT);
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT);
  g_assert_true (is_in (f, CSMS_LINK_WAITING));
  f->peer->refuse = FALSE;
  csms_session_network_changed (f->session);
  peer_sign_in (f->peer);
}

static void
test_one_socket_at_a_time (Fixture       *f,
                           gconstpointer  data)
{
  f->peer->close_delay_ms = 200;
  begin_ready (f);
  for (guint i = 0; i < 3; i++)
    {
      csms_session_reconnect_now (f->session);
      g_assert_false (is_in (f, CSMS_LINK_READY));
      peer_sign_in (f->peer);
      WAIT_FOR (is_in (f, CSMS_LINK_READY));
    }
  g_assert_cmpuint (f->peer->opened, ==, 4);
  g_assert_cmpuint (f->peer->open_most, ==, 1);
}

static void
test_silence (Fixture       *f,
              gconstpointer  data)
{
  f->options.silence_limit_ms = 300;
  begin_ready (f);
  WAIT_FOR (is_in (f, CSMS_LINK_WAITING));
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_SILENT);
  csms_session_network_changed (f->session);
  peer_sign_in (f->peer);
  WAIT_FOR (is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->recorder->status->generation, ==, 2);
  g_assert_cmpuint (f->peer->open_most, ==, 1);
}

/* The process was stopped: what came meanwhile is looked at before anyone is declared dead. */
static void
test_stalled_process (Fixture       *f,
                      gconstpointer  data)
{
  f->options.silence_limit_ms = 400;
  begin_ready (f);
  peer_push (f->peer, "evt-1-a");
  g_usleep (1800000);
  WAIT_FOR (f->recorder->events->len == 1);
  g_assert_true (is_in (f, CSMS_LINK_READY));
  g_assert_cmpuint (f->recorder->status->generation, ==, 1);
}

static void
test_pings (Fixture       *f,
            gconstpointer  data)
{
  f->options.ping_interval_ms = 50;
  begin_ready (f);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = peer_expect (f->peer, "ping");

      peer_answer (f->peer, id, "{\"pong\":true,\"ts\":1760000000000}");
    }
  WAIT_FOR (f->recorder->status->rtt_us >= 0);
  g_assert_cmpuint (f->recorder->sent->len, ==, 0);
}

static void
test_probe (Fixture       *f,
            gconstpointer  data)
{
  g_autofree char *id = NULL;

  f->options.silence_limit_ms = 2100;
  begin_ready (f);
  csms_session_network_changed (f->session);
  id = peer_expect (f->peer, "ping");
  WAIT_FOR (is_in (f, CSMS_LINK_WAITING));
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_SILENT);
}

static void
test_cancel (Fixture       *f,
             gconstpointer  data)
{
  g_autofree char *id = NULL;
  guint64 serial;

  begin_ready (f);
  serial = ask (f, csms_request_new_get_stations ());
  id = peer_expect (f->peer, "getStations");
  csms_session_cancel (f->session, serial);
  peer_answer (f->peer, id, "[]");
  peer_push (f->peer, "evt-1-a");
  WAIT_FOR (f->recorder->events->len == 1);
  g_assert_null (recorder_get (f->recorder, serial));
}

static void
test_budget (Fixture       *f,
             gconstpointer  data)
{
  g_autofree char *id = NULL;

  begin_ready (f);
  for (guint i = 0; i < 60; i++)
    ask (f, csms_request_new_get_stations ());
  WAIT_FOR (f->peer->frames->len >= 32);
  client_test_pass (100);
  g_assert_cmpuint (f->peer->frames->len, ==, 32);
  g_assert_cmpuint (f->recorder->status->frames_used, ==, 32);
  g_assert_cmpuint (f->recorder->status->frames_max, ==, 40);

  /* Commands first, and with frames of their own. */
  f->peer->taken = f->peer->frames->len;
  for (guint i = 0; i < 10; i++)
    ask (f, start_charging ());
  WAIT_FOR (f->peer->frames->len >= 40);
  id = peer_expect (f->peer, "startCharging");
  client_test_pass (100);
  g_assert_cmpuint (f->peer->frames->len, ==, 40);
}

static void
test_notices (Fixture       *f,
              gconstpointer  data)
{
  begin_ready (f);
  f->peer->send (f->peer, "{\"event\":\"rate.limit\",\"ts\":1760000000000,\"max\":50}");
  WAIT_FOR (f->recorder->events->len == 1);
  g_assert_error (f->recorder->status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CLOSED);
  f->peer->hang_up (f->peer);
  WAIT_FOR (is_in (f, CSMS_LINK_WAITING));
  g_assert_nonnull (strstr (f->recorder->status->last_error->message, "too many requests"));
}

static void
test_stop_while_connecting (Fixture       *f,
                            gconstpointer  data)
{
  guint64 serial;

  begin_with_key (f, "key-1");
  while (!is_in (f, CSMS_LINK_CONNECTING))
    g_main_context_iteration (NULL, TRUE);
  serial = ask (f, csms_request_new_get_stations ());
  stop (f);
  assert_error (f, serial, CSMS_CLIENT_ERROR_NOT_SENT);
  client_test_pass (50);
  g_assert_true (is_in (f, CSMS_LINK_IDLE));

  csms_session_start (f->session);
  peer_sign_in (f->peer);
  WAIT_FOR (is_in (f, CSMS_LINK_READY));
}

static void
add_case (const char *name,
          void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *memory = g_strdup_printf ("/client/memory/%s", name);
  g_autofree char *socket = g_strdup_printf ("/client/socket/%s", name);

  g_test_add (memory, Fixture, peer_new_in_memory, set_up, test, tear_down);
  g_test_add (socket, Fixture, peer_new_on_socket, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  client_test_init (&argc, &argv);

  add_case ("connects", test_connects);
  add_case ("trap-04-auth-is-awaited", test_auth_is_awaited);
  add_case ("trap-05-lazy-expiry", test_lazy_expiry);
  add_case ("trap-05-repeats-a-read-once", test_repeats_a_read_once);
  add_case ("trap-05-never-repeats-a-command", test_never_repeats_a_command);
  add_case ("trap-18-auth-500-is-retried", test_auth_500_retries);
  add_case ("trap-18-reads-answer-500", test_reads_answer_500);
  add_case ("trap-01-one-socket-at-a-time", test_one_socket_at_a_time);
  add_case ("key-refused-stops", test_key_refused_stops);
  add_case ("no-key-waits", test_no_key_waits);
  add_case ("foreign-frames", test_foreign_frames);
  add_case ("odd-answers", test_odd_answers);
  add_case ("late-answer", test_late_answer);
  add_case ("bad-reply", test_bad_reply);
  add_case ("lost", test_lost);
  add_case ("not-sent-in-time", test_not_sent_in_time);
  add_case ("silence", test_silence);
  add_case ("stalled-process", test_stalled_process);
  add_case ("pings", test_pings);
  add_case ("probe", test_probe);
  add_case ("cancel", test_cancel);
  add_case ("budget", test_budget);
  add_case ("notices", test_notices);
  add_case ("stop-while-connecting", test_stop_while_connecting);

  return g_test_run ();
}
