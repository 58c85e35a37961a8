/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trap 3, replay, and the shapes of recorded events. */
#include "sim-test.h"

#define BURST 3000

typedef struct
{
  GHashTable *ids; /* of the events pushed */
  gint64 from_ms;
} Burst;

static void
emit_burst (CsmsSimulator *simulator,
            SimClient     *client,
            Burst         *burst)
{
  g_autoptr (JsonNode) pong = sim_client_result (client, "ping", NULL);

  burst->from_ms = json_object_get_int_member (json_node_get_object (pong), "ts") - 1;
  burst->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  csms_simulator_emit_burst (simulator, BURST);
  sim_wait (sim_client_count (client, NULL) == BURST);
  for (GList *link = client->events.head; link != NULL; link = link->next)
    g_hash_table_add (burst->ids, g_strdup (json_object_get_string_member (link->data, "eventId")));
  g_assert_cmpuint (g_hash_table_size (burst->ids), ==, BURST);
}

/* Returns: (transfer full): the page that @params asks for */
static JsonNode *
get_page (SimClient  *client,
          const char *params)
{
  return sim_client_result (client, "getEventsSince", params);
}

/* Waits until @n events after @from_ms are in the log, asking seldom enough for the rate limit. */
static void
wait_until_logged (SimClient *client,
                   gint64     from_ms,
                   gint64     n)
{
  g_autofree char *params = g_strdup_printf ("{\"ts\":%" G_GINT64_FORMAT ",\"limit\":0}", from_ms);

  for (guint tries = 0; tries < 25; tries++)
    {
      g_autoptr (JsonNode) all = get_page (client, params);

      if (json_object_get_int_member (json_node_get_object (all), "count") >= n)
        return;
      for (guint i = 0; i < 8; i++)
        sim_iterate ();
    }
  g_error ("The events were not logged");
}

/* Pages through the log, each time from the event @by_ts or by eventId. Returns: how many were lost */
static guint
page_through (SimClient   *client,
              const Burst *burst,
              guint        limit,
              gboolean     by_ts)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *params = g_strdup_printf ("{\"ts\":%" G_GINT64_FORMAT ",\"limit\":%u}", burst->from_ms, limit);

  for (guint pages = 0; pages < 40; pages++)
    {
      g_autoptr (JsonNode) page = get_page (client, params);
      JsonArray *events = json_object_get_array_member (json_node_get_object (page), "events");
      guint n = json_array_get_length (events);
      guint before = g_hash_table_size (seen);
      JsonObject *last;

      if (n == 0)
        break;
      for (guint i = 0; i < n; i++)
        g_hash_table_add (seen, g_strdup (json_object_get_string_member (json_array_get_object_element (events, i),
                                                                         "eventId")));
      if (g_hash_table_size (seen) == before)
        break;
      last = json_array_get_object_element (events, n - 1);
      g_free (params);
      params = by_ts ? g_strdup_printf ("{\"ts\":%" G_GINT64_FORMAT ",\"limit\":%u}",
                                        json_object_get_int_member (last, "ts") - 1, limit)
                     : g_strdup_printf ("{\"eventId\":\"%s\",\"limit\":%u}",
                                        json_object_get_string_member (last, "eventId"), limit);
    }
  return g_hash_table_size (burst->ids) - g_hash_table_size (seen);
}

static void
test_trap_03_replay_by_event_id_has_holes (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *everything = NULL;
  g_autoptr (JsonNode) all = NULL;
  Burst burst = { 0 };
  guint lost;

  emit_burst (simulator, client, &burst);
  wait_until_logged (client, burst.from_ms, BURST);
  g_assert_true (csms_simulator_drop_client (simulator, "mobile-client"));
  sim_client_free (g_steal_pointer (&client));

  client = sim_client_new_authenticated (simulator);
  lost = page_through (client, &burst, 499, FALSE);
  g_test_message ("lost by eventId: %u of %u", lost, BURST);
  g_assert_cmpuint (lost, >, 0);

  everything = g_strdup_printf ("{\"ts\":%" G_GINT64_FORMAT ",\"limit\":0}", burst.from_ms);
  all = get_page (client, everything);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (all), "count"), ==, BURST);
  g_hash_table_unref (burst.ids);
}

static void
test_trap_03_replay_by_ts_with_overlap_loses_none (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  Burst burst = { 0 };

  /* Slow enough that no millisecond holds more than a page. */
  burst.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < 300; i++)
    {
      g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Preparing", NULL));
      if (i % 20 == 19)
        g_usleep (1100);
    }
  sim_wait (sim_client_count (client, NULL) == 300);
  burst.from_ms = json_object_get_int_member (client->events.head->data, "ts") - 1;
  for (GList *link = client->events.head; link != NULL; link = link->next)
    g_hash_table_add (burst.ids, g_strdup (json_object_get_string_member (link->data, "eventId")));
  wait_until_logged (client, burst.from_ms, 300);
  g_assert_cmpuint (page_through (client, &burst, 100, TRUE), ==, 0);
  g_hash_table_unref (burst.ids);
}

static void
test_trap_03_log_is_written_after_push (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonObject) pushed = NULL;
  g_autoptr (JsonNode) page = NULL;

  config.log_delay_ms = 6000;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Preparing", NULL));
  pushed = sim_client_wait_status (client, "fora055", "Preparing");
  page = get_page (client, "{\"ts\":1}");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (page), "count"), ==, 0);
  g_assert_true (sim_is_null (json_node_get_object (page), "cursor"));
  wait_until_logged (client, 1, 1);
}

