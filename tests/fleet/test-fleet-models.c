/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "one-station.h"

#include <math.h>

/* What the models tell, and how often; at the size of a large fleet by counting, since a clock proves nothing. */

#define N_STATIONS 10000

static void
test_snapshot_is_quiet (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (Mirror) rows = mirror_new (csms_fleet_get_stations (fixture->fleet));
  CsmsStation *station;
  guint *n_station, *n_connector, *n_notify;

  snapshot (fixture, 0, "Available", "'NoError'", "null");
  station = csms_fleet_get_station (fixture->fleet, "st");
  g_assert_null (csms_station_get_name (station));
  n_station = fixture_count_signal (station, "changed");
  n_connector = fixture_count_signal (connector (fixture), "changed");
  n_notify = fixture_count_signal (connector (fixture), "notify");

  /* the very same: unknown numbers are no news either */
  snapshot (fixture, 0, "Available", "'NoError'", "null");
  g_assert_cmpuint (*n_station, ==, 0);
  g_assert_cmpuint (*n_connector, ==, 0);

  /* said again later: heard later, and nothing else */
  snapshot (fixture, 5, "Available", "'NoError'", "null");
  g_assert_cmpuint (*n_station, ==, 1);
  g_assert_cmpuint (*n_connector, ==, 1);
  g_assert_cmpuint (*n_notify, ==, 1);
  g_assert_cmpint (csms_connector_get_since_ms (connector (fixture)), ==, T (0));

  /* several at once, told once */
  snapshot (fixture, 9, "Faulted", "'GroundFailure'", "null");
  g_assert_cmpuint (*n_station, ==, 2);
  g_assert_cmpuint (*n_connector, ==, 2);
  g_assert_cmpuint (*n_notify, ==, 6);
  g_assert_cmpint (csms_connector_get_since_ms (connector (fixture)), ==, T (9));
  g_assert_cmpuint (mirror_get_emissions (rows), ==, 1);

  csms_connector_set_unconfirmed (connector (fixture), TRUE);
  csms_connector_set_unconfirmed (connector (fixture), TRUE);
  g_assert_cmpuint (*n_station, ==, 3);
  g_assert_cmpuint (*n_connector, ==, 3);
}

static void
test_connectors_come_in_order (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (Mirror) connectors = NULL;

  fixture_push (fixture->fleet, NOW (0), STATUS (0, 3, "Available"));
  connectors = mirror_new (csms_station_get_connectors (csms_fleet_get_station (fixture->fleet, "st")));
  fixture_push (fixture->fleet, NOW (0), STATUS (0, 7, "Available"));
  fixture_stations (fixture->fleet, NOW (1), "[{'id':'st','isOnline':true,'connectors':[{'id':9,'status':'Available'},{'id':1,'status':'Available'},"
                    "{'id':2,'status':'Available'},{'id':5,'status':'Available'},{'id':0,'status':'Faulted'}]}]");
  mirror_check (connectors);
  g_assert_cmpuint (mirror_get_length (connectors), ==, 6);
  for (guint i = 1; i < 6; i++)
    g_assert_cmpint (csms_connector_get_id (mirror_get (connectors, i - 1)), <, csms_connector_get_id (mirror_get (connectors, i)));
}

static void
test_station_itself (Fixture       *fixture,
                     gconstpointer  data)
{
  CsmsStation *station;

  fixture_push (fixture->fleet, NOW (0), STATUS (0, 1, "Available"));
  station = csms_fleet_get_station (fixture->fleet, "st");
  g_assert_cmpint (csms_station_get_category (station), ==, CSMS_STATION_AVAILABLE);
  fixture_push (fixture->fleet, NOW (1), STATUS_CODE (1, 0, "Faulted", "PowerSwitchFailure"));
  g_assert_cmpint (csms_station_get_category (station), ==, CSMS_STATION_ATTENTION);
  g_assert_cmpstr (csms_station_get_error_code (station), ==, "PowerSwitchFailure");
  g_assert_cmpuint (g_list_model_get_n_items (csms_station_get_connectors (station)), ==, 1);
  fixture_push (fixture->fleet, NOW (2), STATUS (2, 0, "Available"));
  g_assert_null (csms_station_get_error_code (station));
  g_assert_cmpint (csms_station_get_category (station), ==, CSMS_STATION_AVAILABLE);
}

