/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program as a person or a script meets it, against a simulated server. */
#include "csms-ctl-run.h"

#include <string.h>

typedef struct
{
  const char *station;
  guint connector;
  CsmsSimulatorCommand fault;
  guint delay_ms;
  const char *status;
  guint n;
} Script;

static void
set_fault (CsmsSimulator *simulator, gpointer data)
{
  Script *script = data;

  csms_simulator_set_command_fault (simulator, NULL, script->fault, script->delay_ms);
}

static void
set_status (CsmsSimulator *simulator, gpointer data)
{
  Script *script = data;

  g_assert_true (csms_simulator_set_status (simulator, script->station, script->connector, script->status, NULL));
}

static void
burst (CsmsSimulator *simulator, gpointer data)
{
  Script *script = data;

  csms_simulator_emit_burst (simulator, script->n);
}

static void
drop (CsmsSimulator *simulator, gpointer data)
{
  csms_simulator_drop_clients (simulator);
}

/* @line: with STATION where its id belongs */
static void
run_on (Ctl *ctl, const char *line, const char *station)
{
  g_autoptr (GString) words = g_string_new (line);

  g_string_replace (words, "STATION", station, 1);
  ctl_run (ctl, words->str);
}

static const char *
last_state (Ctl *ctl)
{
  g_assert_cmpuint (ctl->lines->len, >, 0);
  ctl_assert_members (g_ptr_array_index (ctl->lines, ctl->lines->len - 1), "state transactionId correlationId message");
  return ctl_text (ctl, ctl->lines->len - 1, "state");
}

static void
test_reads (gconstpointer behaviour)
{
  CsmsSimulatorConfig config = ctl_default_config (GPOINTER_TO_INT (behaviour));
  g_autofree char *station = NULL;
  Ctl ctl;

  ctl_set_up (&ctl, &config);
  station = ctl_station (&ctl, 0);

  ctl_run (&ctl, "stations");
  g_assert_cmpint (ctl.status, ==, 0);
  g_assert_cmpuint (ctl.lines->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      JsonArray *connectors = json_object_get_array_member (g_ptr_array_index (ctl.lines, i), "connectors");

      ctl_assert_members (g_ptr_array_index (ctl.lines, i), "id name status online connectors");
      g_assert_cmpuint (json_array_get_length (connectors), ==, 2);
      ctl_assert_members (json_array_get_object_element (connectors, 0), "id status transactionId errorCode");
    }
  g_assert_cmpstr (ctl_text (&ctl, 0, "id"), <, ctl_text (&ctl, 1, "id"));
  g_assert_cmpstr (ctl_text (&ctl, 1, "id"), <, ctl_text (&ctl, 2, "id"));

  run_on (&ctl, "status STATION 1", station);
  g_assert_cmpint (ctl.status, ==, 0);
  ctl_assert_members (g_ptr_array_index (ctl.lines, 0), "stationId connectorId status transactionId errorCode");
  g_assert_cmpstr (ctl_text (&ctl, 0, "status"), ==, "Available");
  g_assert_null (ctl_text (&ctl, 0, "transactionId"));

  ctl_run (&ctl, "ping");
  g_assert_cmpint (ctl.status, ==, 0);
  ctl_assert_members (g_ptr_array_index (ctl.lines, 0), "rttMs");
  g_assert_cmpfloat (json_object_get_double_member (g_ptr_array_index (ctl.lines, 0), "rttMs"), >, 0);
  ctl_tear_down (&ctl);
}

static void
test_charge (gconstpointer behaviour)
{
  CsmsSimulatorConfig config = ctl_default_config (GPOINTER_TO_INT (behaviour));
  g_autofree char *station = NULL;
  g_autofree char *transaction = NULL;
  Ctl ctl;

  ctl_set_up (&ctl, &config);
  station = ctl_station (&ctl, 0);
  run_on (&ctl, "start STATION 1 --id-tag TAG1", station);
  g_assert_cmpint (ctl.status, ==, 0);
  g_assert_cmpstr (last_state (&ctl), ==, "confirmed");
  transaction = g_strdup (ctl_text (&ctl, ctl.lines->len - 1, "transactionId"));
  g_assert_nonnull (transaction);
  g_assert_cmpuint (ctl_actuations (&ctl, station, 1), ==, 1);

  /* Charging already: refused here, and the server is not even asked. */
  run_on (&ctl, "start STATION 1 --id-tag TAG1", station);
  g_assert_cmpint (ctl.status, ==, 1);
  g_assert_cmpstr (last_state (&ctl), ==, "refused");
  g_assert_cmpuint (ctl_count_requests (&ctl, "startCharging"), ==, 1);

  run_on (&ctl, "meter STATION --limit 100", station);
  g_assert_cmpint (ctl.status, ==, 0);

  run_on (&ctl, "stop STATION 1", station);
  g_assert_cmpint (ctl.status, ==, 0);
  g_assert_cmpstr (last_state (&ctl), ==, "confirmed");
  g_assert_cmpstr (ctl_text (&ctl, ctl.lines->len - 1, "transactionId"), ==, transaction);

  ctl_run (&ctl, "transactions");
  g_assert_cmpint (ctl.status, ==, 0);
  g_assert_cmpuint (ctl.lines->len, >=, 1);
  ctl_assert_members (g_ptr_array_index (ctl.lines, 0), "transactionId stationId connectorId idTag startTime stopTime energyWh cost reason status");
  g_assert_cmpstr (ctl_text (&ctl, 0, "transactionId"), ==, transaction);
  ctl_tear_down (&ctl);
}

