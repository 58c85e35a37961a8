/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "csms-keep-top.h"
#include "csms-spinner.h"
#include "csms-station-filter.h"
#include "csms-station-hold.h"
#include "csms-station-rows.h"
#include "csms-station-view.h"
#include "csms-text.h"

#define STORM_INTERVAL_MS 200

struct _CsmsStationList
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  CsmsStationFilter *filter;
  GtkStack *stack;
  AdwStatusPage *problem_page;
  GtkListView *list_view;

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *operator_signals;
  GSignalGroup *view_signals;
  CsmsStationView *view;
  GtkSingleSelection *selection;
  CsmsStation *selected;
  CsmsStationRows *rows;
  CsmsStationHold *hold;

  gboolean one_click;
  gboolean syncing;
};

enum
{
  PROP_SELECTED = 1,
  N_PROPS
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsStationList, csms_station_list, GTK_TYPE_WIDGET)

static void
update_stack (CsmsStationList *self)
{
  const CsmsSeatStatus *status = self->operator != NULL ? csms_operator_get_status (self->operator) : NULL;
  const char *page = "loading";

  if (self->view != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->view)) > 0)
    page = "list";
  else if (self->view != NULL && csms_station_view_get_count (self->view, -1) > 0)
    page = "no-match";
  else if (status != NULL && status->state == CSMS_SEAT_LIVE)
    page = "no-stations";
  else if (status != NULL && (status->state == CSMS_SEAT_OFFLINE || status->state == CSMS_SEAT_KEY_REFUSED))
    {
      g_autofree char *problem = csms_text_clean (status->problem, CSMS_TEXT_LONG);
      g_autofree char *escaped = g_markup_escape_text (problem, -1);

      adw_status_page_set_description (self->problem_page, escaped);
      page = "problem";
    }
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
update_live (CsmsStationList *self)
{
  if (self->operator == NULL)
    csms_station_rows_set_live (self->rows, TRUE, 0);
  else
    csms_station_rows_set_live (self->rows, csms_operator_get_live (self->operator),
                                csms_operator_get_status (self->operator)->clock_offset_ms);
}

/* A station that moves is removed and inserted again: the selection follows the station, not the place. */
static void
sync_selection (CsmsStationList *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->selected != NULL && !csms_station_view_find (self->view, self->selected, &position))
    position = GTK_INVALID_LIST_POSITION;
  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  self->syncing = TRUE;
  /* Newer GTK takes this for the program's own unselecting too, but the operator is to have none by hand. */
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_single_selection_set_can_unselect (self->selection, FALSE);
  self->syncing = FALSE;
}

static void
items_changed_cb (CsmsStationList *self)
{
  sync_selection (self);
  csms_keep_top (GTK_WIDGET (self->list_view));
  update_stack (self);
}

static void
set_selected (CsmsStationList *self, CsmsStation *station)
{
  if (!g_set_object (&self->selected, station))
    return;
  if (self->view != NULL)
    csms_station_view_set_selected (self->view, station);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
selected_item_cb (CsmsStationList *self)
{
  CsmsStation *station = gtk_single_selection_get_selected_item (self->selection);

  /* Nothing is ever unselected by hand: none means that the row was taken out, by a filter or to be moved. */
  if (!self->syncing && station != NULL)
    set_selected (self, station);
}

static void
filter_changed_cb (CsmsStationList *self)
{
  csms_station_hold_release (self->hold);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view)), 0);
}

static void
filter_leave_cb (CsmsStationList *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->list_view), GTK_DIR_DOWN);
}

static void
filter_activate_cb (CsmsStationList *self)
{
  g_autoptr (CsmsStation) first = self->view != NULL ? g_list_model_get_item (G_LIST_MODEL (self->view), 0) : NULL;

  if (first == NULL)
    return;
  csms_station_list_select (self, first);
  g_signal_emit (self, signals[ACTIVATED], 0, first);
}

static void
show_all_cb (CsmsStationList *self)
{
  csms_station_filter_clear (self->filter);
}

static void
activate_cb (CsmsStationList *self, guint position)
{
  g_autoptr (CsmsStation) station = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (station != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, station);
}

static void
clicked_cb (CsmsStationList *self, CsmsStation *station)
{
  if (!self->one_click)
    return;
  set_selected (self, station);
  sync_selection (self);
  g_signal_emit (self, signals[ACTIVATED], 0, station);
}

static void
csms_station_list_map (GtkWidget *widget)
{
  CsmsStationList *self = CSMS_STATION_LIST (widget);

  GTK_WIDGET_CLASS (csms_station_list_parent_class)->map (widget);
  csms_station_rows_set_running (self->rows, TRUE);
}

