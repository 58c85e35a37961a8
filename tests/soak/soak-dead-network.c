/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-soak.h"
#include "csms-test-seat.h"
#include "soak-network.h"
#include "soak-outages.h"

/* A network that dies: every packet vanishes, of all seats at once, as it is one for all. */

#define STATIONS 2

typedef struct {
  SoakOutages outages;
  GPtrArray *seats;
} Herd;

static void
pass (Herd *herd, gint64 us)
{
  gint64 end_us = herd->outages.clock_us + us;

  while (herd->outages.clock_us < end_us)
    soak_outages_turn (&herd->outages);
}

/* Returns: how long it took until every seat was, or was not, live */
static gint64
await_all (Herd *herd, gboolean live)
{
  gint64 since_us = herd->outages.clock_us;
  guint n = 0;

  while (n < herd->seats->len)
    {
      soak_outages_turn (&herd->outages);
      g_assert_cmpint (herd->outages.clock_us - since_us, <, SOAK_PATIENCE_US);
      for (n = 0; n < herd->seats->len; n++)
        if (csms_test_is_live (herd->seats->pdata[n], NULL) != live)
          break;
    }
  return herd->outages.clock_us - since_us;
}

static void
begin (Herd *herd)
{
  await_all (herd, TRUE);
  pass (herd, soak_outages_choose_health_us (&herd->outages));
}

/* With the connections as they are. The first is given up long before the last, so that it is no short outage for all. */
static void
drop_packets (Herd *herd, SoakToll *toll)
{
  begin (herd);
  soak_network_set_dropping (TRUE);
  soak_toll_note (&toll->given_up_us, await_all (herd, FALSE));
  soak_network_set_dropping (FALSE);
  soak_toll_note (&toll->back_us, await_all (herd, TRUE));
  toll->n += herd->seats->len;
}

static void
set_listening (Herd *herd, gboolean listening)
{
  for (guint i = 0; i < herd->seats->len; i++)
    csms_test_seat_set_listening (herd->seats->pdata[i], listening);
}

/* Every try of a short outage runs into nothing. */
static void
cut_and_drop_packets (Herd *herd, SoakToll *toll)
{
  gint64 away_us = soak_outages_choose_away_us (&herd->outages, 1000);

  begin (herd);
  set_listening (herd, FALSE);
  for (guint i = 0; i < herd->seats->len; i++)
    csms_test_seat_drop (herd->seats->pdata[i]);
  soak_toll_note (&toll->given_up_us, await_all (herd, FALSE));
  soak_network_set_dropping (TRUE);
  set_listening (herd, TRUE);
  pass (herd, away_us);
  soak_network_set_dropping (FALSE);
  soak_toll_note (&toll->away_us, away_us);
  soak_toll_note (&toll->back_us, await_all (herd, TRUE));
  toll->n += herd->seats->len;
}

static void
test_network (gconstpointer problem)
{
  guint n = csms_soak_size (2, 20), rounds = csms_soak_size (1, 5);
  SoakToll dropped = { 0 }, cut = { 0 };
  CsmsSimulatorConfig config;
  Herd herd;

  if (problem != NULL)
    {
      g_test_skip (problem);
      return;
    }
  soak_outages_init (&herd.outages);
  herd.seats = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_test_seat_free);
  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  config.stations = STATIONS;
  for (guint i = 0; i < n; i++)
    {
      CsmsTestSeat *seat = csms_test_seat_new (&config);

      csms_operator_start (seat->seat);
      g_ptr_array_add (herd.seats, seat);
    }
  for (guint i = 0; i < rounds; i++)
    {
      drop_packets (&herd, &dropped);
      cut_and_drop_packets (&herd, &cut);
    }
  soak_outages_tell (&herd.outages, "packets dropped", &dropped);
  soak_outages_tell (&herd.outages, "cut, then packets dropped", &cut);
  g_ptr_array_unref (herd.seats);
  soak_outages_clear (&herd.outages);
}

int
main (int argc, char **argv)
{
  const char *problem = soak_network_enter ();

  csms_test_seat_init (&argc, &argv);
  g_test_add_data_func ("/soak/dead-network/packets", problem, test_network);
  return g_test_run ();
}
