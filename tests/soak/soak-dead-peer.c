/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-soak.h"
#include "csms-test-truth.h"

/*
 * Peers that die in every way there is, many at once: a peer that is silent is given up in time, whatever the socket says, and
 * with the server back the seat is live again soon. At full length with the limits of the product, small with short ones.
 */

typedef struct {
  const char *name;
  CsmsSimulatorNetwork network;   /* GOOD: the connections are cut instead */
} Death;

static const Death deaths[] = {
  { "cut", CSMS_SIMULATOR_NETWORK_GOOD },
  { "half-open", CSMS_SIMULATOR_NETWORK_HALF_OPEN },
  { "stopped", CSMS_SIMULATOR_NETWORK_STALL },
  { "half-open, then no handshake", CSMS_SIMULATOR_NETWORK_HALF_OPEN | CSMS_SIMULATOR_NETWORK_MUTE_HANDSHAKE },
};

typedef struct {
  GPtrArray *seats;             /* of CsmsTestSeat, each at a server of its own */
  gint64 *declared_us;          /* when each was no longer live; 0 not yet */
} Herd;

static gboolean
all_live (Herd *herd)
{
  for (guint i = 0; i < herd->seats->len; i++)
    if (!csms_operator_get_live (((CsmsTestSeat *) herd->seats->pdata[i])->seat))
      return FALSE;
  return TRUE;
}

static gboolean
all_declared (Herd *herd)
{
  gboolean all = TRUE;

  for (guint i = 0; i < herd->seats->len; i++)
    {
      if (herd->declared_us[i] == 0 && !csms_operator_get_live (((CsmsTestSeat *) herd->seats->pdata[i])->seat))
        herd->declared_us[i] = g_get_monotonic_time ();
      all = all && herd->declared_us[i] != 0;
    }
  return all;
}

static gint64
wait_for (Herd *herd, gboolean (*condition) (Herd *))
{
  gint64 since = g_get_monotonic_time ();

  while (!condition (herd))
    {
      g_assert_cmpint (g_get_monotonic_time () - since, <, 180 * G_USEC_PER_SEC);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  return g_get_monotonic_time () - since;
}

static void
die (Herd *herd, const Death *death)
{
  for (guint i = 0; i < herd->seats->len; i++)
    {
      CsmsTestSeat *seat = herd->seats->pdata[i];

      herd->declared_us[i] = 0;
      if (death->network != CSMS_SIMULATOR_NETWORK_GOOD)
        csms_test_seat_set_network (seat, death->network);
      else
        {
          csms_test_seat_set_listening (seat, FALSE);
          csms_test_seat_drop (seat);
        }
    }
}

static void
come_back (Herd *herd)
{
  for (guint i = 0; i < herd->seats->len; i++)
    {
      CsmsTestSeat *seat = herd->seats->pdata[i];

      csms_test_seat_set_network (seat, CSMS_SIMULATOR_NETWORK_GOOD);
      csms_test_seat_set_listening (seat, TRUE);
    }
}

static void
test_dead_peers (void)
{
  CsmsSimulatorConfig config;
  guint n = csms_soak_size (3, 20);
  gboolean full = csms_soak_size (0, 1) == 1;
  Herd herd = { g_ptr_array_new_with_free_func ((GDestroyNotify) csms_test_seat_free), g_new0 (gint64, n) };
  gint64 slowest = 0, slowest_back = 0;

  csms_test_seat_set_real_limits (full);
  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  config.stations = 2;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (herd.seats, csms_test_seat_new_live (&config));
  for (guint i = 0; i < G_N_ELEMENTS (deaths); i++)
    {
      gint64 declared, back;

      wait_for (&herd, all_live);
      die (&herd, &deaths[i]);
      declared = wait_for (&herd, all_declared);
      come_back (&herd);
      back = wait_for (&herd, all_live);
      g_test_message ("%s: given up within %.1f s, live again within %.1f s", deaths[i].name, declared / 1e6, back / 1e6);
      slowest = MAX (slowest, declared);
      slowest_back = MAX (slowest_back, back);
    }
  if (full)
    g_assert_cmpint (slowest, <=, 36 * G_USEC_PER_SEC);
  csms_soak_tell ("dead peers: %u of %u declared, %s limits, within %.1f s; live again within %.1f s of the server's return",
                  n * (guint) G_N_ELEMENTS (deaths), n * (guint) G_N_ELEMENTS (deaths), full ? "the product's" : "short",
                  slowest / 1e6, slowest_back / 1e6);
  csms_test_seat_set_real_limits (FALSE);
  g_ptr_array_unref (herd.seats);
  g_free (herd.declared_us);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/soak/dead-peers", test_dead_peers);
  return g_test_run ();
}
