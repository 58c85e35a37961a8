/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "one-station.h"

/* The traps about which charge is under way on a connector. */

static void
test_6_ids_are_text (Fixture       *fixture,
                     gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1795471600", "A"));
  assert_charge (fixture, TRUE, "1795471600");
  fixture_push (fixture->fleet, NOW (1), STOPPED (1, 1, "'1795471600'"));
  assert_charge (fixture, FALSE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_transactions (fixture->fleet)), ==, 1);
}

static void
test_6_two_stations_one_id (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (CsmsTransaction) first = NULL;

  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1795471600", "A"));
  fixture_push (fixture->fleet, NOW (0),
                "{'eventId':'evt-1-1','event':'transaction.started','ts':%" G_GINT64_FORMAT ",'stationId':'other','connectorId':1,"
                "'transactionId':'1795471600','idTag':'B'}", T (0));
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_transactions (fixture->fleet)), ==, 2);
  fixture_push (fixture->fleet, NOW (1), STOPPED (1, 1, "1795471600"));
  assert_charge (fixture, FALSE, NULL);
  g_assert_true (csms_connector_get_charging (csms_fleet_get_connector (fixture->fleet, "other", 1)));

  first = g_list_model_get_item (csms_fleet_get_transactions (fixture->fleet), 0);
  g_assert_cmpstr (csms_transaction_get_station_id (first), ==, "other");
  g_assert_true (csms_transaction_get_live (first));
}

static void
test_6_start_without_event (Fixture       *fixture,
                            gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STATUS (0, 1, "Preparing"));
  fixture_push (fixture->fleet, NOW (1), STATUS (1, 1, "Charging"));
  assert_charge (fixture, TRUE, NULL);
  g_assert_cmpuint (*fixture->n_started, ==, 0);

  /* as text, as meters have it */
  fixture_push (fixture->fleet, NOW (3), DELTA (3, 1, "'1795471601'", "1000"));
  assert_charge (fixture, TRUE, "1795471601");
  g_assert_cmpuint (*fixture->n_started, ==, 1);
  fixture_push (fixture->fleet, NOW (5), DELTA (5, 1, "'1795471601'", "1010"));
  g_assert_cmpuint (*fixture->n_started, ==, 1);

  fixture_push (fixture->fleet, NOW (9), STOPPED (9, 1, "1795471601"));
  assert_charge (fixture, FALSE, NULL);
  g_assert_cmpuint (*fixture->n_stopped, ==, 1);
}

static void
test_6_start_by_poll (Fixture       *fixture,
                      gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STATUS (0, 1, "Preparing"));
  fixture_push (fixture->fleet, NOW (100), STATUS (100, 1, "Charging"));
  /* what the server remembers of the charge before, which ended before anyone looked */
  fixture_samples (fixture->fleet, "st", NOW (101),
                   "[{'stationId':'st','connectorId':1,'transactionId':'77','timestamp':'2026-11-23T20:00:00.000Z','sampledValue':[{'value':'5'}]}]");
  assert_charge (fixture, TRUE, NULL);
  fixture_samples (fixture->fleet, "st", NOW (110),
                   "[{'stationId':'st','connectorId':1,'transactionId':'78','timestamp':'2026-11-23T22:08:30.000Z','sampledValue':[{'value':'9'}]},"
                   "{'stationId':'st','connectorId':1,'transactionId':'77','timestamp':'2026-11-23T20:00:00.000Z','sampledValue':[{'value':'5'}]}]");
  assert_charge (fixture, TRUE, "78");
  g_assert_cmpuint (*fixture->n_started, ==, 1);
}

static void
test_7_id_forgotten (Fixture       *fixture,
                     gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "500", "USER1"));
  fixture_push (fixture->fleet, NOW (1), STATUS (1, 1, "Charging"));
  assert_charge (fixture, TRUE, "500");
  snapshot (fixture, 1, "Charging", "'NoError'", "null");
  assert_charge (fixture, TRUE, "500");
  fixture_push (fixture->fleet, NOW (2), STATUS (2, 1, "SuspendedEV"));
  assert_charge (fixture, TRUE, "500");
  fixture_push (fixture->fleet, NOW (3), STATUS (3, 1, "SuspendedEVSE"));
  csms_fleet_apply_connector_status (fixture->fleet, "st", 1, "SuspendedEVSE", "NoError", NULL, T (3), NOW (4));
  assert_charge (fixture, TRUE, "500");
  g_assert_cmpstr (csms_connector_get_id_tag (connector (fixture)), ==, "USER1");
  g_assert_cmpuint (*fixture->n_stopped, ==, 0);
}

