/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet-fixture.h"

#include <stdlib.h>
#include <string.h>

/*
 * The view against a naive filter and sort of the same stations, after thousands of random operations; what it shows is known
 * through its `items-changed` alone.
 */

#define N_STATIONS 120
#define N_STEPS 6000

static const char *const statuses[] = {
  "Available", "Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing", "Reserved", "Unavailable", "Faulted",
};
static const char *const names[] = { "Depot", "depot", "Østbanen", "Müllerstraße", "A10", "A9", "" };
static const char *const searches[] = { NULL, "", "st1", "DEPOT", "müllerSTRASSE", " tag7 ", "nothing at all", "østbanen" };

typedef struct {
  CsmsFleet *fleet;
  CsmsStationView *view;
  Mirror *mirror;
  gint64 now_ms;
  guint n_known;
} Model;

static int
compare_stations (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  CsmsStation *first = *(CsmsStation **) a;
  CsmsStation *second = *(CsmsStation **) b;
  CsmsStationSort sort = GPOINTER_TO_INT (data);
  gint64 order = 0;
  const char *first_text = csms_station_get_id (first), *second_text = csms_station_get_id (second);
  g_autofree char *first_key = NULL, *second_key = NULL;

  if (sort == CSMS_STATION_SORT_ATTENTION)
    order = (gint64) csms_station_get_category (first) - csms_station_get_category (second);
  else if (sort == CSMS_STATION_SORT_LAST_ACTIVITY)
    order = csms_station_get_last_seen_ms (second) - csms_station_get_last_seen_ms (first);
  if (order != 0)
    return order < 0 ? -1 : 1;
  if (sort == CSMS_STATION_SORT_NAME && csms_station_get_name (first) != NULL)
    first_text = csms_station_get_name (first);
  if (sort == CSMS_STATION_SORT_NAME && csms_station_get_name (second) != NULL)
    second_text = csms_station_get_name (second);
  first_key = g_utf8_collate_key_for_filename (first_text, -1);
  second_key = g_utf8_collate_key_for_filename (second_text, -1);
  order = strcmp (first_key, second_key);
  return order != 0 ? order : strcmp (csms_station_get_id (first), csms_station_get_id (second));
}

/* What the view ought to show, by the long way. */
static GPtrArray *
expect (Model *model)
{
  GListModel *stations = csms_fleet_get_stations (model->fleet);
  GPtrArray *expected = g_ptr_array_new ();
  int category = csms_station_view_get_category (model->view);
  const char *search = csms_station_view_get_search (model->view);
  g_autofree char *trimmed = g_strstrip (g_strdup (search != NULL ? search : ""));
  g_autofree char *needle = csms_search_fold (trimmed);

  for (guint i = 0; i < g_list_model_get_n_items (stations); i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);

      if ((category < 0 || (int) csms_station_get_category (station) == category) && csms_station_matches (station, needle))
        g_ptr_array_add (expected, station);
    }
  g_ptr_array_sort_with_data (expected, compare_stations, GINT_TO_POINTER (csms_station_view_get_sort (model->view)));
  return expected;
}

static void
check_counts (Model *model)
{
  GListModel *stations = csms_fleet_get_stations (model->fleet);
  guint counts[CSMS_STATION_N_CATEGORIES] = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (stations); i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);

      counts[csms_station_get_category (station)]++;
    }
  for (int i = 0; i < CSMS_STATION_N_CATEGORIES; i++)
    g_assert_cmpuint (csms_station_view_get_count (model->view, i), ==, counts[i]);
  g_assert_cmpuint (csms_station_view_get_count (model->view, -1), ==, g_list_model_get_n_items (stations));
}

static void
check (Model *model)
{
  g_autoptr (GPtrArray) expected = expect (model);

  g_assert_cmpuint (mirror_get_length (model->mirror), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      guint position = G_MAXUINT;

      g_assert_true (mirror_get (model->mirror, i) == g_ptr_array_index (expected, i));
      g_assert_true (csms_station_view_find (model->view, g_ptr_array_index (expected, i), &position));
      g_assert_cmpuint (position, ==, i);
    }
}

