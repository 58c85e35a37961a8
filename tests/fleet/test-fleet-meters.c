/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "one-station.h"

#include <math.h>

/* Registers, energy and power: what may be shown of a charge, and what would be a guess. */

#define SAMPLE(connector, id, at, values) \
  "{'stationId':'st','connectorId':" connector ",'transactionId':" id ",'timestamp':'2026-11-23T22:" at ".000Z','sampledValue':[" values "]}"
#define REGISTER(value) "{'value':'" value "','measurand':'Energy.Active.Import.Register','unit':'Wh'}"

static double
energy (Fixture *fixture)
{
  return csms_connector_get_energy_wh (connector (fixture));
}

static double
power (Fixture *fixture)
{
  return csms_connector_get_power_w (connector (fixture));
}

static void
test_first_reading_counts (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (CsmsTransaction) live = NULL;

  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (3), DELTA (3, 1, "'1'", "1000"));
  g_assert_cmpfloat (energy (fixture), ==, 0);
  fixture_push (fixture->fleet, NOW (13), DELTA (13, 1, "'1'", "1020"));
  g_assert_cmpfloat (energy (fixture), ==, 20);
  /* 20 Wh in 10 s */
  g_assert_cmpfloat (power (fixture), ==, 7200);
  live = g_list_model_get_item (csms_fleet_get_transactions (fixture->fleet), 0);
  g_assert_cmpfloat (csms_transaction_get_energy_wh (live), ==, 20);
  g_assert_cmpfloat (csms_station_get_power_w (csms_fleet_get_station (fixture->fleet, "st")), ==, 7200);

  fixture_push (fixture->fleet, NOW (20), STOPPED (20, 1, "1"));
  g_assert_true (isnan (energy (fixture)));
  g_assert_true (isnan (power (fixture)));
  g_assert_true (isnan (csms_station_get_power_w (csms_fleet_get_station (fixture->fleet, "st"))));
  g_assert_cmpfloat (csms_connector_get_register_wh (connector (fixture)), ==, 1020);
  g_assert_cmpfloat (csms_transaction_get_energy_wh (live), ==, 1500);
}

static void
test_unknown_start_is_unknown (Fixture       *fixture,
                               gconstpointer  data)
{
  /* under way before anyone looked: the register alone tells nothing of this charge */
  snapshot (fixture, 0, "Charging", "'NoError'", "'1'");
  fixture_push (fixture->fleet, NOW (3), DELTA (3, 1, "'1'", "1000"));
  g_assert_true (isnan (energy (fixture)));
  g_assert_cmpfloat (csms_connector_get_register_wh (connector (fixture)), ==, 1000);
  fixture_push (fixture->fleet, NOW (13), DELTA (13, 1, "'1'", "1020"));
  g_assert_true (isnan (energy (fixture)));
  g_assert_cmpfloat (power (fixture), ==, 7200);

  /* the charge before it, of which the server has the account, ended where this one began */
  fixture_transactions (fixture->fleet, NOW (14),
                        "[{'transactionId':9,'chargePointId':'st','connectorId':1,'stopTime':'2026-11-23T21:00:00Z','meterStart':100,'meterStop':600},"
                        "{'transactionId':8,'chargePointId':'st','connectorId':1,'stopTime':'2026-11-23T20:00:00Z','meterStart':0,'meterStop':100}]");
  fixture_push (fixture->fleet, NOW (23), DELTA (23, 1, "'1'", "1040"));
  g_assert_cmpfloat (energy (fixture), ==, 440);
}

