/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-peer.h"
#include "csms-test-seat.h"

#define AS_BEHAVIOUR(DATA) ((CsmsSimulatorBehaviour) GPOINTER_TO_UINT (DATA))

static CsmsTestSeat *
new_live (gconstpointer data)
{
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, AS_BEHAVIOUR (data));
  return csms_test_seat_new_live (&config);
}

/* It is written after the journal has it. */
static gboolean
has_cursor (CsmsTestSeat *self, gpointer unused)
{
  return csms_server_get_last_event_id (self->server) != NULL;
}

static void
test_live (gconstpointer data)
{
  g_autoptr (CsmsTestSeat) self = new_live (data);
  const CsmsSeatStatus *status = csms_operator_get_status (self->seat);
  CsmsFleet *fleet = csms_operator_get_fleet (self->seat);

  g_assert_cmpint (status->state, ==, CSMS_SEAT_LIVE);
  g_assert_nonnull (status->session_id);
  g_assert_cmpint (status->not_live_since_ms, ==, 0);
  g_assert_true (status->ever_live);
  g_assert_null (status->problem);
  g_assert_false (status->gap);
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_stations (fleet)), ==, 6);
  csms_test_seat_wait (self, has_cursor, NULL);
}

/* Likewise. */
static gboolean
has_told (CsmsTestSeat *self, gpointer unused)
{
  return self->started_signals > 0 && self->stopped_signals > 0;
}

static void
test_start_and_stop (gconstpointer data)
{
  g_autoptr (CsmsTestSeat) self = new_live (data);
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = csms_test_seat_start (self, station, 1, "USER1");
  g_autoptr (CsmsCommand) stop = NULL;

  g_assert_true (csms_operator_get_command (self->seat, station, 1) == start);
  g_assert_false (csms_operator_can_start (self->seat, station, 1, NULL));
  csms_test_seat_wait (self, csms_test_is_confirmed, start);
  g_assert_nonnull (csms_command_get_transaction_id (start));
  g_assert_cmpint (csms_command_get_sent_ms (start), >, 0);
  csms_test_seat_await_status (self, station, 1, CSMS_CONNECTOR_STATUS_CHARGING);
  g_assert_cmpuint (csms_test_seat_actuations (self, station, 1), ==, 1);
  g_assert_false (csms_operator_can_start (self->seat, station, 1, NULL));

  stop = csms_test_seat_stop (self, station, 1, NULL);
  csms_test_seat_wait (self, csms_test_is_confirmed, stop);
  g_assert_cmpstr (csms_command_get_transaction_id (stop), ==, csms_command_get_transaction_id (start));
  g_assert_cmpuint (csms_test_seat_requests (self, "startCharging"), ==, 1);
  g_assert_cmpuint (csms_test_seat_requests (self, "stopCharging"), ==, 1);
  csms_test_seat_wait (self, has_told, NULL);
  g_assert_cmpuint (self->started_signals, ==, 1);
  g_assert_cmpuint (self->stopped_signals, ==, 1);
  g_assert_cmpuint (self->duplicates, ==, 0);
}

typedef struct {
  gboolean done;
  gboolean worked;
  guint n_stations;
  gint64 rtt_us;
  CsmsAddressSafety safety;
  GError *error;
} Trial;

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Trial *trial = data;

  trial->worked = csms_operator_test_finish (result, &trial->n_stations, &trial->rtt_us, &trial->safety, &trial->error);
  trial->done = TRUE;
}

static gboolean
is_tried (CsmsTestSeat *self, gpointer data)
{
  return ((Trial *) data)->done;
}

/* *Test connection* of the form where a server is entered, which has no seat yet. */
static void
test_trial (gconstpointer data)
{
  CsmsSimulatorConfig config;
  g_autoptr (CsmsTestSeat) self = NULL;
  Trial good = { .done = FALSE };
  Trial bad = { .done = FALSE };

  csms_test_seat_config (&config, AS_BEHAVIOUR (data));
  self = csms_test_seat_new (&config);
  csms_operator_test_async (self->server, config.api_keys[0], NULL, tried_cb, &good);
  csms_test_seat_wait (self, is_tried, &good);
  g_assert_no_error (good.error);
  g_assert_true (good.worked);
  g_assert_cmpuint (good.n_stations, ==, 6);
  g_assert_cmpint (good.rtt_us, >, 0);

  csms_operator_test_async (self->server, "another", NULL, tried_cb, &bad);
  csms_test_seat_wait (self, is_tried, &bad);
  g_assert_error (bad.error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_KEY_REFUSED);
  g_assert_false (bad.worked);
  g_clear_error (&bad.error);
}

static void
test_trial_of_nobody (void)
{
  g_autoptr (CsmsServer) server = csms_server_new_passing ("ws://127.0.0.1:1/mobile-client", "key");
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_at (server);
  Trial trial = { .done = FALSE };

  csms_operator_test_async (server, "key", NULL, tried_cb, &trial);
  csms_test_seat_wait (self, is_tried, &trial);
  g_assert_error (trial.error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT);
  g_assert_false (trial.worked);
  g_clear_error (&trial.error);
}

static gboolean
has_problem (CsmsTestSeat *self, gpointer unused)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->seat);

  return status->state == CSMS_SEAT_CATCHING_UP && status->problem != NULL;
}

static gboolean
has_no_problem (CsmsTestSeat *self, gpointer unused)
{
  return csms_operator_get_status (self->seat)->problem == NULL;
}

static gboolean
is_replaying (CsmsTestSeat *self, gpointer peer)
{
  return csms_test_peer_count (peer, "getEventsSince") > 0;
}

/* What was wrong is no more: the seat stops saying so, while it is still busy with the rest. */
static void
test_problem_passes (void)
{
  g_autoptr (CsmsTestPeer) peer = csms_test_peer_new ();
  g_autoptr (CsmsServer) server = csms_server_new_passing (csms_test_peer_get_url (peer), "test-mobile-key-123");
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_at (server);

  csms_test_peer_say (peer, "getStations", "\"error\":{\"code\":500,\"message\":\"Oops\"}");
  csms_test_peer_say (peer, "getEventsSince", NULL);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, has_problem, NULL);
  csms_test_peer_say (peer, "getStations", "\"result\":[]");
  csms_test_seat_wait (self, is_replaying, peer);
  csms_test_seat_wait (self, has_no_problem, NULL);
}

static void
add (const char *name, GTestDataFunc func)
{
  g_autofree char *guide = g_strdup_printf ("/operator/seat/guide/%s", name);
  g_autofree char *deployed = g_strdup_printf ("/operator/seat/deployed/%s", name);

  g_test_add_data_func (guide, GUINT_TO_POINTER (CSMS_SIMULATOR_GUIDE), func);
  g_test_add_data_func (deployed, GUINT_TO_POINTER (CSMS_SIMULATOR_DEPLOYED), func);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  add ("live", test_live);
  add ("start-and-stop", test_start_and_stop);
  add ("trial", test_trial);
  g_test_add_func ("/operator/seat/trial-of-nobody", test_trial_of_nobody);
  g_test_add_func ("/operator/seat/problem-passes", test_problem_passes);
  return g_test_run ();
}