static void
change_one (Model *model)
{
  int n = g_test_rand_int_range (0, N_STATIONS);
  int connector = g_test_rand_int_range (1, 3);

  model->now_ms += g_test_rand_int_range (0, 3);
  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      fixture_push (model->fleet, model->now_ms, "{'eventId':'e','event':'transaction.started','ts':%" G_GINT64_FORMAT ",'stationId':'st%d',"
                    "'connectorId':%d,'transactionId':%" G_GINT64_FORMAT ",'idTag':'TAG%d'}", model->now_ms, n, connector, model->now_ms,
                    g_test_rand_int_range (0, 20));
      break;
    case 1:
      fixture_stations (model->fleet, model->now_ms, "[{'id':'st%d','name':'%s','isOnline':true,'connectors':[{'id':1,'status':'%s'}]}]", n,
                        names[g_test_rand_int_range (0, G_N_ELEMENTS (names))],
                        statuses[g_test_rand_int_range (0, G_N_ELEMENTS (statuses))]);
      break;
    case 2:
      if (csms_fleet_get_connector (model->fleet, "st5", 1) != NULL)
        csms_connector_set_unconfirmed (csms_fleet_get_connector (model->fleet, "st5", 1), g_test_rand_bit ());
      break;
    default:
      fixture_push (model->fleet, model->now_ms, "{'eventId':'e','event':'connector.status.changed','ts':%" G_GINT64_FORMAT ","
                    "'stationId':'st%d','connectorId':%d,'status':'%s','errorCode':'NoError'}", model->now_ms, n, connector,
                    statuses[g_test_rand_int_range (0, G_N_ELEMENTS (statuses))]);
      break;
    }
}

/* Returns: whether the operator asked for something, which takes effect at once */
static gboolean
ask (Model *model)
{
  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      csms_station_view_set_category (model->view, g_test_rand_int_range (-1, CSMS_STATION_N_CATEGORIES));
      break;
    case 1:
      csms_station_view_set_search (model->view, searches[g_test_rand_int_range (0, G_N_ELEMENTS (searches))]);
      break;
    default:
      csms_station_view_set_sort (model->view, g_test_rand_int_range (0, 3));
      break;
    }
  return TRUE;
}

static void
test_model_checker (void)
{
  Model model = { csms_fleet_new (), NULL, NULL, 1000, 0 };
  g_autoptr (CsmsStation) chosen = NULL;

  model.view = csms_station_view_new (csms_fleet_get_stations (model.fleet));
  model.mirror = mirror_new (G_LIST_MODEL (model.view));

  for (guint step = 0; step < N_STEPS; step++)
    {
      guint n_changes = g_test_rand_int_range (0, step % 50 == 0 ? 300 : 5);

      for (guint i = 0; i < n_changes; i++)
        change_one (&model);
      if (g_test_rand_int_range (0, 10) == 0)
        ask (&model);
      if (g_test_rand_int_range (0, 20) == 0)
        csms_station_view_set_selected (model.view, mirror_get_length (model.mirror) > 0 ? mirror_get (model.mirror, 0) : NULL);

      if (g_test_rand_int_range (0, 15) == 0)
        {
          g_autoptr (GPtrArray) before = g_ptr_array_new ();
          guint n_emissions;

          /* held: counts go on, rows stay where they are */
          fixture_iterate ();
          csms_station_view_set_held (model.view, TRUE);
          n_emissions = mirror_get_emissions (model.mirror);
          for (guint i = 0; i < 20; i++)
            change_one (&model);
          fixture_iterate ();
          g_assert_cmpuint (mirror_get_emissions (model.mirror), ==, n_emissions);
          check_counts (&model);
          if (g_test_rand_bit ())
            ask (&model);
          csms_station_view_set_held (model.view, FALSE);
        }
      fixture_iterate ();
      check (&model);
      check_counts (&model);
    }

  mirror_free (model.mirror);
  g_assert_finalize_object (model.view);
  g_assert_finalize_object (model.fleet);
}

