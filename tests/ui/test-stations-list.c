/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-filter-tile.h"
#include "csms-station-filter.h"
#include "csms-station-list.h"
#include "csms-station-row.h"
#include "csms-station-view.h"
#include "stations-fixture.h"

#define N_STATIONS 10000

static CsmsStationList *
list (StationsFixture *self)
{
  return CSMS_STATION_LIST (ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_LIST, NULL));
}

static GtkListView *
list_view (StationsFixture *self)
{
  return GTK_LIST_VIEW (stations_child (list (self), "list_view"));
}

static GtkSingleSelection *
selection (StationsFixture *self)
{
  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (list_view (self)));
}

static const char *
page_name (StationsFixture *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (stations_child (list (self), "stack")));
}

static const char *
selected_id (StationsFixture *self)
{
  CsmsStation *station = gtk_single_selection_get_selected_item (selection (self));

  return station != NULL ? csms_station_get_id (station) : NULL;
}

static GtkEditable *
search_entry (StationsFixture *self)
{
  return GTK_EDITABLE (stations_child (stations_child (list (self), "filter"), "search_entry"));
}

static CsmsFilterTile *
tile (StationsFixture *self, int category)
{
  GtkWidget *child = gtk_widget_get_first_child (stations_child (stations_child (list (self), "filter"), "tiles"));

  while (child != NULL && csms_filter_tile_get_category (CSMS_FILTER_TILE (child)) != category)
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  return CSMS_FILTER_TILE (child);
}

/* 10,000 stations of two connectors, in the shape of one snapshot */
static void
add_many (StationsFixture *self)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (int i = 0; i < N_STATIONS; i++)
    g_string_append_printf (json, "%s{'id':'st%05d','name':'Car park %d','status':'Available','isOnline':true,"
                            "'lastActivity':%" G_GINT64_FORMAT ",'connectors':["
                            "{'id':1,'status':'Available','transactionId':null,'errorCode':'NoError'},"
                            "{'id':2,'status':'%s','transactionId':null,'errorCode':'NoError'}]}",
                            i > 0 ? "," : "", i, i, self->now_ms - i, i % 100 == 0 ? "Unavailable" : "Available");
  g_string_append_c (json, ']');
  fixture_stations (self->fleet, self->now_ms, "%s", json->str);
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  stations_frame (self);
}

static void
set_status (StationsFixture *self, int station, const char *status, gint64 tick)
{
  fixture_push (self->fleet, self->now_ms + tick,
                "{'eventId':'evt-%" G_GINT64_FORMAT "-b%d','event':'connector.status.changed','ts':%" G_GINT64_FORMAT ","
                "'stationId':'st%05d','connectorId':1,'status':'%s','errorCode':'NoError'}",
                self->now_ms + tick, station, self->now_ms + tick, station, status);
}

static void
test_states (StationsFixture *self, gconstpointer data)
{
  g_autoptr (CsmsOperator) empty = fake_operator_new ();

  csms_stations_page_set_operator (self->page, empty);
  fake_operator_set_state (empty, CSMS_SEAT_CONNECTING);
  g_assert_cmpstr (page_name (self), ==, "loading");
  fake_operator_get_seat (empty)->problem = "The host <b> is not known & gone";
  fake_operator_set_state (empty, CSMS_SEAT_OFFLINE);
  g_assert_cmpstr (page_name (self), ==, "problem");
  fake_operator_set_state (empty, CSMS_SEAT_LIVE);
  g_assert_cmpstr (page_name (self), ==, "no-stations");
  csms_stations_page_set_operator (self->page, self->operator);
  g_assert_cmpstr (page_name (self), ==, "list");
  csms_stations_page_set_operator (self->page, NULL);
  stations_frame (self);
  csms_stations_page_set_operator (self->page, self->operator);
}

static void
test_row_names (StationsFixture *self, gconstpointer data)
{
  GtkWidget *row;

  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  stations_fixture_begin_charge (self, "fora072", 1, 5);
  stations_frame (self);
  row = ui_find (GTK_WIDGET (list_view (self)), CSMS_TYPE_STATION_ROW, NULL);
  g_assert_nonnull (row);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "fora072, Charging, 1 of 2 connectors charging");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (search_entry (self)), GTK_ACCESSIBLE_PROPERTY_LABEL, "Search stations");
}

