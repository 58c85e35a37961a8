/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "one-station.h"

#include <math.h>
#include <string.h>

/* The traps about what is there, and what it may be made of. */

static void
test_2_listed_client (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (Mirror) rows = mirror_new (csms_fleet_get_stations (fixture->fleet));

  fixture_stations (fixture->fleet, NOW (0), "[{'id':'console-7','name':'console-7','status':'Available','isOnline':true,'connectors':[]}]");
  g_assert_cmpuint (mirror_get_length (rows), ==, 0);
  g_assert_null (csms_fleet_get_station (fixture->fleet, "console-7"));

  /* a station whose connectors the server forgot, and then hears of again, is one after all */
  fixture_stations (fixture->fleet, NOW (1), "[{'id':'st','name':'Depot','status':'Available','isOnline':true,'connectors':[]}]");
  g_assert_cmpuint (mirror_get_length (rows), ==, 0);
  fixture_push (fixture->fleet, NOW (2), STATUS (1, 0, "Available"));
  g_assert_cmpuint (mirror_get_length (rows), ==, 0);
  fixture_push (fixture->fleet, NOW (2), STATUS (1, 1, "Available"));
  g_assert_cmpuint (mirror_get_length (rows), ==, 1);
  g_assert_cmpstr (csms_station_get_name (mirror_get (rows, 0)), ==, "Depot");
}

static void
test_13_vanished (Fixture       *fixture,
                  gconstpointer  data)
{
  CsmsStation *station;

  snapshot (fixture, 0, "Charging", "'NoError'", "null");
  station = csms_fleet_get_station (fixture->fleet, "st");
  g_assert_true (csms_station_get_online (station));

  fixture_stations (fixture->fleet, NOW (10), "[]");
  g_assert_true (csms_fleet_get_station (fixture->fleet, "st") == station);
  g_assert_false (csms_station_get_online (station));
  g_assert_cmpint (csms_station_get_category (station), ==, CSMS_STATION_OFFLINE);
  g_assert_true (isnan (csms_station_get_power_w (station)));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);

  /* the server goes on saying what it last was, without hearing anything of it */
  csms_fleet_apply_connector_status (fixture->fleet, "st", 1, "Charging", "NoError", NULL, T (0), NOW (20));
  g_assert_false (csms_station_get_online (station));
  g_assert_cmpint (csms_connector_get_heard_ms (connector (fixture)), ==, NOW (0));

  /* what the log tells is no sign of life, nor is what the server makes up */
  fixture_recover (fixture->fleet, NOW (21), STATUS (5, 1, "Charging"));
  fixture_push (fixture->fleet, NOW (21), STATUS_NO_CODE (6, 1, "Available"));
  g_assert_false (csms_station_get_online (station));
}

static void
test_13_vanished_yet_speaking (Fixture       *fixture,
                               gconstpointer  data)
{
  CsmsStation *station;

  snapshot (fixture, 0, "Available", "'NoError'", "null");
  station = csms_fleet_get_station (fixture->fleet, "st");
  fixture_stations (fixture->fleet, NOW (10), "[]");
  fixture_push (fixture->fleet, NOW (11), STATUS (11, 1, "Preparing"));
  g_assert_true (csms_station_get_online (station));
  g_assert_cmpint (csms_connector_get_heard_ms (connector (fixture)), ==, NOW (11));
  g_assert_cmpint (csms_station_get_last_seen_ms (station), ==, T (11));

  fixture_stations (fixture->fleet, NOW (12), "[]");
  g_assert_false (csms_station_get_online (station));
  fixture_push (fixture->fleet, NOW (13), DELTA (13, 1, "null", "5"));
  g_assert_true (csms_station_get_online (station));
}

static void
test_13_known_from_the_log (Fixture       *fixture,
                            gconstpointer  data)
{
  fixture_stations (fixture->fleet, NOW (0), "[]");
  fixture_recover (fixture->fleet, NOW (1), STATUS (-60, 1, "Available"));
  g_assert_nonnull (csms_fleet_get_station (fixture->fleet, "st"));
  g_assert_false (csms_station_get_online (csms_fleet_get_station (fixture->fleet, "st")));
}

