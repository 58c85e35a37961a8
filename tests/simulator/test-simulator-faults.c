/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong on purpose. */
#include "sim-test.h"

#define START "{\"stationId\":\"fora055\",\"connectorId\":1,\"idTag\":\"USER1\"}"

static void
test_drop (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) first = sim_client_new_authenticated (simulator);
  g_autoptr (SimClient) second = sim_client_new (simulator, "/other");

  g_assert_true (csms_simulator_drop_client (simulator, "other"));
  sim_wait (second->closed);
  g_assert_false (first->closed);
  g_assert_false (csms_simulator_drop_client (simulator, "other"));
  g_assert_cmpuint (csms_simulator_drop_clients (simulator), ==, 1);
  sim_wait (first->closed);
  g_assert_cmpuint (csms_simulator_get_n_connections (simulator), ==, 2);
}

static void
test_stall (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *id = NULL;
  g_autoptr (JsonObject) reply = NULL;

  csms_simulator_set_network (simulator, CSMS_SIMULATOR_NETWORK_STALL);
  id = sim_client_send (client, "ping", NULL);
  sim_wait (csms_simulator_count_requests (simulator, "ping") == 1);
  for (guint i = 0; i < 4; i++)
    sim_iterate ();
  g_assert_cmpuint (client->replies.length, ==, 0);
  csms_simulator_set_network (simulator, CSMS_SIMULATOR_NETWORK_GOOD);
  reply = sim_client_wait_reply (client, id);
}

static void
test_half_open (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) old = sim_client_new_authenticated (simulator);
  g_autoptr (SimClient) later = NULL;
  guint n;

  csms_simulator_set_network (simulator, CSMS_SIMULATOR_NETWORK_HALF_OPEN);
  n = csms_simulator_count_requests (simulator, NULL);
  g_free (sim_client_send (old, "ping", NULL));
  later = sim_client_new_authenticated (simulator);
  sim_client_settle (later);
  g_assert_cmpuint (csms_simulator_count_requests (simulator, NULL), ==, n + 2);
  g_assert_cmpuint (old->replies.length, ==, 0);
  g_assert_false (old->closed);
}

static void
test_slow_bytes (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);

  csms_simulator_set_network (simulator, CSMS_SIMULATOR_NETWORK_SLOW_BYTES);
  sim_client_settle (client);
  sim_client_settle (client);
}

static void
test_reorder (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  JsonObject *event;

  csms_simulator_set_network (simulator, CSMS_SIMULATOR_NETWORK_REORDER);
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Preparing", NULL));
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Reserved", NULL));
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Faulted", NULL));
  sim_wait (sim_client_count (client, NULL) == 3);
  event = g_queue_pop_head (&client->events);
  g_assert_cmpstr (json_object_get_string_member (event, "status"), ==, "Reserved");
  json_object_unref (event);
}

static void
test_duplicate (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);

  csms_simulator_set_network (simulator, CSMS_SIMULATOR_NETWORK_DUPLICATE);
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Preparing", NULL));
  sim_wait (sim_client_count (client, NULL) == 2);
}

static void
test_garbage (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);

  csms_simulator_set_network (simulator, CSMS_SIMULATOR_NETWORK_GARBAGE);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = sim_client_send (client, "ping", NULL);
      g_autoptr (JsonObject) reply = sim_client_wait_reply (client, id);
    }
  g_assert_cmpuint (client->others.length, >, 0);
  g_assert_cmpuint (client->n_binary, >, 0);
}

static void
test_refuse_and_late_start (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) refused = NULL, unheard = NULL, heard = NULL;
  g_autoptr (GError) error = NULL;

  csms_simulator_set_network (simulator, CSMS_SIMULATOR_NETWORK_REFUSE);
  refused = sim_client_new (simulator, "/mobile-client");
  g_assert_nonnull (refused->error);
  csms_simulator_set_network (simulator, CSMS_SIMULATOR_NETWORK_GOOD);

  g_assert_true (csms_simulator_set_listening (simulator, FALSE, &error));
  unheard = sim_client_new (simulator, "/mobile-client");
  g_assert_nonnull (unheard->error);
  g_assert_true (csms_simulator_set_listening (simulator, TRUE, &error));
  g_assert_no_error (error);
  heard = sim_client_new_authenticated (simulator);
}

static void
test_restart_keeps_port (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) before = sim_client_new_authenticated (simulator);
  g_autofree char *url = g_strdup (csms_simulator_get_url (simulator));
  gboolean back = FALSE;

  csms_simulator_restart (simulator, 100);
  sim_wait (before->closed);
  sim_wait (back || ({ g_autoptr (SimClient) probe = sim_client_new (simulator, "/");
                       back = probe->socket != NULL; back; }));
  g_assert_cmpstr (csms_simulator_get_url (simulator), ==, url);
}

