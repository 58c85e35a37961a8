/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-background.h"

#include <glib/gi18n.h>

#include "csms-parent-handle.h"

/* The Background portal: a sandboxed program asks the system whether it may run without a window. */

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define REQUEST_INTERFACE "org.freedesktop.portal.Request"

typedef struct {
  GDBusConnection *bus;
  GtkWindow *window;            /* (nullable) */
  guint subscription;
  char *token;
} Question;

static void
stop_listening (Question *question)
{
  guint subscription = question->subscription;

  question->subscription = 0;
  if (subscription != 0)
    g_dbus_connection_signal_unsubscribe (question->bus, subscription);
}

static void
question_free (Question *question)
{
  stop_listening (question);
  if (question->window != NULL)
    csms_parent_handle_unexport (question->window);
  g_clear_object (&question->window);
  g_clear_object (&question->bus);
  g_free (question->token);
  g_free (question);
}

/* As GTK has it: for those who try a portal without a sandbox. */
static gboolean
has_portal (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_strcmp0 (g_getenv ("GTK_USE_PORTAL"), "1") == 0;
}

static void
give_up (GTask *task, const char *words)
{
  if (!g_task_get_completed (task))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s", words);
}

static void
response_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *name,
             GVariant *parameters, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Question *question = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  gboolean granted = FALSE;
  guint response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &granted);
  if (response == 0 && granted)
    g_task_return_boolean (task, TRUE);
  else
    give_up (task, _("The system does not let this program run without a window. It can be allowed in the system’s settings, under Apps."));
  stop_listening (question);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL)
    return;
  give_up (task, _("The system could not be asked whether this program may run without a window."));
  stop_listening (question);
}

/* Where the answer will come is known before the question: it may be there before the call returns. */
static char *
make_request_path (Question *question)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (question->bus) + 1), ".", '_');

  return g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, question->token);
}

static void
ask_cb (const char *handle, gpointer user_data)
{
  GTask *task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autofree char *path = make_request_path (question);
  GVariantDict options;

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "handle_token", "s", question->token);
  g_variant_dict_insert (&options, "reason", "s", _("Goes on watching the charging stations when its window is closed."));
  g_variant_dict_insert (&options, "autostart", "b", FALSE);
  question->subscription =
    g_dbus_connection_signal_subscribe (question->bus, PORTAL, REQUEST_INTERFACE, "Response", path, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, response_cb, g_object_ref (task), g_object_unref);
  g_dbus_connection_call (question->bus, PORTAL, PORTAL_PATH, "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(s@a{sv})", handle, g_variant_dict_end (&options)), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, g_task_get_cancellable (task), called_cb, task);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);

  question->bus = g_bus_get_finish (result, NULL);
  if (question->bus == NULL)
    {
      give_up (task, _("The system could not be asked whether this program may run without a window."));
      return;
    }
  csms_parent_handle_export (question->window, ask_cb, g_steal_pointer (&task));
}

void
csms_background_ask_async (GtkWindow *window, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question;

  g_return_if_fail (window == NULL || GTK_IS_WINDOW (window));

  g_task_set_source_tag (task, csms_background_ask_async);
  if (!has_portal ())
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  question = g_new0 (Question, 1);
  question->token = g_strdup_printf ("csms%u", g_random_int ());
  g_set_object (&question->window, window);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_cb, g_steal_pointer (&task));
}

gboolean
csms_background_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