static void
test_many (StationsFixture *self, gconstpointer data)
{
  add_many (self);
  g_assert_cmpstr (page_name (self), ==, "list");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection (self))), ==, N_STATIONS + 1);
  g_assert_cmpuint (csms_filter_tile_get_count (tile (self, -1)), ==, N_STATIONS + 1);
  g_assert_cmpuint (csms_filter_tile_get_count (tile (self, CSMS_STATION_ATTENTION)), ==, N_STATIONS / 100);

  /* A burst between two frames, ten times */
  for (int round = 0; round < 10; round++)
    {
      for (int i = 0; i < 2000; i++)
        set_status (self, (i * 7 + round) % N_STATIONS, round % 2 == 0 ? "Charging" : "Available", round * 10 + 1);
      stations_frame (self);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection (self))), ==, N_STATIONS + 1);
}

static void
test_selection_stays (StationsFixture *self, gconstpointer data)
{
  guint before;

  add_many (self);
  csms_stations_page_show_station (self->page, "st00555");
  stations_frame (self);
  g_assert_cmpstr (selected_id (self), ==, "st00555");
  before = gtk_single_selection_get_selected (selection (self));
  set_status (self, 555, "Faulted", 1);
  stations_frame (self);
  g_assert_cmpstr (selected_id (self), ==, "st00555");
  g_assert_cmpuint (gtk_single_selection_get_selected (selection (self)), <, before);
  for (int i = 0; i < 600; i++)
    set_status (self, i, i == 555 ? "Available" : "Faulted", 2);
  stations_frame (self);
  g_assert_cmpstr (selected_id (self), ==, "st00555");
  g_assert_cmpstr (csms_station_get_id (csms_station_list_get_selected (list (self))), ==, "st00555");

  /* A filter that hides the row takes nothing from the page at the right, and the row is chosen again when it comes back. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile (self, CSMS_STATION_OFFLINE)), TRUE);
  stations_frame (self);
  g_assert_null (selected_id (self));
  g_assert_cmpstr (csms_station_get_id (csms_station_list_get_selected (list (self))), ==, "st00555");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tile (self, -1)), TRUE);
  stations_frame (self);
  g_assert_cmpstr (selected_id (self), ==, "st00555");
}

static void
test_search (StationsFixture *self, gconstpointer data)
{
  add_many (self);
  gtk_editable_set_text (search_entry (self), " CAR PARK 1234 ");
  g_signal_emit_by_name (search_entry (self), "search-changed");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection (self))), ==, 1);
  g_assert_cmpstr (page_name (self), ==, "list");
  g_signal_emit_by_name (search_entry (self), "activate");
  g_assert_cmpstr (selected_id (self), ==, "st01234");
  gtk_editable_set_text (search_entry (self), "no such station");
  g_signal_emit_by_name (search_entry (self), "search-changed");
  g_assert_cmpstr (page_name (self), ==, "no-match");
  g_signal_emit_by_name (ui_find (GTK_WIDGET (list (self)), GTK_TYPE_BUTTON, "Show all stations"), "clicked");
  stations_frame (self);
  g_assert_cmpstr (page_name (self), ==, "list");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection (self))), ==, N_STATIONS + 1);

  /* Asked for from elsewhere, a station is shown whatever is being searched for. */
  gtk_editable_set_text (search_entry (self), "Car park 77");
  g_signal_emit_by_name (search_entry (self), "search-changed");
  csms_stations_page_show_station (self->page, "st09999");
  stations_frame (self);
  g_assert_cmpstr (selected_id (self), ==, "st09999");
}

static void
test_top_stays (StationsFixture *self, gconstpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list_view (self)));
  g_autoptr (CsmsStation) first = NULL;

  add_many (self);
  set_status (self, 9000, "Faulted", 1);
  set_status (self, 1, "Faulted", 1);
  stations_frame (self);
  stations_frame (self);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  first = g_list_model_get_item (G_LIST_MODEL (selection (self)), 0);
  g_assert_cmpint (csms_station_get_category (first), ==, CSMS_STATION_ATTENTION);
}

static gboolean
emit_motion (GtkWidget *widget, const char *signal)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        continue;
      if (g_str_equal (signal, "motion"))
        g_signal_emit_by_name (controller, "motion", 5.0, 5.0);
      else
        g_signal_emit_by_name (controller, "leave");
      any = TRUE;
    }
  return any;
}

static gboolean
is_let_go (gpointer data)
{
  gboolean held;

  g_object_get (data, "held", &held, NULL);
  return !held;
}

