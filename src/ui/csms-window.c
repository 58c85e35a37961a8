/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-window-private.h"

#include "csms-names.h"

enum
{
  PROP_OPERATOR = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsWindow, csms_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_root (CsmsWindow *self)
{
  CsmsApplication *application = CSMS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  const char *problem = application != NULL ? csms_application_get_problem (application) : NULL;

  csms_window_update_actions (self);
  if (self->operator != NULL)
    {
      gtk_stack_set_visible_child_name (self->root_stack, self->on_wall ? "wallboard" : "main");
      return;
    }
  csms_window_show_wallboard (self, FALSE);
  if (problem != NULL)
    {
      g_autofree char *text = g_markup_escape_text (problem, -1);

      adw_status_page_set_description (self->problem_page, text);
      gtk_stack_set_visible_child_name (self->root_stack, "problem");
      return;
    }
  csms_welcome_page_set_has_demo (self->welcome_page, application != NULL && csms_application_has_demo (application));
  gtk_stack_set_visible_child_name (self->root_stack, "welcome");
  gtk_widget_grab_focus (GTK_WIDGET (self->welcome_page));
}

/* Once for each degree; after a no the banner still offers it. */
static void
status_changed_cb (CsmsWindow *self)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->operator);

  if (status->problem_code != CSMS_OPERATOR_ERROR_NEEDS_CONSENT || status->safety == self->asked_safety)
    return;
  self->asked_safety = status->safety;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.consent", NULL);
}

static void
set_operator (CsmsWindow *self, CsmsOperator *operator)
{
  if (!g_set_object (&self->operator, operator))
    return;
  csms_connection_button_set_operator (self->connection_button, operator);
  csms_banner_set_operator (self->banner, operator);
  csms_stations_page_set_operator (self->stations_page, operator);
  csms_transactions_page_set_operator (self->transactions_page, operator);
  csms_events_page_set_operator (self->events_page, operator);
  csms_wallboard_set_operator (self->wallboard, operator);
  update_root (self);
  self->asked_safety = CSMS_ADDRESS_ENCRYPTED;
  g_signal_group_set_target (self->operator_signals, operator);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPERATOR]);
}

static void
connect_cb (CsmsWindow *self, CsmsServer *draft, const char *api_key)
{
  CsmsApplication *application = CSMS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  csms_application_add_server (application, draft, api_key);
}

static void
restore_size (CsmsWindow *self, GSettings *settings)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
csms_window_close_request (GtkWindow *window)
{
  CsmsApplication *application = CSMS_APPLICATION (gtk_window_get_application (window));
  GSettings *settings = application != NULL ? csms_application_get_settings (application) : NULL;

  if (settings != NULL)
    {
      int width, height;

      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
      g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
    }
  return GTK_WINDOW_CLASS (csms_window_parent_class)->close_request (window);
}

static void
csms_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsWindow *self = CSMS_WINDOW (object);

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
csms_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CsmsWindow *self = CSMS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_OPERATOR:
      set_operator (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_window_dispose (GObject *object)
{
  CsmsWindow *self = CSMS_WINDOW (object);

  g_clear_object (&self->operator_signals);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, welcome_menu_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, narrow_bin);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, title_stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, detail_title);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, detail_subtitle);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, connection_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, view_stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, stations_page);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, transactions_page);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, events_page);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, wallboard);
  gtk_widget_class_bind_template_callback_full (widget_class, "update_header", G_CALLBACK (csms_window_update_header));
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
}

static void
csms_window_class_init (CsmsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->get_property = csms_window_get_property;
  object_class->set_property = csms_window_set_property;
  object_class->dispose = csms_window_dispose;
  window_class->close_request = csms_window_close_request;

  properties[PROP_OPERATOR] =
    g_param_spec_object ("operator", NULL, NULL, CSMS_TYPE_OPERATOR,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CSMS_TYPE_BANNER);
  g_type_ensure (CSMS_TYPE_CONNECTION_BUTTON);
  g_type_ensure (CSMS_TYPE_EVENTS_PAGE);
  g_type_ensure (CSMS_TYPE_NARROW_BIN);
  g_type_ensure (CSMS_TYPE_STATIONS_PAGE);
  g_type_ensure (CSMS_TYPE_TRANSACTIONS_PAGE);
  g_type_ensure (CSMS_TYPE_WALLBOARD);
  g_type_ensure (CSMS_TYPE_WELCOME_PAGE);
  bind_template (widget_class);
  csms_window_install_actions (widget_class);
  csms_window_install_palette (widget_class);
}

static void
csms_window_init (CsmsWindow *self)
{
  self->operator_signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->operator_signals, "status-changed", G_CALLBACK (status_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  csms_names_menu_button (self->menu_button, gtk_widget_get_tooltip_text (GTK_WIDGET (self->menu_button)));
  csms_names_menu_button (self->welcome_menu_button, gtk_widget_get_tooltip_text (GTK_WIDGET (self->welcome_menu_button)));
}

CsmsWindow *
csms_window_new (CsmsApplication *application)
{
  CsmsWindow *self;
  GSettings *settings;

  g_return_val_if_fail (CSMS_IS_APPLICATION (application), NULL);

  self = g_object_new (CSMS_TYPE_WINDOW, "application", application, NULL);
  settings = csms_application_get_settings (application);
  if (settings != NULL)
    restore_size (self, settings);
  csms_stations_page_set_settings (self->stations_page, settings);
  csms_transactions_page_set_settings (self->transactions_page, settings);
  csms_window_update_header (self);
  update_root (self);
  return self;
}
