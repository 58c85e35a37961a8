/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-application-private.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "csms-config.h"
#include "csms-notifier.h"
#include "csms-settings.h"

struct _CsmsApplication
{
  AdwApplication parent_instance;

  /* Owned */
  GSettings *settings;
  char *settings_problem;
  CsmsServerList *servers;
  CsmsServer *first_server;
  CsmsOperator *operator;
  CsmsNotifier *notifier;
  char *fresh_key;
  CsmsWireLog *wire_log;
  guint n_leaving;

  /* Borrowed */
  CsmsDemoFunc demo_func;
  gpointer demo_data;
};

enum
{
  PROP_OPERATOR = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsApplication, csms_application, ADW_TYPE_APPLICATION)

CsmsWindow *
csms_application_get_window (CsmsApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (CSMS_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static CsmsWindow *
ensure_window (CsmsApplication *self)
{
  CsmsWindow *window = csms_application_get_window (self);

  if (window == NULL)
    {
      window = csms_window_new (self);
      g_object_bind_property (self, "operator", window, "operator", G_BINDING_SYNC_CREATE);
    }
  return window;
}

/* A key that was typed just now need not come back from the keyring first, which may be locked or missing. */
static void
start_seat (CsmsApplication *self)
{
  if (self->operator == NULL || self->n_leaving > 0)
    return;
  if (self->fresh_key != NULL)
    csms_operator_use_key (self->operator, self->fresh_key);
  else
    csms_operator_start (self->operator);
  g_clear_pointer (&self->fresh_key, csms_key_free);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsApplication) self = user_data;

  csms_operator_stop_finish (CSMS_OPERATOR (source), result, NULL);
  self->n_leaving--;
  start_seat (self);
  g_application_release (G_APPLICATION (self));
}

static void
leave (CsmsApplication *self)
{
  g_autoptr (CsmsOperator) old = g_steal_pointer (&self->operator);

  if (old == NULL)
    return;
  self->n_leaving++;
  g_application_hold (G_APPLICATION (self));
  csms_operator_stop_async (old, NULL, left_cb, g_object_ref (self));
}

static gboolean
signal_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CsmsApplication *self = user_data;
  CsmsWindow *window = csms_application_get_window (self);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CsmsApplication *self = user_data;

  adw_show_about_window (GTK_WINDOW (csms_application_get_window (self)),
                         "application-name", _("CSMS Operator"),
                         "application-icon", CSMS_APP_ID,
                         "version", CSMS_VERSION,
                         "comments", _("A console for operators of EV charging stations: the fleet as it is this second, and charging started and stopped with a click."),
                         "developer-name", _("The CSMS Operator developers"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
show_station_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CsmsApplication *self = user_data;
  CsmsWindow *window = ensure_window (self);

  csms_window_show_station (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_events_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CsmsApplication *self = user_data;
  CsmsWindow *window = ensure_window (self);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "events");
  gtk_window_present (GTK_WINDOW (window));
}

static void
csms_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "about", about_action },
    { "quit", quit_action },
    { "show-events", show_events_action },
    { "show-station", show_station_action, "s" },
  };
  CsmsApplication *self = CSMS_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  G_APPLICATION_CLASS (csms_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (CSMS_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  csms_window_install_accels (GTK_APPLICATION (self));
  g_unix_signal_add (SIGTERM, signal_cb, self);
  g_unix_signal_add (SIGINT, signal_cb, self);

  self->settings = csms_settings_new (&error);
  if (self->settings == NULL)
    {
      g_printerr ("csms-operator: %s\n", error->message);
      self->settings_problem = g_strdup (error->message);
      return;
    }
  self->servers = csms_server_list_new (self->settings);
  self->notifier = csms_notifier_new (application, self->settings);
  if (self->first_server == NULL)
    g_set_object (&self->first_server, csms_server_list_get_active (self->servers));
  csms_application_open_server (self, self->first_server);
}

static void
csms_application_activate (GApplication *application)
{
  CsmsApplication *self = CSMS_APPLICATION (application);

  gtk_window_present (GTK_WINDOW (ensure_window (self)));
}

static void
csms_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  GTK_APPLICATION_CLASS (csms_application_parent_class)->window_removed (application, window);

  /* The hold that comes with leaving keeps the program until the session has ended in good order. */
  if (CSMS_IS_WINDOW (window))
    csms_application_open_server (CSMS_APPLICATION (application), NULL);
}

static void
csms_application_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsApplication *self = CSMS_APPLICATION (object);

  switch (prop_id)
    {
    case PROP_OPERATOR:
      g_value_set_object (value, self->operator);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_application_dispose (GObject *object)
{
  CsmsApplication *self = CSMS_APPLICATION (object);

  g_clear_pointer (&self->fresh_key, csms_key_free);
  g_clear_object (&self->notifier);
  g_clear_object (&self->operator);
  g_clear_object (&self->wire_log);
  g_clear_object (&self->first_server);
  g_clear_object (&self->servers);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->settings_problem, g_free);

  G_OBJECT_CLASS (csms_application_parent_class)->dispose (object);
}

