/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-sieve.h"
#include "csms-server-clock.h"

/* What events are held against: those that came before, and the server's own clock. */

#define T0 G_GINT64_CONSTANT (1795472292486)

static void
test_sieve (void)
{
  g_autoptr (CsmsEventSieve) sieve = csms_event_sieve_new (3);

  g_assert_true (csms_event_sieve_pass (sieve, "a"));
  g_assert_false (csms_event_sieve_pass (sieve, "a"));
  g_assert_true (csms_event_sieve_pass (sieve, NULL));
  g_assert_true (csms_event_sieve_pass (sieve, NULL));
  g_assert_true (csms_event_sieve_pass (sieve, "b"));
  g_assert_true (csms_event_sieve_pass (sieve, "c"));
  g_assert_true (csms_event_sieve_knows (sieve, "a"));
  g_assert_true (csms_event_sieve_pass (sieve, "d"));
  g_assert_false (csms_event_sieve_knows (sieve, "a"));
  g_assert_true (csms_event_sieve_knows (sieve, "b"));
}

static void
test_clock (void)
{
  CsmsServerClock clock = { 0 };

  g_assert_cmpint (csms_server_clock_get_ms (&clock, 5000000), ==, 0);
  csms_server_clock_observe (&clock, T0, 1000000);
  csms_server_clock_observe (&clock, T0 + 1000, 2400000);   /* a slow answer says less */
  g_assert_cmpint (csms_server_clock_get_ms (&clock, 3000000), ==, T0 + 2000);
  csms_server_clock_observe (&clock, -1, 3000000);
  csms_server_clock_observe (&clock, G_MAXINT64, 3000000);
  g_assert_cmpint (csms_server_clock_get_ms (&clock, 3000000), ==, T0 + 2000);
  csms_server_clock_forget (&clock);
  g_assert_cmpint (csms_server_clock_get_ms (&clock, 3000000), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operator/sieve", test_sieve);
  g_test_add_func ("/operator/server-clock", test_clock);
  return g_test_run ();
}
