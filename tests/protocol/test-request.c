/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>

#include "csms-request.h"

static void
assert_encodes (CsmsRequest *request,
                CsmsAction   action,
                const char  *expected)
{
  g_autoptr (CsmsRequest) owned = request;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = csms_request_encode (owned, "a1", &error);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) expected_node = NULL;

  g_assert_no_error (error);
  g_test_message ("%s", text);
  node = json_from_string (text, NULL);
  expected_node = json_from_string (expected, NULL);
  g_assert_true (json_node_equal (node, expected_node));
  g_assert_cmpint (csms_request_get_action (owned), ==, action);
  g_assert_null (strchr (text, '\n'));
}

static void
assert_refused (CsmsRequest *request)
{
  g_autoptr (CsmsRequest) owned = request;
  g_autoptr (GError) error = NULL;

  g_assert_null (csms_request_encode (owned, "a1", &error));
  g_assert_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_BAD_REQUEST);
  g_test_message ("%s", error->message);
}

static void
test_published_shapes (void)
{
  assert_encodes (csms_request_new_auth ("test-mobile-key-123"), CSMS_ACTION_AUTH,
                  "{\"id\":\"a1\",\"action\":\"auth\",\"params\":{\"apiKey\":\"test-mobile-key-123\"}}");
  assert_encodes (csms_request_new_ping (), CSMS_ACTION_PING, "{\"id\":\"a1\",\"action\":\"ping\"}");
  assert_encodes (csms_request_new_get_stations (), CSMS_ACTION_GET_STATIONS, "{\"id\":\"a1\",\"action\":\"getStations\"}");
  assert_encodes (csms_request_new_get_recent_transactions (10), CSMS_ACTION_GET_RECENT_TRANSACTIONS,
                  "{\"id\":\"a1\",\"action\":\"getRecentTransactions\",\"params\":{\"limit\":10}}");
  assert_encodes (csms_request_new_start_charging ("stA", 1, "USER1"), CSMS_ACTION_START_CHARGING,
                  "{\"id\":\"a1\",\"action\":\"startCharging\",\"params\":{\"stationId\":\"stA\",\"connectorId\":1,\"idTag\":\"USER1\"}}");
  assert_encodes (csms_request_new_stop_charging ("stA", "1795471634", 1), CSMS_ACTION_STOP_CHARGING,
                  "{\"id\":\"a1\",\"action\":\"stopCharging\",\"params\":{\"stationId\":\"stA\",\"transactionId\":1795471634,\"connectorId\":1}}");
  assert_encodes (csms_request_new_get_connector_status ("stA", 1), CSMS_ACTION_GET_CONNECTOR_STATUS,
                  "{\"id\":\"a1\",\"action\":\"getConnectorStatus\",\"params\":{\"stationId\":\"stA\",\"connectorId\":1}}");
  assert_encodes (csms_request_new_get_meter_values_recent ("stA", 20), CSMS_ACTION_GET_METER_VALUES_RECENT,
                  "{\"id\":\"a1\",\"action\":\"getMeterValuesRecent\",\"params\":{\"stationId\":\"stA\",\"limit\":20}}");
  assert_encodes (csms_request_new_subscribe (NULL), CSMS_ACTION_SUBSCRIBE, "{\"id\":\"a1\",\"action\":\"subscribe\",\"params\":{}}");
  assert_encodes (csms_request_new_subscribe ("stA"), CSMS_ACTION_SUBSCRIBE,
                  "{\"id\":\"a1\",\"action\":\"subscribe\",\"params\":{\"stationId\":\"stA\"}}");
  assert_encodes (csms_request_new_unsubscribe ("sub-1-2"), CSMS_ACTION_UNSUBSCRIBE,
                  "{\"id\":\"a1\",\"action\":\"unsubscribe\",\"params\":{\"subscriptionId\":\"sub-1-2\"}}");
  assert_encodes (csms_request_new_get_events_recent (50), CSMS_ACTION_GET_EVENTS_RECENT,
                  "{\"id\":\"a1\",\"action\":\"getEventsRecent\",\"params\":{\"limit\":50}}");
  assert_encodes (csms_request_new_get_events_since_id ("evt-1-2", 500), CSMS_ACTION_GET_EVENTS_SINCE,
                  "{\"id\":\"a1\",\"action\":\"getEventsSince\",\"params\":{\"eventId\":\"evt-1-2\",\"limit\":500}}");
  assert_encodes (csms_request_new_get_events_since_ts (G_GINT64_CONSTANT (1795472292479), 0), CSMS_ACTION_GET_EVENTS_SINCE,
                  "{\"id\":\"a1\",\"action\":\"getEventsSince\",\"params\":{\"ts\":1795472292479,\"limit\":0}}");
}

static void
test_limits (void)
{
  assert_encodes (csms_request_new_get_recent_transactions (0), CSMS_ACTION_GET_RECENT_TRANSACTIONS,
                  "{\"id\":\"a1\",\"action\":\"getRecentTransactions\",\"params\":{\"limit\":1}}");
  assert_encodes (csms_request_new_get_meter_values_recent ("s", 101), CSMS_ACTION_GET_METER_VALUES_RECENT,
                  "{\"id\":\"a1\",\"action\":\"getMeterValuesRecent\",\"params\":{\"stationId\":\"s\",\"limit\":100}}");
  assert_encodes (csms_request_new_get_events_recent (1000), CSMS_ACTION_GET_EVENTS_RECENT,
                  "{\"id\":\"a1\",\"action\":\"getEventsRecent\",\"params\":{\"limit\":200}}");
  assert_encodes (csms_request_new_get_events_since_id ("evt-1-2", 501), CSMS_ACTION_GET_EVENTS_SINCE,
                  "{\"id\":\"a1\",\"action\":\"getEventsSince\",\"params\":{\"eventId\":\"evt-1-2\",\"limit\":500}}");
  assert_encodes (csms_request_new_get_events_since_ts (5, 501), CSMS_ACTION_GET_EVENTS_SINCE,
                  "{\"id\":\"a1\",\"action\":\"getEventsSince\",\"params\":{\"ts\":5,\"limit\":500}}");
}