static void
test_transactions_keep_facts (Fixture       *fixture,
                              gconstpointer  data)
{
  CsmsTransaction *transaction;

  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (9), STOPPED (9, 1, "1"));
  fixture_transactions (fixture->fleet, NOW (10), "[{'transactionId':1,'stationId':'st','connectorId':1,'idTag':'unknown','startTime':null,"
                        "'stopTime':null,'totalKWh':null,'cost':null,'reason':'Remote','status':'Completed'},"
                        "{'transactionId':null,'stationId':'st'},{'transactionId':2,'stationId':null}]");
  transaction = csms_fleet_get_last_transaction (fixture->fleet, "st", 1);
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_transactions (fixture->fleet)), ==, 1);
  g_assert_cmpstr (csms_transaction_get_id_tag (transaction), ==, "A");
  g_assert_cmpint (csms_transaction_get_start_ms (transaction), ==, T (0));
  g_assert_cmpint (csms_transaction_get_stop_ms (transaction), ==, T (9));
  g_assert_cmpfloat (csms_transaction_get_energy_wh (transaction), ==, 1500);
  g_assert_cmpfloat (csms_transaction_get_cost (transaction), ==, 0.30000000000000004);
  g_assert_cmpstr (csms_transaction_get_reason (transaction), ==, "Remote");
  g_assert_cmpstr (csms_transaction_get_status_text (transaction), ==, "Completed");
  g_assert_null (csms_fleet_get_last_transaction (fixture->fleet, "st", 2));
}

static void
test_transactions_end_charges (Fixture       *fixture,
                               gconstpointer  data)
{
  /* the stop was missed, the account of it was not */
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_transactions (fixture->fleet, NOW (10), "[{'transactionId':'1','chargePointId':'st','connectorId':1,'idTag':'A',"
                        "'startTime':'2026-11-23T22:06:40Z','stopTime':'2026-11-23T22:06:49Z','meterStart':0,'meterStop':7,'status':'Completed'}]");
  assert_charge (fixture, FALSE, NULL);
}

static void
test_transactions_in_order (Fixture       *fixture,
                            gconstpointer  data)
{
  GListModel *model = csms_fleet_get_transactions (fixture->fleet);
  g_autoptr (Mirror) mirror = mirror_new (model);
  gboolean over = FALSE;
  gint64 last_ms = G_MAXINT64;

  for (int i = 0; i < 400; i++)
    {
      int connector_id = 1 + g_test_rand_int_range (0, 40);
      g_autofree char *id = g_strdup_printf ("%d", 1000 + i);
      g_autofree char *old_id = g_strdup_printf ("%d", 1000 + g_test_rand_int_range (0, 400));

      fixture_push (fixture->fleet, NOW (i), STARTED (g_test_rand_int_range (0, 100000), connector_id, id, "A"));
      fixture_push (fixture->fleet, NOW (i), STOPPED (100000 + i, connector_id, old_id));
      mirror_check (mirror);
    }
  for (guint i = 0; i < mirror_get_length (mirror); i++)
    {
      CsmsTransaction *transaction = mirror_get (mirror, i);
      gint64 ms = csms_transaction_get_start_ms (transaction);

      if (ms == 0)
        ms = csms_transaction_get_stop_ms (transaction);
      if (!over && !csms_transaction_get_live (transaction))
        last_ms = G_MAXINT64;
      over = over || !csms_transaction_get_live (transaction);
      g_assert_true (csms_transaction_get_live (transaction) == !over);
      g_assert_cmpint (ms, <=, last_ms);
      last_ms = ms;
    }
}

static void
test_transactions_are_bounded (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (Mirror) mirror = mirror_new (csms_fleet_get_transactions (fixture->fleet));
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  fixture_push (fixture->fleet, NOW (0), STARTED (-100000, 2, "7", "LONG"));
  for (int i = 0; i < 6000; i++)
    {
      g_autofree char *json = g_strdup_printf ("{'eventId':'e','event':'transaction.stopped','ts':%" G_GINT64_FORMAT ",'stationId':'st',"
                                               "'connectorId':1,'transactionId':%d}", T (i), 100 + i);

      g_ptr_array_add (events, fixture_event (json));
    }
  csms_fleet_apply_events (fixture->fleet, events, CSMS_EVENT_RECOVERED, NOW (1));
  mirror_check (mirror);
  g_assert_cmpuint (mirror_get_emissions (mirror), ==, 2);
  g_assert_cmpuint (mirror_get_length (mirror), ==, 5001);
  g_assert_cmpstr (csms_transaction_get_id_tag (mirror_get (mirror, 0)), ==, "LONG");
  g_assert_cmpstr (csms_transaction_get_transaction_id (mirror_get (mirror, 1)), ==, "6099");
  g_assert_cmpuint (*fixture->n_stopped, ==, 6000);
}

