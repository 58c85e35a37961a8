/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-tag-prefs.h"

#include <glib/gi18n.h>

#include "csms-text.h"

struct _CsmsTagPrefs
{
  AdwPreferencesPage parent_instance;

  /* Template */
  AdwPreferencesGroup *group;
  AdwActionRow *none;
  GtkButton *clear;

  /* Owned */
  GSettings *settings;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (CsmsTagPrefs, csms_tag_prefs, ADW_TYPE_PREFERENCES_PAGE)

static void
remove_cb (CsmsTagPrefs *self, GtkWidget *button)
{
  const char *tag = g_object_get_data (G_OBJECT (button), "csms-id-tag");
  g_auto (GStrv) tags = g_settings_get_strv (self->settings, "id-tags");
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) result = NULL;

  for (gsize i = 0; tags[i] != NULL; i++)
    if (!g_str_equal (tags[i], tag))
      g_strv_builder_add (kept, tags[i]);
  result = g_strv_builder_end (kept);
  g_settings_set_strv (self->settings, "id-tags", (const char *const *) result);
}

static void
clear_cb (CsmsTagPrefs *self)
{
  g_settings_reset (self->settings, "id-tags");
}

static GtkWidget *
make_tag_row (CsmsTagPrefs *self, const char *tag)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *text = csms_text_clean (tag, CSMS_TEXT_SHORT);
  g_autofree char *title = g_markup_escape_text (text, -1);
  g_autofree char *label = g_strdup_printf (_("Forget ID tag %s"), text);

  /* The search of the window makes a row of its own of it, which parses markup in any case. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "csms-id-tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
tags_changed_cb (CsmsTagPrefs *self)
{
  g_auto (GStrv) tags = g_settings_get_strv (self->settings, "id-tags");

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (gsize i = 0; tags[i] != NULL; i++)
    {
      GtkWidget *row = make_tag_row (self, tags[i]);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->none), self->rows->len == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear), self->rows->len > 0);
}

static void
csms_tag_prefs_dispose (GObject *object)
{
  g_clear_object (&CSMS_TAG_PREFS (object)->settings);

  G_OBJECT_CLASS (csms_tag_prefs_parent_class)->dispose (object);
}

static void
csms_tag_prefs_finalize (GObject *object)
{
  g_ptr_array_unref (CSMS_TAG_PREFS (object)->rows);

  G_OBJECT_CLASS (csms_tag_prefs_parent_class)->finalize (object);
}

static void
csms_tag_prefs_class_init (CsmsTagPrefsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_tag_prefs_dispose;
  object_class->finalize = csms_tag_prefs_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-tag-prefs.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsTagPrefs, group);
  gtk_widget_class_bind_template_child (widget_class, CsmsTagPrefs, none);
  gtk_widget_class_bind_template_child (widget_class, CsmsTagPrefs, clear);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
csms_tag_prefs_init (CsmsTagPrefs *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_tag_prefs_set_settings (CsmsTagPrefs *self, GSettings *settings)
{
  g_return_if_fail (CSMS_IS_TAG_PREFS (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::id-tags", G_CALLBACK (tags_changed_cb), self, G_CONNECT_SWAPPED);
  tags_changed_cb (self);
}
