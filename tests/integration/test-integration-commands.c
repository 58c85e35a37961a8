/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-truth.h"

/*
 * What becomes of a command when the network, the server or the station fails it. It is sent once at most, carried out once at
 * most, and in the end the seat knows what is true of it, or says that it does not.
 */

#define AS_BEHAVIOUR(DATA) ((CsmsSimulatorBehaviour) GPOINTER_TO_UINT (DATA))

/* Time enough to cut the connection, on a busy machine too. */
#define LATE_MS 1000

typedef struct {
  CsmsTestSeat *seat;
  char *station;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, AS_BEHAVIOUR (data));
  self->seat = csms_test_seat_new_live (&config);
  self->station = csms_test_seat_station (self->seat, 0);
  csms_test_seat_stay_honest (self->seat);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->station);
  csms_test_seat_free (self->seat);
}

typedef struct {
  const char *action;
  guint n;
} Requests;

static gboolean
were_received (CsmsTestSeat *seat, gpointer data)
{
  const Requests *requests = data;

  return csms_test_seat_requests (seat, requests->action) >= requests->n;
}

/* Until the server has had it; whatever the seat thinks. */
static void
await_request (Fixture *self, const char *action)
{
  Requests requests = { action, 1 };

  csms_test_seat_wait (self->seat, were_received, &requests);
}

static gboolean
is_not_being_sent (CsmsTestSeat *seat, gpointer command)
{
  return csms_command_get_state (command) != CSMS_COMMAND_SENDING;
}

static CsmsCommand *
charge (Fixture *self)
{
  CsmsCommand *start = csms_test_seat_start (self->seat, self->station, 1, "USER1");

  csms_test_seat_wait (self->seat, csms_test_is_confirmed, start);
  csms_test_seat_await_status (self->seat, self->station, 1, CSMS_CONNECTOR_STATUS_CHARGING);
  return start;
}

static void
assert_once (Fixture *self, guint starts, guint stops)
{
  g_assert_cmpuint (csms_test_seat_requests (self->seat, "startCharging"), ==, starts);
  g_assert_cmpuint (csms_test_seat_requests (self->seat, "stopCharging"), ==, stops);
  g_assert_cmpuint (csms_test_seat_actuations (self->seat, self->station, 1), ==, starts);
}

/* It is not known, and said so, until the log has told. */
static void
await_proof_after (Fixture *self, CsmsCommand *command)
{
  csms_test_seat_wait (self->seat, csms_test_is_unconfirmed, command);
  g_assert_cmpint (csms_command_get_reason (command), ==, CSMS_COMMAND_REASON_CONNECTION_LOST);
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_GOOD);
  csms_operator_reconnect_now (self->seat->seat);
  csms_test_seat_wait (self->seat, csms_test_is_confirmed, command);
  csms_test_seat_await_truth (self->seat);
}

static void
test_start_cut_off (Fixture *self, gconstpointer data)
{
  g_autoptr (CsmsCommand) start = NULL;

  csms_test_seat_set_command_fault (self->seat, self->station, CSMS_SIMULATOR_COMMAND_LATE, LATE_MS);
  start = csms_test_seat_start (self->seat, self->station, 1, "USER1");
  await_request (self, "startCharging");
  csms_test_seat_drop (self->seat);
  await_proof_after (self, start);
  assert_once (self, 1, 0);
}

static void
test_stop_cut_off (Fixture *self, gconstpointer data)
{
  g_autoptr (CsmsCommand) start = charge (self);
  g_autoptr (CsmsCommand) stop = NULL;

  csms_test_seat_set_command_fault (self->seat, self->station, CSMS_SIMULATOR_COMMAND_LATE, LATE_MS);
  stop = csms_test_seat_stop (self->seat, self->station, 1, NULL);
  await_request (self, "stopCharging");
  csms_test_seat_drop (self->seat);
  await_proof_after (self, stop);
  assert_once (self, 1, 1);
}

/* The car charges, and all that says so is held back. */
static void
test_start_stalled (Fixture *self, gconstpointer data)
{
  g_autoptr (CsmsCommand) start = NULL;

  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_STALL);
  start = csms_test_seat_start (self->seat, self->station, 1, "USER1");
  await_request (self, "startCharging");
  await_proof_after (self, start);
  assert_once (self, 1, 0);
}