static void
test_14_restart (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_stations (fixture->fleet, NOW (5), "[{'id':'st','name':'st','status':'Available','isOnline':true,'connectors':[]}]");
  g_assert_true (csms_station_get_online (csms_fleet_get_station (fixture->fleet, "st")));
  assert_charge (fixture, TRUE, "1");
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);

  fixture_transactions (fixture->fleet, NOW (5), "[]");
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_transactions (fixture->fleet)), ==, 1);
  csms_fleet_apply_connector_status (fixture->fleet, "st", 1, "Unknown", NULL, NULL, 0, NOW (6));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
}

static void
test_15_first_sample_is_voltage (Fixture       *fixture,
                                 gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STATUS (0, 1, "Charging"));
  fixture_push (fixture->fleet, NOW (1),
                "{'eventId':'e','event':'meter.values.delta','ts':%" G_GINT64_FORMAT ",'stationId':'st','connectorId':1,"
                "'transactionId':'1','total':231.4,'delta':-0.3,'unit':'V','measurand':'Voltage'}", T (1));
  /* no energy, but the id of the charge all the same */
  g_assert_true (isnan (csms_connector_get_register_wh (connector (fixture))));
  g_assert_cmpint (csms_connector_get_metered_ms (connector (fixture)), ==, 0);
  assert_charge (fixture, TRUE, "1");
}

static void
test_15_units (Fixture       *fixture,
               gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STATUS (0, 1, "Charging"));
  fixture_push (fixture->fleet, NOW (1),
                "{'eventId':'e','event':'meter.values.delta','ts':%" G_GINT64_FORMAT ",'stationId':'st','connectorId':1,"
                "'total':1.5,'delta':0.5,'unit':'kWh','measurand':'Energy'}", T (1));
  g_assert_cmpfloat (csms_connector_get_register_wh (connector (fixture)), ==, 1500);
  g_assert_cmpint (csms_connector_get_metered_ms (connector (fixture)), ==, T (1));

  fixture_push (fixture->fleet, NOW (3),
                "{'eventId':'e','event':'meter.values.delta','ts':%" G_GINT64_FORMAT ",'stationId':'st','connectorId':1,"
                "'total':null,'delta':'NaN','unit':'Wh','measurand':'Energy.Active.Import.Register'}", T (3));
  g_assert_cmpfloat (csms_connector_get_register_wh (connector (fixture)), ==, 1500);
}

static void
test_15_connector_0 (Fixture       *fixture,
                     gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "9", "A"));
  fixture_push (fixture->fleet, NOW (1), DELTA (1, 0, "null", "77"));
  g_assert_true (isnan (csms_connector_get_register_wh (connector (fixture))));
  /* unless it names the charge it is of */
  fixture_push (fixture->fleet, NOW (2), DELTA (2, 0, "'9'", "78"));
  g_assert_cmpfloat (csms_connector_get_register_wh (connector (fixture)), ==, 78);
  g_assert_cmpuint (g_list_model_get_n_items (csms_station_get_connectors (csms_fleet_get_station (fixture->fleet, "st"))), ==, 1);
}

static void
test_17_results_make_no_rows (Fixture       *fixture,
                              gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0),
                "{'eventId':'e','event':'remote.start.result','ts':%" G_GINT64_FORMAT ",'stationId':'ghost','connectorId':1,"
                "'idTag':'U','status':'PendingTimeout','correlationId':'corr-1'}", T (0));
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_stations (fixture->fleet)), ==, 0);

  fixture_push (fixture->fleet, NOW (0), STATUS (0, 1, "Available"));
  fixture_push (fixture->fleet, NOW (1),
                "{'eventId':'e','event':'remote.start.result','ts':%" G_GINT64_FORMAT ",'stationId':'st','connectorId':9,"
                "'idTag':'U','status':'Accepted','correlationId':'corr-1'}", T (1));
  fixture_push (fixture->fleet, NOW (1),
                "{'eventId':'e','event':'remote.stop.result','ts':%" G_GINT64_FORMAT ",'stationId':'st','connectorId':'1',"
                "'transactionId':5,'status':'Accepted'}", T (1));
  g_assert_null (csms_fleet_get_connector (fixture->fleet, "st", 9));
  assert_charge (fixture, FALSE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_transactions (fixture->fleet)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_events (fixture->fleet)), ==, 4);
}