static void
assert_log (Mirror     *mirror,
            const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  mirror_check (mirror);
  for (guint i = 0; i < mirror_get_length (mirror); i++)
    {
      const CsmsEventRecord *record = csms_event_get_record (mirror_get (mirror, i));

      g_string_append_printf (found, "%s%" G_GINT64_FORMAT "%s", i > 0 ? " " : "", record->ts_ms,
                              csms_event_get_origin (mirror_get (mirror, i)) == CSMS_EVENT_RECOVERED ? "r" : "");
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static GPtrArray *
plain_events (gint64 from_ms,
              guint  n_events)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  for (guint i = 0; i < n_events; i++)
    {
      g_autofree char *json = g_strdup_printf ("{'eventId':'e','event':'x','ts':%" G_GINT64_FORMAT "}", from_ms + i);

      g_ptr_array_add (events, fixture_event (json));
    }
  return events;
}

static void
test_log_order (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Mirror) mirror = mirror_new (csms_fleet_get_events (fixture->fleet));
  g_autoptr (GPtrArray) pushed = plain_events (20, 2);
  g_autoptr (GPtrArray) recovered = plain_events (18, 3);

  csms_fleet_apply_events (fixture->fleet, pushed, CSMS_EVENT_PUSHED, 1);
  assert_log (mirror, "21 20");
  fixture_push (fixture->fleet, 1, "{'eventId':'e','event':'x','ts':30}");
  /* late, but that is when it came */
  fixture_push (fixture->fleet, 1, "{'eventId':'e','event':'x','ts':15}");
  assert_log (mirror, "15 30 21 20");
  csms_fleet_apply_events (fixture->fleet, recovered, CSMS_EVENT_RECOVERED, 1);
  assert_log (mirror, "20r 19r 18r 15 30 21 20");
  fixture_push (fixture->fleet, 1, "{'eventId':'e','event':'x','ts':40}");
  fixture_recover (fixture->fleet, 1, "{'eventId':'e','event':'x','ts':35}");
  fixture_recover (fixture->fleet, 1, "{'eventId':'e','event':'x','ts':41}");
  assert_log (mirror, "41r 40 35r 20r 19r 18r 15 30 21 20");
}

static void
test_log_is_bounded (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (Mirror) mirror = mirror_new (csms_fleet_get_events (fixture->fleet));
  g_autoptr (GPtrArray) many = plain_events (100000, 25000);
  g_autoptr (GPtrArray) more = plain_events (200000, 30);
  g_autoptr (GPtrArray) missed = plain_events (124990, 15);
  g_autoptr (GPtrArray) ancient = plain_events (1, 50);
  guint n_emissions;

  csms_fleet_apply_events (fixture->fleet, many, CSMS_EVENT_PUSHED, 1);
  mirror_check (mirror);
  g_assert_cmpuint (mirror_get_length (mirror), ==, 20000);
  g_assert_cmpuint (mirror_get_emissions (mirror), ==, 1);
  g_assert_cmpint (csms_event_get_record (mirror_get (mirror, 19999))->ts_ms, ==, 105000);

  csms_fleet_apply_events (fixture->fleet, more, CSMS_EVENT_PUSHED, 1);
  csms_fleet_apply_events (fixture->fleet, missed, CSMS_EVENT_RECOVERED, 1);
  mirror_check (mirror);
  g_assert_cmpuint (mirror_get_length (mirror), ==, 20000);
  g_assert_cmpint (csms_event_get_record (mirror_get (mirror, 30))->ts_ms, ==, 125004);
  g_assert_cmpint (csms_event_get_record (mirror_get (mirror, 19999))->ts_ms, ==, 105045);

  n_emissions = mirror_get_emissions (mirror);
  csms_fleet_apply_events (fixture->fleet, ancient, CSMS_EVENT_RECOVERED, 1);
  g_assert_cmpuint (mirror_get_emissions (mirror), ==, n_emissions);
  /* going round the ring */
  for (guint i = 0; i < 3; i++)
    csms_fleet_apply_events (fixture->fleet, many, CSMS_EVENT_PUSHED, 1);
  mirror_check (mirror);
}

static void
large_fleet (CsmsFleet *fleet)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < N_STATIONS; i++)
    {
      g_string_append_printf (json, "%s{'id':'station%05u','name':'station%05u','status':'Available','isOnline':true,'connectors':["
                              "{'id':1,'status':'Available','transactionId':null,'errorCode':'NoError','updatedAt':'2026-11-23T22:06:40.000Z'},"
                              "{'id':2,'status':'Charging','transactionId':%u,'errorCode':'NoError','updatedAt':'2026-11-23T22:06:40.000Z'}]}",
                              i > 0 ? "," : "", i * 7919 % N_STATIONS, i * 7919 % N_STATIONS, i);
    }
  g_string_append (json, "]");
  fixture_stations (fleet, NOW (0), "%s", json->str);
}

