/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <math.h>

#include "csms-reply.h"
#include "recordings.h"

/*
 * What a deployed server was recorded sending, byte for byte. json-glib reads the same bytes as a second opinion.
 * The counts at the end are those of the recordings: a reader that skips what it cannot read is found out.
 */

/* Asked twice under one id, on purpose. These two replies are left alone, as are that to an action which the protocol does
 * not have and that to a request cut in the recording. */
#define AMBIGUOUS G_MAXUINT

static guint n_events, n_replies, n_unmatched, n_errors, n_legacy, n_stations, n_transactions, n_stored_events, n_flat_events;
static GHashTable *actions;     /* "connection id" → action + 1, or AMBIGUOUS */

static void
assert_text (JsonObject *object,
             const char *name,
             const char *text)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *expected = NULL;

  if (node != NULL && !json_node_is_null (node))
    {
      expected = json_node_get_value_type (node) == G_TYPE_INT64
        ? g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)) : g_strdup (json_node_get_string (node));
    }
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_number (JsonObject *object,
               const char *name,
               double      number)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || json_node_is_null (node))
    g_assert_true (isnan (number));
  else
    g_assert_cmpfloat (number, ==, json_node_get_double (node));
}

static void
assert_time (JsonObject *object,
             const char *name,
             gint64      ms)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autoptr (GDateTime) time = NULL;

  if (node == NULL || json_node_is_null (node))
    {
      g_assert_cmpint (ms, ==, 0);
    }
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      g_assert_cmpint (ms, ==, json_node_get_int (node));
    }
  else
    {
      time = g_date_time_new_from_iso8601 (json_node_get_string (node), NULL);
      g_assert_cmpint (ms, ==, g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000);
    }
}

/* "1" was recorded, and "abc" too, which is no connector. */
static void
check_connector (JsonNode *node,
                 int       connector_id)
{
  guint64 number = 0;

  if (node == NULL)
    g_assert_cmpint (connector_id, ==, CSMS_CONNECTOR_NONE);
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    g_assert_cmpint (connector_id, ==, json_node_get_int (node));
  else if (g_ascii_string_to_unsigned (json_node_get_string (node), 10, 0, G_MAXINT, &number, NULL))
    g_assert_cmpint (connector_id, ==, number);
  else
    g_assert_cmpint (connector_id, ==, CSMS_CONNECTOR_NONE);
}

/* @object is flat: what a stored event says once its `data` is lifted out of it. */
static void
check_event (JsonObject            *object,
             const CsmsEventRecord *event)
{
  g_autoptr (JsonNode) expected = json_node_init_object (json_node_alloc (), object);
  g_autoptr (JsonNode) node = json_from_string (event->json, NULL);

  g_assert_true (json_node_equal (node, expected));
  g_assert_null (strchr (event->json, '\n'));

  assert_text (object, "eventId", event->event_id);
  assert_text (object, "event", event->name);
  assert_time (object, "ts", event->ts_ms);
  assert_text (object, "stationId", event->station_id);
  check_connector (json_object_get_member (object, "connectorId"), event->connector_id);
  assert_text (object, "status", event->status_text);
  assert_text (object, "errorCode", event->error_code);
  assert_text (object, "transactionId", event->transaction_id);
  assert_text (object, "idTag", event->id_tag);
  assert_text (object, "correlationId", event->correlation_id);
  assert_text (object, "reason", event->reason);
  assert_text (object, "unit", event->unit);
  assert_text (object, "measurand", event->measurand);
  assert_time (object, "startTime", event->start_time_ms);
  assert_time (object, "stopTime", event->stop_time_ms);
  assert_number (object, "totalKWh", event->total_kwh);
  assert_number (object, "cost", event->cost);
  assert_number (object, "efficiencyPercentage", event->efficiency_percent);
  assert_number (object, "delta", event->delta);
  assert_number (object, "total", event->total);

  /* Every event that was recorded is one that the protocol names. */
  g_assert_cmpint (event->kind, !=, CSMS_EVENT_OTHER);
  if (event->kind == CSMS_EVENT_CONNECTOR_STATUS_CHANGED)
    g_assert_cmpstr (csms_connector_status_to_string (event->status), ==, event->status_text);
}