static void
csms_station_list_unmap (GtkWidget *widget)
{
  CsmsStationList *self = CSMS_STATION_LIST (widget);

  if (self->rows != NULL)
    csms_station_rows_set_running (self->rows, FALSE);
  GTK_WIDGET_CLASS (csms_station_list_parent_class)->unmap (widget);
}

static void
csms_station_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsStationList *self = CSMS_STATION_LIST (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_station_list_dispose (GObject *object)
{
  CsmsStationList *self = CSMS_STATION_LIST (object);

  g_clear_object (&self->operator_signals);
  g_clear_object (&self->view_signals);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->view);
  g_clear_object (&self->selected);
  g_clear_object (&self->operator);
  g_clear_object (&self->rows);
  g_clear_object (&self->hold);

  G_OBJECT_CLASS (csms_station_list_parent_class)->dispose (object);
}

static void
csms_station_list_class_init (CsmsStationListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_station_list_get_property;
  object_class->dispose = csms_station_list_dispose;
  widget_class->map = csms_station_list_map;
  widget_class->unmap = csms_station_list_unmap;

  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, CSMS_TYPE_STATION, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ACTIVATED] =
    g_signal_new ("activated", CSMS_TYPE_STATION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, CSMS_TYPE_STATION);

  g_type_ensure (CSMS_TYPE_SPINNER);
  g_type_ensure (CSMS_TYPE_STATION_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-station-list.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationList, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationList, filter);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationList, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationList, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationList, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
csms_station_list_init (CsmsStationList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = csms_station_rows_new (self->list_view);
  self->hold = csms_station_hold_new (GTK_WIDGET (self->list_view));
  g_signal_connect_object (self->rows, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  self->operator_signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->operator_signals, "status-changed", G_CALLBACK (update_stack), self);
  g_signal_group_connect_swapped (self->operator_signals, "notify::live", G_CALLBACK (update_live), self);
  self->view_signals = g_signal_group_new (CSMS_TYPE_STATION_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "counts-changed", G_CALLBACK (update_stack), self);
}

void
csms_station_list_set_operator (CsmsStationList *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_STATION_LIST (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  if (self->operator == operator)
    return;
  csms_station_hold_set_view (self->hold, NULL);
  gtk_list_view_set_model (self->list_view, NULL);
  set_selected (self, NULL);
  csms_station_filter_set_view (self->filter, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->view);
  g_set_object (&self->operator, operator);

  if (operator != NULL)
    {
      self->view = csms_station_view_new (csms_fleet_get_stations (csms_operator_get_fleet (operator)));
      csms_station_view_set_storm_interval (self->view, STORM_INTERVAL_MS);
      csms_station_filter_set_view (self->filter, self->view);
      csms_station_hold_set_view (self->hold, self->view);
      self->selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "model", self->view, NULL);
      g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_item_cb), self, G_CONNECT_SWAPPED);
      /* After the list view, which must know of the change before it is told of a selection. */
      g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
    }
  g_signal_group_set_target (self->view_signals, self->view);
  g_signal_group_set_target (self->operator_signals, operator);
  update_live (self);
  update_stack (self);
}

void
csms_station_list_set_settings (CsmsStationList *self, GSettings *settings)
{
  g_return_if_fail (CSMS_IS_STATION_LIST (self));

  csms_station_filter_set_settings (self->filter, settings);
}

CsmsStation *
csms_station_list_get_selected (CsmsStationList *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_LIST (self), NULL);

  return self->selected;
}

void
csms_station_list_select (CsmsStationList *self, CsmsStation *station)
{
  guint position;

  g_return_if_fail (CSMS_IS_STATION_LIST (self));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  set_selected (self, station);
  if (self->view == NULL)
    return;
  if (station != NULL && !csms_station_view_find (self->view, station, &position))
    {
      csms_station_hold_release (self->hold);
      csms_station_filter_clear (self->filter);
    }
  sync_selection (self);
  if (station != NULL && csms_station_view_find (self->view, station, &position))
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

void
csms_station_list_set_one_click (CsmsStationList *self, gboolean one_click)
{
  g_return_if_fail (CSMS_IS_STATION_LIST (self));

  self->one_click = one_click;
}

void
csms_station_list_focus_search (CsmsStationList *self)
{
  g_return_if_fail (CSMS_IS_STATION_LIST (self));

  csms_station_filter_focus (self->filter);
}

void
csms_station_list_search (CsmsStationList *self, const char *text)
{
  g_return_if_fail (CSMS_IS_STATION_LIST (self));

  csms_station_filter_search (self->filter, text);
}

gboolean
csms_station_list_focus_row (CsmsStationList *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_LIST (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}
