/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-notification-prefs.h"

#include <glib/gi18n.h>

#include "csms-news-settings.h"
#include "csms-switch-row.h"
#include "csms-text.h"
#include "csms-time-row.h"

struct _CsmsNotificationPrefs
{
  AdwPreferencesPage parent_instance;

  /* Template */
  AdwActionRow *mute_row;
  GtkButton *mute_button;
  CsmsSwitchRow *quiet_hours;
  CsmsTimeRow *quiet_from;
  CsmsTimeRow *quiet_to;
  CsmsSwitchRow *started;
  CsmsSwitchRow *stopped;
  CsmsSwitchRow *command;
  CsmsSwitchRow *faulted;
  CsmsSwitchRow *offline;
  GtkWidget *offline_row;
  GtkSpinButton *offline_minutes;
  CsmsSwitchRow *connection;
  CsmsSwitchRow *recovered;

  /* Owned */
  GSettings *settings;

  guint mute_source;
};

G_DEFINE_FINAL_TYPE (CsmsNotificationPrefs, csms_notification_prefs, ADW_TYPE_PREFERENCES_PAGE)

static void update_mute (CsmsNotificationPrefs *self);

static gboolean
mute_ends_cb (gpointer user_data)
{
  CsmsNotificationPrefs *self = user_data;

  self->mute_source = 0;
  update_mute (self);
  return G_SOURCE_REMOVE;
}

static void
update_mute (CsmsNotificationPrefs *self)
{
  gint64 until_ms = g_settings_get_int64 (self->settings, "mute-until");
  gint64 left_ms = until_ms - csms_text_now ();
  g_autofree char *subtitle = NULL;

  g_clear_handle_id (&self->mute_source, g_source_remove);
  if (left_ms > 0)
    {
      g_autofree char *when = csms_text_when (until_ms, csms_text_now ());

      /* Translators: %s is a time */
      subtitle = g_strdup_printf (_("Muted until %s"), when);
      self->mute_source = g_timeout_add_seconds ((guint) CLAMP (left_ms / 1000 + 1, 1, 60), mute_ends_cb, self);
    }
  adw_action_row_set_subtitle (self->mute_row, subtitle != NULL ? subtitle : _("What still holds afterwards comes as one notification"));
  gtk_button_set_label (self->mute_button, left_ms > 0 ? _("Unmute") : _("Mute"));
}

static void
mute_cb (CsmsNotificationPrefs *self)
{
  gint64 now_ms = csms_text_now ();

  csms_news_settings_mute (self->settings, !csms_news_settings_is_muted (self->settings, now_ms), now_ms);
}

static void
csms_notification_prefs_dispose (GObject *object)
{
  CsmsNotificationPrefs *self = CSMS_NOTIFICATION_PREFS (object);

  g_clear_handle_id (&self->mute_source, g_source_remove);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (csms_notification_prefs_parent_class)->dispose (object);
}

static void
csms_notification_prefs_class_init (CsmsNotificationPrefsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_notification_prefs_dispose;

  g_type_ensure (CSMS_TYPE_SWITCH_ROW);
  g_type_ensure (CSMS_TYPE_TIME_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-notification-prefs.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, mute_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, mute_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, quiet_hours);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, quiet_from);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, quiet_to);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, started);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, stopped);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, command);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, faulted);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, offline);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, offline_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, offline_minutes);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, connection);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotificationPrefs, recovered);
  gtk_widget_class_bind_template_callback (widget_class, mute_cb);
}

static void
csms_notification_prefs_init (CsmsNotificationPrefs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_kind (CsmsNotificationPrefs *self, CsmsNewsKind kind, CsmsSwitchRow *row)
{
  g_settings_bind (self->settings, csms_news_settings_key (kind), row, "active", G_SETTINGS_BIND_DEFAULT);
}

void
csms_notification_prefs_set_settings (CsmsNotificationPrefs *self, GSettings *settings)
{
  g_return_if_fail (CSMS_IS_NOTIFICATION_PREFS (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  bind_kind (self, CSMS_NEWS_STARTED, self->started);
  bind_kind (self, CSMS_NEWS_STOPPED, self->stopped);
  bind_kind (self, CSMS_NEWS_COMMAND, self->command);
  bind_kind (self, CSMS_NEWS_FAULTED, self->faulted);
  bind_kind (self, CSMS_NEWS_OFFLINE, self->offline);
  bind_kind (self, CSMS_NEWS_CONNECTION, self->connection);
  bind_kind (self, CSMS_NEWS_RECOVERED, self->recovered);
  g_settings_bind (settings, "offline-minutes", gtk_spin_button_get_adjustment (self->offline_minutes), "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "quiet-hours", self->quiet_hours, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "quiet-from", self->quiet_from, "minute", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "quiet-to", self->quiet_to, "minute", G_SETTINGS_BIND_DEFAULT);
  g_object_bind_property (self->quiet_hours, "active", self->quiet_from, "sensitive", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->quiet_hours, "active", self->quiet_to, "sensitive", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->offline, "active", self->offline_row, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (settings, "changed::mute-until", G_CALLBACK (update_mute), self, G_CONNECT_SWAPPED);
  update_mute (self);
}