static void
check_stations (JsonArray *array,
                GPtrArray *stations)
{
  g_assert_cmpuint (stations->len, ==, json_array_get_length (array));
  for (guint i = 0; i < stations->len; i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      JsonArray *connectors = json_object_get_array_member (object, "connectors");
      const CsmsStationRecord *station = stations->pdata[i];

      n_stations++;
      assert_text (object, "id", station->id);
      assert_text (object, "name", station->name);
      assert_text (object, "status", station->status);
      assert_time (object, "lastActivity", station->last_activity_ms);
      g_assert_cmpint (station->is_online, ==, json_object_get_boolean_member (object, "isOnline"));
      g_assert_cmpuint (station->connectors->len, ==, json_array_get_length (connectors));

      for (guint c = 0; c < station->connectors->len; c++)
        {
          JsonObject *connector_object = json_array_get_object_element (connectors, c);
          const CsmsConnectorRecord *connector = station->connectors->pdata[c];

          g_assert_cmpint (connector->id, ==, json_object_get_int_member (connector_object, "id"));
          assert_text (connector_object, "status", connector->status_text);
          assert_text (connector_object, "transactionId", connector->transaction_id);
          assert_text (connector_object, "errorCode", connector->error_code);
          assert_time (connector_object, "updatedAt", connector->updated_at_ms);
        }
    }
}

static void
check_events (JsonArray *array,
              GPtrArray *events)
{
  g_assert_cmpuint (events->len, ==, json_array_get_length (array));
  for (guint i = 0; i < events->len; i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      JsonObject *data = json_object_has_member (object, "data") ? json_object_get_object_member (object, "data") : NULL;

      if (data != NULL)
        {
          JsonObjectIter iter;
          const char *name = NULL;
          JsonNode *member = NULL;

          n_stored_events++;
          json_object_iter_init (&iter, data);
          while (json_object_iter_next (&iter, &name, &member))
            {
              if (!json_object_has_member (object, name))
                json_object_set_member (object, name, json_node_copy (member));
            }
          json_object_remove_member (object, "data");
        }
      else
        {
          n_flat_events++;
        }
      check_event (object, events->pdata[i]);
    }
}

static void
check_transactions (JsonArray *array,
                    GPtrArray *transactions)
{
  g_assert_cmpuint (transactions->len, ==, json_array_get_length (array));
  for (guint i = 0; i < transactions->len; i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      const CsmsTransactionRecord *transaction = transactions->pdata[i];

      n_transactions++;
      assert_text (object, "transactionId", transaction->transaction_id);
      assert_text (object, "idTag", transaction->id_tag);
      assert_time (object, "startTime", transaction->start_time_ms);
      assert_time (object, "stopTime", transaction->stop_time_ms);
      assert_number (object, "cost", transaction->cost);
      assert_number (object, "meterStart", transaction->meter_start_wh);
      assert_number (object, "meterStop", transaction->meter_stop_wh);
      g_assert_nonnull (transaction->station_id);
    }
}

static void
check_samples (JsonArray *array,
               GPtrArray *samples)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      JsonArray *values = json_object_get_array_member (object, "sampledValue");

      for (guint v = 0; v < json_array_get_length (values); v++)
        {
          JsonObject *value = json_array_get_object_element (values, v);
          const CsmsSampleRecord *sample = samples->pdata[n++];

          assert_text (object, "stationId", sample->station_id);
          assert_time (object, "timestamp", sample->timestamp_ms);
          assert_text (value, "value", sample->value_text);
          assert_text (value, "measurand", sample->measurand);
          assert_text (value, "unit", sample->unit);
        }
    }
  g_assert_cmpuint (samples->len, ==, n);
  g_assert_cmpuint (n, >, 0);
}

static void
check_result (JsonNode        *result,
              const CsmsReply *reply)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (result) ? json_node_get_object (result) : NULL;

  switch (reply->action)
    {
    case CSMS_ACTION_GET_STATIONS:
      check_stations (json_node_get_array (result), reply->stations);
      return;
    case CSMS_ACTION_SUBSCRIBE:
      check_stations (json_object_get_array_member (json_object_get_object_member (object, "snapshot"), "stations"), reply->stations);
      break;
    case CSMS_ACTION_GET_EVENTS_RECENT:
      check_events (json_node_get_array (result), reply->events);
      return;
    case CSMS_ACTION_GET_EVENTS_SINCE:
      if (!json_object_get_null_member (object, "cursor"))
        assert_text (json_object_get_object_member (object, "cursor"), "lastEventId", reply->cursor);
      else
        g_assert_null (reply->cursor);
      check_events (json_object_get_array_member (object, "events"), reply->events);
      break;
    case CSMS_ACTION_GET_RECENT_TRANSACTIONS:
      check_transactions (json_node_get_array (result), reply->transactions);
      return;
    case CSMS_ACTION_GET_METER_VALUES_RECENT:
      check_samples (json_node_get_array (result), reply->samples);
      return;
    case CSMS_ACTION_AUTH: case CSMS_ACTION_PING: case CSMS_ACTION_START_CHARGING: case CSMS_ACTION_STOP_CHARGING:
    case CSMS_ACTION_GET_CONNECTOR_STATUS: case CSMS_ACTION_UNSUBSCRIBE:
    default:
      break;
    }

  assert_text (object, "sessionId", reply->session_id);
  assert_time (object, "ts", reply->ts_ms);
  assert_text (object, "subscriptionId", reply->subscription_id);
  assert_text (object, "status", reply->status);
  assert_text (object, "stationId", reply->station_id);
  assert_text (object, "transactionId", reply->transaction_id);
  assert_text (object, "correlationId", reply->correlation_id);
  assert_text (object, "errorCode", reply->status_error_code);
  assert_time (object, "lastUpdate", reply->last_update_ms);
}

