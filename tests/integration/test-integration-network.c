/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-truth.h"

/*
 * What a network does to a seat. While it is at its worst things happen at the stations; afterwards the seat shows what is, has had
 * every event once, and its one command was carried out once.
 */

#define AS_BEHAVIOUR(DATA) ((CsmsSimulatorBehaviour) GPOINTER_TO_UINT (DATA))

typedef struct {
  CsmsTestSeat *seat;
  char *station;                /* where a charge was begun from the seat */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (CsmsCommand) start = NULL;
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, AS_BEHAVIOUR (data));
  config.ping_interval_ms = 400;
  self->seat = csms_test_seat_new_live (&config);
  self->station = csms_test_seat_station (self->seat, 0);
  start = csms_test_seat_start (self->seat, self->station, 1, "USER1");
  csms_test_seat_wait (self->seat, csms_test_is_confirmed, start);
  csms_test_seat_stay_honest (self->seat);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  csms_test_seat_await_truth (self->seat);
  g_assert_cmpuint (csms_test_seat_requests (self->seat, "startCharging"), ==, 1);
  g_assert_cmpuint (csms_test_seat_actuations (self->seat, self->station, 1), ==, 1);
  g_assert_false (csms_operator_get_status (self->seat->seat)->gap);
  g_free (self->station);
  csms_test_seat_free (self->seat);
}

static gboolean
is_offline (CsmsTestSeat *seat, gpointer unused)
{
  return csms_operator_get_status (seat->seat)->state == CSMS_SEAT_OFFLINE;
}

static guint
count_tries (CsmsTestSeat *seat)
{
  return csms_link_get_status (csms_operator_get_link (seat->seat))->generation;
}

static gboolean
is_offline_again (CsmsTestSeat *seat, gpointer tries)
{
  return is_offline (seat, NULL) && count_tries (seat) > *(guint *) tries;
}

/* The operator will not wait for the next try, and it fails like the one before. */
static void
try_in_vain (Fixture *self)
{
  guint tries = count_tries (self->seat);

  csms_operator_reconnect_now (self->seat->seat);
  csms_test_seat_wait (self->seat, is_offline_again, &tries);
}

/* The network is good again, and the operator will not wait for the next try. By then the log has what happened, which is else
   read some seconds later (trap 3). */
static void
mend (Fixture *self)
{
  csms_test_seat_settle (self->seat, 60);
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_GOOD);
  csms_operator_reconnect_now (self->seat->seat);
  csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
}

static void
test_drop (Fixture *self, gconstpointer data)
{
  csms_test_seat_drop (self->seat);
  csms_test_seat_let_happen (self->seat);
  csms_test_seat_wait (self->seat, csms_test_is_not_live, NULL);
  csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
}

/* Again and again, sometimes before it is live at all; no more often than 40 frames in 10 s allow. */
static void
test_flapping (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      csms_operator_reconnect_now (self->seat->seat);
      csms_test_seat_settle (self->seat, i * 8);
      csms_test_seat_burst (self->seat, 10);
      csms_test_seat_drop (self->seat);
    }
  csms_test_seat_let_happen (self->seat);
  mend (self);
}

static void
test_server_away (Fixture *self, gconstpointer data)
{
  csms_test_seat_set_listening (self->seat, FALSE);
  csms_test_seat_drop (self->seat);
  csms_test_seat_wait (self->seat, is_offline, NULL);
  csms_test_seat_let_happen (self->seat);
  try_in_vain (self);
  csms_test_seat_set_listening (self->seat, TRUE);
  csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_REFUSE);
  csms_test_seat_drop (self->seat);
  csms_test_seat_let_happen (self->seat);
  csms_test_seat_wait (self->seat, csms_test_is_not_live, NULL);
  try_in_vain (self);
  mend (self);
}

/* The handshake is never answered, and given up. */
static void
test_mute_handshake (Fixture *self, gconstpointer data)
{
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_MUTE_HANDSHAKE);
  csms_test_seat_drop (self->seat);
  csms_test_seat_let_happen (self->seat);
  csms_test_seat_wait (self->seat, csms_test_is_not_live, NULL);
  try_in_vain (self);
  mend (self);
}

/* Too short to be noticed: nothing is asked for again. */
static void
test_hiccup (Fixture *self, gconstpointer data)
{
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_STALL);
  csms_test_seat_let_happen (self->seat);
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_GOOD);
}

static void
test_stall (Fixture *self, gconstpointer data)
{
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_STALL);
  csms_test_seat_let_happen (self->seat);
  csms_test_seat_wait (self->seat, csms_test_is_not_live, NULL);
  g_assert_nonnull (csms_operator_get_status (self->seat->seat)->problem);
  mend (self);
}

