/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-metric.h"

struct _CsmsMetric
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *figure;
  GtkWidget *warning;
  GtkLabel *value;
  GtkLabel *unit;
  GtkLabel *caption;

  gboolean large;
};

enum
{
  PROP_CAPTION = 1,
  PROP_LARGE,
  PROP_MAX_CHARS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsMetric, csms_metric, GTK_TYPE_WIDGET)

static void
update_accessible (CsmsMetric *self)
{
  g_autofree char *name = NULL;

  name = g_strdup_printf ("%s: %s %s", gtk_label_get_text (self->caption), gtk_label_get_text (self->value),
                          gtk_label_get_text (self->unit));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, g_strchomp (name), -1);
}

static void
set_large (CsmsMetric *self, gboolean large)
{
  self->large = large;
  gtk_widget_remove_css_class (GTK_WIDGET (self->value), large ? "heading" : "title-3");
  gtk_widget_add_css_class (GTK_WIDGET (self->value), large ? "title-3" : "heading");
}

static void
csms_metric_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsMetric *self = CSMS_METRIC (object);

  switch (prop_id)
    {
    case PROP_CAPTION:
      g_value_set_string (value, gtk_label_get_text (self->caption));
      break;
    case PROP_LARGE:
      g_value_set_boolean (value, self->large);
      break;
    case PROP_MAX_CHARS:
      g_value_set_int (value, gtk_label_get_max_width_chars (self->value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_metric_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CsmsMetric *self = CSMS_METRIC (object);
  const char *caption;

  switch (prop_id)
    {
    case PROP_CAPTION:
      caption = g_value_get_string (value);
      gtk_label_set_text (self->caption, caption != NULL ? caption : "");
      update_accessible (self);
      break;
    case PROP_LARGE:
      set_large (self, g_value_get_boolean (value));
      break;
    case PROP_MAX_CHARS:
      gtk_label_set_max_width_chars (self->value, g_value_get_int (value));
      gtk_widget_set_hexpand (GTK_WIDGET (self->value), g_value_get_int (value) >= 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_metric_dispose (GObject *object)
{
  CsmsMetric *self = CSMS_METRIC (object);

  g_clear_pointer (&self->figure, gtk_widget_unparent);

  G_OBJECT_CLASS (csms_metric_parent_class)->dispose (object);
}

static void
csms_metric_class_init (CsmsMetricClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_metric_get_property;
  object_class->set_property = csms_metric_set_property;
  object_class->dispose = csms_metric_dispose;

  properties[PROP_CAPTION] =
    g_param_spec_string ("caption", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LARGE] =
    g_param_spec_boolean ("large", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAX_CHARS] =
    g_param_spec_int ("max-chars", NULL, NULL, -1, G_MAXINT, -1, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-metric.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, CsmsMetric, figure);
  gtk_widget_class_bind_template_child (widget_class, CsmsMetric, warning);
  gtk_widget_class_bind_template_child (widget_class, CsmsMetric, value);
  gtk_widget_class_bind_template_child (widget_class, CsmsMetric, unit);
  gtk_widget_class_bind_template_child (widget_class, CsmsMetric, caption);
}

static void
csms_metric_init (CsmsMetric *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_metric_set (CsmsMetric *self, const char *value, const char *unit)
{
  g_return_if_fail (CSMS_IS_METRIC (self));
  g_return_if_fail (value != NULL);

  if (unit == NULL)
    unit = "";
  if (g_str_equal (gtk_label_get_text (self->value), value) && g_str_equal (gtk_label_get_text (self->unit), unit))
    return;
  gtk_label_set_text (self->value, value);
  gtk_label_set_text (self->unit, unit);
  gtk_widget_set_visible (GTK_WIDGET (self->unit), *unit != '\0');
  update_accessible (self);
}

void
csms_metric_set_warning (CsmsMetric *self, gboolean warning)
{
  g_return_if_fail (CSMS_IS_METRIC (self));

  gtk_widget_set_visible (self->warning, warning);
}

const char *
csms_metric_get_value (CsmsMetric *self)
{
  g_return_val_if_fail (CSMS_IS_METRIC (self), NULL);

  return gtk_label_get_text (self->value);
}
