/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-seat.h"

#define AS_BEHAVIOUR(DATA) ((CsmsSimulatorBehaviour) GPOINTER_TO_UINT (DATA))

static CsmsTestSeat *
new_live (gconstpointer data)
{
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, AS_BEHAVIOUR (data));
  return csms_test_seat_new_live (&config);
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
  g_assert_nonnull (csms_server_get_last_event_id (self->server));
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
  g_assert_cmpuint (self->started_signals, ==, 1);
  g_assert_cmpuint (self->stopped_signals, ==, 1);
  g_assert_cmpuint (self->duplicates, ==, 0);
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
  return g_test_run ();
}