static void
test_half_open (Fixture *self, gconstpointer data)
{
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_HALF_OPEN);
  csms_test_seat_let_happen (self->seat);
  csms_test_seat_wait (self->seat, csms_test_is_not_live, NULL);
  g_assert_nonnull (csms_operator_get_status (self->seat->seat)->problem);
  mend (self);
}

/* Byte by byte: what has come of a list or an event counts when all of it is there. */
static void
test_slow_bytes (Fixture *self, gconstpointer data)
{
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_SLOW_BYTES);
  csms_test_seat_let_happen (self->seat);
  csms_test_seat_settle (self->seat, 300);
  csms_operator_reconnect_now (self->seat->seat);
  csms_test_seat_wait (self->seat, csms_test_is_not_live, NULL);
  csms_test_seat_burst (self->seat, 10);
  csms_test_seat_settle (self->seat, 700);
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_GOOD);
}

/* Frames out of order, doubled, or of no meaning cut no connection, and neither does signing in among them fail. */
static void
live_with (Fixture *self, CsmsSimulatorNetwork fault)
{
  guint connections;

  csms_test_seat_set_network (self->seat, fault);
  csms_test_seat_let_happen (self->seat);
  csms_test_seat_await_truth (self->seat);
  g_assert_cmpuint (csms_test_seat_n_connections (self->seat), ==, 1);
  csms_test_seat_drop (self->seat);
  csms_test_seat_burst (self->seat, 30);
  csms_test_seat_wait (self->seat, csms_test_is_not_live, NULL);
  csms_test_seat_settle (self->seat, 60);
  csms_operator_reconnect_now (self->seat->seat);
  csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
  /* The seat may have been at a try of its own, which the operator's replaced. */
  connections = csms_test_seat_n_connections (self->seat);
  g_assert_cmpuint (connections, >, 1);
  csms_test_seat_burst (self->seat, 30);
  csms_test_seat_await_truth (self->seat);
  g_assert_cmpuint (csms_test_seat_n_connections (self->seat), ==, connections);
}

static void
test_reorder (Fixture *self, gconstpointer data)
{
  live_with (self, CSMS_SIMULATOR_NETWORK_REORDER);
}

static void
test_duplicate (Fixture *self, gconstpointer data)
{
  live_with (self, CSMS_SIMULATOR_NETWORK_DUPLICATE);
}

static void
test_garbage (Fixture *self, gconstpointer data)
{
  live_with (self, CSMS_SIMULATOR_NETWORK_GARBAGE);
}

static void
test_all_of_them (Fixture *self, gconstpointer data)
{
  live_with (self, CSMS_SIMULATOR_NETWORK_REORDER | CSMS_SIMULATOR_NETWORK_DUPLICATE | CSMS_SIMULATOR_NETWORK_GARBAGE);
}

/* The seat was there first. */
static void
test_late_server (gconstpointer data)
{
  g_autoptr (CsmsTestSeat) seat = NULL;
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, AS_BEHAVIOUR (data));
  seat = csms_test_seat_new (&config);
  csms_test_seat_stay_honest (seat);
  csms_test_seat_set_listening (seat, FALSE);
  csms_operator_start (seat->seat);
  csms_test_seat_wait (seat, is_offline, NULL);
  g_assert_false (csms_operator_get_status (seat->seat)->ever_live);
  csms_test_seat_set_listening (seat, TRUE);
  csms_test_seat_wait (seat, csms_test_is_live, NULL);
  csms_test_seat_let_happen (seat);
  csms_test_seat_await_truth (seat);
  g_assert_cmpuint (seat->recovered_signals, ==, 0);
}

static void
add (const char *name, void (*func) (Fixture *, gconstpointer))
{
  g_autofree char *guide = g_strdup_printf ("/integration/network/guide/%s", name);
  g_autofree char *deployed = g_strdup_printf ("/integration/network/deployed/%s", name);

  g_test_add (guide, Fixture, GUINT_TO_POINTER (CSMS_SIMULATOR_GUIDE), set_up, func, tear_down);
  g_test_add (deployed, Fixture, GUINT_TO_POINTER (CSMS_SIMULATOR_DEPLOYED), set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  add ("drop", test_drop);
  add ("flapping", test_flapping);
  add ("server-away", test_server_away);
  add ("refused", test_refused);
  add ("mute-handshake", test_mute_handshake);
  add ("hiccup", test_hiccup);
  add ("stall", test_stall);
  add ("half-open", test_half_open);
  add ("slow-bytes", test_slow_bytes);
  add ("reorder", test_reorder);
  add ("duplicate", test_duplicate);
  add ("garbage", test_garbage);
  add ("all-of-them", test_all_of_them);
  g_test_add_data_func ("/integration/network/guide/late-server", GUINT_TO_POINTER (CSMS_SIMULATOR_GUIDE), test_late_server);
  g_test_add_data_func ("/integration/network/deployed/late-server", GUINT_TO_POINTER (CSMS_SIMULATOR_DEPLOYED), test_late_server);
  return g_test_run ();
}