static void
test_7_id_found_again (Fixture       *fixture,
                       gconstpointer  data)
{
  snapshot (fixture, 0, "Charging", "'NoError'", "null");
  assert_charge (fixture, TRUE, NULL);
  fixture_push (fixture->fleet, NOW (1), DELTA (1, 1, "'500'", "1000"));
  assert_charge (fixture, TRUE, "500");
  /* it was under way before anyone looked: nothing started now */
  g_assert_cmpuint (*fixture->n_started, ==, 0);

  /* its start, from the log, tells whose it is and since when */
  fixture_recover (fixture->fleet, NOW (2), STARTED (-60, 1, "500", "USER1"));
  assert_charge (fixture, TRUE, "500");
  g_assert_cmpstr (csms_connector_get_id_tag (connector (fixture)), ==, "USER1");
  g_assert_cmpint (csms_connector_get_started_ms (connector (fixture)), ==, T (-60));
}

static void
test_7_id_from_poll (Fixture       *fixture,
                     gconstpointer  data)
{
  snapshot (fixture, 0, "Charging", "'NoError'", "null");
  fixture_samples (fixture->fleet, "st", NOW (1),
                   "[{'stationId':'st','connectorId':1,'transactionId':501,'timestamp':'2026-11-23T22:00:00.000Z','sampledValue':[{'value':'9'}]},"
                   "{'stationId':'st','connectorId':1,'transactionId':500,'timestamp':'2026-11-23T21:00:00.000Z','sampledValue':[{'value':'5'}]}]");
  assert_charge (fixture, TRUE, "501");
}

static void
test_10_correlation_is_no_identity (Fixture       *fixture,
                                    gconstpointer  data)
{
  /* two local starts that carry the id of one and the same old command are two charges */
  fixture_push (fixture->fleet, NOW (0),
                "{'eventId':'e1','event':'transaction.started','ts':%" G_GINT64_FORMAT ",'stationId':'st','connectorId':1,"
                "'transactionId':1,'idTag':'RFID','correlationId':'corr-1'}", T (0));
  fixture_push (fixture->fleet, NOW (9), STOPPED (9, 1, "1"));
  fixture_push (fixture->fleet, NOW (20),
                "{'eventId':'e2','event':'transaction.started','ts':%" G_GINT64_FORMAT ",'stationId':'st','connectorId':1,"
                "'transactionId':2,'idTag':'OTHER','correlationId':'corr-1'}", T (20));
  assert_charge (fixture, TRUE, "2");
  g_assert_cmpstr (csms_connector_get_id_tag (connector (fixture)), ==, "OTHER");
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_transactions (fixture->fleet)), ==, 2);
}

static void
test_6_two_connectors_one_id (Fixture       *fixture,
                              gconstpointer  data)
{
  CsmsConnector *second;

  /* two connectors of one station start in one second: the second has no id of its own, and no start */
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1795471600", "A"));
  fixture_push (fixture->fleet, NOW (0), STATUS (0.2, 2, "Charging"));
  fixture_push (fixture->fleet, NOW (3), DELTA (3, 2, "'1795471600'", "5"));
  second = csms_fleet_get_connector (fixture->fleet, "st", 2);
  assert_charge (fixture, TRUE, "1795471600");
  g_assert_true (csms_connector_get_charging (second));
  g_assert_null (csms_connector_get_transaction_id (second));

  /* the stop names its connector: the other goes on */
  fixture_push (fixture->fleet, NOW (9), STOPPED (9, 2, "1795471600"));
  g_assert_false (csms_connector_get_charging (second));
  assert_charge (fixture, TRUE, NULL);
}

static void
test_6_two_connectors_one_id_in_a_list (Fixture       *fixture,
                                        gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1795471600", "A"));
  fixture_push (fixture->fleet, NOW (0), STATUS (0.1, 1, "Charging"));

  /* that of the other connector, which nobody saw */
  fixture_transactions (fixture->fleet, NOW (9), "[{'transactionId':1795471600,'stationId':'st','connectorId':2,"
                        "'startTime':'2026-11-23T22:06:40.200Z','stopTime':'2026-11-23T22:06:49.000Z','status':'Completed'}]");
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  assert_charge (fixture, TRUE, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("trap-06-ids-are-text", test_6_ids_are_text);
  ADD ("trap-06-two-stations-one-id", test_6_two_stations_one_id);
  ADD ("trap-06-start-without-event", test_6_start_without_event);
  ADD ("trap-06-two-connectors-one-id", test_6_two_connectors_one_id);
  ADD ("trap-06-two-connectors-one-id-in-a-list", test_6_two_connectors_one_id_in_a_list);
  ADD ("trap-06-start-by-poll", test_6_start_by_poll);
  ADD ("trap-07-id-forgotten", test_7_id_forgotten);
  ADD ("trap-07-id-found-again", test_7_id_found_again);
  ADD ("trap-07-id-from-poll", test_7_id_from_poll);
  ADD ("trap-10-correlation-is-no-identity", test_10_correlation_is_no_identity);

  return g_test_run ();
}