static void
test_reject_and_ignore (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonObject) rejected = NULL, ignored = NULL;

  config.command_timeout_ms = 50;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  csms_simulator_set_command_fault (simulator, "fora055", CSMS_SIMULATOR_COMMAND_REJECT, 0);
  g_assert_cmpint (sim_client_error (client, "startCharging", START), ==, 504);
  rejected = sim_client_wait_event (client, "remote.start.result", "fora055");
  g_assert_cmpstr (json_object_get_string_member (rejected, "status"), ==, "Rejected");
  csms_simulator_set_command_fault (simulator, "fora055", CSMS_SIMULATOR_COMMAND_IGNORE, 0);
  g_assert_cmpint (sim_client_error (client, "startCharging", START), ==, 504);
  ignored = sim_client_wait_event (client, "remote.start.result", "fora055");
  g_assert_cmpstr (json_object_get_string_member (ignored, "status"), ==, "PendingTimeout");
  g_assert_cmpuint (csms_simulator_get_actuations (simulator, "fora055", 1), ==, 0);
}

/* A command that waits for its station when everything ends goes with it. */
static void
test_ends_with_a_command_open (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);

  csms_simulator_set_command_fault (simulator, "fora055", CSMS_SIMULATOR_COMMAND_IGNORE, 0);
  g_free (sim_client_send (client, "startCharging", START));
  sim_wait (csms_simulator_count_requests (simulator, "startCharging") == 1);
  g_clear_object (&simulator);
  sim_wait (client->closed);
}

static void
test_no_status (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonObject) started = NULL, connector = NULL;

  csms_simulator_set_command_fault (simulator, "fora055", CSMS_SIMULATOR_COMMAND_NO_STATUS, 0);
  g_assert_cmpint (sim_client_error (client, "startCharging", START), ==, 0);
  started = sim_client_wait_event (client, "transaction.started", "fora055");
  g_assert_cmpuint (sim_client_count (client, "connector.status.changed"), ==, 0);
  /* Nothing has wiped the transaction id, which reads as text here. */
  connector = sim_client_find_connector (client, "fora055", 1);
  g_assert_cmpstr (json_object_get_string_member (connector, "status"), ==, "Charging");
  g_assert_true (sim_is_null (connector, "errorCode"));
  g_assert_cmpint (g_ascii_strtoll (json_object_get_string_member (connector, "transactionId"), NULL, 10), ==,
                   json_object_get_int_member (started, "transactionId"));
}

static void
test_doubled_command_is_counted_once (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *first = sim_client_send (client, "startCharging", START);
  g_autofree char *second = sim_client_send (client, "startCharging", START);
  g_autoptr (JsonObject) a = sim_client_wait_reply (client, first);
  g_autoptr (JsonObject) b = sim_client_wait_reply (client, second);

  /* The station refuses the second one; a free connector would take it. */
  g_assert_cmpuint (csms_simulator_get_actuations (simulator, "fora055", 1), ==, 1);
  g_assert_cmpuint (csms_simulator_count_requests (simulator, "startCharging"), ==, 2);
}

static void
test_raw_and_odd_events (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonObject) event = NULL;
  g_auto (GStrv) frames = NULL;

  csms_simulator_send_raw (simulator, "[9]");
  csms_simulator_emit_event (simulator, "firmware.updated", "fora055", NULL, "\"version\":\"2\"");
  event = sim_client_wait_event (client, "firmware.updated", "fora055");
  g_assert_cmpstr (json_object_get_string_member (event, "version"), ==, "2");
  g_assert_cmpuint (client->others.length, ==, 1);
  frames = csms_simulator_dup_frames (simulator);
  g_assert_cmpuint (g_strv_length (frames), ==, 1);
  g_assert_nonnull (strstr (frames[0], "\"auth\""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/simulator/faults/" name, func)
  ADD ("drop", test_drop);
  ADD ("stall", test_stall);
  ADD ("half-open", test_half_open);
  ADD ("slow-bytes", test_slow_bytes);
  ADD ("reorder", test_reorder);
  ADD ("duplicate", test_duplicate);
  ADD ("garbage", test_garbage);
  ADD ("refuse-and-late-start", test_refuse_and_late_start);
  ADD ("restart-keeps-port", test_restart_keeps_port);
  ADD ("reject-and-ignore", test_reject_and_ignore);
  ADD ("ends-with-a-command-open", test_ends_with_a_command_open);
  ADD ("no-status", test_no_status);
  ADD ("doubled-command-is-counted-once", test_doubled_command_is_counted_once);
  ADD ("raw-and-odd-events", test_raw_and_odd_events);
#undef ADD
  return g_test_run ();
}
