/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-test-seat.h"

/* What a server of the field does to a seat, sprung by the simulator. Each case is named for the trap of the protocol notes. */

static CsmsTestSeat *
new_live (void)
{
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  return csms_test_seat_new_live (&config);
}

static CsmsCommand *
start_charge (CsmsTestSeat *self, const char *station)
{
  CsmsCommand *command = csms_test_seat_start (self, station, 1, "USER1");

  csms_test_seat_wait (self, csms_test_is_confirmed, command);
  csms_test_seat_await_status (self, station, 1, CSMS_CONNECTOR_STATUS_CHARGING);
  return command;
}

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

typedef struct {
  guint64 n;
} Expected;

static gboolean
has_events (CsmsTestSeat *self, gpointer data)
{
  return g_hash_table_size (self->event_ids) >= ((Expected *) data)->n;
}

/* Until the seat has every event emitted since; the log may be later than the replay, and is then read once more. */
static void
await_all (CsmsTestSeat *self, guint64 before)
{
  Expected expected = { csms_test_seat_n_emitted (self) - before };

  csms_test_seat_wait (self, has_events, &expected);
  g_assert_cmpuint (g_hash_table_size (self->event_ids), ==, expected.n);
  g_assert_cmpuint (self->duplicates, ==, 0);
}

static gboolean
has_recovered (CsmsTestSeat *self, gpointer data)
{
  return self->recovered_count >= ((Expected *) data)->n;
}

/* A burst while the connection is away: nothing of it is lost, nothing comes twice. */
static void
test_replay (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  Expected missed = { 1300 };
  guint64 before = csms_test_seat_n_emitted (self);

  csms_test_seat_burst (self, 5);
  await_all (self, before);
  csms_test_seat_set_listening (self, FALSE);
  csms_test_seat_drop (self);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  csms_test_seat_burst (self, 1300);
  csms_test_seat_set_listening (self, TRUE);
  csms_operator_reconnect_now (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  await_all (self, before);
  csms_test_seat_wait (self, has_recovered, &missed);
  g_assert_cmpuint (self->recovered_signals, >=, 1);
  g_assert_cmpuint (self->recovered_count, ==, 1300);
  g_assert_cmpuint (csms_operator_get_status (self->seat)->recovered, ==, 1300);
  g_assert_false (csms_operator_get_status (self->seat)->gap);
}

/* The session ran out unnoticed: the command is refused, is not repeated, and the next one works. */
static void
test_expiry (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) refused = NULL;
  g_autoptr (CsmsCommand) again = NULL;

  csms_test_seat_expire (self);
  refused = csms_test_seat_start (self, station, 1, "USER1");
  csms_test_seat_wait (self, csms_test_has_ended, refused);
  g_assert_cmpint (csms_command_get_state (refused), ==, CSMS_COMMAND_REFUSED);
  g_assert_cmpint (csms_command_get_reason (refused), ==, CSMS_COMMAND_REASON_SESSION_EXPIRED);
  csms_test_seat_settle (self, 200);
  g_assert_cmpuint (csms_test_seat_requests (self, "startCharging"), ==, 1);
  g_assert_cmpuint (csms_test_seat_actuations (self, station, 1), ==, 0);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  again = start_charge (self, station);
  g_assert_cmpuint (csms_test_seat_actuations (self, station, 1), ==, 1);
}

