/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-ctl-run.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *text;
  guint number;
  guint result;
  char *dup;
} Question;

CsmsSimulatorConfig
ctl_default_config (CsmsSimulatorBehaviour behaviour)
{
  CsmsSimulatorConfig config;

  csms_simulator_config_init (&config);
  config.stations = 3;
  config.connectors = 2;
  config.behaviour = behaviour;
  config.quiet_fleet = TRUE;
  config.command_timeout_ms = 700;
  config.station_delay_ms = 20;
  return config;
}

void
ctl_set_up (Ctl *self, const CsmsSimulatorConfig *given)
{
  static const char *const keys[] = { CTL_KEY, NULL };
  CsmsSimulatorConfig config = given != NULL ? *given : ctl_default_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (GError) error = NULL;

  memset (self, 0, sizeof *self);
  config.api_keys = keys;
  self->simulator = csms_simulator_thread_new (&config, &error);
  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("csmsctl-XXXXXX", &error);
  g_assert_no_error (error);
  self->key_file = g_build_filename (self->folder, "key", NULL);
  g_assert_true (g_file_set_contents (self->key_file, CTL_KEY "\n", -1, NULL));
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
}

static void
forget_run (Ctl *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_ptr_array_set_size (self->lines, 0);
}

void
ctl_tear_down (Ctl *self)
{
  forget_run (self);
  g_ptr_array_unref (self->lines);
  csms_simulator_thread_free (self->simulator);
  g_remove (self->key_file);
  g_rmdir (self->folder);
  g_free (self->key_file);
  g_free (self->folder);
}

static GSubprocess *
spawn (Ctl *self, const char *file, const char *line)
{
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDERR_PIPE | (file == NULL ? G_SUBPROCESS_FLAGS_STDOUT_PIPE : 0);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  g_strv_builder_add_many (builder, g_getenv ("CSMSCTL"), "--json", "--url", csms_simulator_thread_get_url (self->simulator),
                           "--api-key-file", self->key_file, NULL);
  g_strv_builder_addv (builder, (const char **) words);
  argv = g_strv_builder_end (builder);
  if (file != NULL)
    g_subprocess_launcher_set_stdout_file_path (launcher, file);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  return process;
}

GSubprocess *
ctl_spawn (Ctl *self, const char *line)
{
  return spawn (self, NULL, line);
}

void
ctl_finish (Ctl *self, GSubprocess *process)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  forget_run (self);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->out, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
  g_object_unref (process);
  g_test_message ("exit %d\n%.2000s%s", self->status, self->out, self->err);

  lines = g_strsplit (self->out, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], &error);

      g_assert_no_error (error);
      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      g_ptr_array_add (self->lines, json_node_dup_object (node));
    }
}

void
ctl_finish_deaf (Ctl *self, GSubprocess *process)
{
  g_autoptr (GOutputStream) err = g_memory_output_stream_new_resizable ();
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (err);
  g_autoptr (GError) error = NULL;

  forget_run (self);
  g_output_stream_splice (err, g_subprocess_get_stderr_pipe (process), G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (err, "", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  self->err = g_strdup (g_memory_output_stream_get_data (memory));
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
  g_object_unref (process);
}

void
ctl_run (Ctl *self, const char *line)
{
  ctl_finish (self, ctl_spawn (self, line));
}

void
ctl_run_into (Ctl *self, const char *file, const char *line)
{
  ctl_finish_deaf (self, spawn (self, file, line));
}

const char *
ctl_text (Ctl *self, guint line, const char *member)
{
  JsonNode *node;

  g_assert_cmpuint (line, <, self->lines->len);
  node = json_object_get_member (g_ptr_array_index (self->lines, line), member);
  g_assert_nonnull (node);
  return JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node);
}

void
ctl_assert_members (JsonObject *object, const char *names)
{
  g_auto (GStrv) wanted = g_strsplit (names, " ", -1);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (!json_object_has_member (object, wanted[i]))
        g_test_message ("missing: %s", wanted[i]);
      g_assert_true (json_object_has_member (object, wanted[i]));
    }
  g_assert_cmpuint (json_object_get_size (object), ==, g_strv_length (wanted));
}

static void
ask_station (CsmsSimulator *simulator, gpointer data)
{
  Question *question = data;

  question->dup = csms_simulator_dup_station_id (simulator, question->number);
}

char *
ctl_station (Ctl *self, guint index)
{
  Question question = { .number = index };

  csms_simulator_thread_invoke (self->simulator, ask_station, &question);
  g_assert_nonnull (question.dup);
  return question.dup;
}

static void
ask_requests (CsmsSimulator *simulator, gpointer data)
{
  Question *question = data;

  question->result = csms_simulator_count_requests (simulator, question->text);
}

guint
ctl_count_requests (Ctl *self, const char *action)
{
  Question question = { .text = action };

  csms_simulator_thread_invoke (self->simulator, ask_requests, &question);
  return question.result;
}

static void
ask_actuations (CsmsSimulator *simulator, gpointer data)
{
  Question *question = data;

  question->result = csms_simulator_get_actuations (simulator, question->text, question->number);
}

guint
ctl_actuations (Ctl *self, const char *station_id, guint connector)
{
  Question question = { .text = station_id, .number = connector };

  csms_simulator_thread_invoke (self->simulator, ask_actuations, &question);
  return question.result;
}
