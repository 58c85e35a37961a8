/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-preferences.h"

#include <glib/gi18n.h>

#include "csms-background-prefs.h"
#include "csms-journal-prefs.h"
#include "csms-names.h"
#include "csms-notification-prefs.h"
#include "csms-server-dialog.h"
#include "csms-server-row.h"
#include "csms-tag-prefs.h"

struct _CsmsPreferences
{
  AdwPreferencesWindow parent_instance;

  /* Template */
  AdwPreferencesGroup *passing_group;
  AdwPreferencesGroup *servers_group;
  AdwActionRow *no_servers;
  CsmsNotificationPrefs *notification_prefs;
  CsmsTagPrefs *tag_prefs;
  CsmsJournalPrefs *journal_prefs;
  CsmsBackgroundPrefs *background_prefs;

  /* Borrowed */
  CsmsApplication *application;
  CsmsServerRow *passing_row;

  /* Owned */
  GPtrArray *server_rows;
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
csms_preferences_finalize (GObject *object)
{
  CsmsPreferences *self = CSMS_PREFERENCES (object);

  g_ptr_array_unref (self->server_rows);

  G_OBJECT_CLASS (csms_preferences_parent_class)->finalize (object);
}

static void
csms_preferences_class_init (CsmsPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = csms_preferences_finalize;

  g_type_ensure (CSMS_TYPE_BACKGROUND_PREFS);
  g_type_ensure (CSMS_TYPE_JOURNAL_PREFS);
  g_type_ensure (CSMS_TYPE_NOTIFICATION_PREFS);
  g_type_ensure (CSMS_TYPE_TAG_PREFS);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, passing_group);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, servers_group);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, no_servers);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, notification_prefs);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, tag_prefs);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, journal_prefs);
  gtk_widget_class_bind_template_child (widget_class, CsmsPreferences, background_prefs);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

/* The window's own search has a button with a picture and an entry without a name. */
static void
name_search (GtkWidget *widget)
{
  if (GTK_IS_SEARCH_ENTRY (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search preferences"), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_search (child);
}

static void
csms_preferences_init (CsmsPreferences *self)
{
  self->server_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  csms_names_from_tooltips (GTK_WIDGET (self));
  name_search (GTK_WIDGET (self));
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
  csms_notification_prefs_set_settings (self->notification_prefs, settings);
  csms_tag_prefs_set_settings (self->tag_prefs, settings);
  csms_journal_prefs_set_application (self->journal_prefs, application);
  csms_background_prefs_set_settings (self->background_prefs, settings);
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
