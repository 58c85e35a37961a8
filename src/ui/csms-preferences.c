/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-preferences.h"

#include <glib/gi18n.h>

#include "csms-server-dialog.h"
#include "csms-server-row.h"
#include "csms-text.h"

struct _CsmsPreferences
{
  AdwPreferencesWindow parent_instance;

  /* Template */
  AdwPreferencesGroup *passing_group;
  AdwPreferencesGroup *servers_group;
  AdwActionRow *no_servers;
  GtkSwitch *notify_started;
  GtkSwitch *notify_stopped;
  GtkSwitch *notify_recovered;
  AdwPreferencesGroup *tags_group;
  AdwActionRow *no_tags;
  GtkButton *clear_tags;

  /* Borrowed */
  CsmsApplication *application;
  CsmsServerRow *passing_row;

  /* Owned */
  GPtrArray *server_rows;
  GPtrArray *tag_rows;
};

G_DEFINE_FINAL_TYPE (CsmsPreferences, csms_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
servers_changed_cb (CsmsPreferences *self, guint position, guint removed, guint added, GListModel *servers)
{
  for (guint i = 0; i < removed; i++)
    {
      adw_preferences_group_remove (self->servers_group, g_ptr_array_index (self->server_rows, position));
      g_ptr_array_remove_index (self->server_rows, position);
    }
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (CsmsServer) server = g_list_model_get_item (servers, position + i);
      CsmsServerRow *row = csms_server_row_new (self->application, server);

      adw_preferences_group_add (self->servers_group, GTK_WIDGET (row));
      g_ptr_array_insert (self->server_rows, (int) (position + i), row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->no_servers), self->server_rows->len == 0);
}

static void
operator_changed_cb (CsmsPreferences *self)
{
  CsmsOperator *operator = csms_application_get_operator (self->application);
  CsmsServer *server = operator != NULL ? csms_operator_get_server (operator) : NULL;
  gboolean passing = server != NULL && csms_server_is_passing (server);

  if (self->passing_row != NULL)
    adw_preferences_group_remove (self->passing_group, GTK_WIDGET (self->passing_row));
  self->passing_row = passing ? csms_server_row_new (self->application, server) : NULL;
  if (passing)
    adw_preferences_group_add (self->passing_group, GTK_WIDGET (self->passing_row));
  gtk_widget_set_visible (GTK_WIDGET (self->passing_group), passing);
}

static void
add_cb (CsmsPreferences *self)
{
  gtk_window_present (GTK_WINDOW (csms_server_dialog_new (self->application, GTK_WINDOW (self))));
}

static void
remove_tag_cb (CsmsPreferences *self, GtkWidget *button)
{
  GSettings *settings = csms_application_get_settings (self->application);
  const char *tag = g_object_get_data (G_OBJECT (button), "csms-id-tag");
  g_auto (GStrv) tags = g_settings_get_strv (settings, "id-tags");
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) result = NULL;

  for (gsize i = 0; tags[i] != NULL; i++)
    if (!g_str_equal (tags[i], tag))
      g_strv_builder_add (kept, tags[i]);
  result = g_strv_builder_end (kept);
  g_settings_set_strv (settings, "id-tags", (const char *const *) result);
}

static void
clear_tags_cb (CsmsPreferences *self)
{
  g_settings_reset (csms_application_get_settings (self->application), "id-tags");
}

static GtkWidget *
make_tag_row (CsmsPreferences *self, const char *tag)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *text = csms_text_clean (tag, CSMS_TEXT_SHORT);
  g_autofree char *label = g_strdup_printf (_("Forget ID tag %s"), text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "csms-id-tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_tag_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
tags_changed_cb (CsmsPreferences *self)
{
  g_auto (GStrv) tags = g_settings_get_strv (csms_application_get_settings (self->application), "id-tags");

  for (guint i = 0; i < self->tag_rows->len; i++)
    adw_preferences_group_remove (self->tags_group, g_ptr_array_index (self->tag_rows, i));
  g_ptr_array_set_size (self->tag_rows, 0);
  for (gsize i = 0; tags[i] != NULL; i++)
    {
      GtkWidget *row = make_tag_row (self, tags[i]);

      adw_preferences_group_add (self->tags_group, row);
      g_ptr_array_add (self->tag_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->no_tags), self->tag_rows->len == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear_tags), self->tag_rows->len > 0);
}

static void
csms_preferences_finalize (GObject *object)
{
  CsmsPreferences *self = CSMS_PREFERENCES (object);

  g_ptr_array_unref (self->server_rows);
  g_ptr_array_unref (self->tag_rows);

  G_OBJECT_CLASS (csms_preferences_parent_class)->finalize (object);
}

static void
csms_preferences_class_init (CsmsPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = csms_preferences_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, passing_group);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, servers_group);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, no_servers);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, notify_started);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, notify_stopped);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, notify_recovered);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, tags_group);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, no_tags);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, clear_tags);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_tags_cb);
}

static void
csms_preferences_init (CsmsPreferences *self)
{
  self->server_rows = g_ptr_array_new ();
  self->tag_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

CsmsPreferences *
csms_preferences_new (CsmsApplication *application, GtkWindow *parent)
{
  CsmsPreferences *self;
  GListModel *servers;
  GSettings *settings;

  g_return_val_if_fail (CSMS_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (csms_application_get_settings (application) != NULL, NULL);

  self = g_object_new (CSMS_TYPE_PREFERENCES, "transient-for", parent, NULL);
  self->application = application;
  servers = G_LIST_MODEL (csms_application_get_servers (application));
  settings = csms_application_get_settings (application);
  g_signal_connect_object (servers, "items-changed", G_CALLBACK (servers_changed_cb), self, G_CONNECT_SWAPPED);
  servers_changed_cb (self, 0, 0, g_list_model_get_n_items (servers), servers);
  g_signal_connect_object (application, "notify::operator", G_CALLBACK (operator_changed_cb), self, G_CONNECT_SWAPPED);
  operator_changed_cb (self);
  g_signal_connect_object (settings, "changed::id-tags", G_CALLBACK (tags_changed_cb), self, G_CONNECT_SWAPPED);
  tags_changed_cb (self);
  g_settings_bind (settings, "notify-transaction-started", self->notify_started, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notify-transaction-stopped", self->notify_stopped, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notify-recovered", self->notify_recovered, "active", G_SETTINGS_BIND_DEFAULT);
  return self;
}

void
csms_preferences_show_key (CsmsPreferences *self, CsmsServer *server)
{
  g_return_if_fail (CSMS_IS_PREFERENCES (self));
  g_return_if_fail (CSMS_IS_SERVER (server));

  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (self), "servers");
  if (self->passing_row != NULL && csms_server_row_get_server (self->passing_row) == server)
    csms_server_row_focus_key (self->passing_row);
  for (guint i = 0; i < self->server_rows->len; i++)
    {
      CsmsServerRow *row = g_ptr_array_index (self->server_rows, i);

      if (csms_server_row_get_server (row) == server)
        csms_server_row_focus_key (row);
    }
}