static void
status (CsmsFleet  *fleet,
        const char *station_id,
        gint64      at_ms,
        const char *text)
{
  fixture_push (fleet, at_ms, "{'eventId':'e','event':'connector.status.changed','ts':%" G_GINT64_FORMAT ",'stationId':'%s',"
                "'connectorId':1,'status':'%s','errorCode':'NoError'}", at_ms, station_id, text);
}

static void
assert_ids (Mirror     *mirror,
            const char *ids)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < mirror_get_length (mirror); i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", csms_station_get_id (mirror_get (mirror, i)));
  g_assert_cmpstr (found->str, ==, ids);
}

static void
test_orders (void)
{
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();
  g_autoptr (CsmsStationView) view = csms_station_view_new (csms_fleet_get_stations (fleet));
  g_autoptr (Mirror) mirror = mirror_new (G_LIST_MODEL (view));

  status (fleet, "station10", 1, "Available");
  status (fleet, "station9", 2, "Available");
  status (fleet, "station1", 3, "Charging");
  status (fleet, "station2", 4, "Faulted");
  fixture_iterate ();
  assert_ids (mirror, "station2 station1 station9 station10");
  csms_station_view_set_sort (view, CSMS_STATION_SORT_NAME);
  assert_ids (mirror, "station1 station2 station9 station10");
  csms_station_view_set_sort (view, CSMS_STATION_SORT_LAST_ACTIVITY);
  assert_ids (mirror, "station2 station1 station9 station10");
  status (fleet, "station10", 5, "Available");
  fixture_iterate ();
  assert_ids (mirror, "station10 station2 station1 station9");
  csms_station_view_set_search (view, "STATION1");
  assert_ids (mirror, "station10 station1");
  csms_station_view_set_category (view, CSMS_STATION_CHARGING);
  assert_ids (mirror, "station1");
}

static void
test_unchanged_order_is_silent (void)
{
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();
  g_autoptr (CsmsStationView) view = csms_station_view_new (csms_fleet_get_stations (fleet));
  g_autoptr (Mirror) mirror = mirror_new (G_LIST_MODEL (view));
  guint *n_counts = fixture_count_signal (view, "counts-changed");
  guint n_emissions;

  status (fleet, "a", 1, "Available");
  status (fleet, "b", 2, "Charging");
  status (fleet, "c", 3, "Faulted");
  fixture_iterate ();
  g_assert_cmpuint (*n_counts, ==, 1);
  n_emissions = mirror_get_emissions (mirror);

  /* more of the same, and another category in the same place */
  status (fleet, "b", 4, "SuspendedEV");
  status (fleet, "a", 4, "Reserved");
  status (fleet, "c", 4, "Unavailable");
  fixture_iterate ();
  g_assert_cmpuint (mirror_get_emissions (mirror), ==, n_emissions);
  g_assert_cmpuint (*n_counts, ==, 2);
}

typedef struct {
  CsmsStation *station;
  guint n_whole;
} Move;

static void
on_move (GListModel *model,
         guint       position,
         guint       n_removed,
         guint       n_added,
         Move       *move)
{
  g_assert_cmpuint (n_removed, ==, n_added);
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (model, position + i);

      if (station == move->station)
        move->n_whole++;
    }
}

