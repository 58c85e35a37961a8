/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-test-seat.h"

/* What a server of the field does to a seat, sprung by the simulator. Each case is named for the trap of the protocol notes. */

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
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
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

static gboolean
has_asked_the_log (CsmsTestSeat *self, gpointer unused)
{
  return csms_test_seat_requests (self, "getEventsSince") > 0;
}

/* The session ran out unnoticed: the command is refused, is not repeated, and the next one works. */
static void
test_expiry (void)
{
  g_autoptr (CsmsTestSeat) self = NULL;
  g_autofree char *station = NULL;
  g_autoptr (CsmsCommand) refused = NULL;
  g_autoptr (CsmsCommand) again = NULL;

  /* An audit that is told of the expiry first signs in again, and the command is not sent at all. */
  csms_test_seat_set_audit_pace (1000 * 1000);
  self = csms_test_seat_new_deployed ();
  csms_test_seat_set_audit_pace (50);
  station = csms_test_seat_station (self, 0);
  /* Nor the replay of a first connection, which is live before it. */
  csms_test_seat_wait (self, has_asked_the_log, NULL);
  csms_test_seat_settle (self, 300);
  csms_test_seat_expire (self);
  refused = csms_test_seat_start (self, station, 1, "USER1");
  csms_test_seat_wait (self, csms_test_has_ended, refused);
  g_assert_cmpint (csms_command_get_state (refused), ==, CSMS_COMMAND_REFUSED);
  g_assert_cmpint (csms_command_get_reason (refused), ==, CSMS_COMMAND_REASON_SESSION_EXPIRED);
  csms_test_seat_settle (self, 200);
  g_assert_cmpuint (csms_test_seat_requests (self, "startCharging"), ==, 1);
  g_assert_cmpuint (csms_test_seat_actuations (self, station, 1), ==, 0);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  again = csms_test_seat_charge (self, station);
  g_assert_cmpuint (csms_test_seat_actuations (self, station, 1), ==, 1);
}

/* Of two that start in one second the second is never told to have started: its meter values are the proof. */
static void
test_same_second (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
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

static void
test_connector_is_a_number (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = csms_test_seat_charge (self, station);
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
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = csms_test_seat_charge (self, station);
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
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
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
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = csms_test_seat_charge (self, station);
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
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
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

/* With the database down nobody can sign in; nothing is refused for it, and afterwards nothing is missing. */
static void
test_database_down (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
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
  g_test_add_func ("/operator/trap-11-connector-is-a-number", test_connector_is_a_number);
  g_test_add_func ("/operator/trap-12-made-up-available", test_made_up_available);
  g_test_add_func ("/operator/trap-13-vanished", test_vanished);
  g_test_add_func ("/operator/trap-14-restart", test_restart);
  g_test_add_func ("/operator/trap-16-subscribes-again", test_subscribes_again);
  g_test_add_func ("/operator/trap-18-database-down", test_database_down);
  return g_test_run ();
}