static void
check_answer (const Recorded *inbound,
              CsmsFrame     *frame)
{
  g_autofree char *key = g_strdup_printf ("%s %s", inbound->connection, csms_frame_get_id (frame));
  guint action = GPOINTER_TO_UINT (g_hash_table_lookup (actions, key));
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsReply) reply = NULL;
  JsonObject *said = NULL;

  assert_text (inbound->frame, "id", csms_frame_get_id (frame));
  if (json_object_has_member (inbound->frame, "error"))
    {
      n_errors++;
      said = json_object_get_object_member (inbound->frame, "error");
      g_assert_cmpint (csms_frame_get_kind (frame), ==, CSMS_FRAME_ERROR);
      g_assert_cmpint (csms_frame_get_error_code (frame), ==, json_object_get_int_member (said, "code"));
      assert_text (said, "message", csms_frame_get_error_message (frame));
      assert_text (said, "correlationId", csms_frame_get_correlation_id (frame));
      return;
    }

  g_assert_cmpint (csms_frame_get_kind (frame), ==, CSMS_FRAME_REPLY);
  if (!json_object_has_member (inbound->frame, "result"))
    {
      n_legacy++;
      return;
    }

  n_replies++;
  if (action == 0 || action == AMBIGUOUS)
    {
      n_unmatched++;
      return;
    }

  reply = csms_reply_decode (action - 1, frame, &error);
  g_assert_no_error (error);
  check_result (json_object_get_member (inbound->frame, "result"), reply);
}

static void
remember_request (const Recorded *request)
{
  const char *name = json_object_get_string_member_with_default (request->frame, "action", "");
  const char *id = json_object_get_string_member_with_default (request->frame, "id", "");

  for (guint i = CSMS_ACTION_AUTH; i <= CSMS_ACTION_GET_EVENTS_SINCE; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s %s", request->connection, id);
      guint other = GPOINTER_TO_UINT (g_hash_table_lookup (actions, key));
      guint action = other != 0 && other != i + 1 ? AMBIGUOUS : i + 1;

      if (g_str_equal (csms_action_to_string (i), name))
        g_hash_table_insert (actions, g_steal_pointer (&key), GUINT_TO_POINTER (action));
    }
}

static void
check_frame (const Recorded *inbound)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsFrame) frame = NULL;

  if (inbound->is_request)
    {
      remember_request (inbound);
      return;
    }

  frame = csms_frame_decode (inbound->bytes, inbound->n_bytes, &error);
  g_assert_no_error (error);
  if (csms_frame_get_kind (frame) == CSMS_FRAME_EVENT)
    {
      n_events++;
      g_assert_false (json_object_has_member (inbound->frame, "id"));
      check_event (inbound->frame, csms_frame_get_event (frame));
    }
  else
    {
      check_answer (inbound, frame);
    }
}

static void
test_inbound (void)
{
  actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  recordings_read (check_frame);
  g_hash_table_unref (actions);

  g_test_message ("%u events, %u replies, %u errors, %u legacy; %u stations, %u stored and %u flat events in replies",
                  n_events, n_replies, n_errors, n_legacy, n_stations, n_stored_events, n_flat_events);
  g_assert_cmpuint (n_events, ==, 2387);
  g_assert_cmpuint (n_replies, ==, 518);
  g_assert_cmpuint (n_unmatched, ==, 4);
  g_assert_cmpuint (n_errors, ==, 51);
  g_assert_cmpuint (n_legacy, ==, 3);
  g_assert_cmpuint (n_stations, >, 0);
  g_assert_cmpuint (n_stored_events, >, 0);
  g_assert_cmpuint (n_flat_events, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/every-inbound-frame", test_inbound);
  return g_test_run ();
}
