/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The traps of the connection, as the protocol notes number them. */
#include "sim-test.h"

static void
change (CsmsSimulator *simulator,
        const char    *station_id)
{
  g_assert_true (csms_simulator_set_status (simulator, station_id, 1, "Preparing", NULL));
}

/* Returns: how many of the status changes made now reach @client */
static guint
count_pushes (CsmsSimulator *simulator,
              SimClient     *client)
{
  sim_client_settle (client);
  sim_client_forget (client);
  change (simulator, "fora055");
  sim_client_settle (client);
  return sim_client_count (client, "connector.status.changed");
}

static void
test_trap_01_second_client_deafens_first (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) first = sim_client_new_authenticated (simulator);
  g_autoptr (SimClient) second = NULL;
  g_autoptr (SimClient) elsewhere = NULL;

  g_assert_cmpuint (count_pushes (simulator, first), ==, 1);
  second = sim_client_new_authenticated (simulator);
  g_assert_cmpuint (count_pushes (simulator, first), ==, 0);
  g_assert_cmpuint (count_pushes (simulator, second), ==, 1);
  g_assert_cmpint (sim_client_error (first, "getStations", NULL), ==, 0);

  /* "/" has a push target of its own. */
  elsewhere = sim_client_new (simulator, "/");
  sim_client_auth (elsewhere);
  g_assert_cmpuint (count_pushes (simulator, elsewhere), ==, 1);
  g_assert_cmpuint (count_pushes (simulator, second), ==, 1);
}

static void
test_trap_01_close_of_displaced_deafens_newer (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  SimClient *first = sim_client_new_authenticated (simulator);
  g_autoptr (SimClient) second = sim_client_new_authenticated (simulator);
  g_autoptr (SimClient) third = NULL;

  g_assert_cmpuint (count_pushes (simulator, second), ==, 1);
  sim_client_free (first);
  sim_wait (csms_simulator_get_n_clients (simulator) == 1);
  g_assert_cmpuint (count_pushes (simulator, second), ==, 0);
  g_assert_cmpint (sim_client_error (second, "getStations", NULL), ==, 0);

  /* Only a reconnect cures it. */
  g_assert_true (csms_simulator_drop_client (simulator, "mobile-client"));
  third = sim_client_new_authenticated (simulator);
  g_assert_cmpuint (count_pushes (simulator, third), ==, 1);
}

static void
test_trap_01_cleanup_of_half_open_deafens_reconnected (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) old = NULL;
  g_autoptr (SimClient) reconnected = NULL;

  config.ping_interval_ms = 1500;
  simulator = sim_start (&config);
  old = sim_client_new_authenticated (simulator);
  csms_simulator_set_network (simulator, CSMS_SIMULATOR_NETWORK_HALF_OPEN);
  reconnected = sim_client_new_authenticated (simulator);
  g_assert_cmpuint (count_pushes (simulator, reconnected), ==, 1);
  sim_wait (csms_simulator_get_n_clients (simulator) == 1);
  g_assert_cmpuint (count_pushes (simulator, reconnected), ==, 0);
  g_assert_false (old->closed);
}

static void
test_trap_02_own_path_is_listed_as_station (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (SimClient) root = sim_client_new (simulator, "/");
  g_autoptr (SimClient) own = sim_client_new (simulator, "/consoles/desk-7");
  g_autoptr (JsonObject) station = sim_client_find_station (client, "desk-7");
  g_autoptr (JsonNode) all = sim_client_result (client, "getStations", NULL);

  g_assert_nonnull (station);
  g_assert_cmpstr (json_object_get_string_member (station, "status"), ==, "Available");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (station, "connectors")), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (all)), ==, 5);
}

static void
test_trap_04_auth_is_awaited (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new (simulator, "/mobile-client");
  g_autofree char *auth = sim_client_send (client, "auth", "{\"apiKey\":\"" SIM_TEST_KEY "\"}");
  g_autofree char *behind = sim_client_send (client, "getStations", NULL);
  g_autoptr (JsonObject) accepted = sim_client_wait_reply (client, auth);
  g_autoptr (JsonObject) refused = sim_client_wait_reply (client, behind);

  g_assert_true (json_object_has_member (accepted, "result"));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (refused, "error"), "code"), ==, 401);
  g_assert_cmpstr (g_queue_peek_head (&client->order), ==, "\"getStations-2\"");
  g_assert_cmpint (sim_client_error (client, "getStations", NULL), ==, 0);
}