static void
test_forgotten_transaction (void)
{
  CsmsSimulatorConfig config = ctl_default_config (CSMS_SIMULATOR_DEPLOYED);
  g_autofree char *station = NULL;
  Script script = { .connector = 1, .status = "Charging" };
  Ctl ctl;

  ctl_set_up (&ctl, &config);
  station = ctl_station (&ctl, 0);
  run_on (&ctl, "start STATION 1 --id-tag TAG1", station);
  g_assert_cmpint (ctl.status, ==, 0);
  script.station = station;
  csms_simulator_thread_invoke (ctl.simulator, set_status, &script);
  run_on (&ctl, "stop STATION 1", station);
  g_assert_cmpint (ctl.status, ==, 0);
  g_assert_cmpstr (last_state (&ctl), ==, "confirmed");
  ctl_tear_down (&ctl);
}

static void
test_unconfirmed (gconstpointer behaviour)
{
  CsmsSimulatorConfig config = ctl_default_config (GPOINTER_TO_INT (behaviour));
  g_autofree char *station = NULL;
  Script script = { .fault = CSMS_SIMULATOR_COMMAND_IGNORE };
  Ctl ctl;

  ctl_set_up (&ctl, &config);
  station = ctl_station (&ctl, 0);
  csms_simulator_thread_invoke (ctl.simulator, set_fault, &script);
  run_on (&ctl, "start STATION 1 --id-tag TAG1 --wait 0.5", station);
  g_assert_cmpint (ctl.status, ==, 5);
  g_assert_cmpstr (last_state (&ctl), ==, "unconfirmed");
  g_assert_cmpuint (ctl_count_requests (&ctl, "startCharging"), ==, 1);

  /* The charge comes late, after the 504 of a deployed server: told as that, then as confirmed, and done once. */
  script.fault = CSMS_SIMULATOR_COMMAND_LATE;
  script.delay_ms = 1500;
  csms_simulator_thread_invoke (ctl.simulator, set_fault, &script);
  run_on (&ctl, "start STATION 2 --id-tag TAG2 --wait 60", station);
  g_assert_cmpint (ctl.status, ==, 0);
  g_assert_cmpstr (ctl_text (&ctl, 0, "state"), ==, config.behaviour == CSMS_SIMULATOR_DEPLOYED ? "unconfirmed" : "accepted");
  g_assert_cmpstr (last_state (&ctl), ==, "confirmed");
  g_assert_cmpuint (ctl_actuations (&ctl, station, 2), ==, 1);
  ctl_tear_down (&ctl);
}

static void
test_exit_states (void)
{
  g_autofree char *station = NULL;
  Ctl ctl;

  ctl_set_up (&ctl, NULL);
  station = ctl_station (&ctl, 0);
  run_on (&ctl, "start STATION 1 --id-tag 123456789012345678901", station);
  g_assert_cmpint (ctl.status, ==, 2);
  g_assert_cmpuint (ctl.lines->len, ==, 0);
  ctl_run (&ctl, "start nowhere 1 --id-tag A");
  g_assert_cmpint (ctl.status, ==, 1);
  g_assert_cmpstr (last_state (&ctl), ==, "refused");
  run_on (&ctl, "stop STATION 1", station);
  g_assert_cmpint (ctl.status, ==, 1);
  g_assert_cmpuint (ctl_count_requests (&ctl, "stopCharging"), ==, 0);

  g_assert_true (g_file_set_contents (ctl.key_file, "wrong\n", -1, NULL));
  ctl_run (&ctl, "stations");
  g_assert_cmpint (ctl.status, ==, 4);
  g_assert_cmpuint (strlen (ctl.err), >, 0);
  g_assert_null (strstr (ctl.err, "wrong\n"));

  g_assert_true (g_file_set_contents (ctl.key_file, "", -1, NULL));
  ctl_run (&ctl, "stations");
  g_assert_cmpint (ctl.status, ==, 2);
  ctl_tear_down (&ctl);
}

static void
shut_door (CsmsSimulator *simulator, gpointer data)
{
  g_assert_true (csms_simulator_set_listening (simulator, FALSE, NULL));
}

