/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-seat.h"

/* What a server of the field does to commands, sprung by the simulator. Each case is named for the trap of the protocol notes. */

/* Nothing seen before: as a console that was just started, beside the one that saw it all. */
static void
forget_everything (CsmsTestSeat *self)
{
  g_autoptr (CsmsServer) fresh = csms_server_new_passing (csms_server_get_url (self->server), "test-mobile-key-123");

  csms_server_set_ephemeral (fresh, TRUE);
  g_set_object (&self->server, fresh);
  csms_test_seat_replace (self);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
}

static gboolean
was_looked_up (CsmsTestSeat *self, gpointer data)
{
  return csms_command_get_transaction_id (data) != NULL;
}

/* The server forgot which transaction it is; the last events still tell. */
static void
test_lost_id_in_events (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = csms_test_seat_charge (self, station);
  g_autoptr (CsmsCommand) stop = NULL;

  csms_test_seat_set_status (self, station, 1, "Charging");
  forget_everything (self);
  g_assert_true (csms_operator_can_stop (self->seat, station, 1, NULL));
  stop = csms_test_seat_stop (self, station, 1, NULL);
  g_assert_cmpint (csms_command_get_state (stop), ==, CSMS_COMMAND_LOOKING_UP);
  csms_test_seat_wait (self, csms_test_is_confirmed, stop);
  g_assert_cmpstr (csms_command_get_transaction_id (stop), ==, csms_command_get_transaction_id (start));
}

/* After a restart of the server only meter values name it. */
static void
test_lost_id_in_meters (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = csms_test_seat_charge (self, station);
  g_autoptr (CsmsCommand) stop = NULL;

  csms_test_seat_restart (self, 20);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  csms_test_seat_set_status (self, station, 1, "Charging");
  csms_test_seat_sample (self, station, 1);
  forget_everything (self);
  csms_test_seat_set_status (self, station, 1, "Charging");
  csms_test_seat_await_status (self, station, 1, CSMS_CONNECTOR_STATUS_CHARGING);
  stop = csms_test_seat_stop (self, station, 1, NULL);
  csms_test_seat_wait (self, was_looked_up, stop);
  csms_test_seat_wait (self, csms_test_is_confirmed, stop);
  g_assert_cmpstr (csms_command_get_transaction_id (stop), ==, csms_command_get_transaction_id (start));
}

static void
test_late_start (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  CsmsConnector *connector = csms_fleet_get_connector (csms_operator_get_fleet (self->seat), station, 1);
  GListModel *unconfirmed = csms_operator_get_unconfirmed (self->seat);

  csms_test_seat_set_command_fault (self, station, CSMS_SIMULATOR_COMMAND_LATE, 1800);
  command = csms_test_seat_start (self, station, 1, "USER1");
  csms_test_seat_wait (self, csms_test_is_unconfirmed, command);
  g_assert_cmpint (csms_command_get_reason (command), ==, CSMS_COMMAND_REASON_STATION_TIMEOUT);
  g_assert_cmpuint (g_list_model_get_n_items (unconfirmed), ==, 1);
  g_assert_true (csms_connector_get_unconfirmed (connector));
  g_assert_null (csms_operator_start_charging (self->seat, station, 1, "USER1", &error));
  g_assert_error (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_CANNOT);
  csms_test_seat_wait (self, csms_test_is_confirmed, command);
  g_assert_cmpuint (g_list_model_get_n_items (unconfirmed), ==, 0);
  g_assert_false (csms_connector_get_unconfirmed (connector));
  g_assert_cmpuint (csms_test_seat_requests (self, "startCharging"), ==, 1);
  g_assert_cmpuint (csms_test_seat_actuations (self, station, 1), ==, 1);
}

static gboolean
has_correlation (CsmsTestSeat *self, gpointer data)
{
  return csms_command_get_correlation_id (data) != NULL;
}

/* It started, and the 504 comes all the same, after it. */
static void
test_started_before_timeout (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) command = NULL;

  csms_test_seat_set_command_fault (self, station, CSMS_SIMULATOR_COMMAND_NO_STATUS, 0);
  command = csms_test_seat_start (self, station, 1, "USER1");
  csms_test_seat_wait (self, csms_test_is_confirmed, command);
  csms_test_seat_wait (self, has_correlation, command);
  g_assert_cmpint (csms_command_get_state (command), ==, CSMS_COMMAND_CONFIRMED);
}

