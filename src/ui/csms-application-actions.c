/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-application-private.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "csms-config.h"

/* What the program does as a whole: from the menu, a notification, another start of it, or a signal of the system. */

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
  CsmsWindow *window = csms_application_ensure_window (user_data);

  csms_window_show_station (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_events_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CsmsWindow *window = csms_application_ensure_window (user_data);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "events");
  gtk_window_present (GTK_WINDOW (window));
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
    { "quit", quit_action },
    { "show-events", show_events_action },
    { "show-station", show_station_action, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  csms_window_install_accels (GTK_APPLICATION (self));
  g_unix_signal_add (SIGTERM, signal_cb, self);
  g_unix_signal_add (SIGINT, signal_cb, self);
}