static void
test_selected_moves_whole (void)
{
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();
  g_autoptr (CsmsStationView) view = csms_station_view_new (csms_fleet_get_stations (fleet));
  Move move = { NULL, 0 };
  guint *n_emissions = fixture_count_signal (view, "items-changed");

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      status (fleet, id, 1, "Available");
    }
  fixture_iterate ();
  move.station = csms_fleet_get_station (fleet, "s40");
  csms_station_view_set_selected (view, move.station);
  *n_emissions = 0;
  g_signal_connect (view, "items-changed", G_CALLBACK (on_move), &move);
  status (fleet, "s40", 2, "Faulted");
  fixture_iterate ();
  g_assert_cmpuint (*n_emissions, ==, 1);
  g_assert_cmpuint (move.n_whole, ==, 1);
  g_signal_handlers_disconnect_by_func (view, on_move, &move);

  csms_station_view_set_selected (view, NULL);
  *n_emissions = 0;
  status (fleet, "s40", 3, "Available");
  fixture_iterate ();
  g_assert_cmpuint (*n_emissions, ==, 2);
}

static void
test_new_stations_wait_while_held (void)
{
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();
  g_autoptr (CsmsStationView) view = csms_station_view_new (csms_fleet_get_stations (fleet));
  g_autoptr (Mirror) mirror = mirror_new (G_LIST_MODEL (view));

  status (fleet, "a", 1, "Available");
  fixture_iterate ();
  csms_station_view_set_held (view, TRUE);
  status (fleet, "b", 1, "Available");
  fixture_iterate ();
  assert_ids (mirror, "a");
  g_assert_false (csms_station_view_find (view, csms_fleet_get_station (fleet, "b"), NULL));
  g_assert_cmpuint (csms_station_view_get_count (view, -1), ==, 2);
  csms_station_view_set_held (view, FALSE);
  assert_ids (mirror, "a b");
}

static void
add_fifty (CsmsFleet *fleet)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      status (fleet, id, 1, "Available");
    }
  fixture_iterate ();
}

static void
test_storm_waits (void)
{
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();
  g_autoptr (CsmsStationView) view = csms_station_view_new (csms_fleet_get_stations (fleet));
  guint *n_emissions = fixture_count_signal (view, "items-changed");
  guint position;

  csms_station_view_set_storm_interval (view, 60 * 60 * 1000);
  add_fifty (fleet);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (view)), ==, 50);
  *n_emissions = 0;
  status (fleet, "s40", 2, "Faulted");
  fixture_iterate ();
  g_assert_cmpuint (*n_emissions, ==, 0);

  /* What is asked for is done at once, with all that waited; after that it was no storm any more. */
  csms_station_view_set_held (view, TRUE);
  csms_station_view_set_held (view, FALSE);
  g_assert_true (csms_station_view_find (view, csms_fleet_get_station (fleet, "s40"), &position));
  g_assert_cmpuint (position, ==, 0);
  status (fleet, "s41", 2, "Faulted");
  fixture_iterate ();
  g_assert_true (csms_station_view_find (view, csms_fleet_get_station (fleet, "s41"), &position));
  g_assert_cmpuint (position, ==, 1);
}

static void
test_storm_goes_on (void)
{
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();
  g_autoptr (CsmsStationView) view = csms_station_view_new (csms_fleet_get_stations (fleet));
  guint *n_emissions = fixture_count_signal (view, "items-changed");
  guint position;

  csms_station_view_set_storm_interval (view, 30);
  add_fifty (fleet);
  *n_emissions = 0;
  status (fleet, "s40", 2, "Faulted");
  while (*n_emissions == 0)
    g_main_context_iteration (NULL, TRUE);
  fixture_iterate ();
  g_assert_true (csms_station_view_find (view, csms_fleet_get_station (fleet, "s40"), &position));
  g_assert_cmpuint (position, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fleet/view/orders", test_orders);
  g_test_add_func ("/fleet/view/unchanged-order-is-silent", test_unchanged_order_is_silent);
  g_test_add_func ("/fleet/view/selected-moves-whole", test_selected_moves_whole);
  g_test_add_func ("/fleet/view/new-stations-wait-while-held", test_new_stations_wait_while_held);
  g_test_add_func ("/fleet/view/storm-waits", test_storm_waits);
  g_test_add_func ("/fleet/view/storm-goes-on", test_storm_goes_on);
  g_test_add_func ("/fleet/view/model-checker", test_model_checker);

  return g_test_run ();
}
