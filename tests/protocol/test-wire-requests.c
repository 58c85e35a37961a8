/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-request.h"
#include "recordings.h"

/* What was sent to a deployed server and answered by it: ours must read the same wherever it asks the same. */

static guint n_compared[CSMS_ACTION_GET_EVENTS_SINCE + 1];

static const char *
get_text (JsonObject *params,
          const char *name)
{
  JsonNode *node = json_object_get_member (params, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gint64
get_number (JsonObject *params,
            const char *name)
{
  JsonNode *node = json_object_get_member (params, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;
}

static gboolean
has (JsonObject *params,
     guint       n_members,
     const char *first,
     const char *second)
{
  return json_object_get_size (params) == n_members && json_object_has_member (params, first) &&
         (second == NULL || json_object_has_member (params, second));
}

static CsmsRequest *
ask_events_since (JsonObject *params)
{
  gint64 limit = get_number (params, "limit");

  if (has (params, 2, "eventId", "limit") && limit >= 1 && limit <= 500)
    return csms_request_new_get_events_since_id (get_text (params, "eventId"), limit);
  if (has (params, 2, "ts", "limit") && limit >= 0 && limit <= 500)
    return csms_request_new_get_events_since_ts (get_number (params, "ts"), limit);
  return NULL;
}

static CsmsRequest *
ask_command (JsonObject *params,
             const char *action)
{
  const char *station_id = get_text (params, "stationId");
  gint64 connector_id = get_number (params, "connectorId");
  gint64 transaction_id = get_number (params, "transactionId");
  g_autofree char *transaction_text = g_strdup_printf ("%" G_GINT64_FORMAT, transaction_id);

  if (station_id == NULL || connector_id < 1)
    return NULL;
  if (g_str_equal (action, "startCharging") && get_text (params, "idTag") != NULL)
    return csms_request_new_start_charging (station_id, connector_id, get_text (params, "idTag"));
  if (g_str_equal (action, "stopCharging") && transaction_id >= 0)
    return csms_request_new_stop_charging (station_id, transaction_text, connector_id);
  if (g_str_equal (action, "getConnectorStatus"))
    return csms_request_new_get_connector_status (station_id, connector_id);
  return NULL;
}

/* NULL for what this client would never ask in that way. */
static CsmsRequest *
ask_the_same (const char *action,
              JsonObject *params)
{
  if (params == NULL)
    {
      if (g_str_equal (action, "ping"))
        return csms_request_new_ping ();
      return g_str_equal (action, "getStations") ? csms_request_new_get_stations () : NULL;
    }

  if (g_str_equal (action, "auth") && get_text (params, "apiKey") != NULL)
    return csms_request_new_auth (get_text (params, "apiKey"));
  if (g_str_equal (action, "subscribe") && json_object_get_size (params) == 0)
    return csms_request_new_subscribe (NULL);
  if (g_str_equal (action, "subscribe") && get_text (params, "stationId") != NULL && json_object_get_size (params) == 1)
    return csms_request_new_subscribe (get_text (params, "stationId"));
  if (g_str_equal (action, "unsubscribe") && get_text (params, "subscriptionId") != NULL)
    return csms_request_new_unsubscribe (get_text (params, "subscriptionId"));
  if (g_str_equal (action, "getEventsRecent") && get_number (params, "limit") >= 1 && get_number (params, "limit") <= 200)
    return csms_request_new_get_events_recent (get_number (params, "limit"));
  if (g_str_equal (action, "getMeterValuesRecent") && has (params, 2, "stationId", "limit"))
    return csms_request_new_get_meter_values_recent (get_text (params, "stationId"), get_number (params, "limit"));
  if (g_str_equal (action, "getEventsSince"))
    return ask_events_since (params);
  return ask_command (params, action);
}

static void
compare_request (const Recorded *recorded)
{
  const char *action = json_object_get_string_member_with_default (recorded->frame, "action", "");
  const char *id = json_object_get_string_member_with_default (recorded->frame, "id", "");
  JsonNode *params = json_object_get_member (recorded->frame, "params");
  g_autoptr (CsmsRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!recorded->is_request || (params != NULL && !JSON_NODE_HOLDS_OBJECT (params)))
    return;

  request = ask_the_same (action, params != NULL ? json_node_get_object (params) : NULL);
  if (request == NULL)
    return;
  text = csms_request_encode (request, id, &error);

  /* An empty key and the like were tried on the server, and are not sent from here. */
  if (error == NULL)
    {
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      g_autoptr (JsonNode) expected = json_node_init_object (json_node_alloc (), recorded->frame);

      g_test_message ("%.*s", (int) recorded->n_bytes, recorded->bytes);
      g_assert_true (json_node_equal (node, expected));
      n_compared[csms_request_get_action (request)]++;
    }
}

static void
test_requests (void)
{
  recordings_read (compare_request);
  for (guint i = 0; i < G_N_ELEMENTS (n_compared); i++)
    {
      /* getRecentTransactions was recorded without its limit only. */
      if (i != CSMS_ACTION_GET_RECENT_TRANSACTIONS)
        g_assert_cmpuint (n_compared[i], >, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/requests-as-recorded", test_requests);
  return g_test_run ();
}
