/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-background-prefs.h"

#include "csms-background.h"
#include "csms-switch-row.h"

#define KEY "watch-in-background"

struct _CsmsBackgroundPrefs
{
  AdwPreferencesPage parent_instance;

  /* Template */
  CsmsSwitchRow *watch;

  /* Owned */
  GSettings *settings;
  GCancellable *cancellable;    /* of the question to the system; NULL: none is open */
};

G_DEFINE_FINAL_TYPE (CsmsBackgroundPrefs, csms_background_prefs, ADW_TYPE_PREFERENCES_PAGE)

static void
settings_changed_cb (CsmsBackgroundPrefs *self)
{
  csms_switch_row_set_active (self->watch, g_settings_get_boolean (self->settings, KEY));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsBackgroundPrefs) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean allowed = csms_background_ask_finish (result, &error);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->cancellable);
  if (self->settings == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->watch), TRUE);
  g_settings_set_boolean (self->settings, KEY, allowed);
  settings_changed_cb (self);
  if (!allowed && ADW_IS_PREFERENCES_WINDOW (window))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), adw_toast_new (error->message));
}

/* Whether it may is known only when it is wanted: the system may ask the person first. */
static void
active_cb (CsmsBackgroundPrefs *self)
{
  gboolean active = csms_switch_row_get_active (self->watch);

  if (self->settings == NULL || self->cancellable != NULL || active == g_settings_get_boolean (self->settings, KEY))
    return;
  if (!active)
    {
      g_settings_set_boolean (self->settings, KEY, FALSE);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->watch), FALSE);
  self->cancellable = g_cancellable_new ();
  csms_background_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable, asked_cb, g_object_ref (self));
}

static void
csms_background_prefs_dispose (GObject *object)
{
  CsmsBackgroundPrefs *self = CSMS_BACKGROUND_PREFS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (csms_background_prefs_parent_class)->dispose (object);
}

static void
csms_background_prefs_class_init (CsmsBackgroundPrefsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_background_prefs_dispose;

  g_type_ensure (CSMS_TYPE_SWITCH_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-background-prefs.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsBackgroundPrefs, watch);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
}

static void
csms_background_prefs_init (CsmsBackgroundPrefs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_background_prefs_set_settings (CsmsBackgroundPrefs *self, GSettings *settings)
{
  g_return_if_fail (CSMS_IS_BACKGROUND_PREFS (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  settings_changed_cb (self);
}
