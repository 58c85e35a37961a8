/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-wallboard.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-connection-words.h"
#include "csms-connector-words.h"
#include "csms-metric.h"
#include "csms-narrow-bin.h"
#include "csms-station-view.h"
#include "csms-text.h"
#include "csms-wall-grid.h"

struct _CsmsWallboard
{
  GtkWidget parent_instance;

  /* Template */
  CsmsNarrowBin *bin;
  GtkBox *content;
  GtkCenterBox *head;
  GtkWidget *counts;
  GtkLabel *clock;
  GtkImage *connection_icon;
  GtkLabel *connection;
  CsmsMetric *attention;
  CsmsMetric *charging;
  CsmsMetric *available;
  CsmsMetric *offline;
  CsmsMetric *power;
  CsmsWallGrid *grid;
  GtkLabel *more;

  /* Owned */
  CsmsOperator *operator;
  CsmsStationView *view;        /* while on screen */

  const char *connection_style;
  guint second_source;
};

G_DEFINE_FINAL_TYPE (CsmsWallboard, csms_wallboard, GTK_TYPE_WIDGET)

static void
show_count (CsmsWallboard *self, CsmsMetric *metric, CsmsStationCategory category)
{
  g_autofree char *text = csms_text_number (csms_station_view_get_count (self->view, category), 0);

  csms_metric_set (metric, text, NULL);
}

static void
show_power (CsmsWallboard *self)
{
  GListModel *stations = csms_fleet_get_stations (csms_operator_get_fleet (self->operator));
  guint n = g_list_model_get_n_items (stations);
  g_autofree char *text = NULL;
  double sum_w = NAN;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);
      double power_w = csms_station_get_power_w (station);

      if (isfinite (power_w))
        sum_w = isfinite (sum_w) ? sum_w + power_w : power_w;
    }
  text = csms_text_number (sum_w / 1000, 1);
  csms_metric_set (self->power, text, isfinite (sum_w) ? "kW" : NULL);
}

static void
show_connection (CsmsWallboard *self)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->operator);
  gboolean live = csms_operator_get_live (self->operator);
  const char *style = csms_connection_style (status->state);
  g_autofree char *words = csms_connection_words (status, g_get_monotonic_time ());
  g_autofree char *text = NULL;

  if (!live && status->ever_live)
    {
      g_autofree char *when = csms_text_when (csms_connector_words_as_of (self->operator), csms_text_now ());

      /* Translators: on the wallboard: the state of the connection, and of when the values are */
      text = g_strdup_printf (_("%s · values as of %s"), words, when);
    }
  gtk_label_set_text (self->connection, text != NULL ? text : words);
  gtk_image_set_from_icon_name (self->connection_icon, csms_connection_icon (status->state));
  if (self->connection_style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->connection_icon), self->connection_style);
  self->connection_style = style;
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->connection_icon), style);
  if (live)
    gtk_widget_remove_css_class (GTK_WIDGET (self->grid), "stale");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->grid), "stale");
}

/* Those in need come first, so that only where all that are seen are in need can there be more of them. */
static guint
count_hidden_attention (CsmsWallboard *self, guint n_hidden)
{
  guint n_seen = g_list_model_get_n_items (G_LIST_MODEL (self->view)) - n_hidden;
  guint n_attention = csms_station_view_get_count (self->view, CSMS_STATION_ATTENTION);

  return n_attention > n_seen ? n_attention - n_seen : 0;
}

static void
show_hidden (CsmsWallboard *self)
{
  guint n = csms_wall_grid_get_n_hidden (self->grid);
  guint n_attention = n > 0 && self->view != NULL ? count_hidden_attention (self, n) : 0;
  g_autofree char *text = NULL;

  if (n_attention > 0)
    /* Translators: below the tiles of the wallboard: how many stations have no room on it, and how many of those are in need */
    text = g_strdup_printf (ngettext ("and %u more station, %u in need of attention", "and %u more stations, %u of them in need of attention", n),
                            n, n_attention);
  else
    /* Translators: below the tiles of the wallboard: how many stations have no room on it */
    text = g_strdup_printf (ngettext ("and %u more station, calmer than these", "and %u more stations, calmer than these", n), n);
  gtk_label_set_text (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > 0);
}

