/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The protocol as published. */
#include "sim-test.h"

#define START "{\"stationId\":\"fora055\",\"connectorId\":1,\"idTag\":\"USER1\"}"

static void
test_auth (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new (simulator, "/mobile-client");
  const char *const guarded[] = { "getStations", "getRecentTransactions", "startCharging", "stopCharging",
                                  "getConnectorStatus", "getMeterValuesRecent", "subscribe", "unsubscribe",
                                  "getEventsRecent", "getEventsSince" };

  sim_client_settle (client);
  for (guint i = 0; i < G_N_ELEMENTS (guarded); i++)
    g_assert_cmpint (sim_client_error (client, guarded[i], "{}"), ==, 401);
  g_assert_cmpint (sim_client_error (client, "nope", "{}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "auth", NULL), ==, 400);
  g_assert_cmpint (sim_client_error (client, "auth", "{\"apiKey\":\"\"}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "auth", "{\"apiKey\":null}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "auth", "{\"apiKey\":5}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "auth", "{\"apiKey\":\"nope\"}"), ==, 401);
  sim_client_auth (client);
  g_assert_cmpint (sim_client_error (client, "getStations", NULL), ==, 0);
  g_assert_cmpuint (csms_simulator_get_n_authenticated (simulator), ==, 1);
  g_assert_cmpuint (csms_simulator_count_requests (simulator, "auth"), ==, 6);
}

static void
test_stations (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonObject) station = sim_client_find_station (client, "fora055");
  g_autoptr (JsonObject) connector = sim_client_find_connector (client, "fora055", 2);
  g_autoptr (JsonObject) offline = NULL;

  g_assert_cmpstr (json_object_get_string_member (station, "name"), ==, "Quayside Hub 3");
  g_assert_cmpstr (json_object_get_string_member (station, "status"), ==, "Available");
  g_assert_true (json_object_get_boolean_member (station, "isOnline"));
  g_assert_cmpstr (json_object_get_string_member (connector, "status"), ==, "Available");
  g_assert_true (sim_is_null (connector, "transactionId"));
  g_assert_cmpstr (json_object_get_string_member (connector, "errorCode"), ==, "NoError");
  g_assert_true (json_object_has_member (connector, "updatedAt"));

  g_assert_true (csms_simulator_set_online (simulator, "fora019", FALSE));
  offline = sim_client_find_station (client, "fora019");
  g_assert_cmpstr (json_object_get_string_member (offline, "status"), ==, "Offline");
  g_assert_false (json_object_get_boolean_member (offline, "isOnline"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (offline, "connectors")), ==, 2);
}

static void
test_start_and_stop (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonNode) accepted = sim_client_result (client, "startCharging", START);
  g_autoptr (JsonObject) started = sim_client_wait_event (client, "transaction.started", "fora055");
  g_autoptr (JsonObject) charging = sim_client_wait_status (client, "fora055", "Charging");
  g_autoptr (JsonObject) connector = sim_client_find_connector (client, "fora055", 1);
  g_autoptr (JsonObject) stopped = NULL, available = NULL;
  g_autoptr (JsonNode) transactions = NULL;
  g_autofree char *stop = NULL;
  gint64 id = json_object_get_int_member (started, "transactionId");
  JsonObject *transaction;

  g_assert_cmpstr (json_object_get_string_member (started, "correlationId"), ==,
                   json_object_get_string_member (json_node_get_object (accepted), "correlationId"));
  g_assert_cmpstr (json_object_get_string_member (started, "idTag"), ==, "USER1");
  g_assert_cmpint (json_object_get_int_member (connector, "transactionId"), ==, id);
  g_assert_true (csms_simulator_sample (simulator, "fora055", 1, 3600));

  stop = g_strdup_printf ("{\"stationId\":\"fora055\",\"connectorId\":1,\"transactionId\":%" G_GINT64_FORMAT "}", id);
  g_assert_cmpint (sim_client_error (client, "stopCharging", stop), ==, 0);
  stopped = sim_client_wait_event (client, "transaction.stopped", "fora055");
  g_assert_cmpfloat (json_object_get_double_member (stopped, "totalKWh"), >, 1);
  available = sim_client_wait_status (client, "fora055", "Available");
  g_assert_cmpstr (json_object_get_string_member (available, "errorCode"), ==, "NoError");
  g_assert_cmpuint (csms_simulator_get_actuations (simulator, "fora055", 1), ==, 1);

  transactions = sim_client_result (client, "getRecentTransactions", "{\"limit\":1}");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (transactions)), ==, 1);
  transaction = json_array_get_object_element (json_node_get_array (transactions), 0);
  g_assert_cmpint (json_object_get_int_member (transaction, "transactionId"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (transaction, "reason"), ==, "Remote");
  g_assert_cmpfloat (json_object_get_double_member (transaction, "cost"), >, 0);
}

static void
test_refusals (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonObject) rejected = NULL;

  config.command_timeout_ms = 50;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  g_assert_cmpint (sim_client_error (client, "startCharging", "{}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "startCharging", "{\"stationId\":\"ghost\",\"connectorId\":1,"
                                                              "\"idTag\":\"U\"}"), ==, 404);
  g_assert_cmpint (sim_client_error (client, "startCharging", "{\"stationId\":\"fora055\",\"connectorId\":9,"
                                                              "\"idTag\":\"U\"}"), ==, 404);
  g_assert_cmpint (sim_client_error (client, "startCharging", "{\"stationId\":\"fora055\",\"connectorId\":\"1\","
                                                              "\"idTag\":\"U\"}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "startCharging", "{\"stationId\":\"fora055\",\"connectorId\":1,"
                                                              "\"idTag\":\"123456789012345678901\"}"), ==, 400);
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Faulted", "GroundFailure"));
  g_assert_cmpint (sim_client_error (client, "startCharging", START), ==, 504);
  rejected = sim_client_wait_event (client, "remote.start.result", "fora055");
  g_assert_cmpstr (json_object_get_string_member (rejected, "status"), ==, "Rejected");

  g_assert_true (csms_simulator_set_online (simulator, "fora055", FALSE));
  g_assert_cmpint (sim_client_error (client, "startCharging", START), ==, 504);
  g_clear_pointer (&rejected, json_object_unref);
  rejected = sim_client_wait_event (client, "remote.start.result", "fora055");
  g_assert_cmpstr (json_object_get_string_member (rejected, "status"), ==, "PendingTimeout");
  g_assert_cmpuint (csms_simulator_get_actuations (simulator, "fora055", 1), ==, 0);

  g_assert_cmpint (sim_client_error (client, "getConnectorStatus", "{}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "getMeterValuesRecent", "{}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "unsubscribe", "{}"), ==, 400);
}

static void
test_replay_has_no_holes (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *cursor = g_strdup ("evt-1-1");
  GList *expected;

  g_assert_cmpint (sim_client_error (client, "getEventsSince", "{\"ts\":1}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "getEventsSince", "{\"eventId\":\"unknown\"}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "getEventsSince", "{\"eventId\":\"evt-1-1\",\"limit\":501}"), ==, 400);
  csms_simulator_emit_burst (simulator, 2000);
  sim_wait (sim_client_count (client, NULL) == 2000);

  expected = client->events.head;
  for (guint pages = 0; pages < 30; pages++)
    {
      g_autofree char *params = g_strdup_printf ("{\"eventId\":\"%s\",\"limit\":100}", cursor);
      g_autoptr (JsonNode) page = sim_client_result (client, "getEventsSince", params);
      JsonObject *result = json_node_get_object (page);
      JsonArray *events = json_object_get_array_member (result, "events");

      for (guint i = 0; i < json_array_get_length (events); i++, expected = expected->next)
        g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (events, i), "eventId"), ==,
                         json_object_get_string_member (expected->data, "eventId"));
      g_free (cursor);
      cursor = g_strdup (json_object_get_string_member (json_object_get_object_member (result, "cursor"), "lastEventId"));
      if (json_array_get_length (events) == 0)
        break;
    }
  g_assert_null (expected);
}

static void
test_both_clients_are_pushed (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) first = sim_client_new_authenticated (simulator);
  g_autoptr (SimClient) second = sim_client_new_authenticated (simulator);
  g_autoptr (JsonObject) a = NULL, b = NULL;

  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Preparing", NULL));
  a = sim_client_wait_status (first, "fora055", "Preparing");
  b = sim_client_wait_status (second, "fora055", "Preparing");
}

static void
test_session_ends_by_itself (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonObject) expired = NULL;

  config.session_max_age_s = 1;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  expired = sim_client_wait_event (client, "session.expired", NULL);
  g_assert_cmpint (sim_client_error (client, "getStations", NULL), ==, 401);
  sim_client_auth (client);
}

static void
test_local_start_has_no_correlation (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonObject) started = NULL;
  g_autofree char *transaction = NULL;

  csms_simulator_set_command_fault (simulator, NULL, CSMS_SIMULATOR_COMMAND_NO_CABLE, 0);
  g_assert_cmpint (sim_client_error (client, "startCharging", START), ==, 0);
  transaction = csms_simulator_local_start (simulator, "fora055", 1, "CARD");
  started = sim_client_wait_event (client, "transaction.started", "fora055");
  g_assert_false (json_object_has_member (started, "correlationId"));
}

