/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The traps of starting and stopping, as the protocol notes number them. */
#include "sim-test.h"

#define START "{\"stationId\":\"fora055\",\"connectorId\":1,\"idTag\":\"USER1\"}"

/* Returns: (transfer full): the id of the charge that a remote start has begun */
static char *
start_remotely (SimClient *client)
{
  g_autoptr (JsonNode) result = sim_client_result (client, "startCharging", START);
  g_autoptr (JsonObject) started = sim_client_wait_event (client, "transaction.started", "fora055");

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (result), "status"), ==, "Accepted");
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (started, "transactionId"));
}

/* Returns: the place of @name in the order in which things came, from @after on */
static guint
place_of (SimClient  *client,
          const char *name,
          guint       after)
{
  guint place = 0;

  for (GList *link = client->order.head; link != NULL; link = link->next, place++)
    if (place >= after && g_str_equal (link->data, name))
      return place;
  g_error ("%s did not come", name);
}

static char *
stop_params (const char *transaction,
             const char *connector)
{
  return g_strdup_printf ("{\"stationId\":\"fora055\",\"connectorId\":%s,\"transactionId\":%s}", connector, transaction);
}

static void
test_trap_06_ids_are_echoed (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *transaction = start_remotely (client);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", transaction);
  g_autofree char *params = stop_params (quoted, "1");
  g_autoptr (JsonNode) result = sim_client_result (client, "stopCharging", params);
  g_autoptr (JsonObject) event = sim_client_wait_event (client, "remote.stop.result", "fora055");
  g_autoptr (JsonObject) stopped = sim_client_wait_event (client, "transaction.stopped", "fora055");

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (result), "transactionId"), ==, transaction);
  g_assert_cmpstr (json_object_get_string_member (event, "transactionId"), ==, transaction);
  g_assert_cmpint (json_object_get_int_member (stopped, "transactionId"), ==, g_ascii_strtoll (transaction, NULL, 10));
}

static void
test_trap_06_second_start_of_a_second_is_not_told (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (JsonObject) charging = NULL;

  /* Where the second turned between the two, try again. */
  do
    {
      csms_simulator_local_stop (simulator, "fora055", 1, NULL);
      csms_simulator_local_stop (simulator, "fora019", 1, NULL);
      sim_client_settle (client);
      sim_client_forget (client);
      g_clear_pointer (&first, g_free);
      g_clear_pointer (&second, g_free);
      sim_wait (g_get_real_time () % G_USEC_PER_SEC < G_USEC_PER_SEC / 2);
      first = csms_simulator_local_start (simulator, "fora055", 1, "A");
      second = csms_simulator_local_start (simulator, "fora019", 1, "B");
    }
  while (g_strcmp0 (first, second) != 0);

  charging = sim_client_wait_status (client, "fora019", "Charging");
  g_assert_cmpuint (sim_client_count (client, "transaction.started"), <=, 1);
  for (GList *link = client->events.head; link != NULL; link = link->next)
    if (g_str_equal (json_object_get_string_member (link->data, "event"), "transaction.started"))
      g_assert_cmpstr (json_object_get_string_member (link->data, "stationId"), ==, "fora055");

  /* Its meter values prove the charge. */
  g_assert_true (csms_simulator_sample (simulator, "fora019", 1, 10));
  g_assert_true (csms_simulator_sample (simulator, "fora019", 1, 10));
  g_clear_pointer (&charging, json_object_unref);
  charging = sim_client_wait_event (client, "meter.values.delta", "fora019");
  g_assert_cmpstr (json_object_get_string_member (charging, "transactionId"), ==, second);
}

static void
test_trap_07_transaction_id_is_wiped (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *transaction = start_remotely (client);
  g_autoptr (JsonObject) connector = sim_client_find_connector (client, "fora055", 1);
  g_autoptr (JsonNode) values = NULL;

  g_assert_cmpstr (json_object_get_string_member (connector, "status"), ==, "Charging");
  g_assert_true (sim_is_null (connector, "transactionId"));
  g_assert_cmpint (sim_client_error (client, "stopCharging", "{\"stationId\":\"fora055\",\"connectorId\":1,"
                                                             "\"transactionId\":null}"), ==, 400);
  g_assert_true (csms_simulator_sample (simulator, "fora055", 1, 10));
  values = sim_client_result (client, "getMeterValuesRecent", "{\"stationId\":\"fora055\",\"limit\":1}");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (json_node_get_array (values), 0),
                                                  "transactionId"), ==, transaction);
}

static void
assert_504 (SimClient  *client,
            const char *action,
            const char *params,
            const char *result_event)
{
  g_autoptr (JsonObject) reply = sim_client_request (client, action, params);
  JsonObject *error = json_object_get_object_member (reply, "error");
  g_autoptr (JsonObject) event = sim_client_wait_event (client, result_event, NULL);

  g_assert_cmpint (json_object_get_int_member (error, "code"), ==, 504);
  g_assert_cmpstr (json_object_get_string_member (event, "status"), ==, "PendingTimeout");
}

