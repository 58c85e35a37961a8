/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How csmsctl ends when somebody does not wait for it, or is not to be waited for. */
#include "csms-ctl-run.h"

#include <string.h>

typedef struct
{
  CsmsSimulatorCommand fault;
} Script;

static void
set_fault (CsmsSimulator *simulator, gpointer data)
{
  csms_simulator_set_command_fault (simulator, NULL, ((Script *) data)->fault, 0);
}

static void
burst (CsmsSimulator *simulator, gpointer data)
{
  csms_simulator_emit_burst (simulator, 1);
}

/* As `csmsctl events --follow | head -1` */
static void
test_reader_gone (void)
{
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  GSubprocess *process;
  Ctl ctl;

  ctl_set_up (&ctl, NULL);
  process = ctl_spawn (&ctl, "events --recent 5 --follow");
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  for (guint i = 0; i < 2000 && ctl_count_requests (&ctl, "getEventsRecent") == 0; i++)
    g_usleep (10000);
  csms_simulator_thread_invoke (ctl.simulator, burst, NULL);
  line = g_data_input_stream_read_line (stream, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_input_stream_close (G_INPUT_STREAM (stream), NULL, &error);
  g_assert_no_error (error);
  ctl_finish_deaf (&ctl, process);
  g_assert_cmpint (ctl.status, ==, 0);
  g_assert_cmpstr (ctl.err, ==, "");
  ctl_tear_down (&ctl);
}

/* What could not be written was not told, and is not passed off as done. */
static void
test_full_disk (void)
{
  Ctl ctl;

  ctl_set_up (&ctl, NULL);
  ctl_run_into (&ctl, "/dev/full", "stations");
  g_assert_cmpint (ctl.status, ==, 3);
  g_assert_true (g_str_has_prefix (ctl.err, "csmsctl: "));
  g_assert_cmpint (strchr (ctl.err, '\n') - ctl.err, ==, strlen (ctl.err) - 1);
  ctl_tear_down (&ctl);
}

/* --timeout is about answers to commands too: without it the 504 would come first. */
static void
test_timeout_of_a_command (void)
{
  CsmsSimulatorConfig config = ctl_default_config (CSMS_SIMULATOR_DEPLOYED);
  g_autofree char *station = NULL;
  g_autofree char *line = NULL;
  Script script = { CSMS_SIMULATOR_COMMAND_IGNORE };
  Ctl ctl;

  config.command_timeout_ms = 12000;
  ctl_set_up (&ctl, &config);
  csms_simulator_thread_invoke (ctl.simulator, set_fault, &script);
  station = ctl_station (&ctl, 0);
  line = g_strdup_printf ("start %s 1 --id-tag TAG1 --timeout 4 --wait 0.1", station);
  ctl_run (&ctl, line);
  g_assert_cmpint (ctl.status, ==, 5);
  g_assert_cmpuint (ctl.lines->len, ==, 1);
  g_assert_cmpstr (ctl_text (&ctl, 0, "state"), ==, "unconfirmed");
  g_assert_cmpstr (ctl_text (&ctl, 0, "message"), ==, "The server did not answer in time; the outcome is unknown.");
  g_assert_cmpuint (ctl_count_requests (&ctl, "startCharging"), ==, 1);
  ctl_tear_down (&ctl);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/ends/reader-gone", test_reader_gone);
  g_test_add_func ("/cli/ends/full-disk", test_full_disk);
  g_test_add_func ("/cli/ends/timeout-of-a-command", test_timeout_of_a_command);
  return g_test_run ();
}
