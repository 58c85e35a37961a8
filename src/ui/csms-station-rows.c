/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-rows.h"

#include "csms-station-row.h"
#include "csms-text.h"

/* A list view keeps some 200 rows for the few in sight. Those out of sight are brought up to date so many a frame. */
#define SPARE_ROWS 4

/* Rows that a window may show before it was laid out. */
#define FIRST_ROWS 40

struct _CsmsStationRows
{
  GObject parent_instance;

  /* Borrowed */
  GtkListView *list_view;

  /* Owned */
  GtkListItemFactory *factory;
  GPtrArray *bound;          /* borrowed GtkListItem: those that show a station */

  guint refresh_id;
  guint age_id;
  gint64 clock_offset_ms;
  gboolean live;
};

enum
{
  CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsStationRows, csms_station_rows, G_TYPE_OBJECT)

static void
released_cb (CsmsStationRows *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  CsmsStation *station = csms_station_row_get_station (CSMS_STATION_ROW (row));

  if (station != NULL && n_press == 1)
    g_signal_emit (self, signals[CLICKED], 0, station);
}

static CsmsStationRow *
get_row (gpointer item)
{
  return CSMS_STATION_ROW (gtk_list_item_get_child (item));
}

/* By its place in the list, not yet by that on the screen: whether less than @n_pages parts @item from what is in sight. */
static gboolean
is_near (CsmsStationRows *self, GtkListItem *item, double n_pages)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));
  GtkSelectionModel *model = gtk_list_view_get_model (self->list_view);
  guint n_items = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
  guint position = gtk_list_item_get_position (item);
  double page = gtk_adjustment_get_page_size (adjustment);
  double height, y;

  if (n_items == 0 || page <= 0)
    return position < FIRST_ROWS;
  height = gtk_adjustment_get_upper (adjustment) / n_items;
  y = position * height - gtk_adjustment_get_value (adjustment);
  return y + height > -n_pages * page && y < (1 + n_pages) * page;
}

static gboolean
refresh_cb (GtkWidget *list_view, GdkFrameClock *clock, gpointer user_data)
{
  CsmsStationRows *self = user_data;
  gboolean more = FALSE;
  guint n_spare = 0;

  for (guint i = 0; i < self->bound->len; i++)
    {
      CsmsStationRow *row = get_row (g_ptr_array_index (self->bound, i));

      if (!csms_station_row_get_stale (row))
        continue;
      if (is_near (self, g_ptr_array_index (self->bound, i), 1) || n_spare++ < SPARE_ROWS)
        csms_station_row_refresh (row);
      else
        more = TRUE;
    }
  if (more)
    return G_SOURCE_CONTINUE;
  self->refresh_id = 0;
  return G_SOURCE_REMOVE;
}

static void
stale_cb (gpointer row, gpointer user_data)
{
  CsmsStationRows *self = user_data;

  if (self->refresh_id == 0)
    self->refresh_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), refresh_cb, self, NULL);
}

static void
setup_cb (CsmsStationRows *self, GtkListItem *item)
{
  CsmsStationRow *row = csms_station_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  csms_station_row_set_stale_func (row, stale_cb, self);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, GTK_WIDGET (row));
}

static void
bind_cb (CsmsStationRows *self, GtkListItem *item)
{
  CsmsStationRow *row = get_row (item);

  csms_station_row_set_live (row, self->live, self->clock_offset_ms);
  csms_station_row_set_station (row, gtk_list_item_get_item (item));
  g_ptr_array_add (self->bound, item);
  /* It may be drawn before the next tick. */
  if (is_near (self, item, 1))
    csms_station_row_refresh (row);
  else if (csms_station_row_get_stale (row))
    stale_cb (row, self);
}

/* The row keeps its station: GTK 4.8 lets go of each row below a change and binds it to the same one again. */
static void
unbind_cb (CsmsStationRows *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->bound, item);
}

static gboolean
age_cb (gpointer user_data)
{
  CsmsStationRows *self = user_data;
  gint64 now_ms = csms_text_now ();

  for (guint i = 0; i < self->bound->len; i++)
    {
      CsmsStationRow *row = get_row (g_ptr_array_index (self->bound, i));

      if (gtk_widget_get_mapped (GTK_WIDGET (row)) && is_near (self, g_ptr_array_index (self->bound, i), 0))
        csms_station_row_tick (row, now_ms);
    }
  return G_SOURCE_CONTINUE;
}

static void
csms_station_rows_dispose (GObject *object)
{
  CsmsStationRows *self = CSMS_STATION_ROWS (object);

  g_clear_handle_id (&self->age_id, g_source_remove);
  if (self->refresh_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list_view), self->refresh_id);
  self->refresh_id = 0;
  g_clear_object (&self->factory);

  G_OBJECT_CLASS (csms_station_rows_parent_class)->dispose (object);
}

static void
csms_station_rows_finalize (GObject *object)
{
  g_ptr_array_unref (CSMS_STATION_ROWS (object)->bound);

  G_OBJECT_CLASS (csms_station_rows_parent_class)->finalize (object);
}

static void
csms_station_rows_class_init (CsmsStationRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_station_rows_dispose;
  object_class->finalize = csms_station_rows_finalize;

  signals[CLICKED] =
    g_signal_new ("clicked", CSMS_TYPE_STATION_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, CSMS_TYPE_STATION);
}

static void
csms_station_rows_init (CsmsStationRows *self)
{
  self->bound = g_ptr_array_new ();
  self->live = TRUE;
  self->factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (self->factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
}

CsmsStationRows *
csms_station_rows_new (GtkListView *list_view)
{
  CsmsStationRows *self = g_object_new (CSMS_TYPE_STATION_ROWS, NULL);

  self->list_view = list_view;
  gtk_list_view_set_factory (list_view, self->factory);
  return self;
}

void
csms_station_rows_set_live (CsmsStationRows *self, gboolean live, gint64 clock_offset_ms)
{
  g_return_if_fail (CSMS_IS_STATION_ROWS (self));

  self->live = live;
  self->clock_offset_ms = clock_offset_ms;
  if (live)
    gtk_widget_remove_css_class (GTK_WIDGET (self->list_view), "stale");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->list_view), "stale");
  for (guint i = 0; i < self->bound->len; i++)
    csms_station_row_set_live (get_row (g_ptr_array_index (self->bound, i)), live, clock_offset_ms);
}

void
csms_station_rows_set_running (CsmsStationRows *self, gboolean running)
{
  g_return_if_fail (CSMS_IS_STATION_ROWS (self));

  g_clear_handle_id (&self->age_id, g_source_remove);
  if (running)
    self->age_id = g_timeout_add_seconds (1, age_cb, self);
}
