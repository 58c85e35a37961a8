/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-consent.h"
#include "csms-preferences.h"
#include "csms-window-private.h"

static void
view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  csms_window_set_view (CSMS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  csms_window_focus_search (CSMS_WINDOW (widget));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  csms_window_go_back (CSMS_WINDOW (widget));
}

static void
wallboard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  csms_window_show_wallboard (CSMS_WINDOW (widget), !CSMS_WINDOW (widget)->on_wall);
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  csms_window_start_charging (CSMS_WINDOW (widget));
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  csms_window_stop_charging (CSMS_WINDOW (widget));
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  csms_operator_refresh (csms_window_get_operator (CSMS_WINDOW (widget)));
}

static void
reconnect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  csms_operator_reconnect_now (csms_window_get_operator (CSMS_WINDOW (widget)));
}

static void
stop_catching_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  csms_operator_stop_catching_up (csms_window_get_operator (CSMS_WINDOW (widget)));
}

static void
consent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsOperator) operator = user_data;
  CsmsAddressSafety safety;

  /* The seat waits for just this, and goes on by itself. */
  if (csms_consent_ask_finish (result, &safety, NULL))
    csms_trust_allow (csms_server_get_trust (csms_operator_get_server (operator)), safety);
}

static void
consent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CsmsOperator *operator = csms_window_get_operator (CSMS_WINDOW (widget));

  csms_consent_ask_async (GTK_WINDOW (widget), csms_server_get_url (csms_operator_get_server (operator)),
                          csms_operator_get_status (operator)->safety, NULL, consent_cb, g_object_ref (operator));
}

static void
demo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CsmsApplication *application = CSMS_APPLICATION (gtk_window_get_application (GTK_WINDOW (widget)));
  g_autoptr (GError) error = NULL;

  if (!csms_application_open_demo (application, &error))
    csms_window_toast (CSMS_WINDOW (widget), error->message);
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CsmsApplication *application = CSMS_APPLICATION (gtk_window_get_application (GTK_WINDOW (widget)));
  CsmsOperator *operator = csms_window_get_operator (CSMS_WINDOW (widget));
  CsmsPreferences *preferences = csms_preferences_new (application, GTK_WINDOW (widget));

  /* Where the banner sends an operator whose key was refused, the cursor stands in the right entry already. */
  if (g_str_equal (name, "win.server-key") && operator != NULL)
    csms_preferences_show_key (preferences, csms_operator_get_server (operator));
  gtk_window_present (GTK_WINDOW (preferences));
}

/* Not by GTK's own way for gtk/help-overlay.ui: that window is there, hidden, from the beginning, and 4.8 ends with a segmentation
   fault when a screen reader asks for a window that has just closed while the last one there is was never shown. */
static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/com/example/CsmsOperator/ui/csms-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

void
csms_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.view", "s", view_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.wallboard", NULL, wallboard_action);
  gtk_widget_class_install_action (widget_class, "win.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.reconnect", NULL, reconnect_action);
  gtk_widget_class_install_action (widget_class, "win.stop-catching-up", NULL, stop_catching_up_action);
  gtk_widget_class_install_action (widget_class, "win.consent", NULL, consent_action);
  gtk_widget_class_install_action (widget_class, "win.demo", NULL, demo_action);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.server-key", NULL, preferences_action);

  /* Single keys are bindings of the window, in the bubble phase: an entry with the focus takes its letters first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, 0, "win.start", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_x, 0, "win.stop", NULL);
}

void
csms_window_update_actions (CsmsWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  gboolean seated = csms_window_get_operator (self) != NULL;
  const char *const of_a_seat[] = {
    "win.view", "win.search", "win.back", "win.wallboard", "win.start", "win.stop", "win.refresh", "win.reconnect", "win.consent",
    "win.stop-catching-up",
    "win.show-station", "win.start-on", "win.stop-on", "win.find-events", "win.find-transactions",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (of_a_seat); i++)
    gtk_widget_action_set_enabled (widget, of_a_seat[i], seated);
  if (application != NULL)
    {
      gboolean settings = csms_application_get_settings (CSMS_APPLICATION (application)) != NULL;

      gtk_widget_action_set_enabled (widget, "win.preferences", settings);
      gtk_widget_action_set_enabled (widget, "win.server-key", settings);
      gtk_widget_action_set_enabled (widget, "win.demo", csms_application_has_demo (CSMS_APPLICATION (application)));
    }
}

void
csms_window_install_accels (GtkApplication *application)
{
  const struct {
    const char *action;
    const char *accels[2];
  } keys[] = {
    { "win.view::stations", { "<Alt>1" } },
    { "win.view::transactions", { "<Alt>2" } },
    { "win.view::events", { "<Alt>3" } },
    { "win.palette", { "<Control>k" } },
    { "win.search", { "<Control>f" } },
    { "win.wallboard", { "F11" } },
    { "win.refresh", { "F5" } },
    { "win.reconnect", { "<Control>r" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "app.new-window", { "<Control>n" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
  };

  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, (const char *[]) { keys[i].accels[0], NULL });
}