/* A station that is suspended gets its Accepted at once, and goes on. */
static void
test_accepted (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = csms_test_seat_charge (self, station);
  g_autoptr (CsmsCommand) stop = NULL;

  csms_test_seat_set_status (self, station, 1, "SuspendedEV");
  csms_test_seat_await_status (self, station, 1, CSMS_CONNECTOR_STATUS_SUSPENDED_EV);
  csms_test_seat_set_command_fault (self, station, CSMS_SIMULATOR_COMMAND_IGNORE, 0);
  g_assert_false (csms_operator_can_start (self->seat, station, 1, NULL));
  stop = csms_test_seat_stop (self, station, 1, NULL);
  while (csms_command_get_state (stop) != CSMS_COMMAND_ACCEPTED)
    g_main_context_iteration (NULL, TRUE);
  csms_test_seat_settle (self, 800);
  g_assert_cmpint (csms_command_get_state (stop), ==, CSMS_COMMAND_ACCEPTED);
  csms_test_seat_local_stop (self, station, 1);
  csms_test_seat_wait (self, csms_test_is_confirmed, stop);
}

/* A start that came to nothing leaves its id to the next card at the reader. */
static void
test_stale_correlation (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autofree char *local = NULL;
  g_autoptr (CsmsCommand) command = NULL;

  csms_test_seat_set_command_fault (self, station, CSMS_SIMULATOR_COMMAND_REJECT, 0);
  command = csms_test_seat_start (self, station, 1, "USER1");
  csms_test_seat_wait (self, csms_test_is_unconfirmed, command);
  g_assert_nonnull (csms_command_get_correlation_id (command));
  local = csms_test_seat_local_start (self, station, 1, "RFID7");
  csms_test_seat_await_status (self, station, 1, CSMS_CONNECTOR_STATUS_CHARGING);
  csms_test_seat_sample (self, station, 1);
  csms_test_seat_settle (self, 200);
  g_assert_cmpint (csms_command_get_state (command), ==, CSMS_COMMAND_UNCONFIRMED);
  /* that charge can be stopped, whatever became of the command */
  g_assert_true (csms_operator_can_stop (self->seat, station, 1, NULL));
  csms_operator_mark_handled (self->seat, command);
  g_assert_cmpint (csms_command_get_state (command), ==, CSMS_COMMAND_HANDLED);
  g_assert_null (csms_operator_get_command (self->seat, station, 1));
  g_assert_cmpuint (g_list_model_get_n_items (csms_operator_get_unconfirmed (self->seat)), ==, 0);
}

/* Everyone sees everyone's results; another's Rejected is not mine, nor is another's Accepted. */
static void
test_results_of_others (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) command = NULL;
  guint seen;

  csms_test_seat_set_command_fault (self, station, CSMS_SIMULATOR_COMMAND_IGNORE, 0);
  command = csms_test_seat_start (self, station, 1, "USER1");
  csms_test_seat_wait (self, csms_test_is_unconfirmed, command);
  seen = self->events->len;
  csms_test_seat_emit (self, station, "remote.start.result", "\"idTag\":\"USER1\",\"status\":\"Rejected\",\"correlationId\":\"corr-1-1\"");
  csms_test_seat_emit (self, station, "remote.start.result", "\"idTag\":\"USER1\",\"status\":\"Accepted\",\"correlationId\":\"corr-1-2\"");
  while (self->events->len < seen + 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (csms_command_get_state (command), ==, CSMS_COMMAND_UNCONFIRMED);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/operator/trap-07-lost-id-in-events", test_lost_id_in_events);
  g_test_add_func ("/operator/trap-07-lost-id-in-meters", test_lost_id_in_meters);
  g_test_add_func ("/operator/trap-08-late-start", test_late_start);
  g_test_add_func ("/operator/trap-08-started-before-timeout", test_started_before_timeout);
  g_test_add_func ("/operator/trap-09-accepted-is-not-stopped", test_accepted);
  g_test_add_func ("/operator/trap-10-stale-correlation", test_stale_correlation);
  g_test_add_func ("/operator/trap-17-results-of-others", test_results_of_others);
  return g_test_run ();
}
