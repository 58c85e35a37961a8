/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-replay-window.h"
#include "csms-soak.h"
#include "csms-test-truth.h"

/*
 * Random breaks over the lossy log of a server of the field: pages that are exactly full, many events in one millisecond, live
 * events meanwhile, servers that restart, seats that crash. After each the seat has every event of the log, once.
 */

static guint
choose_burst (GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return CSMS_REPLAY_PAGE * g_rand_int_range (rand, 1, 4);
    case 1:
      return CSMS_REPLAY_PAGE * g_rand_int_range (rand, 1, 3) + g_rand_int_range (rand, -1, 2);
    case 2:
      return g_rand_int_range (rand, 1, 30);
    default:
      return g_rand_int_range (rand, 30, 1300);
    }
}

static void
break_off (CsmsTestSeat *self, GRand *rand)
{
  if (g_rand_boolean (rand))
    csms_test_seat_restart (self, 20);
  else
    {
      csms_test_seat_set_listening (self, FALSE);
      csms_test_seat_drop (self);
    }
  if (g_rand_int_range (rand, 0, 3) > 0)
    csms_test_seat_replace (self);
}

static void
come_back (CsmsTestSeat *self, GRand *rand)
{
  csms_test_seat_set_listening (self, TRUE);
  csms_operator_start (self->seat);
  csms_operator_reconnect_now (self->seat);
  for (guint i = 0; i < 5; i++)
    {
      csms_test_seat_burst (self, g_rand_int_range (rand, 1, 20));
      csms_test_seat_settle (self, g_rand_int_range (rand, 0, 20));
    }
}

static void
test_replay (void)
{
  CsmsSimulatorConfig config;
  guint rounds = csms_soak_size (12, 500);
  g_autoptr (GRand) rand = g_rand_new_with_seed (csms_soak_seed ());
  g_autoptr (CsmsTestSeat) self = NULL;
  guint64 emitted;

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  config.log_delay_ms = 60;
  self = csms_test_seat_new_live (&config);
  for (guint i = 0; i < rounds; i++)
    {
      csms_test_seat_burst (self, g_rand_int_range (rand, 0, 40));
      break_off (self, rand);
      csms_test_seat_burst (self, choose_burst (rand));
      come_back (self, rand);
      csms_test_seat_await_truth (self);
      g_assert_false (csms_operator_get_status (self->seat)->gap);
      if (i % 10 == 9)
        g_test_message ("%u of %u breaks", i + 1, rounds);
    }
  emitted = csms_test_seat_n_emitted (self);
  csms_soak_tell ("replay: %u breaks, %" G_GUINT64_FORMAT " events, 0 missing, %u twice", rounds, emitted, self->duplicates);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/soak/replay", test_replay);
  return g_test_run ();
}
