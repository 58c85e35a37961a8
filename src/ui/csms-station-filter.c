/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-filter.h"

#include "csms-filter-tile.h"

struct _CsmsStationFilter
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkSearchEntry *search_entry;
  GtkWidget *tiles;
  GtkToggleButton *all_tile;

  /* Owned */
  CsmsStationView *view;
  GSignalGroup *view_signals;
  GSimpleActionGroup *actions;
};

enum
{
  CHANGED,
  ACTIVATE,
  LEAVE,
  N_SIGNALS
};

static const char * const sort_nicks[] = {
  [CSMS_STATION_SORT_ATTENTION] = "attention",
  [CSMS_STATION_SORT_NAME] = "name",
  [CSMS_STATION_SORT_LAST_ACTIVITY] = "last-activity",
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsStationFilter, csms_station_filter, GTK_TYPE_WIDGET)

static void
counts_changed_cb (CsmsStationFilter *self)
{
  for (GtkWidget *tile = gtk_widget_get_first_child (self->tiles); tile != NULL; tile = gtk_widget_get_next_sibling (tile))
    {
      int category = csms_filter_tile_get_category (CSMS_FILTER_TILE (tile));

      csms_filter_tile_set_count (CSMS_FILTER_TILE (tile),
                                  self->view != NULL ? csms_station_view_get_count (self->view, category) : 0);
    }
}

static void
search (CsmsStationFilter *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));

  g_strstrip (text);
  if (self->view == NULL || g_strcmp0 (csms_station_view_get_search (self->view), text) == 0)
    return;
  g_signal_emit (self, signals[CHANGED], 0);
  csms_station_view_set_search (self->view, text);
}

static void
search_changed_cb (CsmsStationFilter *self)
{
  search (self);
}

static void
search_activate_cb (CsmsStationFilter *self)
{
  /* The entry waits a moment before it tells of the last letters. */
  search (self);
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
stop_search_cb (CsmsStationFilter *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search (self);
  g_signal_emit (self, signals[LEAVE], 0);
}

static gboolean
search_key_cb (CsmsStationFilter *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  search (self);
  g_signal_emit (self, signals[LEAVE], 0);
  return GDK_EVENT_STOP;
}

static void
tile_toggled_cb (CsmsStationFilter *self, CsmsFilterTile *tile)
{
  int category = csms_filter_tile_get_category (tile);

  if (self->view == NULL || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tile)) ||
      csms_station_view_get_category (self->view) == category)
    return;
  g_signal_emit (self, signals[CHANGED], 0);
  csms_station_view_set_category (self->view, category);
}

static void
sort_cb (CsmsStationFilter *self)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "station-sort");

  for (guint i = 0; self->view != NULL && state != NULL && i < G_N_ELEMENTS (sort_nicks); i++)
    {
      if (!g_str_equal (sort_nicks[i], g_variant_get_string (state, NULL)) || csms_station_view_get_sort (self->view) == i)
        continue;
      g_signal_emit (self, signals[CHANGED], 0);
      csms_station_view_set_sort (self->view, i);
    }
}

static void
csms_station_filter_dispose (GObject *object)
{
  CsmsStationFilter *self = CSMS_STATION_FILTER (object);

  g_clear_object (&self->view_signals);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->view);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (csms_station_filter_parent_class)->dispose (object);
}

static void
csms_station_filter_class_init (CsmsStationFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_station_filter_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", CSMS_TYPE_STATION_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] =
    g_signal_new ("activate", CSMS_TYPE_STATION_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] =
    g_signal_new ("leave", CSMS_TYPE_STATION_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CSMS_TYPE_FILTER_TILE);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-station-filter.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationFilter, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationFilter, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationFilter, tiles);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationFilter, all_tile);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, tile_toggled_cb);
}

static void
csms_station_filter_init (CsmsStationFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->view_signals = g_signal_group_new (CSMS_TYPE_STATION_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "counts-changed", G_CALLBACK (counts_changed_cb), self);
  csms_station_filter_set_settings (self, NULL);
}

void
csms_station_filter_set_view (CsmsStationFilter *self, CsmsStationView *view)
{
  g_return_if_fail (CSMS_IS_STATION_FILTER (self));
  g_return_if_fail (view == NULL || CSMS_IS_STATION_VIEW (view));

  if (!g_set_object (&self->view, view))
    return;
  g_signal_group_set_target (self->view_signals, view);
  if (view != NULL)
    {
      search (self);
      sort_cb (self);
      for (GtkWidget *tile = gtk_widget_get_first_child (self->tiles); tile != NULL; tile = gtk_widget_get_next_sibling (tile))
        tile_toggled_cb (self, CSMS_FILTER_TILE (tile));
    }
  counts_changed_cb (self);
}

void
csms_station_filter_set_settings (CsmsStationFilter *self, GSettings *settings)
{
  g_autoptr (GAction) sort = NULL;

  g_return_if_fail (CSMS_IS_STATION_FILTER (self));
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  if (settings != NULL)
    sort = g_settings_create_action (settings, "station-sort");
  else
    sort = G_ACTION (g_simple_action_new_stateful ("station-sort", G_VARIANT_TYPE_STRING, g_variant_new_string (sort_nicks[0])));
  g_clear_object (&self->actions);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action (G_ACTION_MAP (self->actions), sort);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "stations", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (sort, "notify::state", G_CALLBACK (sort_cb), self, G_CONNECT_SWAPPED);
  sort_cb (self);
}

void
csms_station_filter_focus (CsmsStationFilter *self)
{
  g_return_if_fail (CSMS_IS_STATION_FILTER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

void
csms_station_filter_clear (CsmsStationFilter *self)
{
  g_return_if_fail (CSMS_IS_STATION_FILTER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search (self);
  gtk_toggle_button_set_active (self->all_tile, TRUE);
}

void
csms_station_filter_search (CsmsStationFilter *self, const char *text)
{
  g_return_if_fail (CSMS_IS_STATION_FILTER (self));
  g_return_if_fail (text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}
