/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-stations-page.h"

struct _CsmsStationsPage
{
  GtkWidget parent_instance;

  /* Template */
  AdwLeaflet *leaflet;

  /* Owned */
  CsmsOperator *operator;
  GSettings *settings;
};

enum
{
  PROP_OPERATOR = 1,
  PROP_SETTINGS,
  PROP_DETAIL_VISIBLE,
  PROP_DETAIL_TITLE,
  PROP_DETAIL_SUBTITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsStationsPage, csms_stations_page, GTK_TYPE_WIDGET)

static void
csms_stations_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsStationsPage *self = CSMS_STATIONS_PAGE (object);

  switch (prop_id)
    {
    case PROP_OPERATOR:
      g_value_set_object (value, self->operator);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_DETAIL_VISIBLE:
      g_value_set_boolean (value, FALSE);
      break;
    case PROP_DETAIL_TITLE:
    case PROP_DETAIL_SUBTITLE:
      g_value_set_static_string (value, "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_stations_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CsmsStationsPage *self = CSMS_STATIONS_PAGE (object);

  switch (prop_id)
    {
    case PROP_OPERATOR:
      csms_stations_page_set_operator (self, g_value_get_object (value));
      break;
    case PROP_SETTINGS:
      csms_stations_page_set_settings (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_stations_page_dispose (GObject *object)
{
  CsmsStationsPage *self = CSMS_STATIONS_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->operator);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (csms_stations_page_parent_class)->dispose (object);
}

static void
csms_stations_page_class_init (CsmsStationsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_stations_page_get_property;
  object_class->set_property = csms_stations_page_set_property;
  object_class->dispose = csms_stations_page_dispose;

  properties[PROP_OPERATOR] =
    g_param_spec_object ("operator", NULL, NULL, CSMS_TYPE_OPERATOR,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL_VISIBLE] =
    g_param_spec_boolean ("detail-visible", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL_TITLE] =
    g_param_spec_string ("detail-title", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL_SUBTITLE] =
    g_param_spec_string ("detail-subtitle", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-stations-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationsPage, leaflet);
}

static void
csms_stations_page_init (CsmsStationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_stations_page_set_operator (CsmsStationsPage *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  if (g_set_object (&self->operator, operator))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPERATOR]);
}

void
csms_stations_page_set_settings (CsmsStationsPage *self, GSettings *settings)
{
  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  if (g_set_object (&self->settings, settings))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTINGS]);
}

void
csms_stations_page_show_station (CsmsStationsPage *self, const char *station_id)
{
  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));
  g_return_if_fail (station_id != NULL);
}

void
csms_stations_page_focus_search (CsmsStationsPage *self)
{
  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));
}

gboolean
csms_stations_page_back (CsmsStationsPage *self)
{
  g_return_val_if_fail (CSMS_IS_STATIONS_PAGE (self), FALSE);

  return FALSE;
}

void
csms_stations_page_start (CsmsStationsPage *self)
{
  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));
}

void
csms_stations_page_stop (CsmsStationsPage *self)
{
  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));
}