static void
test_trap_04_failed_reauth_keeps_session (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);

  g_assert_cmpint (sim_client_error (client, "auth", "{\"apiKey\":\"nope\"}"), ==, 401);
  g_assert_cmpint (sim_client_error (client, "auth", "{}"), ==, 400);
  g_assert_cmpint (sim_client_error (client, "getStations", NULL), ==, 0);
}

static void
test_trap_05_expiry_is_lazy (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonNode) subscription = sim_client_result (client, "subscribe", "{\"stationId\":\"fora055\"}");
  g_autoptr (JsonObject) expired = NULL;

  csms_simulator_expire_sessions (simulator);
  g_assert_cmpuint (count_pushes (simulator, client), ==, 1);
  g_assert_cmpuint (sim_client_count (client, "session.expired"), ==, 0);

  sim_client_forget (client);
  g_assert_cmpint (sim_client_error (client, "getStations", NULL), ==, 401);
  g_assert_cmpstr (g_queue_peek_head (&client->order), ==, "session.expired");
  expired = sim_client_wait_event (client, "session.expired", NULL);
  g_assert_false (json_object_has_member (expired, "eventId"));
  g_assert_cmpuint (count_pushes (simulator, client), ==, 0);
  g_assert_cmpint (sim_client_error (client, "getStations", NULL), ==, 401);
  g_assert_cmpuint (sim_client_count (client, "session.expired"), ==, 0);

  /* Re-auth restores the pushes and keeps the subscription. */
  sim_client_auth (client);
  g_assert_cmpuint (count_pushes (simulator, client), ==, 1);
  change (simulator, "fora019");
  sim_client_settle (client);
  g_assert_cmpuint (sim_client_count (client, NULL), ==, 1);
}

static void
test_trap_14_restart_empties (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) before = sim_client_new_authenticated (simulator);
  g_autoptr (SimClient) after = NULL;
  g_autoptr (JsonObject) station = NULL;
  g_autoptr (JsonNode) recent = NULL, transactions = NULL, logged = NULL, status = NULL;
  g_autoptr (JsonObject) available = NULL, made_up = NULL;
  g_autofree char *transaction = csms_simulator_local_start (simulator, "fora055", 1, "CARD");

  /* A station that still has something to say would fill the list again. */
  g_assert_true (csms_simulator_local_stop (simulator, "fora055", 1, NULL));
  available = sim_client_wait_status (before, "fora055", "Available");
  made_up = sim_client_wait_status (before, "fora055", "Available");
  csms_simulator_restart (simulator, 0);
  sim_wait (before->closed);
  g_assert_cmpint (soup_websocket_connection_get_close_code (before->socket), !=, SOUP_WEBSOCKET_CLOSE_NORMAL);

  after = sim_client_new_authenticated (simulator);
  station = sim_client_find_station (after, "fora055");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (station, "connectors")), ==, 0);
  recent = sim_client_result (after, "getEventsRecent", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (recent)), ==, 0);
  transactions = sim_client_result (after, "getRecentTransactions", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (transactions)), ==, 0);
  status = sim_client_result (after, "getConnectorStatus", "{\"stationId\":\"fora055\",\"connectorId\":1}");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (status), "status"), ==, "Unknown");
  g_assert_false (json_object_has_member (json_node_get_object (status), "transactionId"));
  logged = sim_client_result (after, "getEventsSince", "{\"eventId\":\"evt-1-1\"}");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (logged), "count"), >=, 4);
}

static guint
push_with (CsmsSimulator *simulator,
           SimClient     *client)
{
  g_autofree char *transaction = NULL;

  sim_client_settle (client);
  sim_client_forget (client);
  change (simulator, "fora019");
  change (simulator, "fora055");
  csms_simulator_emit_event (simulator, "transaction.started", "fora055", "1", "\"transactionId\":5");
  sim_client_settle (client);
  return sim_client_count (client, NULL);
}

