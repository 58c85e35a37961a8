/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-switch-row.h"

struct _CsmsSwitchRow
{
  AdwActionRow parent_instance;

  /* Borrowed */
  GtkSwitch *toggle;
};

enum
{
  PROP_ACTIVE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsSwitchRow, csms_switch_row, ADW_TYPE_ACTION_ROW)

static void
toggled_cb (CsmsSwitchRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
title_changed_cb (CsmsSwitchRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
csms_switch_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_ACTIVE)
    g_value_set_boolean (value, csms_switch_row_get_active (CSMS_SWITCH_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
csms_switch_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_ACTIVE)
    csms_switch_row_set_active (CSMS_SWITCH_ROW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
csms_switch_row_class_init (CsmsSwitchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = csms_switch_row_get_property;
  object_class->set_property = csms_switch_row_set_property;

  properties[PROP_ACTIVE] =
    g_param_spec_boolean ("active", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
csms_switch_row_init (CsmsSwitchRow *self)
{
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}

gboolean
csms_switch_row_get_active (CsmsSwitchRow *self)
{
  g_return_val_if_fail (CSMS_IS_SWITCH_ROW (self), FALSE);

  return gtk_switch_get_active (self->toggle);
}

void
csms_switch_row_set_active (CsmsSwitchRow *self, gboolean active)
{
  g_return_if_fail (CSMS_IS_SWITCH_ROW (self));

  gtk_switch_set_active (self->toggle, active);
}