/* Of two that start in one second the second is never told to have started: its meter values are the proof. */
static void
test_same_second (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *one = csms_test_seat_station (self, 0);
  g_autofree char *two = csms_test_seat_station (self, 1);
  g_autoptr (CsmsCommand) first = NULL, second = NULL;

  /* both within the first half of a second of the server's clock */
  while (g_get_real_time () % G_USEC_PER_SEC > G_USEC_PER_SEC / 4)
    csms_test_seat_settle (self, 5);
  first = csms_test_seat_start (self, one, 1, "USER1");
  second = csms_test_seat_start (self, two, 1, "USER2");
  csms_test_seat_await_status (self, one, 1, CSMS_CONNECTOR_STATUS_CHARGING);
  csms_test_seat_await_status (self, two, 1, CSMS_CONNECTOR_STATUS_CHARGING);
  while (csms_command_is_open (first) || csms_command_is_open (second))
    {
      csms_test_seat_sample (self, one, 1);
      csms_test_seat_settle (self, 60);
      csms_test_seat_sample (self, two, 1);
      csms_test_seat_settle (self, 60);
    }
  g_assert_cmpint (csms_command_get_state (first), ==, CSMS_COMMAND_CONFIRMED);
  g_assert_cmpint (csms_command_get_state (second), ==, CSMS_COMMAND_CONFIRMED);
  g_assert_nonnull (csms_command_get_transaction_id (second));
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
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = start_charge (self, station);
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
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = start_charge (self, station);
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
  g_autoptr (CsmsTestSeat) self = new_live ();
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
  g_autoptr (CsmsTestSeat) self = new_live ();
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
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = start_charge (self, station);
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
  g_autoptr (CsmsTestSeat) self = new_live ();
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

static void
test_connector_is_a_number (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = start_charge (self, station);
  g_autoptr (CsmsCommand) stop = csms_test_seat_stop (self, station, 1, NULL);
  g_autofree char *sent_start = csms_test_seat_dup_frame (self, "startCharging");
  g_autofree char *sent_stop = NULL;

  csms_test_seat_wait (self, csms_test_is_confirmed, stop);
  sent_stop = csms_test_seat_dup_frame (self, "stopCharging");
  g_assert_nonnull (strstr (sent_start, "\"connectorId\":1"));
  g_assert_nonnull (strstr (sent_stop, "\"connectorId\":1"));
}

/* The Available that the server makes up after a stop ends no charge begun meanwhile. */
static void
test_made_up_available (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = start_charge (self, station);
  g_autoptr (CsmsCommand) stop = csms_test_seat_stop (self, station, 1, NULL);
  g_autofree char *local = NULL;

  csms_test_seat_wait (self, csms_test_is_confirmed, stop);
  /* In the millisecond of the stop a word of charging is taken for one of the charge that was stopped. */
  csms_test_seat_settle (self, 5);
  local = csms_test_seat_local_start (self, station, 1, "RFID7");
  if (local != NULL)
    {
      csms_test_seat_await_status (self, station, 1, CSMS_CONNECTOR_STATUS_CHARGING);
      csms_test_seat_settle (self, 400);
      g_assert_true (csms_operator_can_stop (self->seat, station, 1, NULL));
      g_assert_false (csms_operator_can_start (self->seat, station, 1, NULL));
    }
}

static gboolean
is_offline (CsmsTestSeat *self, gpointer station)
{
  return !csms_station_get_online (csms_fleet_get_station (csms_operator_get_fleet (self->seat), station));
}

/* An offline station only vanishes; asked for again, it is offline, and no command goes out to it. */
static void
test_vanished (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (GError) error = NULL;

  csms_test_seat_set_online (self, station, FALSE);
  csms_operator_refresh (self->seat);
  csms_test_seat_wait (self, is_offline, station);
  g_assert_null (csms_operator_start_charging (self->seat, station, 1, "USER1", &error));
  g_assert_error (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_CANNOT);
  g_assert_cmpuint (csms_test_seat_requests (self, "startCharging"), ==, 0);
}

/* After a restart the server knows no connectors; the console does. */
static void
test_restart (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = start_charge (self, station);
  g_autoptr (CsmsCommand) stop = NULL;

  csms_test_seat_restart (self, 20);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  g_assert_nonnull (csms_fleet_get_connector (csms_operator_get_fleet (self->seat), station, 1));
  g_assert_false (csms_operator_get_status (self->seat)->gap);
  csms_test_seat_set_online (self, station, FALSE);
  csms_test_seat_set_online (self, station, TRUE);
  csms_test_seat_await_status (self, station, 1, CSMS_CONNECTOR_STATUS_CHARGING);
  stop = csms_test_seat_stop (self, station, 1, NULL);
  csms_test_seat_wait (self, csms_test_is_confirmed, stop);
}

/* Subscriptions die with the socket. */
static void
test_subscribes_again (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  guint64 before;

  for (guint i = 1; i <= 3; i++)
    {
      g_assert_cmpuint (csms_test_seat_requests (self, "subscribe"), ==, i);
      csms_test_seat_drop (self);
      csms_test_seat_wait (self, csms_test_is_not_live, NULL);
      csms_operator_reconnect_now (self->seat);
      csms_test_seat_wait (self, csms_test_is_live, NULL);
    }
  before = csms_test_seat_n_emitted (self);
  csms_test_seat_burst (self, 10);
  await_all (self, before);
}

/* Everyone sees everyone's results; another's Rejected is not mine, nor is another's Accepted. */
static void
test_results_of_others (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
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

/* With the database down nobody can sign in; nothing is refused for it, and afterwards nothing is missing. */
static void
test_database_down (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  guint64 before = csms_test_seat_n_emitted (self);

  csms_test_seat_set_listening (self, FALSE);
  csms_test_seat_drop (self);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  csms_test_seat_burst (self, 50);
  csms_test_seat_set_database_down (self, TRUE);
  csms_test_seat_set_listening (self, TRUE);
  csms_operator_reconnect_now (self->seat);
  csms_test_seat_settle (self, 600);
  g_assert_cmpint (csms_operator_get_status (self->seat)->state, !=, CSMS_SEAT_KEY_REFUSED);
  csms_test_seat_set_database_down (self, FALSE);
  csms_operator_reconnect_now (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  await_all (self, before);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/operator/trap-03-replay-is-complete", test_replay);
  g_test_add_func ("/operator/trap-05-expiry-is-lazy", test_expiry);
  g_test_add_func ("/operator/trap-06-same-second", test_same_second);
  g_test_add_func ("/operator/trap-07-lost-id-in-events", test_lost_id_in_events);
  g_test_add_func ("/operator/trap-07-lost-id-in-meters", test_lost_id_in_meters);
  g_test_add_func ("/operator/trap-08-late-start", test_late_start);
  g_test_add_func ("/operator/trap-08-started-before-timeout", test_started_before_timeout);
  g_test_add_func ("/operator/trap-09-accepted-is-not-stopped", test_accepted);
  g_test_add_func ("/operator/trap-10-stale-correlation", test_stale_correlation);
  g_test_add_func ("/operator/trap-11-connector-is-a-number", test_connector_is_a_number);
  g_test_add_func ("/operator/trap-12-made-up-available", test_made_up_available);
  g_test_add_func ("/operator/trap-13-vanished", test_vanished);
  g_test_add_func ("/operator/trap-14-restart", test_restart);
  g_test_add_func ("/operator/trap-16-subscribes-again", test_subscribes_again);
  g_test_add_func ("/operator/trap-17-results-of-others", test_results_of_others);
  g_test_add_func ("/operator/trap-18-database-down", test_database_down);
  return g_test_run ();
}
