/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-soak.h"
#include "csms-test-truth.h"
#include "soak-waiting.h"
#include "virtual-time.h"

/*
 * Days in virtual time, with the limits of the product: sessions that run out, clocks that are set, and a machine that sleeps while
 * its connection dies. The server is elsewhere: its clock goes on as it should.
 */

#define S G_GINT64_CONSTANT (1000000)
#define HOUR (3600 * S)
#define AGAIN_WITHIN (5 * S)

typedef struct {
  CsmsTestSeat *seat;
  gint64 without_us;            /* since when there was no session; 0: there is one */
  gint64 slowest_us;
  guint n_sessions;
  char *session_id;
} Watch;

/* A session that is replaced by another one: it may be so quick that only the id tells. */
static void
on_status (Watch *self)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->seat->seat);
  gint64 now_us = g_get_monotonic_time ();

  if (status->session_id == NULL)
    {
      if (self->without_us == 0)
        self->without_us = now_us;
      return;
    }
  if (self->without_us != 0)
    self->slowest_us = MAX (self->slowest_us, now_us - self->without_us);
  self->without_us = 0;
  if (g_strcmp0 (status->session_id, self->session_id) == 0)
    return;
  self->n_sessions++;
  g_free (self->session_id);
  self->session_id = g_strdup (status->session_id);
}

static void
be_elsewhere (CsmsSimulator *simulator, gpointer unused)
{
  virtual_time_belong_elsewhere ();
}

static void
begin (Watch *self, CsmsSimulatorBehaviour behaviour, gint64 session_us)
{
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, behaviour);
  config.session_max_age_s = session_us / S;
  config.command_timeout_ms = 5000;
  config.database_timeout_ms = 30000;
  self->seat = csms_test_seat_new_live (&config);
  csms_simulator_thread_invoke (self->seat->thread, be_elsewhere, NULL);
  g_signal_connect_swapped (self->seat->seat, "status-changed", G_CALLBACK (on_status), self);
  on_status (self);
  virtual_time_begin ();
}

static void
finish (Watch *self)
{
  virtual_time_end ();
  csms_test_seat_await_truth (self->seat);
  g_assert_false (csms_operator_get_status (self->seat->seat)->gap);
  g_signal_handlers_disconnect_by_data (self->seat->seat, self);
  csms_test_seat_free (self->seat);
  g_free (self->session_id);
}

/* Sessions of a day each, at full length. */
static void
run_out (CsmsSimulatorBehaviour behaviour)
{
  gint64 session_us = csms_soak_size (1, 24) * HOUR;
  guint n_times = csms_soak_size (1, 3);
  Watch self = { NULL };
  gint64 end_us;

  begin (&self, behaviour, session_us);
  end_us = g_get_monotonic_time () + n_times * session_us + HOUR / 4;
  while (g_get_monotonic_time () < end_us)
    {
      csms_test_seat_burst (self.seat, 3);
      soak_live_on (self.seat, HOUR / 20);
    }
  g_assert_cmpuint (self.n_sessions, ==, 1 + n_times);
  g_assert_cmpint (self.slowest_us, <=, AGAIN_WITHIN);
  g_assert_cmpuint (csms_test_seat_n_connections (self.seat), ==, 1);
  csms_soak_tell ("clock: %u sessions of %u h on one connection, signed in again within %.1f s, %u events, 0 lost", n_times,
                  (guint) (session_us / HOUR), (double) self.slowest_us / S, self.seat->events->len);
  finish (&self);
}

/* It tells when the time has come. */
static void
test_expiry_told (void)
{
  run_out (CSMS_SIMULATOR_GUIDE);
}

/* It tells when it is asked (trap 5). */
static void
test_expiry_found_out (void)
{
  run_out (CSMS_SIMULATOR_DEPLOYED);
}

/* Returns: how long ago any connector was last heard of at most, as the screen reckons it, by the clock on the wall */
static gint64
get_oldest_ms (CsmsTestSeat *seat)
{
  GListModel *stations = csms_fleet_get_stations (csms_operator_get_fleet (seat->seat));
  gint64 now_ms = g_get_real_time () / 1000, oldest_ms = 0;

  for (guint i = 0; i < g_list_model_get_n_items (stations); i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);
      GListModel *connectors = csms_station_get_connectors (station);

      for (guint c = 0; c < g_list_model_get_n_items (connectors); c++)
        {
          g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, c);
          gint64 age_ms = now_ms - csms_connector_get_heard_ms (connector);

          g_assert_cmpint (age_ms, >=, 0);
          oldest_ms = MAX (oldest_ms, age_ms);
        }
    }
  return oldest_ms;
}

