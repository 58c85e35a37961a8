/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-application-private.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "csms-config.h"
#include "csms-news-settings.h"
#include "csms-text.h"

/* What the program does as a whole: from the menu, a notification, another start of it, or a signal of the system. */

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  csms_application_leave (user_data);
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
  CsmsWindow *window = csms_application_ensure_window (user_data);

  csms_window_show_station (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_view_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CsmsWindow *window = csms_application_ensure_window (user_data);

  gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.view", parameter);
  gtk_window_present (GTK_WINDOW (window));
}

static void
ask_start (CsmsApplication *self, const char *station_id, int connector_id, const char *id_tag)
{
  gtk_window_present (GTK_WINDOW (csms_application_ensure_window (self)));
  g_clear_object (&self->start_request);
  self->start_request = csms_start_request_new (self, station_id, connector_id, id_tag);
}

/* Comes from outside, a notification or another start of the program: it asks in the window, and never does it by itself. */
static void
start_charging_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *station_id, *id_tag;
  int connector_id;

  g_variant_get (parameter, "(&si&s)", &station_id, &connector_id, &id_tag);
  ask_start (user_data, station_id, connector_id, id_tag);
}

static void
stop_charging_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CsmsWindow *window = csms_application_ensure_window (user_data);
  const char *station_id, *transaction_id;
  int connector_id;

  g_variant_get (parameter, "(&si&s)", &station_id, &connector_id, &transaction_id);
  csms_window_show_station (window, station_id);
  gtk_window_present (GTK_WINDOW (window));
  csms_window_ask_stop (window, station_id, connector_id, transaction_id);
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (csms_application_add_window (user_data)));
}

static void
mute_action (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  csms_news_settings_mute (csms_application_get_settings (user_data), g_variant_get_boolean (state), csms_text_now ());
}

static gboolean
signal_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

void
csms_application_install_actions (CsmsApplication *self)
{
  static const GActionEntry entries[] = {
    { "about", about_action },
    { "new-window", new_window_action },
    { "quit", quit_action },
    { "show-station", show_station_action, "s" },
    { "show-view", show_view_action, "s" },
    { "start-charging", start_charging_action, "(sis)" },
    { "stop-charging", stop_charging_action, "(sis)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  csms_window_install_accels (GTK_APPLICATION (self));
  g_unix_signal_add (SIGTERM, signal_cb, self);
  g_unix_signal_add (SIGINT, signal_cb, self);
}

static void update_mute (CsmsApplication *self);

static gboolean
mute_ends_cb (gpointer user_data)
{
  CsmsApplication *self = user_data;

  self->mute_source = 0;
  update_mute (self);
  return G_SOURCE_REMOVE;
}

/* A mute ends by itself, and may be ended in the preferences. */
static void
update_mute (CsmsApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "mute");
  gint64 left_ms = g_settings_get_int64 (self->settings, "mute-until") - csms_text_now ();

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (left_ms > 0));
  g_clear_handle_id (&self->mute_source, g_source_remove);
  if (left_ms > 0)
    self->mute_source = g_timeout_add_seconds ((guint) CLAMP (left_ms / 1000 + 1, 1, 60), mute_ends_cb, self);
}

void
csms_application_install_mute (CsmsApplication *self)
{
  static const GActionEntry entries[] = { { "mute", NULL, NULL, "false", mute_action } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->settings, "changed::mute-until", G_CALLBACK (update_mute), self, G_CONNECT_SWAPPED);
  update_mute (self);
}

void
csms_application_ask_start (CsmsApplication *self, const char *station_id, int connector_id, const char *id_tag)
{
  GApplication *application = G_APPLICATION (self);

  g_return_if_fail (CSMS_IS_APPLICATION (self));

  if (station_id == NULL || !g_application_register (application, NULL, NULL))
    return;
  g_action_group_activate_action (G_ACTION_GROUP (self), "start-charging",
                                  g_variant_new ("(sis)", station_id, connector_id, id_tag != NULL ? id_tag : ""));
}
