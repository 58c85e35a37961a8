/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-soak.h"
#include "csms-test-truth.h"

/* Sessions that run out, again and again. */

static CsmsTestSeat *
new_live (gint64 clock_offset_ms)
{
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  config.clock_offset_ms = clock_offset_ms;
  /* the frame budget is for what is tried here */
  csms_test_seat_set_audit_pace (1000);
  return csms_test_seat_new_live (&config);
}

static gboolean
has_another_session (CsmsTestSeat *self, gpointer session_id)
{
  const char *now = csms_operator_get_status (self->seat)->session_id;

  return now != NULL && g_strcmp0 (now, session_id) != 0 && csms_operator_get_live (self->seat);
}

/* It runs out unnoticed (trap 5); the next question finds out, and nothing that happens meanwhile is lost. */
static void
test_expiry (void)
{
  g_autoptr (CsmsTestSeat) self = new_live (5 * 3600 * 1000);
  guint rounds = csms_soak_size (3, 200);
  gint64 slowest = 0;

  for (guint i = 0; i < rounds; i++)
    {
      g_autofree char *session = g_strdup (csms_operator_get_status (self->seat)->session_id);
      gint64 since;

      csms_test_seat_burst (self, 20);
      csms_test_seat_expire (self);
      csms_test_seat_burst (self, 20);
      since = g_get_monotonic_time ();
      csms_operator_refresh (self->seat);
      csms_test_seat_wait (self, has_another_session, session);
      slowest = MAX (slowest, g_get_monotonic_time () - since);
      csms_test_seat_burst (self, 20);
      csms_test_seat_await_truth (self);
    }
  if (csms_soak_size (0, 1) == 1)
    g_assert_cmpint (slowest, <=, 5 * G_USEC_PER_SEC);
  csms_soak_tell ("expiry: %u sessions ran out, signed in again within %.1f s, 0 events lost", rounds, (double) slowest / G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/soak/expiry", test_expiry);
  return g_test_run ();
}