/* Somebody sets the clock, or a time server does, while all goes on. */
static void
test_clock_set (void)
{
  static const int hours[] = { 5, -8, 48, -45, -1, 1 };
  guint n_rounds = csms_soak_size (2, 30);
  Watch self = { NULL };
  gint64 oldest_ms = 0;

  begin (&self, CSMS_SIMULATOR_DEPLOYED, 240 * HOUR);
  for (guint i = 0; i < n_rounds; i++)
    {
      virtual_time_set_wall (hours[i % G_N_ELEMENTS (hours)] * HOUR);
      csms_test_seat_let_happen (self.seat);
      soak_live_on (self.seat, 90 * S);
      oldest_ms = MAX (oldest_ms, get_oldest_ms (self.seat));
      csms_test_seat_drop (self.seat);
      csms_test_seat_burst (self.seat, 10);
      g_assert_true (soak_wait (self.seat, 20 * S, csms_test_is_not_live, NULL));
      g_assert_true (soak_wait (self.seat, 20 * S, csms_test_is_live, NULL));
    }
  g_assert_cmpuint (csms_test_seat_n_connections (self.seat), ==, 1 + n_rounds);
  g_assert_cmpuint (self.n_sessions, ==, 1 + n_rounds);
  csms_soak_tell ("clock: set %u times by up to 48 h either way, the connection kept, ages within %.0f s, %u events, 0 lost", n_rounds,
                  (double) oldest_ms / 1000, self.seat->events->len);
  finish (&self);
}

static gboolean
is_of_another_session (CsmsTestSeat *seat, gpointer session_id)
{
  const char *now = csms_operator_get_status (seat->seat)->session_id;

  return now != NULL && g_strcmp0 (now, session_id) != 0;
}

/* The connection dies while the machine sleeps, and nobody is there to tell it. */
static void
test_suspend (void)
{
  static const gint64 naps[] = { 8 * HOUR, 26 * HOUR, HOUR / 60, 70 * HOUR };
  guint n_rounds = csms_soak_size (3, 60);
  Watch self = { NULL };
  gint64 slowest_us = 0;
  guint n_late = 0;

  begin (&self, CSMS_SIMULATOR_DEPLOYED, 24 * HOUR);
  for (guint i = 0; i < n_rounds; i++)
    {
      g_autofree char *session_id = g_strdup (csms_operator_get_status (self.seat->seat)->session_id);
      gint64 woken_us;

      soak_live_on (self.seat, (7 + i) * S);
      csms_test_seat_burst (self.seat, 5);
      csms_test_seat_set_network (self.seat, CSMS_SIMULATOR_NETWORK_HALF_OPEN);
      virtual_time_suspend (naps[i % G_N_ELEMENTS (naps)]);
      csms_test_seat_set_network (self.seat, CSMS_SIMULATOR_NETWORK_GOOD);
      csms_test_seat_let_happen (self.seat);
      woken_us = g_get_monotonic_time ();
      g_assert_true (soak_wait (self.seat, 60 * S, is_of_another_session, session_id));
      g_test_message ("awake after %.1f s: signed in again after %.1f s", (double) naps[i % G_N_ELEMENTS (naps)] / S,
                      (double) (g_get_monotonic_time () - woken_us) / S);
      slowest_us = MAX (slowest_us, g_get_monotonic_time () - woken_us);
      n_late += g_get_monotonic_time () - woken_us > AGAIN_WITHIN;
      g_assert_true (soak_wait (self.seat, 60 * S, csms_test_is_live, NULL));
    }
  csms_soak_tell ("clock: %u sleeps of up to 70 h, signed in again within 5 s of waking %u times, within %.1f s always, %u events, 0 lost",
                  n_rounds, n_rounds - n_late, (double) slowest_us / S, self.seat->events->len);
  /* on a machine with far more to do than this, its kernel may be slower than the virtual clock */
  g_assert_cmpuint (n_late, <=, n_rounds / 5);
  finish (&self);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  csms_test_seat_set_real_limits (TRUE);
  g_test_add_func ("/soak/clock/expiry-told", test_expiry_told);
  g_test_add_func ("/soak/clock/expiry-found-out", test_expiry_found_out);
  g_test_add_func ("/soak/clock/set", test_clock_set);
  g_test_add_func ("/soak/clock/suspend", test_suspend);
  return g_test_run ();
}