static void
test_large_fleet (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (Mirror) rows = mirror_new (csms_fleet_get_stations (fixture->fleet));
  g_autoptr (Mirror) transactions = mirror_new (csms_fleet_get_transactions (fixture->fleet));
  g_autoptr (CsmsStationView) view = csms_station_view_new (csms_fleet_get_stations (fixture->fleet));
  g_autoptr (Mirror) shown = mirror_new (G_LIST_MODEL (view));

  large_fleet (fixture->fleet);
  fixture_iterate ();
  g_assert_cmpuint (mirror_get_length (rows), ==, N_STATIONS);
  g_assert_cmpuint (mirror_get_emissions (rows), ==, 1);
  g_assert_cmpuint (mirror_get_length (transactions), ==, N_STATIONS);
  g_assert_cmpuint (mirror_get_emissions (transactions), ==, 1);
  g_assert_cmpuint (mirror_get_length (shown), ==, N_STATIONS);
  g_assert_cmpuint (mirror_get_emissions (shown), ==, 1);
  for (guint i = 0; i < N_STATIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("station%05u", i);

      g_assert_cmpstr (csms_station_get_id (mirror_get (shown, i)), ==, id);
    }
  g_assert_cmpuint (csms_station_view_get_count (view, CSMS_STATION_CHARGING), ==, N_STATIONS);

  csms_station_view_set_search (view, "station0123");
  g_assert_cmpuint (mirror_get_length (shown), ==, 10);
  csms_station_view_set_search (view, NULL);
  g_assert_cmpuint (mirror_get_emissions (shown), <=, 5);

  /* all of it again, from another server: everyone is offline, told once a model */
  fixture_stations (fixture->fleet, NOW (1), "[]");
  fixture_iterate ();
  g_assert_cmpuint (csms_station_view_get_count (view, CSMS_STATION_OFFLINE), ==, N_STATIONS);
  g_assert_cmpuint (mirror_get_emissions (rows), ==, 1);
}

static void
count_changed (CsmsStation *station,
               guint       *counter)
{
  (*counter)++;
}

static void
test_burst (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (CsmsStationView) view = NULL;
  g_autoptr (Mirror) shown = NULL;
  g_autoptr (Mirror) log = mirror_new (csms_fleet_get_events (fixture->fleet));
  guint n_changed = 0, n_allowed = 0;

  large_fleet (fixture->fleet);
  view = csms_station_view_new (csms_fleet_get_stations (fixture->fleet));
  shown = mirror_new (G_LIST_MODEL (view));
  for (guint i = 0; i < N_STATIONS; i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (csms_fleet_get_stations (fixture->fleet), i);

      g_signal_connect (station, "changed", G_CALLBACK (count_changed), &n_changed);
    }

  /* 200,000 events in 200 batches, each of 100 stations: as many changes as stations, not as events */
  for (guint batch = 0; batch < 200; batch++)
    {
      g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
      guint n_emissions = mirror_get_emissions (shown);

      for (guint i = 0; i < 1000; i++)
        {
          g_autofree char *json = g_strdup_printf ("{'eventId':'evt-1-%u','event':'connector.status.changed','ts':%" G_GINT64_FORMAT ","
                                                   "'stationId':'station%05u','connectorId':%u,'status':'%s','errorCode':'NoError'}",
                                                   i, T (100 + batch), (batch * 100 + i % 100) % N_STATIONS, 1 + i % 2,
                                                   i / 100 % 2 == 0 ? "Finishing" : "Faulted");

          g_ptr_array_add (events, fixture_event (json));
        }
      csms_fleet_apply_events (fixture->fleet, events, CSMS_EVENT_PUSHED, NOW (batch));
      n_allowed += 100;
      fixture_iterate ();
      g_assert_cmpuint (mirror_get_emissions (shown) - n_emissions, <=, 200);
    }
  g_assert_cmpuint (n_changed, ==, n_allowed);
  g_assert_cmpuint (mirror_get_length (log), ==, 20000);
  g_assert_cmpuint (csms_station_view_get_count (view, CSMS_STATION_ATTENTION), ==, N_STATIONS);
  g_assert_cmpuint (*fixture->n_stopped, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("models/snapshot-is-quiet", test_snapshot_is_quiet);
  ADD ("models/connectors-come-in-order", test_connectors_come_in_order);
  ADD ("models/station-itself", test_station_itself);
  ADD ("models/transactions-keep-facts", test_transactions_keep_facts);
  ADD ("models/transactions-end-charges", test_transactions_end_charges);
  ADD ("models/transactions-in-order", test_transactions_in_order);
  ADD ("models/transactions-are-bounded", test_transactions_are_bounded);
  ADD ("models/log-order", test_log_order);
  ADD ("models/log-is-bounded", test_log_is_bounded);
  ADD ("models/large-fleet", test_large_fleet);
  ADD ("models/burst", test_burst);

  return g_test_run ();
}