/* The frame left, and arrived nowhere. Nothing will ever prove that, so a person settles it, and starts anew. */
static void
test_start_swallowed (Fixture *self, gconstpointer data)
{
  g_autoptr (CsmsCommand) swallowed = NULL;
  g_autoptr (CsmsCommand) again = NULL;

  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_HALF_OPEN);
  swallowed = csms_test_seat_start (self->seat, self->station, 1, "USER1");
  csms_test_seat_wait (self->seat, csms_test_is_unconfirmed, swallowed);
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_GOOD);
  csms_operator_reconnect_now (self->seat->seat);
  csms_test_seat_await_truth (self->seat);
  csms_operator_check_again (self->seat->seat, swallowed);
  csms_test_seat_settle (self->seat, 200);
  g_assert_cmpint (csms_command_get_state (swallowed), ==, CSMS_COMMAND_UNCONFIRMED);
  g_assert_false (csms_operator_can_start (self->seat->seat, self->station, 1, NULL));
  assert_once (self, 0, 0);

  csms_operator_mark_handled (self->seat->seat, swallowed);
  again = charge (self);
  assert_once (self, 1, 0);
}

/* The server goes while the station makes up its mind. */
static void
test_server_restarts (Fixture *self, gconstpointer data)
{
  g_autoptr (CsmsCommand) start = NULL;

  csms_test_seat_set_command_fault (self->seat, self->station, CSMS_SIMULATOR_COMMAND_LATE, LATE_MS);
  start = csms_test_seat_start (self->seat, self->station, 1, "USER1");
  await_request (self, "startCharging");
  csms_test_seat_restart (self->seat, 50);
  csms_test_seat_wait (self->seat, csms_test_is_not_live, NULL);
  await_proof_after (self, start);
  assert_once (self, 1, 0);
}

static void
count_confirmed (guint *count, GParamSpec *pspec, CsmsCommand *command)
{
  *count += csms_command_get_state (command) == CSMS_COMMAND_CONFIRMED;
}

/* Of two starts in one second the second is not told (trap 6), which is another test's. */
static void
await_next_second (Fixture *self)
{
  gint64 second = g_get_real_time () / G_USEC_PER_SEC;

  while (g_get_real_time () / G_USEC_PER_SEC == second)
    csms_test_seat_settle (self->seat, 10);
}

/* Answers and events doubled, out of order and among rubbish: each command comes to its one end. */
static void
test_noise (Fixture *self, gconstpointer data)
{
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_REORDER | CSMS_SIMULATOR_NETWORK_DUPLICATE |
                                          CSMS_SIMULATOR_NETWORK_GARBAGE);
  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (CsmsCommand) start = csms_test_seat_start (self->seat, self->station, 1, "USER1");
      g_autoptr (CsmsCommand) stop = NULL;
      guint confirmed = 0;

      g_signal_connect_swapped (start, "notify::state", G_CALLBACK (count_confirmed), &confirmed);
      csms_test_seat_wait (self->seat, csms_test_is_confirmed, start);
      csms_test_seat_await_truth (self->seat);
      stop = csms_test_seat_stop (self->seat, self->station, 1, NULL);
      csms_test_seat_wait (self->seat, csms_test_is_confirmed, stop);
      csms_test_seat_await_status (self->seat, self->station, 1, CSMS_CONNECTOR_STATUS_AVAILABLE);
      csms_test_seat_await_truth (self->seat);
      g_assert_cmpuint (confirmed, ==, 1);
      assert_once (self, i, i);
      await_next_second (self);
      g_signal_handlers_disconnect_by_data (start, &confirmed);
    }
  g_assert_cmpuint (csms_test_seat_n_connections (self->seat), ==, 1);
}

typedef struct {
  CsmsCommand *command;
  CsmsCommandState state;
} Outcome;

static gboolean
came_to (CsmsTestSeat *seat, gpointer data)
{
  const Outcome *outcome = data;

  return csms_command_get_state (outcome->command) == outcome->state;
}

/* A station that does not do it. Where nobody says so the seat says that it does not know, and asks the person. */
static void
refuse (Fixture *self, CsmsSimulatorCommand fault, CsmsCommandState state)
{
  g_autoptr (CsmsCommand) refused = NULL;
  g_autoptr (CsmsCommand) again = NULL;
  Outcome outcome = { NULL, state };

  csms_test_seat_set_command_fault (self->seat, self->station, fault, 0);
  refused = csms_test_seat_start (self->seat, self->station, 1, "USER1");
  outcome.command = refused;
  csms_test_seat_wait (self->seat, came_to, &outcome);
  csms_test_seat_await_truth (self->seat);
  csms_test_seat_settle (self->seat, 200);
  g_assert_cmpint (csms_command_get_state (refused), ==, state);
  g_assert_cmpuint (csms_test_seat_requests (self->seat, "startCharging"), ==, 1);
  g_assert_cmpuint (csms_test_seat_actuations (self->seat, self->station, 1), ==, 0);

  csms_test_seat_set_command_fault (self->seat, self->station, CSMS_SIMULATOR_COMMAND_NORMAL, 0);
  csms_operator_mark_handled (self->seat->seat, refused);
  again = charge (self);
  g_assert_cmpuint (csms_test_seat_requests (self->seat, "startCharging"), ==, 2);
  g_assert_cmpuint (csms_test_seat_actuations (self->seat, self->station, 1), ==, 1);
}