static void
test_19_foreign_text (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *name = g_strnfill (10240, 'x');
  g_autofree char *tag = g_strdup ("<b>\\u202eevil\\u0007</b>");
  g_autofree char *fold = NULL;
  CsmsStation *station;

  memcpy (name, "<markup>", 8);
  fixture_stations (fixture->fleet, NOW (0), "[{'id':'st','name':'%s','status':'Whatever','isOnline':true,'connectors':[{'id':1,"
                    "'status':'Sleeping','errorCode':'NoError'}]}]", name);
  station = csms_fleet_get_station (fixture->fleet, "st");
  g_assert_cmpstr (csms_station_get_name (station), ==, name);
  g_assert_cmpstr (csms_station_get_status_text (station), ==, "Whatever");
  g_assert_cmpstr (csms_connector_get_status_text (connector (fixture)), ==, "Sleeping");
  g_assert_cmpint (csms_connector_get_status (connector (fixture)), ==, CSMS_CONNECTOR_STATUS_OTHER);
  g_assert_cmpint (csms_station_get_category (station), ==, CSMS_STATION_OTHER);

  fixture_push (fixture->fleet, NOW (1), STARTED (1, 1, "1", tag));
  g_assert_nonnull (strstr (csms_connector_get_id_tag (connector (fixture)), "\xe2\x80\xae" "evil"));
  fold = csms_search_fold ("EVIL");
  g_assert_true (csms_station_matches (station, fold));
}

static void
test_19_odd_connectors (Fixture       *fixture,
                        gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0),
                "{'eventId':'e','event':'connector.status.changed','ts':1,'stationId':'st','connectorId':'abc','status':'Available'}");
  fixture_push (fixture->fleet, NOW (0), "{'eventId':'e','event':'connector.status.changed','ts':1,'connectorId':1,'status':'Available'}");
  fixture_push (fixture->fleet, NOW (0), "{'eventId':'e','event':'transaction.started','ts':1,'stationId':'st','connectorId':1}");
  fixture_push (fixture->fleet, NOW (0), "{'eventId':'e','event':'transaction.stopped','ts':2,'stationId':'st'}");
  fixture_push (fixture->fleet, NOW (0), "{'eventId':'e','event':'meter.values.delta','stationId':'st','connectorId':2147483647,'total':1e308}");
  fixture_push (fixture->fleet, NOW (0), "{'event':'session.expired','ts':1}");
  fixture_push (fixture->fleet, NOW (0), "{'eventId':'e','event':'who.knows','ts':1,'stationId':'st','connectorId':4}");
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_events (fixture->fleet)), ==, 7);
  assert_charge (fixture, TRUE, NULL);

  /* answers that do not say of whom */
  csms_fleet_apply_connector_status (fixture->fleet, NULL, -1, NULL, NULL, NULL, 0, NOW (0));
  fixture_samples (fixture->fleet, NULL, NOW (0), "[{'sampledValue':[{'value':'5'}]}]");
  g_assert_null (csms_fleet_get_connector (fixture->fleet, NULL, 1));
  g_assert_null (csms_fleet_get_last_transaction (fixture->fleet, NULL, 1));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("trap-02-listed-client", test_2_listed_client);
  ADD ("trap-13-vanished", test_13_vanished);
  ADD ("trap-13-vanished-yet-speaking", test_13_vanished_yet_speaking);
  ADD ("trap-13-known-from-the-log", test_13_known_from_the_log);
  ADD ("trap-14-restart", test_14_restart);
  ADD ("trap-15-first-sample-is-voltage", test_15_first_sample_is_voltage);
  ADD ("trap-15-units", test_15_units);
  ADD ("trap-15-connector-0", test_15_connector_0);
  ADD ("trap-17-results-make-no-rows", test_17_results_make_no_rows);
  ADD ("trap-19-foreign-text", test_19_foreign_text);
  ADD ("trap-19-odd-connectors", test_19_odd_connectors);

  return g_test_run ();
}