static void
test_trap_08_504_is_not_no (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  const CsmsSimulatorCommand faults[] = { CSMS_SIMULATOR_COMMAND_REJECT, CSMS_SIMULATOR_COMMAND_IGNORE,
                                          CSMS_SIMULATOR_COMMAND_NO_CABLE };
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonObject) started = NULL;

  config.command_timeout_ms = 100;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      csms_simulator_set_command_fault (simulator, "fora055", faults[i], 0);
      assert_504 (client, "startCharging", START, "remote.start.result");
    }
  csms_simulator_set_command_fault (simulator, NULL, CSMS_SIMULATOR_COMMAND_NORMAL, 0);
  assert_504 (client, "startCharging", "{\"stationId\":\"ghost\",\"connectorId\":1,\"idTag\":\"U\"}", "remote.start.result");
  assert_504 (client, "startCharging", "{\"stationId\":\"fora055\",\"connectorId\":9,\"idTag\":\"U\"}",
              "remote.start.result");
  assert_504 (client, "stopCharging", "{\"stationId\":\"ghost\",\"connectorId\":1,\"transactionId\":5}",
              "remote.stop.result");
  g_assert_true (csms_simulator_set_online (simulator, "fora019", FALSE));
  assert_504 (client, "startCharging", "{\"stationId\":\"fora019\",\"connectorId\":1,\"idTag\":\"U\"}",
              "remote.start.result");
  g_assert_cmpuint (csms_simulator_get_actuations (simulator, "fora055", 1), ==, 0);

  /* A slow start ends in a 504 too, and the charge begins all the same. */
  csms_simulator_set_command_fault (simulator, "fora055", CSMS_SIMULATOR_COMMAND_LATE, 1000);
  sim_client_forget (client);
  assert_504 (client, "startCharging", START, "remote.start.result");
  started = sim_client_wait_event (client, "transaction.started", "fora055");
  g_assert_cmpuint (place_of (client, "transaction.started", 0), >, place_of (client, "remote.start.result", 0));
  g_assert_cmpuint (csms_simulator_get_actuations (simulator, "fora055", 1), ==, 1);
}

static void
test_trap_09_accepted_is_not_started (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *transaction = csms_simulator_local_start (simulator, "fora055", 1, "CARD");
  g_autofree char *stop = stop_params (transaction, "1");

  /* On a connector that reads Charging, even of an offline station. */
  g_assert_cmpint (sim_client_error (client, "startCharging", START), ==, 0);
  g_assert_true (csms_simulator_set_online (simulator, "fora055", FALSE));
  g_assert_cmpint (sim_client_error (client, "startCharging", START), ==, 0);
  g_assert_cmpuint (csms_simulator_get_actuations (simulator, "fora055", 1), ==, 1);

  /* A stop is Accepted wherever it does not read Charging, and stops nothing. */
  g_assert_true (csms_simulator_set_online (simulator, "fora055", TRUE));
  csms_simulator_set_command_fault (simulator, "fora055", CSMS_SIMULATOR_COMMAND_IGNORE, 0);
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "SuspendedEV", NULL));
  g_assert_cmpint (sim_client_error (client, "stopCharging", stop), ==, 0);
  g_assert_cmpint (sim_client_error (client, "stopCharging", "{\"stationId\":\"fora019\",\"connectorId\":1,"
                                                             "\"transactionId\":777}"), ==, 0);
  g_assert_cmpuint (sim_client_count (client, "transaction.stopped"), ==, 0);
}

static void
test_trap_10_correlation_goes_stale (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonObject) failed = NULL;
  g_autoptr (JsonObject) started = NULL;
  g_autofree char *transaction = NULL;

  config.command_timeout_ms = 50;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  csms_simulator_set_command_fault (simulator, NULL, CSMS_SIMULATOR_COMMAND_NO_CABLE, 0);
  failed = sim_client_request (client, "startCharging", START);
  g_assert_cmpint (sim_client_error (client, "startCharging", START), ==, 504);

  transaction = csms_simulator_local_start (simulator, "fora055", 1, "SOMEONE");
  started = sim_client_wait_event (client, "transaction.started", "fora055");
  g_assert_cmpstr (json_object_get_string_member (started, "idTag"), ==, "SOMEONE");
  g_assert_cmpstr (json_object_get_string_member (started, "correlationId"), ==,
                   json_object_get_string_member (json_object_get_object_member (failed, "error"), "correlationId"));
}

static void
test_trap_11_connector_id_must_be_a_number (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonObject) started = NULL;
  g_autoptr (JsonObject) result = NULL;
  g_autoptr (JsonObject) zero = NULL;

  config.command_timeout_ms = 1000;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  g_assert_cmpint (sim_client_error (client, "startCharging", "{\"stationId\":\"fora055\",\"connectorId\":\"1\","
                                                              "\"idTag\":\"U5\"}"), ==, 504);
  started = sim_client_wait_event (client, "transaction.started", "fora055");
  result = sim_client_wait_event (client, "remote.start.result", "fora055");
  g_assert_cmpstr (json_object_get_string_member (result, "connectorId"), ==, "1");
  g_assert_cmpuint (csms_simulator_get_actuations (simulator, "fora055", 1), ==, 1);

  zero = sim_client_request (client, "startCharging", "{\"stationId\":\"fora019\",\"connectorId\":0,\"idTag\":\"U6\"}");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (zero, "result"), "connectorId"), ==, 1);
  g_assert_cmpuint (csms_simulator_get_actuations (simulator, "fora019", 1), ==, 1);
}