static void
csms_application_class_init (CsmsApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_application_class = GTK_APPLICATION_CLASS (klass);

  object_class->get_property = csms_application_get_property;
  object_class->dispose = csms_application_dispose;
  application_class->startup = csms_application_startup;
  application_class->activate = csms_application_activate;
  gtk_application_class->window_removed = csms_application_window_removed;

  properties[PROP_OPERATOR] =
    g_param_spec_object ("operator", NULL, NULL, CSMS_TYPE_OPERATOR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
csms_application_init (CsmsApplication *self)
{
}

CsmsApplication *
csms_application_new (GApplicationFlags flags)
{
  return g_object_new (CSMS_TYPE_APPLICATION,
                       "application-id", CSMS_APP_ID,
                       "resource-base-path", "/com/example/CsmsOperator",
                       "flags", flags,
                       NULL);
}

void
csms_application_set_demo (CsmsApplication *self, CsmsDemoFunc func, gpointer user_data)
{
  g_return_if_fail (CSMS_IS_APPLICATION (self));

  self->demo_func = func;
  self->demo_data = user_data;
}

gboolean
csms_application_has_demo (CsmsApplication *self)
{
  g_return_val_if_fail (CSMS_IS_APPLICATION (self), FALSE);

  return self->demo_func != NULL;
}

static void
open_at_once_or_first (CsmsApplication *self, CsmsServer *server)
{
  if (g_application_get_is_registered (G_APPLICATION (self)))
    csms_application_open_server (self, server);
  else
    g_set_object (&self->first_server, server);
}

gboolean
csms_application_log_wire (CsmsApplication *self, const char *path, GError **error)
{
  g_return_val_if_fail (CSMS_IS_APPLICATION (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  self->wire_log = csms_wire_log_new (path, error);
  if (self->wire_log == NULL)
    return FALSE;
  if ((g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_NON_UNIQUE) != 0)
    return TRUE;
  if (!g_application_register (G_APPLICATION (self), NULL, error))
    return FALSE;
  if (!g_application_get_is_remote (G_APPLICATION (self)))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                       _("A console is open already, and this one would only show its window: close it first."));
  return FALSE;
}

gboolean
csms_application_open_demo (CsmsApplication *self, GError **error)
{
  g_autofree char *url = NULL;
  char *api_key = NULL;
  g_autoptr (CsmsServer) server = NULL;

  g_return_val_if_fail (CSMS_IS_APPLICATION (self), FALSE);
  g_return_val_if_fail (self->demo_func != NULL, FALSE);

  if (!self->demo_func (self->demo_data, &url, &api_key, error))
    return FALSE;
  server = csms_server_new_passing (url, api_key);
  csms_server_set_ephemeral (server, TRUE);
  open_at_once_or_first (self, server);
  csms_key_free (api_key);
  return TRUE;
}

void
csms_application_open_passing (CsmsApplication *self, const char *url, const char *api_key, const char *ca_file)
{
  g_autoptr (CsmsServer) server = NULL;

  g_return_if_fail (CSMS_IS_APPLICATION (self));
  g_return_if_fail (url != NULL && api_key != NULL);

  server = csms_server_new_passing (url, api_key);
  csms_trust_set_ca_file (csms_server_get_trust (server), ca_file);
  open_at_once_or_first (self, server);
}

void
csms_application_open_server (CsmsApplication *self, CsmsServer *server)
{
  csms_application_open_with_key (self, server, NULL);
}

void
csms_application_open_with_key (CsmsApplication *self, CsmsServer *server, const char *api_key)
{
  g_return_if_fail (CSMS_IS_APPLICATION (self));
  g_return_if_fail (server == NULL || CSMS_IS_SERVER (server));

  if (server == NULL && self->operator == NULL)
    return;
  g_clear_pointer (&self->fresh_key, csms_key_free);
  self->fresh_key = csms_key_dup (api_key);
  leave (self);
  if (server != NULL)
    {
      self->operator = csms_operator_new (server);
      csms_operator_set_wire_log (self->operator, self->wire_log);
    }
  start_seat (self);
  csms_notifier_set_operator (self->notifier, self->operator);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPERATOR]);
}

GSettings *
csms_application_get_settings (CsmsApplication *self)
{
  g_return_val_if_fail (CSMS_IS_APPLICATION (self), NULL);

  return self->settings;
}

const char *
csms_application_get_problem (CsmsApplication *self)
{
  g_return_val_if_fail (CSMS_IS_APPLICATION (self), NULL);

  return self->settings_problem;
}

CsmsOperator *
csms_application_get_operator (CsmsApplication *self)
{
  g_return_val_if_fail (CSMS_IS_APPLICATION (self), NULL);

  return self->operator;
}

CsmsServerList *
csms_application_get_servers (CsmsApplication *self)
{
  g_return_val_if_fail (CSMS_IS_APPLICATION (self), NULL);

  return self->servers;
}