static void
test_account_of_a_charge_under_way (Fixture       *fixture,
                                    gconstpointer  data)
{
  /* under way before anyone looked, its id known; the server's account of it, as published, tells the rest */
  snapshot (fixture, 0, "Charging", "'NoError'", "'7'");
  g_assert_null (csms_connector_get_id_tag (connector (fixture)));
  fixture_transactions (fixture->fleet, NOW (1),
                        "[{'transactionId':7,'stationId':'st','connectorId':1,'idTag':'A','startTime':'2026-11-23T21:00:00Z',"
                        "'meterStart':1000,'energy':400,'status':'Active'}]");
  assert_charge (fixture, TRUE, "7");
  g_assert_cmpstr (csms_connector_get_id_tag (connector (fixture)), ==, "A");
  g_assert_cmpint (csms_connector_get_started_ms (connector (fixture)), ==, G_GINT64_CONSTANT (1795467600000));
  g_assert_cmpfloat (energy (fixture), ==, 400);

  fixture_push (fixture->fleet, NOW (3), DELTA (3, 1, "'7'", "1420"));
  g_assert_cmpfloat (energy (fixture), ==, 420);

  /* an older account changes nothing that was measured since */
  fixture_transactions (fixture->fleet, NOW (4),
                        "[{'transactionId':7,'stationId':'st','connectorId':1,'idTag':'A','meterStart':1000,'energy':400}]");
  g_assert_cmpfloat (energy (fixture), ==, 420);
  g_assert_cmpuint (*fixture->n_started, ==, 0);
}

static void
test_register_at_rest (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STATUS (0, 1, "Available"));
  fixture_push (fixture->fleet, NOW (1), DELTA (1, 1, "null", "500"));
  fixture_push (fixture->fleet, NOW (100), STARTED (100, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (300), DELTA (300, 1, "'1'", "700"));
  g_assert_cmpfloat (energy (fixture), ==, 200);

  /* what the stop tells is where the next begins: 500 + 1500 */
  fixture_push (fixture->fleet, NOW (400), STOPPED (400, 1, "1"));
  fixture_push (fixture->fleet, NOW (500), STARTED (500, 1, "2", "A"));
  fixture_push (fixture->fleet, NOW (700), DELTA (700, 1, "'2'", "2100"));
  g_assert_cmpfloat (energy (fixture), ==, 100);
}

static void
test_register_falls (Fixture       *fixture,
                     gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STATUS (0, 1, "Available"));
  fixture_push (fixture->fleet, NOW (1), DELTA (1, 1, "null", "5000"));
  fixture_push (fixture->fleet, NOW (100), STARTED (100, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (300), DELTA (300, 1, "'1'", "100"));
  g_assert_true (isnan (energy (fixture)));
  g_assert_true (isnan (power (fixture)));
}

static void
test_samples (Fixture       *fixture,
              gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_samples (fixture->fleet, "st", NOW (60),
                   "[" SAMPLE ("1", "'1'", "07:30", REGISTER ("1100") ",{'value':'7.2','measurand':'Power.Active.Import','unit':'kW'},"
                                                    "{'value':'55','measurand':'SoC','unit':'Percent','location':'EV'}")
                   "," SAMPLE ("1", "'1'", "07:00", "{'value':'1000','context':'Transaction.Begin'}") "]");
  g_assert_cmpfloat (energy (fixture), ==, 100);
  g_assert_cmpfloat (power (fixture), ==, 7200);
  g_assert_cmpfloat (csms_connector_get_soc_percent (connector (fixture)), ==, 55);
  g_assert_cmpint (csms_connector_get_metered_ms (connector (fixture)), ==, T (50));
  g_assert_cmpint (csms_connector_get_heard_ms (connector (fixture)), ==, NOW (0));

  /* the same again is nothing new: it was not heard now */
  fixture_samples (fixture->fleet, "st", NOW (90), "[" SAMPLE ("1", "'1'", "07:30", REGISTER ("1100")) "]");
  g_assert_cmpint (csms_connector_get_heard_ms (connector (fixture)), ==, NOW (0));
  fixture_samples (fixture->fleet, "st", NOW (95), "[" SAMPLE ("1", "'1'", "08:00", REGISTER ("1160")) "]");
  g_assert_cmpint (csms_connector_get_heard_ms (connector (fixture)), ==, NOW (95));
  g_assert_cmpfloat (energy (fixture), ==, 160);
  /* the station reports power, so what two registers would give is not put in its place */
  g_assert_cmpfloat (power (fixture), ==, 7200);
}

