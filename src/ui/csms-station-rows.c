/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-rows.h"

#include "csms-station-row.h"
#include "csms-text.h"

struct _CsmsStationRows
{
  GObject parent_instance;

  /* Borrowed */
  GtkListView *list_view;

  /* Owned */
  GtkListItemFactory *factory;
  GPtrArray *bound;          /* borrowed CsmsStationRow: those that show a station */

  guint age_id;
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

static void
setup_cb (CsmsStationRows *self, GtkListItem *item)
{
  CsmsStationRow *row = csms_station_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, GTK_WIDGET (row));
}

static void
bind_cb (CsmsStationRows *self, GtkListItem *item)
{
  CsmsStationRow *row = CSMS_STATION_ROW (gtk_list_item_get_child (item));

  csms_station_row_set_live (row, self->live);
  csms_station_row_set_station (row, gtk_list_item_get_item (item));
  g_ptr_array_add (self->bound, row);
}

/* The row keeps its station: GTK 4.8 lets go of each row below a change and binds it to the same one again. */
static void
unbind_cb (CsmsStationRows *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->bound, gtk_list_item_get_child (item));
}

static gboolean
age_cb (gpointer user_data)
{
  CsmsStationRows *self = user_data;
  GtkWidget *list_view = GTK_WIDGET (self->list_view);
  double height = gtk_widget_get_height (list_view);
  gint64 now_ms = csms_text_now ();

  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->bound, i);
      double x, y;

      /* A list view keeps some 200 rows for the few in sight. */
      if (gtk_widget_get_mapped (row) && gtk_widget_translate_coordinates (row, list_view, 0, 0, &x, &y) &&
          y < height && y + gtk_widget_get_height (row) > 0)
        csms_station_row_tick (CSMS_STATION_ROW (row), now_ms);
    }
  return G_SOURCE_CONTINUE;
}

static void
csms_station_rows_dispose (GObject *object)
{
  CsmsStationRows *self = CSMS_STATION_ROWS (object);

  g_clear_handle_id (&self->age_id, g_source_remove);
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
csms_station_rows_set_live (CsmsStationRows *self, gboolean live)
{
  g_return_if_fail (CSMS_IS_STATION_ROWS (self));

  self->live = live;
  if (live)
    gtk_widget_remove_css_class (GTK_WIDGET (self->list_view), "stale");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->list_view), "stale");
  for (guint i = 0; i < self->bound->len; i++)
    csms_station_row_set_live (g_ptr_array_index (self->bound, i), live);
}

void
csms_station_rows_set_running (CsmsStationRows *self, gboolean running)
{
  g_return_if_fail (CSMS_IS_STATION_ROWS (self));

  g_clear_handle_id (&self->age_id, g_source_remove);
  if (running)
    self->age_id = g_timeout_add_seconds (1, age_cb, self);
}