static void
test_trap_11_odd_event_pattern_breaks_pushes (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);

  g_assert_cmpint (sim_client_error (client, "subscribe", "{\"events\":[5]}"), ==, 0);
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Preparing", NULL));
  sim_client_settle (client);
  g_assert_cmpuint (sim_client_count (client, NULL), ==, 0);
}

static void
test_trap_12_usual_order (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *transaction = NULL;
  guint preparing, started, charging, result;

  sim_client_forget (client);
  transaction = start_remotely (client);
  preparing = place_of (client, "connector.status.changed", 0);
  started = place_of (client, "transaction.started", preparing);
  charging = place_of (client, "connector.status.changed", started);
  result = place_of (client, "remote.start.result", charging);
  g_assert_cmpuint (place_of (client, "\"startCharging-2\"", 0), >, result);
}

static void
test_trap_12_usual_stop_order (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autofree char *transaction = NULL;
  g_autofree char *params = NULL;
  g_autofree char *id = NULL;
  guint stopped, finishing, result, reply, available;

  config.station_delay_ms = 60;
  config.made_up_available_ms = 600;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  transaction = csms_simulator_local_start (simulator, "fora055", 1, "CARD");
  sim_client_settle (client);
  sim_client_forget (client);
  params = stop_params (transaction, "1");
  id = sim_client_send (client, "stopCharging", params);
  sim_wait (sim_client_count (client, "connector.status.changed") == 3);

  stopped = place_of (client, "transaction.stopped", 0);
  finishing = place_of (client, "connector.status.changed", stopped);
  result = place_of (client, "remote.stop.result", finishing);
  reply = place_of (client, "\"stopCharging-3\"", result);
  available = place_of (client, "connector.status.changed", reply);
  g_assert_cmpuint (place_of (client, "connector.status.changed", available + 1), >, available);
  g_assert_false (json_object_has_member (client->events.tail->data, "errorCode"));
}

static void
test_trap_12_reply_precedes_started (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonObject) started = NULL;

  csms_simulator_set_command_fault (simulator, NULL, CSMS_SIMULATOR_COMMAND_CHARGING_FIRST, 1500);
  g_assert_cmpint (sim_client_error (client, "startCharging", START), ==, 0);
  started = sim_client_wait_event (client, "transaction.started", "fora055");
  g_assert_cmpuint (place_of (client, "transaction.started", 0), >, place_of (client, "\"startCharging-2\"", 0));
}

static void
test_trap_12_made_up_available (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *transaction = csms_simulator_local_start (simulator, "fora055", 1, "CARD");
  g_autoptr (JsonObject) made_up = NULL;
  g_autoptr (JsonObject) connector = NULL;
  g_autoptr (JsonNode) status = NULL;

  g_assert_true (csms_simulator_local_stop (simulator, "fora055", 1, NULL));
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Faulted", "GroundFailure"));
  made_up = sim_client_wait_status (client, "fora055", "Available");
  g_assert_false (json_object_has_member (made_up, "errorCode"));
  connector = sim_client_find_connector (client, "fora055", 1);
  g_assert_cmpstr (json_object_get_string_member (connector, "status"), ==, "Available");
  g_assert_true (sim_is_null (connector, "errorCode"));
  status = sim_client_result (client, "getConnectorStatus", "{\"stationId\":\"fora055\",\"connectorId\":1}");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (status), "status"), ==, "Available");
  g_assert_true (sim_is_null (json_node_get_object (status), "errorCode"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/simulator/deployed/" name, func)
  ADD ("trap-06-ids-are-echoed", test_trap_06_ids_are_echoed);
  ADD ("trap-06-second-start-of-a-second-is-not-told", test_trap_06_second_start_of_a_second_is_not_told);
  ADD ("trap-07-transaction-id-is-wiped", test_trap_07_transaction_id_is_wiped);
  ADD ("trap-08-504-is-not-no", test_trap_08_504_is_not_no);
  ADD ("trap-09-accepted-is-not-started", test_trap_09_accepted_is_not_started);
  ADD ("trap-10-correlation-goes-stale", test_trap_10_correlation_goes_stale);
  ADD ("trap-11-connector-id-must-be-a-number", test_trap_11_connector_id_must_be_a_number);
  ADD ("trap-11-odd-event-pattern-breaks-pushes", test_trap_11_odd_event_pattern_breaks_pushes);
  ADD ("trap-12-usual-order", test_trap_12_usual_order);
  ADD ("trap-12-usual-stop-order", test_trap_12_usual_stop_order);
  ADD ("trap-12-reply-precedes-started", test_trap_12_reply_precedes_started);
  ADD ("trap-12-made-up-available", test_trap_12_made_up_available);
#undef ADD
  return g_test_run ();
}