/* The guide's server tells what the station said; the deployed one waits in vain for the station to read Charging. */
static void
test_rejected (Fixture *self, gconstpointer data)
{
  refuse (self, CSMS_SIMULATOR_COMMAND_REJECT,
          AS_BEHAVIOUR (data) == CSMS_SIMULATOR_GUIDE ? CSMS_COMMAND_REFUSED : CSMS_COMMAND_UNCONFIRMED);
}

static void
test_ignored (Fixture *self, gconstpointer data)
{
  refuse (self, CSMS_SIMULATOR_COMMAND_IGNORE, CSMS_COMMAND_UNCONFIRMED);
}

/* The station accepts, and nobody plugs a cable in. The guide's server takes the station's word for it. */
static void
test_no_cable (Fixture *self, gconstpointer data)
{
  g_autoptr (CsmsCommand) start = NULL;

  if (AS_BEHAVIOUR (data) == CSMS_SIMULATOR_DEPLOYED)
    {
      refuse (self, CSMS_SIMULATOR_COMMAND_NO_CABLE, CSMS_COMMAND_UNCONFIRMED);
      return;
    }
  csms_test_seat_set_command_fault (self->seat, self->station, CSMS_SIMULATOR_COMMAND_NO_CABLE, 0);
  start = csms_test_seat_start (self->seat, self->station, 1, "USER1");
  csms_test_seat_wait (self->seat, is_not_being_sent, start);
  csms_test_seat_await_truth (self->seat);
  csms_test_seat_settle (self->seat, 200);
  g_assert_cmpint (csms_command_get_state (start), ==, CSMS_COMMAND_ACCEPTED);
  g_assert_cmpuint (csms_test_seat_actuations (self->seat, self->station, 1), ==, 0);
  /* now someone does */
  g_free (csms_test_seat_local_start (self->seat, self->station, 1, "user1"));
  csms_test_seat_wait (self->seat, csms_test_is_confirmed, start);
}

/* With the database down nothing is logged, and commands work: what was pushed is all there will ever be. Whether there was more
 * while the connection was away, a log without what is known cannot prove. */
static void
test_database_down (Fixture *self, gconstpointer data)
{
  g_autoptr (CsmsCommand) start = NULL;
  g_autoptr (CsmsCommand) stop = NULL;

  csms_test_seat_set_database_down (self->seat, TRUE);
  start = charge (self);
  stop = csms_test_seat_stop (self->seat, self->station, 1, NULL);
  csms_test_seat_wait (self->seat, csms_test_is_confirmed, stop);
  csms_test_seat_await_status (self->seat, self->station, 1, CSMS_CONNECTOR_STATUS_AVAILABLE);
  csms_test_seat_settle (self->seat, 300);
  csms_test_seat_set_database_down (self->seat, FALSE);
  csms_operator_reconnect_now (self->seat->seat);
  csms_test_seat_wait (self->seat, csms_test_is_not_live, NULL);
  csms_test_seat_await_picture (self->seat);
  g_assert_cmpuint (g_hash_table_size (self->seat->event_ids), ==, csms_test_seat_n_emitted (self->seat));
  g_assert_true (csms_operator_get_status (self->seat->seat)->gap);
  assert_once (self, 1, 1);
}

static void
add (const char *name, void (*func) (Fixture *, gconstpointer))
{
  g_autofree char *guide = g_strdup_printf ("/integration/commands/guide/%s", name);
  g_autofree char *deployed = g_strdup_printf ("/integration/commands/deployed/%s", name);

  g_test_add (guide, Fixture, GUINT_TO_POINTER (CSMS_SIMULATOR_GUIDE), set_up, func, tear_down);
  g_test_add (deployed, Fixture, GUINT_TO_POINTER (CSMS_SIMULATOR_DEPLOYED), set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  add ("start-cut-off", test_start_cut_off);
  add ("stop-cut-off", test_stop_cut_off);
  add ("start-stalled", test_start_stalled);
  add ("start-swallowed", test_start_swallowed);
  add ("server-restarts", test_server_restarts);
  add ("noise", test_noise);
  add ("rejected", test_rejected);
  add ("ignored", test_ignored);
  add ("no-cable", test_no_cable);
  add ("database-down", test_database_down);
  return g_test_run ();
}
