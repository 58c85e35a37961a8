/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-roster.h"

#define N_STATIONS 1200

typedef struct {
  CsmsFleet *fleet;
  CsmsRoster *roster;
  GHashTable *told;             /* ids */
  guint n_records;
  guint most_in_a_turn;
} Fixture;

static void
on_changed_stations (Fixture *f, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (f->told, g_strdup (((CsmsStationRecord *) records->pdata[i])->id));
  f->n_records += records->len;
  f->most_in_a_turn = MAX (f->most_in_a_turn, records->len);
}

static void
merge (Fixture *f, gint64 activity_ms)
{
  g_autoptr (GPtrArray) stations = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_station_record_unref);
  CsmsConnectorRecord connector = { .id = 1, .status = CSMS_CONNECTOR_STATUS_AVAILABLE, .status_text = (char *) "Available" };
  g_autoptr (GPtrArray) connectors = g_ptr_array_new ();

  g_ptr_array_add (connectors, &connector);
  for (guint i = 0; i < N_STATIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      CsmsStationRecord values = { .id = id, .is_online = TRUE, .last_activity_ms = activity_ms, .connectors = connectors };

      g_ptr_array_add (stations, csms_station_record_new_copy (&values));
    }
  csms_fleet_merge_snapshot (f->fleet, stations, activity_ms);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->fleet = csms_fleet_new ();
  f->roster = csms_roster_new (f->fleet);
  f->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_swapped (f->roster, "changed-stations", G_CALLBACK (on_changed_stations), f);
  merge (f, 1000);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->roster);
  g_object_unref (f->fleet);
  g_hash_table_unref (f->told);
}

/* Ten thousand stations at once would be a hitch that everybody sees. */
static void
test_in_turns (Fixture *f, gconstpointer data)
{
  gint64 until_us = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  while (f->n_records == 0 && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (f->n_records, <, N_STATIONS);
  /* All of them become different once more, half way. */
  merge (f, 2000);
  while (f->n_records < 2 * N_STATIONS && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (f->n_records, ==, 2 * N_STATIONS);
  g_assert_cmpuint (g_hash_table_size (f->told), ==, N_STATIONS);
  g_assert_cmpuint (f->most_in_a_turn, <=, N_STATIONS / 2);
}

static void
test_flush (Fixture *f, gconstpointer data)
{
  csms_roster_flush (f->roster);
  g_assert_cmpuint (f->n_records, ==, N_STATIONS);
  g_assert_cmpuint (g_hash_table_size (f->told), ==, N_STATIONS);
  csms_roster_flush (f->roster);
  g_assert_cmpuint (f->n_records, ==, N_STATIONS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/operator/roster/in-turns", Fixture, NULL, set_up, test_in_turns, tear_down);
  g_test_add ("/operator/roster/flush", Fixture, NULL, set_up, test_flush, tear_down);
  return g_test_run ();
}