static void
update (CsmsWallboard *self)
{
  g_autofree char *clock = csms_text_clock (csms_text_now ());

  if (self->view == NULL)
    return;
  gtk_label_set_text (self->clock, clock);
  show_connection (self);
  show_count (self, self->attention, CSMS_STATION_ATTENTION);
  csms_metric_set_warning (self->attention, csms_station_view_get_count (self->view, CSMS_STATION_ATTENTION) > 0);
  show_count (self, self->charging, CSMS_STATION_CHARGING);
  show_count (self, self->available, CSMS_STATION_AVAILABLE);
  show_count (self, self->offline, CSMS_STATION_OFFLINE);
  show_power (self);
  show_hidden (self);
}

static gboolean
second_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

/* Between the clock and the connection, or where that is too little room, below them. */
static void
narrow_cb (CsmsWallboard *self)
{
  gboolean narrow = csms_narrow_bin_get_narrow (self->bin);

  g_object_ref (self->counts);
  if (narrow)
    {
      gtk_center_box_set_center_widget (self->head, NULL);
      gtk_box_insert_child_after (self->content, self->counts, GTK_WIDGET (self->head));
    }
  else
    {
      gtk_box_remove (self->content, self->counts);
      gtk_center_box_set_center_widget (self->head, self->counts);
    }
  gtk_widget_set_margin_start (self->counts, narrow ? 0 : 24);
  gtk_widget_set_margin_end (self->counts, narrow ? 0 : 24);
  g_object_unref (self->counts);
}

static void
look (CsmsWallboard *self, gboolean seen)
{
  g_clear_handle_id (&self->second_source, g_source_remove);
  csms_wall_grid_set_stations (self->grid, NULL);
  g_clear_object (&self->view);
  if (!seen || self->operator == NULL)
    return;
  self->view = csms_station_view_new (csms_fleet_get_stations (csms_operator_get_fleet (self->operator)));
  csms_wall_grid_set_stations (self->grid, G_LIST_MODEL (self->view));
  self->second_source = g_timeout_add_seconds (1, second_cb, self);
  update (self);
}

static void
csms_wallboard_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (csms_wallboard_parent_class)->map (widget);
  look (CSMS_WALLBOARD (widget), TRUE);
}

static void
csms_wallboard_unmap (GtkWidget *widget)
{
  look (CSMS_WALLBOARD (widget), FALSE);
  GTK_WIDGET_CLASS (csms_wallboard_parent_class)->unmap (widget);
}

static void
csms_wallboard_dispose (GObject *object)
{
  CsmsWallboard *self = CSMS_WALLBOARD (object);

  g_clear_handle_id (&self->second_source, g_source_remove);
  g_clear_object (&self->view);
  g_clear_object (&self->operator);
  if (self->bin != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->bin)));

  G_OBJECT_CLASS (csms_wallboard_parent_class)->dispose (object);
}

static void
csms_wallboard_class_init (CsmsWallboardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_wallboard_dispose;
  widget_class->map = csms_wallboard_map;
  widget_class->unmap = csms_wallboard_unmap;

  g_type_ensure (CSMS_TYPE_METRIC);
  g_type_ensure (CSMS_TYPE_NARROW_BIN);
  g_type_ensure (CSMS_TYPE_WALL_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-wallboard.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, bin);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, head);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, counts);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, clock);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, connection_icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, connection);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, attention);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, charging);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, available);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, offline);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, power);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, grid);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallboard, more);
  gtk_widget_class_bind_template_callback (widget_class, show_hidden);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
}

static void
csms_wallboard_init (CsmsWallboard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_wallboard_set_operator (CsmsWallboard *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_WALLBOARD (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  if (self->operator == operator)
    return;
  if (self->operator != NULL)
    g_signal_handlers_disconnect_by_func (self->operator, update, self);
  if (operator != NULL)
    g_signal_connect_object (operator, "notify::live", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_set_object (&self->operator, operator);
  look (self, gtk_widget_get_mapped (GTK_WIDGET (self)));
}
