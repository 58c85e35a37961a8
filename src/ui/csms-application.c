/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-application-private.h"

#include <glib/gi18n.h>

#include "csms-config.h"
#include "csms-settings.h"

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

/* The session bus starts the program for a question too, and for that nobody need be connected. */
static void
ensure_seat (CsmsApplication *self)
{
  if (self->servers == NULL || csms_seating_get_operator (self->seating) != NULL)
    return;
  if (self->first_server != NULL)
    csms_application_open_server (self, self->first_server);
  else
    csms_application_open_server (self, csms_server_list_get_active (self->servers));
}

CsmsWindow *
csms_application_add_window (CsmsApplication *self)
{
  CsmsWindow *window;

  self->leaving = FALSE;
  if (csms_application_get_window (self) == NULL)
    ensure_seat (self);
  window = csms_window_new (self);
  g_object_bind_property (self, "operator", window, "operator", G_BINDING_SYNC_CREATE);
  if (self->background != NULL)
    csms_background_end (self->background);
  return window;
}

CsmsWindow *
csms_application_ensure_window (CsmsApplication *self)
{
  CsmsWindow *window = csms_application_get_window (self);

  return window != NULL ? window : csms_application_add_window (self);
}

void
csms_application_leave (CsmsApplication *self)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  gboolean seated = csms_seating_get_operator (self->seating) != NULL;

  self->leaving = TRUE;
  for (GList *l = windows; l != NULL; l = l->next)
    if (CSMS_IS_WINDOW (l->data))
      gtk_window_close (l->data);
  if (self->background != NULL)
    csms_background_end (self->background);
  csms_application_open_server (self, NULL);
  if (windows == NULL && !seated)
    g_application_quit (G_APPLICATION (self));
}

static void
csms_application_startup (GApplication *application)
{
  CsmsApplication *self = CSMS_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  G_APPLICATION_CLASS (csms_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (CSMS_APP_ID);
  csms_application_install_actions (self);
  self->settings = csms_settings_new (&error);
  if (self->settings == NULL)
    {
      g_printerr ("csms-operator: %s\n", error->message);
      self->settings_problem = g_strdup (error->message);
      return;
    }
  self->servers = csms_server_list_new (self->settings);
  self->notifier = csms_notifier_new (application, self->settings);
  self->background = csms_background_new (application, self->settings);
  csms_application_install_mute (self);
  if ((g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) == 0)
    ensure_seat (self);
}

static gboolean
csms_application_dbus_register (GApplication *application, GDBusConnection *bus, const char *path, GError **error)
{
  CsmsApplication *self = CSMS_APPLICATION (application);
  g_autofree char *provider_path = g_strconcat (path, "/SearchProvider", NULL);

  if (!G_APPLICATION_CLASS (csms_application_parent_class)->dbus_register (application, bus, path, error))
    return FALSE;
  self->search_provider = csms_search_provider_new (self);
  return csms_search_provider_export (self->search_provider, bus, provider_path, error);
}

static void
csms_application_dbus_unregister (GApplication *application, GDBusConnection *bus, const char *path)
{
  g_clear_object (&CSMS_APPLICATION (application)->search_provider);

  G_APPLICATION_CLASS (csms_application_parent_class)->dbus_unregister (application, bus, path);
}

static void
csms_application_activate (GApplication *application)
{
  CsmsApplication *self = CSMS_APPLICATION (application);

  csms_window_come_forward (csms_application_ensure_window (self));
}

/* A console of its own, of a demo say, cannot be brought back by starting the program again. */
static gboolean
can_go_on (CsmsApplication *self)
{
  return self->background != NULL && csms_application_get_operator (self) != NULL &&
         (g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_NON_UNIQUE) == 0;
}

static void
csms_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  CsmsApplication *self = CSMS_APPLICATION (application);

  GTK_APPLICATION_CLASS (csms_application_parent_class)->window_removed (application, window);

  if (!CSMS_IS_WINDOW (window) || csms_application_get_window (self) != NULL)
    return;
  /* The hold that comes with leaving keeps the program until the session has ended in good order. */
  if (self->leaving || !can_go_on (self) || !csms_background_begin (self->background))
    csms_application_open_server (self, NULL);
}

static void
csms_application_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsApplication *self = CSMS_APPLICATION (object);

  switch (prop_id)
    {
    case PROP_OPERATOR:
      g_value_set_object (value, csms_seating_get_operator (self->seating));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_application_dispose (GObject *object)
{
  CsmsApplication *self = CSMS_APPLICATION (object);

  g_clear_handle_id (&self->mute_source, g_source_remove);
  g_clear_object (&self->start_request);
  g_clear_object (&self->search_provider);
  g_clear_object (&self->background);
  g_clear_object (&self->notifier);
  g_clear_object (&self->seating);
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
  application_class->dbus_register = csms_application_dbus_register;
  application_class->dbus_unregister = csms_application_dbus_unregister;
  gtk_application_class->window_removed = csms_application_window_removed;

  properties[PROP_OPERATOR] =
    g_param_spec_object ("operator", NULL, NULL, CSMS_TYPE_OPERATOR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
operator_changed_cb (CsmsApplication *self)
{
  if (self->notifier != NULL)
    csms_notifier_set_operator (self->notifier, csms_seating_get_operator (self->seating));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPERATOR]);
}

static void
csms_application_init (CsmsApplication *self)
{
  self->seating = csms_seating_new (G_APPLICATION (self));
  g_signal_connect_object (self->seating, "notify::operator", G_CALLBACK (operator_changed_cb), self, G_CONNECT_SWAPPED);
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
  g_autoptr (CsmsWireLog) log = NULL;

  g_return_val_if_fail (CSMS_IS_APPLICATION (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  log = csms_wire_log_new (path, error);
  if (log == NULL)
    return FALSE;
  csms_seating_set_wire_log (self->seating, log);
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

  csms_seating_take (self->seating, server, api_key);
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

  return csms_seating_get_operator (self->seating);
}

CsmsServerList *
csms_application_get_servers (CsmsApplication *self)
{
  g_return_val_if_fail (CSMS_IS_APPLICATION (self), NULL);

  return self->servers;
}