static void
test_phases (Fixture       *fixture,
             gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_samples (fixture->fleet, "st", NOW (60),
                   "[" SAMPLE ("1", "'1'", "07:00",
                               "{'value':'1000','measurand':'Power.Active.Import','unit':'W','phase':'L1'},"
                               "{'value':'1100','measurand':'Power.Active.Import','unit':'W','phase':'L2'},"
                               "{'value':1.2,'measurand':'Power.Active.Import','unit':'kW','phase':'L3'},"
                               "{'value':'rubbish','measurand':'Energy.Active.Import.Register'},"
                               "{'value':'31','measurand':'Temperature','unit':'Celsius','location':'Body'}") "]");
  g_assert_cmpfloat (power (fixture), ==, 3300);
  g_assert_true (isnan (csms_connector_get_register_wh (connector (fixture))));
}

static void
test_other_charge (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (9), STOPPED (9, 1, "1"));
  fixture_push (fixture->fleet, NOW (20), STARTED (20, 1, "2", "A"));
  /* samples of the charge before say nothing of this one */
  fixture_samples (fixture->fleet, "st", NOW (30),
                   "[" SAMPLE ("1", "'1'", "06:48", REGISTER ("900") ",{'value':'7','measurand':'Power.Active.Import','unit':'kW'}") "]");
  g_assert_true (isnan (energy (fixture)));
  g_assert_true (isnan (power (fixture)));
  assert_charge (fixture, TRUE, "2");
}

static void
test_cost (Fixture       *fixture,
           gconstpointer  data)
{
  fixture_stations (fixture->fleet, NOW (0), "[{'id':'st','isOnline':true,'connectors':[{'id':1,'status':'Available','errorCode':'NoError',"
                    "'type':'Type 2','power_kW':22,'price':0.5}]}]");
  g_assert_cmpstr (csms_connector_get_plug_type (connector (fixture)), ==, "Type 2");
  g_assert_cmpfloat (csms_connector_get_rating_kw (connector (fixture)), ==, 22);
  fixture_push (fixture->fleet, NOW (1), STARTED (1, 1, "1", "A"));
  g_assert_true (isnan (csms_connector_get_cost (connector (fixture))));
  fixture_push (fixture->fleet, NOW (3), DELTA (3, 1, "'1'", "1000"));
  fixture_push (fixture->fleet, NOW (13), DELTA (13, 1, "'1'", "3000"));
  g_assert_cmpfloat (csms_connector_get_cost (connector (fixture)), ==, 1);
}

static void
test_old_reading (Fixture       *fixture,
                  gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (9), DELTA (9, 1, "'1'", "1000"));
  fixture_push (fixture->fleet, NOW (9), DELTA (5, 1, "'1'", "900"));
  fixture_recover (fixture->fleet, NOW (9), DELTA (7, 1, "'1'", "950"));
  g_assert_cmpfloat (csms_connector_get_register_wh (connector (fixture)), ==, 1000);
  g_assert_cmpint (csms_connector_get_metered_ms (connector (fixture)), ==, T (9));
}

static guint
n_points (Fixture              *fixture,
          const CsmsMeterPoint **points)
{
  const CsmsMeterHistory *history = csms_connector_get_history (connector (fixture));
  guint n = 0;

  *points = history != NULL ? csms_meter_history_get (history, &n) : NULL;
  return n;
}