static void
test_trap_03_what_cannot_be_stored_is_not_logged (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (JsonObject) pushed = NULL;
  g_autoptr (JsonNode) page = NULL;

  config.command_timeout_ms = 20;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  g_assert_cmpint (sim_client_error (client, "stopCharging", "{\"stationId\":\"fora055\",\"connectorId\":\"abc\","
                                                             "\"transactionId\":5}"), ==, 504);
  pushed = sim_client_wait_event (client, "remote.stop.result", "fora055");
  g_assert_cmpstr (json_object_get_string_member (pushed, "connectorId"), ==, "abc");
  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Preparing", NULL));
  wait_until_logged (client, 1, 1);
  page = get_page (client, "{\"ts\":1}");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (page), "count"), ==, 1);
}

static void
test_trap_03_limits_and_malformed_ids (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonNode) malformed = NULL, future = NULL;

  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Preparing", NULL));
  wait_until_logged (client, 1, 1);
  g_assert_cmpint (sim_client_error (client, "getEventsSince", "{\"ts\":1,\"limit\":500}"), ==, 0);
  g_assert_cmpint (sim_client_error (client, "getEventsSince", "{\"ts\":1,\"limit\":501}"), ==, 400);
  malformed = get_page (client, "{\"eventId\":\"unknown\"}");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (malformed), "count"), ==, 1);
  future = get_page (client, "{\"eventId\":\"evt-9999999999999-1\"}");
  g_assert_true (sim_is_null (json_node_get_object (future), "cursor"));
}

static void
test_trap_03_id_can_be_a_millisecond_early (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  Burst burst = { 0 };
  guint n_early = 0;

  emit_burst (simulator, client, &burst);
  for (GList *link = client->events.head; link != NULL; link = link->next)
    {
      g_auto (GStrv) parts = g_strsplit (json_object_get_string_member (link->data, "eventId"), "-", 3);
      gint64 ahead = json_object_get_int_member (link->data, "ts") - g_ascii_strtoll (parts[1], NULL, 10);

      g_assert_cmpint (ahead, >=, 0);
      g_assert_cmpint (ahead, <=, 1);
      n_early += ahead == 1;
    }
  g_assert_cmpuint (n_early, >, 0);
  g_hash_table_unref (burst.ids);
}

static void
test_stored_shape_differs (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonNode) page = NULL, recent = NULL;
  JsonObject *stored, *data, *flat;

  g_assert_true (csms_simulator_set_status (simulator, "fora055", 1, "Faulted", "GroundFailure"));
  wait_until_logged (client, 1, 1);
  page = get_page (client, "{\"ts\":1}");
  stored = json_array_get_object_element (json_object_get_array_member (json_node_get_object (page), "events"), 0);
  data = json_object_get_object_member (stored, "data");
  g_assert_cmpstr (json_object_get_string_member (data, "status"), ==, "Faulted");
  g_assert_cmpstr (json_object_get_string_member (data, "errorCode"), ==, "GroundFailure");
  g_assert_false (json_object_has_member (stored, "status"));
  g_assert_cmpint (json_object_get_int_member (stored, "connectorId"), ==, 1);
  g_assert_cmpuint (strlen (json_object_get_string_member (stored, "_id")), ==, 24);
  g_assert_true (json_object_has_member (stored, "createdAt") && json_object_has_member (stored, "__v"));

  recent = sim_client_result (client, "getEventsRecent", "{\"limit\":5}");
  flat = json_array_get_object_element (json_node_get_array (recent), 0);
  g_assert_cmpstr (json_object_get_string_member (flat, "status"), ==, "Faulted");
  g_assert_false (json_object_has_member (flat, "data"));
}

static void
test_recent_is_bounded (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonNode) by_default = NULL, most = NULL;

  csms_simulator_emit_burst (simulator, 300);
  sim_wait (sim_client_count (client, NULL) == 300);
  by_default = sim_client_result (client, "getEventsRecent", "{}");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (by_default)), ==, 50);
  most = sim_client_result (client, "getEventsRecent", "{\"limit\":500}");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (most)), ==, 200);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (json_node_get_array (most), 0), "eventId"),
                   ==, json_object_get_string_member (client->events.tail->data, "eventId"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/simulator/deployed/" name, func)
  ADD ("trap-03-replay-by-event-id-has-holes", test_trap_03_replay_by_event_id_has_holes);
  ADD ("trap-03-replay-by-ts-with-overlap-loses-none", test_trap_03_replay_by_ts_with_overlap_loses_none);
  ADD ("trap-03-log-is-written-after-push", test_trap_03_log_is_written_after_push);
  ADD ("trap-03-what-cannot-be-stored-is-not-logged", test_trap_03_what_cannot_be_stored_is_not_logged);
  ADD ("trap-03-limits-and-malformed-ids", test_trap_03_limits_and_malformed_ids);
  ADD ("trap-03-id-can-be-a-millisecond-early", test_trap_03_id_can_be_a_millisecond_early);
  ADD ("stored-shape-differs", test_stored_shape_differs);
  ADD ("recent-is-bounded", test_recent_is_bounded);
#undef ADD
  return g_test_run ();
}
