/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet-fixture.h"

#include <string.h>

/*
 * Recorded sessions, replayed: what came in on the operator's socket goes into a fleet, in the order in which it came.
 */

/* Returns: (nullable): the frame of a line of the recording, if the operator's client received it and it is whole */
static char *
take_frame (const char *line)
{
  const char *frame = strstr (line, "\"frame\":");
  const char *start;
  gsize length;

  if (frame == NULL || strstr (line, "\"dir\":\"in\"") == NULL || strstr (line, "\"conn\":\"CP:") != NULL)
    return NULL;
  start = frame + strlen ("\"frame\":");
  length = strlen (start);
  if (*start != '{' || length < 2)
    return NULL;
  /* the record's own closing brace */
  return g_strndup (start, length - 1);
}

static void
replay_frame (CsmsFleet  *fleet,
              const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsFrame) frame = csms_frame_decode (json, strlen (json), &error);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  const char *id;

  g_assert_no_error (error);
  id = csms_frame_get_id (frame);
  if (csms_frame_get_kind (frame) == CSMS_FRAME_EVENT)
    {
      CsmsEventRecord *event = csms_frame_get_event (frame);

      g_ptr_array_add (events, event);
      csms_fleet_apply_events (fleet, events, CSMS_EVENT_PUSHED, event->ts_ms);
    }
  else if (csms_frame_get_kind (frame) == CSMS_FRAME_REPLY && id != NULL && g_str_has_suffix (id, "-getStations"))
    {
      g_autoptr (CsmsReply) reply = csms_reply_decode (CSMS_ACTION_GET_STATIONS, frame, &error);

      g_assert_no_error (error);
      csms_fleet_merge_snapshot (fleet, reply->stations, 1);
    }
  else if (csms_frame_get_kind (frame) == CSMS_FRAME_REPLY && id != NULL && g_str_has_suffix (id, "-getMeterValuesRecent"))
    {
      g_autoptr (CsmsReply) reply = csms_reply_decode (CSMS_ACTION_GET_METER_VALUES_RECENT, frame, NULL);

      if (reply != NULL && reply->samples != NULL)
        csms_fleet_apply_samples (fleet, "stA", reply->samples, 1);
    }
  else if (csms_frame_get_kind (frame) == CSMS_FRAME_REPLY && id != NULL && g_str_has_suffix (id, "-getRecentTransactions"))
    {
      g_autoptr (CsmsReply) reply = csms_reply_decode (CSMS_ACTION_GET_RECENT_TRANSACTIONS, frame, &error);

      g_assert_no_error (error);
      csms_fleet_merge_transactions (fleet, reply->transactions, 1);
    }
}

static void
test_start_stop (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "wire", "03_start_stop.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();
  guint *n_started = fixture_count_signal (fleet, "transaction-started");
  guint *n_stopped = fixture_count_signal (fleet, "transaction-stopped");
  g_autoptr (Mirror) transactions = mirror_new (csms_fleet_get_transactions (fleet));
  g_autoptr (Mirror) events = mirror_new (csms_fleet_get_events (fleet));
  g_autoptr (Mirror) stations = mirror_new (csms_fleet_get_stations (fleet));
  CsmsTransaction *first;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *json = take_frame (lines[i]);

      if (json != NULL)
        replay_frame (fleet, json);
    }

  /* stations stA and stB; the commands to "ghost" and to connector 9 made no rows */
  g_assert_cmpuint (mirror_get_length (stations), ==, 2);
  g_assert_null (csms_fleet_get_station (fleet, "ghost"));
  g_assert_null (csms_fleet_get_connector (fleet, "stB", 9));
  g_assert_false (csms_station_get_online (csms_fleet_get_station (fleet, "stA")));
  g_assert_false (csms_station_get_online (csms_fleet_get_station (fleet, "stB")));

  g_assert_cmpuint (*n_started, ==, 7);
  g_assert_cmpuint (*n_stopped, ==, 7);
  g_assert_cmpuint (mirror_get_length (transactions), ==, 7);
  for (guint i = 0; i < 7; i++)
    {
      CsmsTransaction *transaction = mirror_get (transactions, i);

      g_assert_false (csms_transaction_get_live (transaction));
      g_assert_cmpint (csms_transaction_get_stop_ms (transaction), >, csms_transaction_get_start_ms (transaction));
    }
  first = mirror_get (transactions, 6);
  g_assert_cmpstr (csms_transaction_get_transaction_id (first), ==, "1795471634");
  g_assert_cmpstr (csms_transaction_get_id_tag (first), ==, "USER1");
  g_assert_cmpfloat (csms_transaction_get_energy_wh (first), ==, 185);
  g_assert_cmpstr (csms_transaction_get_reason (first), ==, "Remote");

  g_assert_cmpint (csms_connector_get_status (csms_fleet_get_connector (fleet, "stA", 1)), ==, CSMS_CONNECTOR_STATUS_AVAILABLE);
  g_assert_cmpint (csms_connector_get_status (csms_fleet_get_connector (fleet, "stA", 2)), ==, CSMS_CONNECTOR_STATUS_AVAILABLE);
  g_assert_cmpint (csms_connector_get_status (csms_fleet_get_connector (fleet, "stB", 1)), ==, CSMS_CONNECTOR_STATUS_AVAILABLE);
  g_assert_false (csms_connector_get_charging (csms_fleet_get_connector (fleet, "stB", 1)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fleet/wire/start-stop", test_start_stop);

  return g_test_run ();
}