static void
test_size_limit (void)
{
  /* {"id":"a1","action":"unsubscribe","params":{"subscriptionId":"…"}} */
  gsize frame = strlen ("{\"id\":\"a1\",\"action\":\"unsubscribe\",\"params\":{\"subscriptionId\":\"\"}}");
  g_autofree char *fits = g_strnfill (CSMS_REQUEST_MAX_BYTES - frame, 'x');
  g_autofree char *too_long = g_strnfill (CSMS_REQUEST_MAX_BYTES - frame + 1, 'x');
  g_autoptr (CsmsRequest) request = csms_request_new_unsubscribe (fits);
  g_autofree char *text = csms_request_encode (request, "a1", NULL);

  g_assert_cmpuint (strlen (text), ==, CSMS_REQUEST_MAX_BYTES);
  assert_refused (csms_request_new_unsubscribe (too_long));
}

static void
test_refused (void)
{
  assert_refused (csms_request_new_auth (NULL));
  assert_refused (csms_request_new_auth (""));
  assert_refused (csms_request_new_start_charging (NULL, 1, "USER1"));
  assert_refused (csms_request_new_start_charging ("", 1, "USER1"));
  assert_refused (csms_request_new_start_charging ("st\xff", 1, "USER1"));
  assert_refused (csms_request_new_start_charging ("stA", 1, NULL));
  assert_refused (csms_request_new_start_charging ("stA", 1, ""));
  assert_refused (csms_request_new_stop_charging ("stA", "1", 0));
  assert_refused (csms_request_new_get_events_since_id (NULL, 10));
}

static void
test_transaction_id_as_sent (void)
{
  static const char * const numbers[] = { "0", "7", "1795471634", "9007199254740991" };
  static const char * const strings[] = { "9007199254740992", "12345678901234567890", "007", "-1", "1.5", "1e3", " 7", "+7", "0x7", "tx-7" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *expected = g_strdup_printf ("{\"id\":\"a1\",\"action\":\"stopCharging\",\"params\":"
                                                   "{\"stationId\":\"s\",\"transactionId\":%s,\"connectorId\":2}}", numbers[i]);

      assert_encodes (csms_request_new_stop_charging ("s", numbers[i], 2), CSMS_ACTION_STOP_CHARGING, expected);
    }

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autofree char *expected = g_strdup_printf ("{\"id\":\"a1\",\"action\":\"stopCharging\",\"params\":"
                                                   "{\"stationId\":\"s\",\"transactionId\":\"%s\",\"connectorId\":2}}", strings[i]);

      assert_encodes (csms_request_new_stop_charging ("s", strings[i], 2), CSMS_ACTION_STOP_CHARGING, expected);
    }
}

/* stopCharging without a transactionId is a 400 at best. */
static void
test_no_stop_without_transaction (void)
{
  assert_refused (csms_request_new_stop_charging ("stA", NULL, 1));
  assert_refused (csms_request_new_stop_charging ("stA", "", 1));
}

/* A connectorId of "1" would charge the car and report 504, and 0 would become 1. */
static void
test_connector_is_a_number (void)
{
  g_autoptr (CsmsRequest) request = csms_request_new_start_charging ("1", 1, "1");
  g_autofree char *text = csms_request_encode (request, "a1", NULL);

  g_assert_nonnull (strstr (text, "\"connectorId\":1,"));
  g_assert_nonnull (strstr (text, "\"stationId\":\"1\""));
  g_assert_nonnull (strstr (text, "\"idTag\":\"1\""));
  assert_refused (csms_request_new_start_charging ("stA", 0, "USER1"));
  assert_refused (csms_request_new_start_charging ("stA", -1, "USER1"));
  assert_refused (csms_request_new_get_connector_status ("stA", -1));
}

static void
test_foreign_text (void)
{
  assert_encodes (csms_request_new_start_charging ("a\"b\\c\n\x01\xe2\x80\xae<i>\xf0\x9f\x98\x80", 3, "\"\\\xc3\xa9"), CSMS_ACTION_START_CHARGING,
                  "{\"id\":\"a1\",\"action\":\"startCharging\",\"params\":{\"stationId\":\"a\\\"b\\\\c\\n\\u0001\\u202e<i>\\ud83d\\ude00\","
                  "\"connectorId\":3,\"idTag\":\"\\\"\\\\\\u00e9\"}}");
  assert_refused (csms_request_new_start_charging ("stA", 1, "123456789012345678901"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request/published-shapes", test_published_shapes);
  g_test_add_func ("/request/limits", test_limits);
  g_test_add_func ("/request/size-limit", test_size_limit);
  g_test_add_func ("/request/refused", test_refused);
  g_test_add_func ("/request/trap-06-transaction-id-as-sent", test_transaction_id_as_sent);
  g_test_add_func ("/request/trap-07-no-stop-without-transaction", test_no_stop_without_transaction);
  g_test_add_func ("/request/trap-11-connector-is-a-number", test_connector_is_a_number);
  g_test_add_func ("/request/trap-19-foreign-text", test_foreign_text);
  return g_test_run ();
}