static void
test_no_server (void)
{
  Ctl ctl;

  ctl_set_up (&ctl, NULL);
  csms_simulator_thread_invoke (ctl.simulator, shut_door, NULL);
  ctl_run (&ctl, "stations --timeout 20");
  g_assert_cmpint (ctl.status, ==, 3);
  g_assert_cmpuint (strlen (ctl.err), >, 10);
  ctl_tear_down (&ctl);
}

static void
assert_each_once (Ctl *ctl, guint n)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ctl->lines->len; i++)
    g_assert_true (g_hash_table_add (ids, (gpointer) ctl_text (ctl, i, "eventId")));
  g_assert_cmpuint (ctl->lines->len, ==, n);
}

static void
test_events (gconstpointer behaviour)
{
  CsmsSimulatorConfig config = ctl_default_config (GPOINTER_TO_INT (behaviour));
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *line = NULL;
  Script script = { .n = 120 };
  guint n_after = 0;
  Ctl ctl;

  ctl_set_up (&ctl, &config);
  csms_simulator_thread_invoke (ctl.simulator, burst, &script);
  ctl_run (&ctl, "events --recent 100");
  g_assert_cmpint (ctl.status, ==, 0);
  assert_each_once (&ctl, 100);
  first = g_strdup (ctl_text (&ctl, 0, "eventId"));
  last = g_strdup (ctl_text (&ctl, 99, "eventId"));
  g_assert_cmpint (json_object_get_int_member (g_ptr_array_index (ctl.lines, 0), "ts"), <=,
                   json_object_get_int_member (g_ptr_array_index (ctl.lines, 99), "ts"));

  /* All 99 after the first; of its own millisecond some from before it may come too, but never itself. */
  line = g_strdup_printf ("events --since %s", first);
  ctl_run (&ctl, line);
  g_assert_cmpint (ctl.status, ==, 0);
  for (guint i = 0; i < ctl.lines->len; i++)
    {
      g_assert_cmpstr (ctl_text (&ctl, i, "eventId"), !=, first);
      n_after += strcmp (ctl_text (&ctl, i, "eventId"), last) == 0;
    }
  g_assert_cmpuint (n_after, ==, 1);
  g_assert_cmpuint (ctl.lines->len, >=, 99);
  ctl_tear_down (&ctl);
}

static void
wait_for_line (GDataInputStream *stream)
{
  g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

  g_assert_nonnull (line);
}

static void
wait_for_requests (Ctl *ctl, const char *action, guint n)
{
  for (guint i = 0; i < 2000 && ctl_count_requests (ctl, action) < n; i++)
    g_usleep (10000);
  g_assert_cmpuint (ctl_count_requests (ctl, action), >=, n);
}

static void
test_follow_over_a_drop (gconstpointer behaviour)
{
  CsmsSimulatorConfig config = ctl_default_config (GPOINTER_TO_INT (behaviour));
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  Script script = { .n = 40 };
  Ctl ctl;

  ctl_set_up (&ctl, &config);
  process = ctl_spawn (&ctl, "events --follow --count 81 --idle 60");
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  /* Live only after its catch-up: one event at a time until the first is told. */
  wait_for_requests (&ctl, "getEventsSince", 1);
  g_usleep (300000);
  script.n = 1;
  csms_simulator_thread_invoke (ctl.simulator, burst, &script);
  wait_for_line (stream);

  script.n = 40;
  csms_simulator_thread_invoke (ctl.simulator, burst, &script);
  csms_simulator_thread_invoke (ctl.simulator, drop, NULL);
  csms_simulator_thread_invoke (ctl.simulator, burst, &script);
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, &error);
      g_autoptr (JsonNode) node = line != NULL ? json_from_string (line, NULL) : NULL;

      g_assert_no_error (error);
      if (node == NULL)
        break;
      g_assert_true (g_hash_table_add (ids, g_strdup (json_object_get_string_member (json_node_get_object (node), "eventId"))));
    }
  ctl_finish (&ctl, process);
  g_assert_cmpint (ctl.status, ==, 0);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 80);
  ctl_tear_down (&ctl);
}

#define ADD_BOTH(path, func)                                                              \
  g_test_add_data_func (path "/guide", GINT_TO_POINTER (CSMS_SIMULATOR_GUIDE), func);     \
  g_test_add_data_func (path "/deployed", GINT_TO_POINTER (CSMS_SIMULATOR_DEPLOYED), func)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_BOTH ("/cli/reads", test_reads);
  ADD_BOTH ("/cli/charge", test_charge);
  g_test_add_func ("/cli/trap-07-forgotten-transaction", test_forgotten_transaction);
  ADD_BOTH ("/cli/trap-08-unconfirmed", test_unconfirmed);
  g_test_add_func ("/cli/exit-states", test_exit_states);
  g_test_add_func ("/cli/no-server", test_no_server);
  ADD_BOTH ("/cli/events", test_events);
  ADD_BOTH ("/cli/follow-over-a-drop", test_follow_over_a_drop);
  return g_test_run ();
}
