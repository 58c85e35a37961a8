/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-stations-page.h"

#include <glib/gi18n.h>

#include "csms-pane.h"
#include "csms-station-list.h"
#include "csms-station-page.h"
#include "csms-text.h"
#include "csms-window.h"

struct _CsmsStationsPage
{
  GtkWidget parent_instance;

  /* Template */
  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkWidget *detail_pane;
  CsmsStationList *list;
  GtkStack *detail_stack;
  CsmsStationPage *station_page;

  /* Owned */
  CsmsOperator *operator;
  GSettings *settings;
  GSignalGroup *stations_signals;
  char *awaited;                /* a station to show as soon as the fleet knows it */
  guint fold_id;
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

static gboolean
is_detail_visible (CsmsStationsPage *self)
{
  return adw_leaflet_get_folded (self->leaflet) && adw_leaflet_get_visible_child (self->leaflet) == self->detail_pane;
}

static char *
make_title (CsmsStationsPage *self, gboolean subtitle)
{
  CsmsStation *station = csms_station_list_get_selected (self->list);
  const char *section = csms_station_page_get_section (self->station_page);

  if (station == NULL)
    return g_strdup ("");
  if (section != NULL && !subtitle)
    return g_strdup (section);
  return csms_text_clean (section != NULL || !subtitle ? csms_station_get_id (station) : csms_station_get_name (station),
                          CSMS_TEXT_SHORT);
}

static void
notify_detail (CsmsStationsPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL_VISIBLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL_SUBTITLE]);
}

static void
follow_fold (CsmsStationsPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  csms_station_list_set_one_click (self->list, folded);
  csms_station_page_set_narrow (self->station_page, folded);
  notify_detail (self);
}

static gboolean
fold_cb (gpointer user_data)
{
  CsmsStationsPage *self = user_data;

  self->fold_id = 0;
  follow_fold (self);
  return G_SOURCE_REMOVE;
}

/* The leaflet folds while the window is laid out, and what is shown or hidden in the midst of that is drawn without a place. */
static void
folded_cb (CsmsStationsPage *self)
{
  if (self->fold_id == 0)
    self->fold_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, fold_cb, self, NULL);
}

static void
selected_cb (CsmsStationsPage *self)
{
  CsmsStation *station = csms_station_list_get_selected (self->list);

  csms_station_page_set_station (self->station_page, station != NULL ? self->operator : NULL, station);
  gtk_stack_set_visible_child_name (self->detail_stack, station != NULL ? "station" : "none");
  if (station == NULL)
    adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  notify_detail (self);
}

static void
activated_cb (CsmsStationsPage *self, CsmsStation *station)
{
  csms_station_list_select (self->list, station);
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
  gtk_widget_grab_focus (GTK_WIDGET (self->station_page));
}

/* A notification may ask for a station before the first snapshot is in. */
static void
stations_changed_cb (CsmsStationsPage *self)
{
  g_autofree char *awaited = NULL;

  if (self->awaited == NULL || csms_fleet_get_station (csms_operator_get_fleet (self->operator), self->awaited) == NULL)
    return;
  awaited = g_steal_pointer (&self->awaited);
  csms_stations_page_show_station (self, awaited);
}

static void
tell (CsmsStationsPage *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (CSMS_IS_WINDOW (root))
    csms_window_toast (CSMS_WINDOW (root), text);
}

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
      g_value_set_boolean (value, is_detail_visible (self));
      break;
    case PROP_DETAIL_TITLE:
      g_value_take_string (value, make_title (self, FALSE));
      break;
    case PROP_DETAIL_SUBTITLE:
      g_value_take_string (value, make_title (self, TRUE));
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

  g_clear_handle_id (&self->fold_id, g_source_remove);
  g_clear_object (&self->stations_signals);
  if (self->leaflet != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->leaflet));
      self->leaflet = NULL;
    }
  g_clear_pointer (&self->awaited, g_free);
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

  g_type_ensure (CSMS_TYPE_PANE);
  g_type_ensure (CSMS_TYPE_STATION_LIST);
  g_type_ensure (CSMS_TYPE_STATION_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-stations-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationsPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationsPage, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationsPage, list);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationsPage, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationsPage, station_page);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, notify_detail);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
csms_stations_page_init (CsmsStationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->stations_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->stations_signals, "items-changed", G_CALLBACK (stations_changed_cb), self);
  follow_fold (self);
}

void
csms_stations_page_set_operator (CsmsStationsPage *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  if (!g_set_object (&self->operator, operator))
    return;
  g_clear_pointer (&self->awaited, g_free);
  csms_station_list_set_operator (self->list, operator);
  selected_cb (self);
  g_signal_group_set_target (self->stations_signals,
                             operator != NULL ? csms_fleet_get_stations (csms_operator_get_fleet (operator)) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPERATOR]);
}

void
csms_stations_page_set_settings (CsmsStationsPage *self, GSettings *settings)
{
  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  if (!g_set_object (&self->settings, settings))
    return;
  csms_station_list_set_settings (self->list, settings);
  csms_station_page_set_settings (self->station_page, settings);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTINGS]);
}

void
csms_stations_page_show_station (CsmsStationsPage *self, const char *station_id)
{
  CsmsStation *station = NULL;

  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));
  g_return_if_fail (station_id != NULL);

  if (self->operator != NULL)
    station = csms_fleet_get_station (csms_operator_get_fleet (self->operator), station_id);
  if (station == NULL)
    {
      g_free (self->awaited);
      self->awaited = g_strdup (station_id);
      adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
      return;
    }
  g_clear_pointer (&self->awaited, g_free);
  csms_station_list_select (self->list, station);
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
}

void
csms_stations_page_focus_search (CsmsStationsPage *self)
{
  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));

  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  csms_station_list_focus_search (self->list);
}

void
csms_stations_page_search (CsmsStationsPage *self, const char *text)
{
  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));
  g_return_if_fail (text != NULL);

  csms_stations_page_focus_search (self);
  csms_station_list_search (self->list, text);
}

gboolean
csms_stations_page_back (CsmsStationsPage *self)
{
  g_return_val_if_fail (CSMS_IS_STATIONS_PAGE (self), FALSE);

  if (!is_detail_visible (self))
    return FALSE;
  if (!csms_station_page_back (self->station_page))
    {
      adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
      if (!csms_station_list_focus_row (self->list))
        gtk_widget_child_focus (self->list_pane, GTK_DIR_TAB_FORWARD);
    }
  return TRUE;
}

void
csms_stations_page_start (CsmsStationsPage *self)
{
  g_autofree char *why_not = NULL;

  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));

  why_not = csms_station_page_start (self->station_page);
  if (why_not != NULL)
    tell (self, why_not);
}

void
csms_stations_page_stop (CsmsStationsPage *self)
{
  g_autofree char *why_not = NULL;

  g_return_if_fail (CSMS_IS_STATIONS_PAGE (self));

  why_not = csms_station_page_stop (self->station_page);
  if (why_not != NULL)
    tell (self, why_not);
}
