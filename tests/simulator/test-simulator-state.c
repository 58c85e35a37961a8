/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What outlives a simulator, the thread, the program, and large fleets. */
#include "sim-test.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "csms-simulator-thread.h"

static gint64
count_since (SimClient  *client,
             const char *params)
{
  g_autoptr (JsonNode) page = sim_client_result (client, "getEventsSince", params);

  return json_object_get_int_member (json_node_get_object (page), "count");
}

static void
test_log_survives (gconstpointer behaviour)
{
  CsmsSimulatorConfig config = sim_config (GPOINTER_TO_INT (behaviour));
  g_autofree char *folder = g_dir_make_tmp ("csms-simulator-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "state.db", NULL);
  g_autofree char *transaction = NULL;
  CsmsSimulator *first;
  g_autoptr (CsmsSimulator) second = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonNode) recent = NULL;

  config.state_path = path;
  first = sim_start (&config);
  transaction = csms_simulator_local_start (first, "fora055", 1, "CARD");
  g_assert_true (csms_simulator_local_stop (first, "fora055", 1, NULL));
  g_object_unref (first);

  second = sim_start (&config);
  client = sim_client_new_authenticated (second);
  g_assert_cmpint (count_since (client, "{\"eventId\":\"evt-1-1\"}"), ==, 4);
  recent = sim_client_result (client, "getEventsRecent", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (recent)), ==, 0);
  csms_simulator_stop (second);
  g_clear_object (&second);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_errors (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) taken = sim_start (&config);
  g_autoptr (CsmsSimulator) second = NULL, stateless = NULL, nowhere = NULL;
  g_autoptr (GError) error = NULL;

  config.port = csms_simulator_get_port (taken);
  second = csms_simulator_new (&config);
  g_assert_false (csms_simulator_start (second, &error));
  g_assert_error (error, CSMS_SIMULATOR_ERROR, CSMS_SIMULATOR_ERROR_LISTEN);
  g_clear_error (&error);

  config.port = 0;
  config.listen = "nowhere";
  nowhere = csms_simulator_new (&config);
  g_assert_false (csms_simulator_start (nowhere, &error));
  g_assert_error (error, CSMS_SIMULATOR_ERROR, CSMS_SIMULATOR_ERROR_LISTEN);
  g_clear_error (&error);

  config.listen = NULL;
  config.state_path = "/nonexistent/folder/state.db";
  stateless = csms_simulator_new (&config);
  g_assert_false (csms_simulator_start (stateless, &error));
  g_assert_error (error, CSMS_SIMULATOR_ERROR, CSMS_SIMULATOR_ERROR_STATE);
}

static void
test_same_seed_same_fleet (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) a = NULL, b = NULL, c = NULL;
  g_autoptr (SimClient) client_a = NULL, client_b = NULL, client_c = NULL;
  g_autofree char *id = NULL;
  g_autoptr (JsonObject) in_a = NULL, in_b = NULL, in_c = NULL;

  config.stations = 60;
  a = sim_start (&config);
  b = sim_start (&config);
  config.seed = 2;
  c = sim_start (&config);
  client_a = sim_client_new_authenticated (a);
  client_b = sim_client_new_authenticated (b);
  client_c = sim_client_new_authenticated (c);
  id = csms_simulator_dup_station_id (a, 40);
  in_a = sim_client_find_station (client_a, id);
  in_b = sim_client_find_station (client_b, id);
  in_c = sim_client_find_station (client_c, id);
  g_assert_cmpstr (json_object_get_string_member (in_a, "name"), ==, json_object_get_string_member (in_b, "name"));
  g_assert_cmpstr (json_object_get_string_member (in_a, "name"), !=, json_object_get_string_member (in_c, "name"));
  g_assert_null (csms_simulator_dup_station_id (a, 60));
}

static guint
count_logged (CsmsSimulator *simulator)
{
  g_auto (GStrv) ids = csms_simulator_dup_event_ids (simulator);

  for (guint i = 0; ids[i] != NULL; i++)
    g_assert_true (g_str_has_prefix (ids[i], "evt-"));
  return g_strv_length (ids);
}

/* What is true, whatever is told of it, and what was logged. */
static void
test_truth (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autofree char *transaction = NULL;

  g_assert_true (csms_simulator_get_online (simulator, "fora055"));
  g_assert_false (csms_simulator_get_online (simulator, "nobody"));
  g_assert_true (csms_simulator_set_online (simulator, "fora055", FALSE));
  g_assert_false (csms_simulator_get_online (simulator, "fora055"));
  transaction = csms_simulator_local_start (simulator, "fora055", 1, "CARD");
  g_assert_cmpstr (csms_simulator_get_status (simulator, "fora055", 1), ==, "Charging");
  g_assert_cmpstr (csms_simulator_get_status (simulator, "fora055", 2), ==, "Available");
  g_assert_null (csms_simulator_get_status (simulator, "fora055", 3));
  g_assert_cmpuint (csms_simulator_get_n_events (simulator), ==, 0);

  /* itself and two connectors */
  g_assert_true (csms_simulator_set_online (simulator, "fora055", TRUE));
  sim_wait (count_logged (simulator) > 0);
  g_assert_cmpuint (count_logged (simulator), ==, 3);
}

/* Life comes and goes as told. */
static void
test_living (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = NULL;
  guint64 n;

  config.rate = 1000;
  simulator = sim_start (&config);
  csms_simulator_set_living (simulator, TRUE);
  sim_wait (csms_simulator_get_n_events (simulator) > 100);
  csms_simulator_set_living (simulator, FALSE);
  n = csms_simulator_get_n_events (simulator);
  sim_iterate ();
  /* nothing but what had begun: a connector that is free again */
  g_assert_cmpuint (csms_simulator_get_n_events (simulator), <=, n + config.stations * config.connectors);
}

