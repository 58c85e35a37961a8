/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-events.h"

#include <adwaita.h>

#include "csms-event-row.h"
#include "csms-keep-top.h"
#include "csms-text-scale.h"

struct _CsmsStationEvents
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkStack *stack;
  GtkListView *list_view;

  /* Owned */
  CsmsOperator *operator;
  CsmsStation *station;
  GtkFilterListModel *model;
  GPtrArray *rows;           /* borrowed CsmsEventRow: all that were made and not yet taken down */

  gboolean compact;
};

G_DEFINE_FINAL_TYPE (CsmsStationEvents, csms_station_events, GTK_TYPE_WIDGET)

static gboolean
matches (gpointer item, gpointer user_data)
{
  CsmsStationEvents *self = user_data;
  const CsmsEventRecord *record = csms_event_get_record (item);

  return self->station != NULL && g_strcmp0 (record->station_id, csms_station_get_id (self->station)) == 0;
}

static void
arrange (CsmsStationEvents *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    csms_event_row_set_compact (g_ptr_array_index (self->rows, i), self->compact);
}

static void
items_changed_cb (CsmsStationEvents *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
  csms_keep_top (GTK_WIDGET (self->list_view));
}

static void
update_model (CsmsStationEvents *self)
{
  gboolean wanted = self->operator != NULL && gtk_widget_get_mapped (GTK_WIDGET (self));
  GListModel *events = wanted ? csms_fleet_get_events (csms_operator_get_fleet (self->operator)) : NULL;

  if (gtk_filter_list_model_get_model (self->model) != events)
    gtk_filter_list_model_set_model (self->model, events);
  items_changed_cb (self);
}

static void
setup_cb (CsmsStationEvents *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (csms_event_row_new ()));
}

static void
bind_cb (CsmsStationEvents *self, GtkListItem *item)
{
  CsmsEvent *event = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  g_autofree char *name = csms_event_row_make_name (event);

  g_ptr_array_add (self->rows, row);
  csms_event_row_set_compact (CSMS_EVENT_ROW (row), self->compact);
  csms_event_row_bind (CSMS_EVENT_ROW (row), event);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Not when it is torn down: GTK has let go of the row by then. */
static void
unbind_cb (CsmsStationEvents *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->rows, gtk_list_item_get_child (item));
}

static void
csms_station_events_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (csms_station_events_parent_class)->map (widget);
  update_model (CSMS_STATION_EVENTS (widget));
}

static void
csms_station_events_unmap (GtkWidget *widget)
{
  CsmsStationEvents *self = CSMS_STATION_EVENTS (widget);

  GTK_WIDGET_CLASS (csms_station_events_parent_class)->unmap (widget);
  if (self->model != NULL)
    update_model (self);
}

static void
csms_station_events_dispose (GObject *object)
{
  CsmsStationEvents *self = CSMS_STATION_EVENTS (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->station);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_station_events_parent_class)->dispose (object);
}

static void
csms_station_events_finalize (GObject *object)
{
  g_ptr_array_unref (CSMS_STATION_EVENTS (object)->rows);

  G_OBJECT_CLASS (csms_station_events_parent_class)->finalize (object);
}

static void
csms_station_events_class_init (CsmsStationEventsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_station_events_dispose;
  object_class->finalize = csms_station_events_finalize;
  widget_class->map = csms_station_events_map;
  widget_class->unmap = csms_station_events_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-station-events.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationEvents, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationEvents, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationEvents, list_view);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
csms_station_events_init (CsmsStationEvents *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  csms_text_scale_notify (GTK_WIDGET (self), G_CALLBACK (arrange));
  self->model = gtk_filter_list_model_new (NULL, GTK_FILTER (gtk_custom_filter_new (matches, self, NULL)));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

void
csms_station_events_set_station (CsmsStationEvents *self, CsmsOperator *operator, CsmsStation *station)
{
  g_return_if_fail (CSMS_IS_STATION_EVENTS (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  if (self->station == station && self->operator == operator)
    return;
  gtk_filter_list_model_set_model (self->model, NULL);
  g_set_object (&self->operator, operator);
  g_set_object (&self->station, station);
  update_model (self);
}

void
csms_station_events_set_compact (CsmsStationEvents *self, gboolean compact)
{
  g_return_if_fail (CSMS_IS_STATION_EVENTS (self));

  self->compact = compact;
  arrange (self);
}

guint
csms_station_events_get_n_items (CsmsStationEvents *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_EVENTS (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}