static void
test_quiet_fleet_is_metered_on_demand (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonObject) delta = NULL;
  g_autofree char *transaction = NULL;

  config.quiet_metering = TRUE;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  transaction = csms_simulator_local_start (simulator, "fora055", 1, "CARD");
  delta = sim_client_wait_event (client, "meter.values.delta", "fora055");
  g_assert_cmpuint (sim_client_count (client, "transaction.started"), ==, 1);
}

static void
test_lively_fleet (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonObject) faulted = NULL, charging = NULL, offline = NULL, socket = NULL;
  g_autoptr (JsonNode) values = NULL, transactions = NULL, log = NULL;

  config.stations = 24;
  config.connectors = 0;
  config.quiet_mixture = TRUE;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  faulted = sim_client_find_connector (client, "fora055", 1);
  g_assert_cmpstr (json_object_get_string_member (faulted, "errorCode"), ==, "GroundFailure");
  charging = sim_client_find_connector (client, "fora072", 1);
  g_assert_cmpstr (json_object_get_string_member (charging, "status"), ==, "Charging");
  g_assert_false (sim_is_null (charging, "transactionId"));
  offline = sim_client_find_station (client, "fora090");
  g_assert_cmpstr (json_object_get_string_member (offline, "status"), ==, "Offline");
  socket = sim_client_find_connector (client, "fora090", 1);
  g_assert_cmpstr (json_object_get_string_member (socket, "updatedAt"), <=, json_object_get_string_member (offline, "lastActivity"));
  values = sim_client_result (client, "getMeterValuesRecent", "{\"stationId\":\"fora072\",\"limit\":100}");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (values)), >, 30);
  transactions = sim_client_result (client, "getRecentTransactions", "{}");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (transactions)), >, 15);
  log = sim_client_result (client, "getEventsSince", "{\"eventId\":\"evt-1-1\"}");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (log), "count"), >, 50);
}

static void
test_rate (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;

  config.quiet_fleet = FALSE;
  config.stations = 100;
  config.rate = 2000;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  sim_wait (sim_client_count (client, NULL) >= 1000);
  g_assert_cmpuint (sim_client_count (client, "meter.values.delta"), >, 0);
  g_assert_cmpuint (sim_client_count (client, "transaction.started"), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/simulator/guide/" name, func)
  ADD ("auth", test_auth);
  ADD ("stations", test_stations);
  ADD ("start-and-stop", test_start_and_stop);
  ADD ("refusals", test_refusals);
  ADD ("replay-has-no-holes", test_replay_has_no_holes);
  ADD ("both-clients-are-pushed", test_both_clients_are_pushed);
  ADD ("session-ends-by-itself", test_session_ends_by_itself);
  ADD ("local-start-has-no-correlation", test_local_start_has_no_correlation);
  ADD ("quiet-fleet-is-metered-on-demand", test_quiet_fleet_is_metered_on_demand);
  ADD ("lively-fleet", test_lively_fleet);
  ADD ("rate", test_rate);
#undef ADD
  return g_test_run ();
}