/* However little there is that could happen, and however many events one thing makes. */
static void
test_rate (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = NULL;
  gint64 began_us, elapsed_us;

  config.rate = 20;
  config.stations = 1;
  config.quiet_fleet = FALSE;
  simulator = sim_start (&config);
  began_us = g_get_monotonic_time ();
  do
    {
      sim_iterate ();
      elapsed_us = g_get_monotonic_time () - began_us;
      g_assert_cmpfloat ((double) csms_simulator_get_n_events (simulator), <, 50 + config.rate * (double) elapsed_us / G_USEC_PER_SEC);
    }
  while (elapsed_us < 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (csms_simulator_get_n_events (simulator), >, 10);
}

static void
test_large_fleet_and_burst (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonNode) stations = NULL;

  config.stations = 10000;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  stations = sim_client_result (client, "getStations", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (stations)), ==, 10000);
  csms_simulator_emit_burst (simulator, 20000);
  sim_wait (sim_client_count (client, NULL) == 20000);
  g_assert_cmpuint (csms_simulator_get_n_events (simulator), ==, 20000);
}

static void
count_clients (CsmsSimulator *simulator,
               gpointer       data)
{
  *(guint *) data = csms_simulator_get_n_clients (simulator) + 1;
}

static void
test_thread (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulatorThread) thread = NULL;
  g_autoptr (CsmsSimulatorThread) broken = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  thread = csms_simulator_thread_new (&config, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (csms_simulator_thread_get_url (thread), "ws://127.0.0.1:"));
  csms_simulator_thread_invoke (thread, count_clients, &n);
  g_assert_cmpuint (n, ==, 1);

  config.state_path = "/nonexistent/folder/state.db";
  broken = csms_simulator_thread_new (&config, &error);
  g_assert_null (broken);
  g_assert_error (error, CSMS_SIMULATOR_ERROR, CSMS_SIMULATOR_ERROR_STATE);
}

/* Starts the program and reads the line it announces itself with. */
static GSubprocess *
spawn (const char *const  *arguments,
       JsonParser         *announcement)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_add (builder, g_getenv ("CSMS_SIMULATOR"));
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  process = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (json_parser_load_from_data (announcement, line, -1, &error));
  return g_steal_pointer (&process);
}

static void
test_program (void)
{
  const char *const arguments[] = { "--port", "0", "--stations", "3", "--behaviour", "deployed", "--quiet", NULL };
  g_autoptr (JsonParser) announcement = json_parser_new ();
  g_autoptr (GSubprocess) process = spawn (arguments, announcement);
  JsonObject *object = json_node_get_object (json_parser_get_root (announcement));
  g_autoptr (SoupSession) soup = soup_session_new ();
  g_autofree char *expected = NULL;
  const int signals[] = { SIGTERM, SIGINT };

  expected = g_strdup_printf ("ws://127.0.0.1:%" G_GINT64_FORMAT "/mobile-client",
                              json_object_get_int_member (object, "port"));
  g_assert_cmpstr (json_object_get_string_member (object, "url"), ==, expected);
  g_assert_cmpuint (strlen (json_object_get_string_member (object, "apiKey")), >=, 12);

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      if (i > 0)
        {
          g_clear_object (&process);
          process = spawn (arguments, announcement);
        }
      g_subprocess_send_signal (process, signals[i]);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      g_assert_true (g_subprocess_get_successful (process));
    }
}

static void
test_program_key_file (void)
{
  g_autofree char *path = NULL;
  const char *arguments[] = { "--api-keys", NULL, "--stations", "1", NULL };
  g_autoptr (JsonParser) announcement = json_parser_new ();
  g_autoptr (GSubprocess) process = NULL;
  int fd = g_file_open_tmp ("csms-keys-XXXXXX", &path, NULL);

  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, "key-one\n\n  key-two \n", -1, NULL));
  arguments[1] = path;
  process = spawn (arguments, announcement);
  g_assert_false (json_object_has_member (json_node_get_object (json_parser_get_root (announcement)), "apiKey"));
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_unlink (path);
}

static void
test_program_usage (void)
{
  const char *const wrong[] = { "--behaviour=odd", "--port=99999", "--fault=none-such", "--rate=-1", "extra",
                                "--api-keys=/nonexistent" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GSubprocess) process = NULL;

      process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, g_getenv ("CSMS_SIMULATOR"), wrong[i], NULL);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/simulator/guide/log-survives", GINT_TO_POINTER (CSMS_SIMULATOR_GUIDE), test_log_survives);
  g_test_add_data_func ("/simulator/deployed/trap-14-only-the-log-survives", GINT_TO_POINTER (CSMS_SIMULATOR_DEPLOYED),
                        test_log_survives);
  g_test_add_func ("/simulator/state/errors", test_errors);
  g_test_add_func ("/simulator/state/same-seed-same-fleet", test_same_seed_same_fleet);
  g_test_add_func ("/simulator/state/truth", test_truth);
  g_test_add_func ("/simulator/state/living", test_living);
  g_test_add_func ("/simulator/state/rate", test_rate);
  g_test_add_func ("/simulator/state/large-fleet-and-burst", test_large_fleet_and_burst);
  g_test_add_func ("/simulator/state/thread", test_thread);
  g_test_add_func ("/simulator/program/announces-and-ends", test_program);
  g_test_add_func ("/simulator/program/key-file", test_program_key_file);
  g_test_add_func ("/simulator/program/usage", test_program_usage);
  return g_test_run ();
}
