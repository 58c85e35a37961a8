/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "csms-secrets.h"
#include "csms-server.h"

#define URL "wss://csms.example/mobile-client"
#define OTHER_URL "wss://csms.example/"

/*
 * Each case runs in a process of its own, since the session bus and the service are remembered for a process' life, on a
 * bus of its own that starts nothing by itself.
 */

typedef struct {
  GMainLoop *loop;
  char *key;
  gboolean stored;
  GError *error;
} Answer;

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->key = csms_secrets_load_finish (result, &answer->error);
  g_main_loop_quit (answer->loop);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->stored = csms_secrets_store_finish (result, &answer->error);
  g_main_loop_quit (answer->loop);
}

static char *
load (const char *url, int *code)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer answer = { .loop = loop };

  csms_secrets_load_async (url, NULL, on_loaded, &answer);
  g_main_loop_run (loop);
  *code = answer.error != NULL ? answer.error->code : -1;
  if (answer.error != NULL)
    {
      g_assert_true (answer.error->domain == CSMS_OPERATOR_ERROR);
      g_test_message ("%s", answer.error->message);
    }
  g_clear_error (&answer.error);
  return answer.key;
}

static gboolean
store (const char *url, const char *key, int *code)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer answer = { .loop = loop };

  csms_secrets_store_async (url, key, NULL, on_stored, &answer);
  g_main_loop_run (loop);
  *code = answer.error != NULL ? answer.error->code : -1;
  if (answer.error != NULL)
    g_assert_null (strstr (answer.error->message, key));
  g_clear_error (&answer.error);
  return answer.stored;
}

static void
assert_key (const char *url, const char *expected)
{
  int code;
  char *key = load (url, &code);

  g_assert_cmpstr (key, ==, expected);
  csms_key_free (key);
}

static GTestDBus *
new_bus (void)
{
  /* Kept to the end of the process: letting it go waits for libsecret's hold on the connection, which does not end. */
  static GTestDBus *bus;

  g_assert_null (bus);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  return bus;
}

static gboolean
is_owned (GDBusConnection *connection)
{
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                 g_variant_new ("(s)", "org.freedesktop.secrets"), G_VARIANT_TYPE ("(b)"), 0, -1, NULL, NULL);
  gboolean owned = FALSE;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(b)", &owned);
  return owned;
}

/* What stands in the keyring is what this program put there: found by any process, each address its own. */
static void
run_keyring (void)
{
  GTestDBus *bus = new_bus ();
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GSubprocess) keyring = NULL;
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  GOutputStream *input;
  int code;

  connection = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                       | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, NULL);
  keyring = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              NULL, "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", NULL);
  g_assert_nonnull (keyring);
  /* A password of one empty line: with no line at all there would be no login keyring. */
  input = g_subprocess_get_stdin_pipe (keyring);
  g_assert_true (g_output_stream_write_all (input, "\n", 1, NULL, NULL, NULL));
  g_output_stream_close (input, NULL, NULL);
  while (!is_owned (connection))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (20000);
    }

  g_assert_null (load (URL, &code));
  g_assert_cmpint (code, ==, CSMS_OPERATOR_ERROR_NO_KEY);
  g_assert_true (store (URL, "first-key", &code));
  g_assert_true (store (URL, "second-key", &code));
  g_assert_true (store (OTHER_URL, "other-key", &code));
  assert_key (URL, "second-key");
  assert_key (OTHER_URL, "other-key");
  csms_secrets_forget (OTHER_URL);
  end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  do
    {
      csms_key_free (load (OTHER_URL, &code));
      g_assert_cmpint (g_get_monotonic_time (), <, end);
    }
  while (code != CSMS_OPERATOR_ERROR_NO_KEY);
  assert_key (URL, "second-key");

  g_subprocess_force_exit (keyring);
  g_subprocess_wait (keyring, NULL, NULL);
  g_clear_object (&connection);
  g_test_dbus_stop (bus);
}

/* No service: said so, and kept for this run. */
static void
run_no_service (void)
{
  GTestDBus *bus = new_bus ();
  int code;

  g_assert_null (load (URL, &code));
  g_assert_cmpint (code, ==, CSMS_OPERATOR_ERROR_NO_KEYRING);
  g_assert_false (store (URL, "the-key", &code));
  g_assert_cmpint (code, ==, CSMS_OPERATOR_ERROR_NO_KEYRING);
  assert_key (URL, "the-key");
  g_assert_null (load (OTHER_URL, &code));
  csms_secrets_forget (URL);
  g_assert_null (load (URL, &code));
  g_test_dbus_stop (bus);
}

static GDBusMessage *
swallow (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer data)
{
  if (incoming && g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    g_clear_object (&message);
  return message;
}

static gboolean
on_beat (gpointer data)
{
  ++*(guint *) data;
  return G_SOURCE_CONTINUE;
}

/* An owner that never answers: the main loop goes on, and there is an end to it. */
static void
run_silent_owner (void)
{
  GTestDBus *bus = new_bus ();
  g_autoptr (GDBusConnection) owner = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer answer = { .loop = loop };
  guint beats = 0, source;
  int code;

  owner = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                                  G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, NULL);
  g_dbus_connection_add_filter (owner, swallow, NULL, NULL);
  reply = g_dbus_connection_call_sync (owner, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL, 0, -1, NULL, NULL);
  g_assert_nonnull (reply);

  source = g_timeout_add (10, on_beat, &beats);
  g_assert_null (load (URL, &code));
  g_assert_cmpint (code, ==, CSMS_OPERATOR_ERROR_NO_KEYRING);
  g_assert_cmpuint (beats, >, 10);
  g_assert_false (store (URL, "the-key", &code));
  g_assert_cmpint (code, ==, CSMS_OPERATOR_ERROR_NO_KEYRING);
  assert_key (URL, "the-key");

  csms_secrets_load_async (OTHER_URL, cancellable, on_loaded, &answer);
  g_cancellable_cancel (cancellable);
  g_main_loop_run (loop);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);
  g_source_remove (source);
  g_clear_object (&owner);
  g_test_dbus_stop (bus);
}

static void
in_a_process (const char *path)
{
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_keyring (void)
{
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");

  if (daemon == NULL)
    g_test_skip ("gnome-keyring-daemon is not installed");
  else
    in_a_process ("/operator/secrets/keyring/subprocess");
}

static void
test_no_service (void)
{
  in_a_process ("/operator/secrets/no-service/subprocess");
}

static void
test_silent_owner (void)
{
  in_a_process ("/operator/secrets/silent-owner/subprocess");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operator/secrets/keyring", test_keyring);
  g_test_add_func ("/operator/secrets/keyring/subprocess", run_keyring);
  g_test_add_func ("/operator/secrets/no-service", test_no_service);
  g_test_add_func ("/operator/secrets/no-service/subprocess", run_no_service);
  g_test_add_func ("/operator/secrets/silent-owner", test_silent_owner);
  g_test_add_func ("/operator/secrets/silent-owner/subprocess", run_silent_owner);
  return g_test_run ();
}
