/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The traps of stations that vanish, of metering and of others' commands, as the protocol notes number them. */
#include "sim-test.h"

#define START "{\"stationId\":\"fora055\",\"connectorId\":1,\"idTag\":\"USER1\"}"

static void
test_trap_13_offline_stations_vanish (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonNode) status = NULL;
  g_autoptr (JsonObject) hidden = NULL;
  g_autoptr (JsonObject) changed = NULL;

  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Reserved", NULL));
  g_assert_true (csms_simulator_set_online (simulator, "fora055", FALSE));
  sim_client_settle (client);
  g_assert_cmpuint (sim_client_count (client, NULL), ==, 1);
  g_assert_null (sim_client_find_station (client, "fora055"));
  status = sim_client_result (client, "getConnectorStatus", "{\"stationId\":\"fora055\",\"connectorId\":1}");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (status), "status"), ==, "Reserved");

  /* A station can vanish while its events still flow. */
  g_assert_true (csms_simulator_set_hidden (simulator, "fora019", TRUE));
  g_assert_null (sim_client_find_station (client, "fora019"));
  g_assert_true (csms_simulator_set_status (simulator, "fora019", 1, "Preparing", NULL));
  changed = sim_client_wait_status (client, "fora019", "Preparing");
}

static void
test_trap_15_one_throttle_for_the_fleet (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;

  config.delta_throttle_ms = 3600 * 1000;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (csms_simulator_send_meter (simulator, "fora055", 1, "Energy.Active.Import.Register", "10", "Wh"));
      g_assert_true (csms_simulator_send_meter (simulator, "fora019", 1, "Energy.Active.Import.Register", "20", "Wh"));
    }
  sim_client_settle (client);
  g_assert_cmpuint (sim_client_count (client, "meter.values.delta"), ==, 1);
}

static void
test_trap_15_first_sample_whatever_it_is (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  JsonObject *delta;

  csms_simulator_send_meter (simulator, "fora055", 1, "Voltage", "231", "V");
  csms_simulator_send_meter (simulator, "fora055", 1, "Voltage", "229", "V");
  delta = sim_client_wait_event (client, "meter.values.delta", "fora055");
  g_assert_cmpstr (json_object_get_string_member (delta, "measurand"), ==, "Voltage");
  g_assert_cmpint (json_object_get_int_member (delta, "delta"), ==, -2);
  json_object_unref (delta);

  csms_simulator_send_meter (simulator, "fora055", 0, NULL, "1.5", "kWh");
  delta = sim_client_wait_event (client, "meter.values.delta", "fora055");
  g_assert_cmpstr (json_object_get_string_member (delta, "measurand"), ==, "Energy");
  g_assert_cmpstr (json_object_get_string_member (delta, "unit"), ==, "kWh");
  g_assert_cmpint (json_object_get_int_member (delta, "connectorId"), ==, 0);
  g_assert_false (json_object_has_member (delta, "transactionId"));
  json_object_unref (delta);

  csms_simulator_send_meter (simulator, "fora055", 1, NULL, "n/a", NULL);
  delta = sim_client_wait_event (client, "meter.values.delta", "fora055");
  g_assert_true (sim_is_null (delta, "total"));
  json_object_unref (delta);
}

static void
test_trap_17_everyone_sees_results (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) mine = sim_client_new_authenticated (simulator);
  g_autoptr (SimClient) other = sim_client_new (simulator, "/");
  g_autoptr (JsonObject) seen = NULL;

  sim_client_auth (other);
  g_assert_cmpint (sim_client_error (mine, "startCharging", START), ==, 0);
  seen = sim_client_wait_event (other, "remote.start.result", "fora055");
  g_assert_cmpstr (json_object_get_string_member (seen, "idTag"), ==, "USER1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/simulator/deployed/" name, func)
  ADD ("trap-13-offline-stations-vanish", test_trap_13_offline_stations_vanish);
  ADD ("trap-15-one-throttle-for-the-fleet", test_trap_15_one_throttle_for_the_fleet);
  ADD ("trap-15-first-sample-whatever-it-is", test_trap_15_first_sample_whatever_it_is);
  ADD ("trap-17-everyone-sees-results", test_trap_17_everyone_sees_results);
#undef ADD
  return g_test_run ();
}