static void
test_held (StationsFixture *self, gconstpointer data)
{
  GListModel *view;
  gpointer first, now;

  add_many (self);
  view = gtk_single_selection_get_model (selection (self));
  first = g_list_model_get_item (view, 0);
  g_assert_true (emit_motion (GTK_WIDGET (list_view (self)), "motion"));
  set_status (self, 0, "Available", 1);
  set_status (self, 5, "Faulted", 1);
  fixture_push (self->fleet, self->now_ms + 1, "{'eventId':'evt-%" G_GINT64_FORMAT "-u','event':'connector.status.changed',"
                "'ts':%" G_GINT64_FORMAT ",'stationId':'st00000','connectorId':2,'status':'Available','errorCode':'NoError'}",
                self->now_ms + 1, self->now_ms + 1);
  stations_frame (self);
  now = g_list_model_get_item (view, 0);
  g_assert_true (now == first);
  g_object_unref (now);
  emit_motion (GTK_WIDGET (list_view (self)), "leave");
  stations_frame (self);
  now = g_list_model_get_item (view, 0);
  g_assert_true (now != first);
  g_object_unref (now);
  g_object_unref (first);

  /* A pointer left lying on the list does not keep it old. */
  emit_motion (GTK_WIDGET (list_view (self)), "motion");
  g_assert_false (is_let_go (view));
  ui_wait (is_let_go, view);
}

static void
unbound_cb (GtkListItemFactory *factory, GtkListItem *item, guint *n_emptied)
{
  if (csms_station_row_get_station (CSMS_STATION_ROW (gtk_list_item_get_child (item))) == NULL)
    (*n_emptied)++;
}

/* GTK 4.8 binds each row below a change anew, to the station it shows already: that must not cost what a new row does. */
static void
test_rows_below (StationsFixture *self, gconstpointer data)
{
  guint n_emptied = 0;

  add_many (self);
  stations_frame (self);
  g_signal_connect (gtk_list_view_get_factory (list_view (self)), "unbind", G_CALLBACK (unbound_cb), &n_emptied);
  set_status (self, 5, "Faulted", 1);
  stations_frame (self);
  g_assert_cmpuint (n_emptied, ==, 0);
  g_signal_handlers_disconnect_by_data (gtk_list_view_get_factory (list_view (self)), &n_emptied);
}

static void
test_awaited (StationsFixture *self, gconstpointer data)
{
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  csms_stations_page_show_station (self->page, "st00042");
  stations_frame (self);
  g_assert_null (selected_id (self));
  add_many (self);
  g_assert_cmpstr (selected_id (self), ==, "st00042");

  csms_station_list_select (list (self), NULL);
  g_assert_null (selected_id (self));
}

static void
test_sort (StationsFixture *self, gconstpointer data)
{
  CsmsStationView *view = CSMS_STATION_VIEW (gtk_single_selection_get_model (selection (self)));

  g_assert_cmpint (csms_station_view_get_sort (view), ==, CSMS_STATION_SORT_ATTENTION);
  gtk_widget_activate_action (stations_child (stations_child (list (self), "filter"), "content"),
                              "stations.station-sort", "s", "name");
  g_assert_cmpint (csms_station_view_get_sort (view), ==, CSMS_STATION_SORT_NAME);
  g_assert_cmpint (g_settings_get_enum (self->settings, "station-sort"), ==, CSMS_STATION_SORT_NAME);
  g_settings_set_enum (self->settings, "station-sort", CSMS_STATION_SORT_LAST_ACTIVITY);
  ui_settle ();
  g_assert_cmpint (csms_station_view_get_sort (view), ==, CSMS_STATION_SORT_LAST_ACTIVITY);
}

#define ADD(path, func) \
  g_test_add (path, StationsFixture, NULL, stations_fixture_set_up, func, stations_fixture_tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  ADD ("/stations/list/loading-empty-and-problem", test_states);
  ADD ("/stations/list/names-on-the-accessibility-bus", test_row_names);
  ADD ("/stations/list/ten-thousand-and-bursts", test_many);
  ADD ("/stations/list/selection-stays-with-its-station", test_selection_stays);
  ADD ("/stations/list/search", test_search);
  ADD ("/stations/list/top-stays-on-top", test_top_stays);
  ADD ("/stations/list/rows-stay-under-the-pointer", test_held);
  ADD ("/stations/list/rows-below-a-change", test_rows_below);
  ADD ("/stations/list/a-station-asked-for-too-early", test_awaited);
  ADD ("/stations/list/order-is-kept", test_sort);
  return g_test_run ();
}