static void
test_trap_16_subscriptions (void)
{
  static const struct
  {
    const char *params;
    guint n;
  } cases[] = {
    { "{}", 3 },
    { "{\"stationId\":\"fora055\"}", 2 },
    { "{\"stationId\":\"zzz\"}", 0 },
    { "{\"stationId\":5}", 0 },
    { "{\"events\":[\"transaction.*\"]}", 1 },
    { "{\"events\":[\"transaction.started\"]}", 1 },
    { "{\"events\":[\"*\"]}", 3 },
    { "{\"events\":[\"all\"]}", 0 },
    { "{\"events\":[]}", 3 },
    { "{\"events\":\"transaction.*\"}", 3 },
    { "{\"events\":[\"*.started\"]}", 0 },
    { "{\"events\":[\"TRANSACTION.*\"]}", 0 },
    { "{\"stationId\":\"fora019\",\"events\":[\"transaction.*\"]}", 0 },
  };
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
      g_autoptr (JsonNode) result = NULL;
      g_autofree char *leave = NULL;

      g_test_message ("%s", cases[i].params);
      g_assert_cmpuint (push_with (simulator, client), ==, 3);
      result = sim_client_result (client, "subscribe", cases[i].params);
      g_assert_cmpuint (push_with (simulator, client), ==, cases[i].n);
      leave = g_strdup_printf ("{\"subscriptionId\":\"%s\"}",
                               json_object_get_string_member (json_node_get_object (result), "subscriptionId"));
      g_assert_cmpint (sim_client_error (client, "unsubscribe", leave), ==, 0);
      g_assert_cmpuint (push_with (simulator, client), ==, 3);
      g_assert_true (csms_simulator_drop_client (simulator, "mobile-client"));
    }
}

static void
test_trap_16_snapshot_and_overlap (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonNode) one = sim_client_result (client, "subscribe", "{\"stationId\":\"fora055\"}");
  g_autoptr (JsonNode) all = sim_client_result (client, "subscribe", "{\"events\":[\"*\"]}");
  JsonObject *snapshot = json_object_get_object_member (json_node_get_object (one), "snapshot");

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (snapshot, "stations")), ==, 1);
  snapshot = json_object_get_object_member (json_node_get_object (all), "snapshot");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (snapshot, "stations")), ==, 4);
  g_assert_cmpuint (push_with (simulator, client), ==, 3);
}

static void
test_trap_18_database_down (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;

  config.database_timeout_ms = 20;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  csms_simulator_set_database_down (simulator, TRUE);
  g_assert_cmpint (sim_client_error (client, "getEventsSince", "{\"ts\":1}"), ==, 500);
  g_assert_cmpint (sim_client_error (client, "auth", "{\"apiKey\":\"" SIM_TEST_KEY "\"}"), ==, 500);
  g_assert_cmpuint (count_pushes (simulator, client), ==, 1);
  g_assert_cmpint (sim_client_error (client, "getStations", NULL), ==, 0);
  csms_simulator_set_database_down (simulator, FALSE);
  sim_client_auth (client);
}

static void
test_trap_19_text_is_foreign (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *filler = g_strnfill (10000, 'x');
  g_autofree char *name = g_strconcat ("<b>\"\\\n\t\001\u202e", filler, NULL);
  g_autoptr (JsonObject) station = NULL;
  g_autoptr (JsonObject) changed = NULL;

  g_assert_true (csms_simulator_set_name (simulator, "fora055", name));
  station = sim_client_find_station (client, "fora055");
  g_assert_cmpstr (json_object_get_string_member (station, "name"), ==, name);
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "<i>Odd\002", "&amp;"));
  changed = sim_client_wait_status (client, "fora055", "<i>Odd\002");
  g_assert_cmpstr (json_object_get_string_member (changed, "errorCode"), ==, "&amp;");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/deployed/trap-01-second-client-deafens-first", test_trap_01_second_client_deafens_first);
  g_test_add_func ("/simulator/deployed/trap-01-close-of-displaced-deafens-newer",
                   test_trap_01_close_of_displaced_deafens_newer);
  g_test_add_func ("/simulator/deployed/trap-01-cleanup-of-half-open-deafens-reconnected",
                   test_trap_01_cleanup_of_half_open_deafens_reconnected);
  g_test_add_func ("/simulator/deployed/trap-02-own-path-is-listed-as-station", test_trap_02_own_path_is_listed_as_station);
  g_test_add_func ("/simulator/deployed/trap-04-auth-is-awaited", test_trap_04_auth_is_awaited);
  g_test_add_func ("/simulator/deployed/trap-04-failed-reauth-keeps-session", test_trap_04_failed_reauth_keeps_session);
  g_test_add_func ("/simulator/deployed/trap-05-expiry-is-lazy", test_trap_05_expiry_is_lazy);
  g_test_add_func ("/simulator/deployed/trap-14-restart-empties", test_trap_14_restart_empties);
  g_test_add_func ("/simulator/deployed/trap-16-subscriptions", test_trap_16_subscriptions);
  g_test_add_func ("/simulator/deployed/trap-16-snapshot-and-overlap", test_trap_16_snapshot_and_overlap);
  g_test_add_func ("/simulator/deployed/trap-18-database-down", test_trap_18_database_down);
  g_test_add_func ("/simulator/deployed/trap-19-text-is-foreign", test_trap_19_text_is_foreign);
  return g_test_run ();
}
