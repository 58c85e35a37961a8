/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-time-row.h"

#include <glib/gi18n.h>

#define DAY_MINUTES (24 * 60)

struct _CsmsTimeRow
{
  AdwActionRow parent_instance;

  /* Borrowed */
  GtkSpinButton *hour;
  GtkSpinButton *minute;

  guint told;
  gboolean setting;
};

enum
{
  PROP_MINUTE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsTimeRow, csms_time_row, ADW_TYPE_ACTION_ROW)

static gboolean
show_two_digits_cb (GtkSpinButton *button)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (button));

  gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static void
changed_cb (CsmsTimeRow *self)
{
  if (self->setting || csms_time_row_get_minute (self) == self->told)
    return;
  self->told = csms_time_row_get_minute (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MINUTE]);
}

static GtkSpinButton *
make_spin (CsmsTimeRow *self, double max, double step)
{
  GtkWidget *button = gtk_spin_button_new_with_range (0, max, step);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (button), GTK_ORIENTATION_HORIZONTAL);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (button), TRUE);
  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (button), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (button), 2);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (button), 2);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "numeric");
  g_signal_connect (button, "output", G_CALLBACK (show_two_digits_cb), NULL);
  g_signal_connect_object (button, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_two_digits_cb (GTK_SPIN_BUTTON (button));
  return GTK_SPIN_BUTTON (button);
}

static void
name_part (GtkSpinButton *button, const char *part, const char *title)
{
  g_autofree char *name = g_strconcat (title, ", ", part, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
title_changed_cb (CsmsTimeRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  name_part (self->hour, _("hour"), title);
  name_part (self->minute, _("minute"), title);
}

static void
csms_time_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_MINUTE)
    g_value_set_uint (value, csms_time_row_get_minute (CSMS_TIME_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
csms_time_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_MINUTE)
    csms_time_row_set_minute (CSMS_TIME_ROW (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
csms_time_row_class_init (CsmsTimeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = csms_time_row_get_property;
  object_class->set_property = csms_time_row_set_property;

  properties[PROP_MINUTE] =
    g_param_spec_uint ("minute", NULL, NULL, 0, DAY_MINUTES - 1, 0, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
csms_time_row_init (CsmsTimeRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->hour = make_spin (self, 23, 1);
  self->minute = make_spin (self, 59, 5);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hour));
  gtk_box_append (GTK_BOX (box), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->minute));
  /* A time reads from left to right in every language. */
  gtk_widget_set_direction (box, GTK_TEXT_DIR_LTR);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), box);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->hour));
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}

guint
csms_time_row_get_minute (CsmsTimeRow *self)
{
  g_return_val_if_fail (CSMS_IS_TIME_ROW (self), 0);

  return (guint) (gtk_spin_button_get_value_as_int (self->hour) * 60 + gtk_spin_button_get_value_as_int (self->minute));
}

void
csms_time_row_set_minute (CsmsTimeRow *self, guint minute)
{
  g_return_if_fail (CSMS_IS_TIME_ROW (self));
  g_return_if_fail (minute < DAY_MINUTES);

  /* Half of it set is a time nobody means. */
  self->setting = TRUE;
  gtk_spin_button_set_value (self->hour, minute / 60);
  gtk_spin_button_set_value (self->minute, minute % 60);
  self->setting = FALSE;
  changed_cb (self);
}
