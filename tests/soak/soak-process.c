/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "soak-process.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>

struct _SoakProcess {
  GSubprocess *process;
  char *folder;
  char *key_file;
  char *stations;
  char *url;
  gint64 port;
};

static void
begin (SoakProcess *self)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "src", "simulator", "csms-simulator", NULL);
  g_autofree char *port = g_strdup_printf ("%" G_GINT64_FORMAT, self->port);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--port", port, "--stations", self->stations,
                                    "--api-keys", self->key_file, "--behaviour", "deployed", "--quiet", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  root = json_from_string (line, &error);
  g_assert_no_error (error);
  self->port = json_object_get_int_member (json_node_get_object (root), "port");
  g_free (self->url);
  self->url = g_strdup (json_object_get_string_member (json_node_get_object (root), "url"));
}

SoakProcess *
soak_process_new (guint stations, const char *key)
{
  SoakProcess *self = g_new0 (SoakProcess, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("csms-soak-XXXXXX", &error);
  g_assert_no_error (error);
  self->key_file = g_build_filename (self->folder, "key", NULL);
  g_file_set_contents (self->key_file, key, -1, &error);
  g_assert_no_error (error);
  self->stations = g_strdup_printf ("%u", stations);
  begin (self);
  return self;
}

void
soak_process_free (SoakProcess *self)
{
  soak_process_signal (self, SIGKILL);
  g_object_unref (self->process);
  g_remove (self->key_file);
  g_rmdir (self->folder);
  g_free (self->key_file);
  g_free (self->folder);
  g_free (self->stations);
  g_free (self->url);
  g_free (self);
}

const char *
soak_process_get_url (SoakProcess *self)
{
  return self->url;
}

void
soak_process_signal (SoakProcess *self, int signal)
{
  g_subprocess_send_signal (self->process, signal);
  if (signal == SIGKILL)
    g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
}

void
soak_process_begin_again (SoakProcess *self)
{
  g_clear_object (&self->process);
  begin (self);
}