static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  const CsmsMeterPoint *points;
  gboolean exact;

  fixture_push (fixture->fleet, NOW (0), DELTA (0, 1, "null", "990"));
  g_assert_cmpuint (n_points (fixture, &points), ==, 0);
  fixture_push (fixture->fleet, NOW (1), STARTED (1, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (3), DELTA (3, 1, "'1'", "1000"));
  fixture_push (fixture->fleet, NOW (13), DELTA (13, 1, "'1'", "1020"));
  g_assert_cmpuint (n_points (fixture, &points), ==, 2);
  g_assert_cmpint (points[0].at_ms, ==, T (3));
  g_assert_true (isnan (points[0].power_w));
  g_assert_cmpint (points[1].apart_ms, ==, 10000);
  g_assert_cmpfloat (points[1].register_wh, ==, 1020);
  g_assert_cmpfloat (points[1].power_w, ==, 7200);
  g_assert_cmpfloat (csms_connector_get_meter_start_wh (connector (fixture)), ==, 990);
  g_assert_cmpint (csms_connector_get_began_ms (connector (fixture), &exact), ==, T (1));
  g_assert_true (exact);

  /* taken before the charge; then another one shows itself */
  fixture_samples (fixture->fleet, "st", NOW (14), "[" SAMPLE ("1", "1", "00:00", REGISTER ("900")) "]");
  g_assert_cmpuint (n_points (fixture, &points), ==, 2);
  fixture_push (fixture->fleet, NOW (14), DELTA (14, 1, "'7'", "1030"));
  g_assert_cmpuint (n_points (fixture, &points), ==, 1);
  g_assert_cmpfloat (points[0].register_wh, ==, 1030);

  fixture_push (fixture->fleet, NOW (20), STOPPED (20, 1, "7"));
  g_assert_cmpuint (n_points (fixture, &points), ==, 0);
  g_assert_cmpint (csms_connector_get_began_ms (connector (fixture), NULL), ==, 0);
}

/* The answer to a shorter question came first: the longer one tells what was before, and nothing twice. */
static void
test_older_samples (Fixture       *fixture,
                    gconstpointer  data)
{
  const CsmsMeterPoint *points;

  snapshot (fixture, 0, "Charging", "'NoError'", "'1'");
  fixture_samples (fixture->fleet, "st", NOW (0), "[" SAMPLE ("1", "1", "10:00", REGISTER ("1300")) "]");
  g_assert_cmpuint (n_points (fixture, &points), ==, 1);
  for (int i = 0; i < 2; i++)
    {
      fixture_samples (fixture->fleet, "st", NOW (1), "[" SAMPLE ("1", "1", "10:00", REGISTER ("1300")) ","
                       SAMPLE ("1", "1", "09:00", REGISTER ("1200")) "," SAMPLE ("1", "7", "08:00", REGISTER ("1150")) ","
                       SAMPLE ("1", "1", "07:30", REGISTER ("1100")) "]");
      g_assert_cmpuint (n_points (fixture, &points), ==, 3);
      g_assert_cmpfloat (points[0].register_wh, ==, 1100);
      g_assert_cmpint (points[1].apart_ms, ==, 90000);
      g_assert_cmpfloat (csms_connector_get_register_wh (connector (fixture)), ==, 1300);
    }
}

/* Under way before anyone looked: it began then or earlier, until somebody tells. */
static void
test_began (Fixture       *fixture,
            gconstpointer  data)
{
  gboolean exact;

  snapshot (fixture, 5, "Charging", "'NoError'", "'1'");
  g_assert_cmpint (csms_connector_get_began_ms (connector (fixture), &exact), ==, T (5));
  g_assert_false (exact);
  fixture_transactions (fixture->fleet, NOW (6), "[{'transactionId':1,'stationId':'st','connectorId':1,"
                        "'startTime':'2026-11-23T22:00:00.000Z'}]");
  g_assert_cmpint (csms_connector_get_began_ms (connector (fixture), &exact), ==, T (-400));
  g_assert_true (exact);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("meters/first-reading-counts", test_first_reading_counts);
  ADD ("meters/unknown-start-is-unknown", test_unknown_start_is_unknown);
  ADD ("meters/account-of-a-charge-under-way", test_account_of_a_charge_under_way);
  ADD ("meters/register-at-rest", test_register_at_rest);
  ADD ("meters/register-falls", test_register_falls);
  ADD ("meters/samples", test_samples);
  ADD ("meters/phases", test_phases);
  ADD ("meters/other-charge", test_other_charge);
  ADD ("meters/cost", test_cost);
  ADD ("meters/old-reading", test_old_reading);
  ADD ("meters/history", test_history);
  ADD ("meters/older-samples", test_older_samples);
  ADD ("meters/began", test_began);

  return g_test_run ();
}
