/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "csms-reply.h"

static CsmsReply *
try_decode (CsmsAction   action,
            const char  *result,
            GError     **error)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"a1\",\"result\":%s}", result);
  g_autoptr (CsmsFrame) frame = csms_frame_decode (text, strlen (text), NULL);

  g_assert_nonnull (frame);
  return csms_reply_decode (action, frame, error);
}

static CsmsReply *
decode (CsmsAction  action,
        const char *result)
{
  g_autoptr (GError) error = NULL;
  CsmsReply *reply = try_decode (action, result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (reply->action, ==, action);
  return reply;
}

static void
test_auth_and_ping (void)
{
  g_autoptr (CsmsReply) auth = decode (CSMS_ACTION_AUTH, "{\"status\":\"ok\",\"sessionId\":\"sess-1\",\"scopes\":[\"basic\"]}");
  g_autoptr (CsmsReply) bare = decode (CSMS_ACTION_AUTH, "{\"status\":\"ok\"}");
  g_autoptr (CsmsReply) ping = decode (CSMS_ACTION_PING, "{\"pong\":true,\"ts\":1795471503561}");

  g_assert_cmpstr (auth->session_id, ==, "sess-1");
  g_assert_true (csms_reply_check (auth, NULL));
  g_assert_null (bare->session_id);
  g_assert_cmpint (ping->ts_ms, ==, G_GINT64_CONSTANT (1795471503561));
}

static void
test_stations (void)
{
  const char *stations =
    "[{\"id\":\"stA\",\"name\":\"Depot\",\"status\":\"PartiallyAvailable\",\"isOnline\":true,\"lastActivity\":\"2026-11-23T22:07:20.102Z\",\"connectors\":["
    "{\"id\":2,\"status\":\"SuspendedEV\",\"transactionId\":\"1795472011\",\"errorCode\":null,\"updatedAt\":\"2026-11-23T22:07:20.102Z\"},"
    "{\"id\":0,\"status\":\"Available\"},{\"status\":\"Available\"},null,7,"
    "{\"id\":\"1\",\"status\":\"Charging\",\"transactionId\":null,\"errorCode\":\"NoError\",\"type\":\"CCS2\",\"power_kW\":150,\"soc\":41.5,\"price\":0.39},"
    "{\"id\":2,\"status\":\"Finishing\"}]},"
    "{\"name\":\"no id\"},null,[],"
    "{\"id\":17,\"status\":\"Offline\",\"connectors\":null},{\"id\":\"\"},{\"id\":\"stB\",\"isOnline\":false}]";
  g_autoptr (CsmsReply) reply = decode (CSMS_ACTION_GET_STATIONS, stations);
  CsmsStationRecord *station = NULL;
  CsmsConnectorRecord *connector = NULL;

  g_assert_cmpuint (reply->stations->len, ==, 3);
  station = reply->stations->pdata[0];
  g_assert_cmpstr (station->id, ==, "stA");
  g_assert_cmpstr (station->name, ==, "Depot");
  g_assert_cmpstr (station->status, ==, "PartiallyAvailable");
  g_assert_true (station->is_online);
  g_assert_cmpint (station->last_activity_ms, ==, G_GINT64_CONSTANT (1795471640102));
  g_assert_cmpuint (station->connectors->len, ==, 2);

  connector = station->connectors->pdata[0];
  g_assert_cmpint (connector->id, ==, 1);
  g_assert_cmpint (connector->status, ==, CSMS_CONNECTOR_STATUS_CHARGING);
  g_assert_null (connector->transaction_id);
  g_assert_cmpstr (connector->error_code, ==, "NoError");
  g_assert_cmpint (connector->updated_at_ms, ==, 0);
  g_assert_cmpstr (connector->type, ==, "CCS2");
  g_assert_cmpfloat (connector->power_kw, ==, 150);
  g_assert_cmpfloat (connector->soc_percent, ==, 41.5);
  g_assert_cmpfloat (connector->price, ==, 0.39);

  /* Of an id sent twice the last one counts. */
  connector = station->connectors->pdata[1];
  g_assert_cmpint (connector->id, ==, 2);
  g_assert_cmpint (connector->status, ==, CSMS_CONNECTOR_STATUS_FINISHING);
  g_assert_true (isnan (connector->power_kw));

  station = reply->stations->pdata[1];
  g_assert_cmpstr (station->id, ==, "17");
  g_assert_false (station->is_online);
  g_assert_cmpuint (station->connectors->len, ==, 0);
  station = reply->stations->pdata[2];
  g_assert_false (station->is_online);
}

/* What costs one connector little must not cost a million of them the square of it. */
static void
test_many_connectors (void)
{
  const guint n_sent = 1000000;
  g_autoptr (GString) text = g_string_new ("[{\"id\":\"stA\",\"connectors\":[{\"id\":2}");
  g_autoptr (CsmsReply) reply = NULL;
  CsmsStationRecord *station = NULL;

  for (guint i = 0; i < n_sent; i++)
    g_string_append (text, ",{\"id\":1}");
  g_string_append (text, "]}]");

  reply = decode (CSMS_ACTION_GET_STATIONS, text->str);
  station = reply->stations->pdata[0];
  g_assert_cmpuint (station->connectors->len, ==, 2);
}

static void
test_transactions (void)
{
  g_autoptr (CsmsReply) reply = decode (CSMS_ACTION_GET_RECENT_TRANSACTIONS,
    "[{\"transactionId\":1795471634,\"stationId\":\"stA\",\"connectorId\":1,\"idTag\":\"unknown\",\"startTime\":\"2026-11-23T22:07:14.090Z\","
    "\"stopTime\":1795471640102,\"meterStart\":1000,\"meterStop\":1185,\"reason\":\"Remote\",\"totalKWh\":0.25,\"energy\":9,"
    "\"cost\":0.00030000000000000003,\"efficiencyPercentage\":100,\"status\":\"completed\"},"
    "{\"transactionId\":\"t2\",\"chargePointId\":\"stB\",\"energy\":77,\"totalKWh\":null},"
    "{\"transactionId\":\"t3\",\"stationId\":null,\"chargePointId\":\"stC\",\"meterStart\":\"1000\",\"meterStop\":\"1185.5\"},"
    "{\"stationId\":\"stD\"},{},null,\"x\"]");
  CsmsTransactionRecord *transaction = NULL;

  g_assert_cmpuint (reply->transactions->len, ==, 4);
  transaction = reply->transactions->pdata[0];
  g_assert_cmpstr (transaction->transaction_id, ==, "1795471634");
  g_assert_cmpstr (transaction->station_id, ==, "stA");
  g_assert_cmpint (transaction->connector_id, ==, 1);
  g_assert_cmpstr (transaction->id_tag, ==, "unknown");
  g_assert_cmpint (transaction->start_time_ms, ==, G_GINT64_CONSTANT (1795471634090));
  g_assert_cmpint (transaction->stop_time_ms, ==, G_GINT64_CONSTANT (1795471640102));
  g_assert_cmpfloat (transaction->meter_start_wh, ==, 1000);
  g_assert_cmpfloat (transaction->meter_stop_wh, ==, 1185);
  g_assert_cmpfloat (transaction->energy_wh, ==, 250);
  g_assert_cmpfloat (transaction->cost, ==, 0.00030000000000000003);
  g_assert_cmpfloat (transaction->efficiency_percent, ==, 100);
  g_assert_cmpstr (transaction->reason, ==, "Remote");
  g_assert_cmpstr (transaction->status, ==, "completed");

  transaction = reply->transactions->pdata[1];
  g_assert_cmpstr (transaction->station_id, ==, "stB");
  g_assert_cmpfloat (transaction->energy_wh, ==, 77);
  g_assert_cmpint (transaction->connector_id, ==, CSMS_CONNECTOR_NONE);

  transaction = reply->transactions->pdata[2];
  g_assert_cmpstr (transaction->station_id, ==, "stC");
  g_assert_cmpfloat (transaction->energy_wh, ==, 185.5);

  transaction = reply->transactions->pdata[3];
  g_assert_null (transaction->transaction_id);
  g_assert_true (isnan (transaction->energy_wh));
  g_assert_true (isnan (transaction->cost));
}

static void
test_samples (void)
{
  g_autoptr (CsmsReply) reply = decode (CSMS_ACTION_GET_METER_VALUES_RECENT,
    "[{\"stationId\":\"stA\",\"connectorId\":1,\"transactionId\":1795471634,\"timestamp\":\"2026-11-23T22:07:20.102Z\",\"sampledValue\":["
    "{\"value\":\"1074\"},"
    "{\"value\":7.4,\"measurand\":\"Power.Active.Import\",\"unit\":\"kW\",\"phase\":\"L1\",\"context\":\"Sample.Periodic\",\"location\":\"Outlet\",\"format\":\"Raw\"},"
    "{\"value\":\"1.5\",\"unit\":\"kWh\"},{\"value\":\"broken\",\"measurand\":\"Voltage\",\"unit\":\"V\"},{\"value\":\"5\",\"measurand\":\"SoC\"},"
    "{\"measurand\":\"Voltage\"},null]},"
    "{\"stationId\":\"stA\",\"sampledValue\":null},{\"stationId\":\"stA\",\"sampledValue\":[]},null]");
  CsmsSampleRecord *sample = NULL;
  const char *unit = NULL;

  g_assert_cmpuint (reply->samples->len, ==, 5);
  sample = reply->samples->pdata[0];
  g_assert_cmpstr (sample->station_id, ==, "stA");
  g_assert_cmpint (sample->connector_id, ==, 1);
  g_assert_cmpstr (sample->transaction_id, ==, "1795471634");
  g_assert_cmpint (sample->timestamp_ms, ==, G_GINT64_CONSTANT (1795471640102));
  g_assert_cmpstr (sample->measurand, ==, "Energy.Active.Import.Register");
  g_assert_cmpstr (sample->unit, ==, "Wh");
  g_assert_cmpstr (sample->value_text, ==, "1074");
  g_assert_cmpfloat (sample->value, ==, 1074);
  g_assert_null (sample->phase);

  sample = reply->samples->pdata[1];
  g_assert_cmpstr (sample->phase, ==, "L1");
  g_assert_cmpstr (sample->context, ==, "Sample.Periodic");
  g_assert_cmpstr (sample->location, ==, "Outlet");
  g_assert_cmpstr (sample->format, ==, "Raw");
  g_assert_cmpstr (sample->value_text, ==, "7.4");
  g_assert_cmpfloat (csms_sample_record_get_si (sample, &unit), ==, 7400);
  g_assert_cmpstr (unit, ==, "W");

  sample = reply->samples->pdata[2];
  g_assert_cmpfloat (csms_sample_record_get_si (sample, &unit), ==, 1500);
  g_assert_cmpstr (unit, ==, "Wh");

  sample = reply->samples->pdata[3];
  g_assert_cmpstr (sample->value_text, ==, "broken");
  g_assert_true (isnan (csms_sample_record_get_si (sample, &unit)));
  g_assert_cmpstr (unit, ==, "V");

  sample = reply->samples->pdata[4];
  g_assert_cmpstr (sample->unit, ==, "");
  g_assert_cmpfloat (csms_sample_record_get_si (sample, NULL), ==, 5);
}

static void
test_subscribe (void)
{
  g_autoptr (CsmsReply) full = decode (CSMS_ACTION_SUBSCRIBE, "{\"subscriptionId\":\"sub-1\",\"snapshot\":{\"stations\":[{\"id\":\"stA\"}]}}");
  g_autoptr (CsmsReply) empty = decode (CSMS_ACTION_SUBSCRIBE, "{\"subscriptionId\":\"sub-1\",\"snapshot\":{\"stations\":[]}}");
  g_autoptr (CsmsReply) bare = decode (CSMS_ACTION_SUBSCRIBE, "{\"subscriptionId\":\"sub-1\"}");
  g_autoptr (CsmsReply) removed = decode (CSMS_ACTION_UNSUBSCRIBE, "{\"subscriptionId\":\"sub-1\",\"removed\":true}");

  g_assert_cmpstr (full->subscription_id, ==, "sub-1");
  g_assert_cmpuint (full->stations->len, ==, 1);
  g_assert_cmpuint (empty->stations->len, ==, 0);
  g_assert_null (bare->stations);
  g_assert_cmpstr (removed->subscription_id, ==, "sub-1");
}

static void
test_events (void)
{
  g_autoptr (CsmsReply) recent = decode (CSMS_ACTION_GET_EVENTS_RECENT,
    "[{\"eventId\":\"evt-2-1\",\"event\":\"b\",\"ts\":2},{\"eventId\":\"evt-1-1\",\"event\":\"a\",\"ts\":1},{\"ts\":3},null,[]]");
  g_autoptr (CsmsReply) since = decode (CSMS_ACTION_GET_EVENTS_SINCE,
    "{\"events\":[{\"_id\":\"x\",\"eventId\":\"evt-1-1\",\"event\":\"connector.status.changed\",\"ts\":1,\"data\":{\"status\":\"Charging\"}},7],"
    "\"count\":2,\"cursor\":{\"lastEventId\":\"evt-1-1\"}}");
  g_autoptr (CsmsReply) empty = decode (CSMS_ACTION_GET_EVENTS_SINCE, "{\"events\":[],\"count\":0,\"cursor\":null}");
  CsmsEventRecord *event = recent->events->pdata[0];

  g_assert_cmpuint (recent->events->len, ==, 2);
  g_assert_cmpstr (event->event_id, ==, "evt-2-1");

  g_assert_cmpuint (since->events->len, ==, 1);
  event = since->events->pdata[0];
  g_assert_cmpint (event->status, ==, CSMS_CONNECTOR_STATUS_CHARGING);
  g_assert_cmpstr (since->cursor, ==, "evt-1-1");

  g_assert_cmpuint (empty->events->len, ==, 0);
  g_assert_null (empty->cursor);
}

static void
test_connector_status (void)
{
  g_autoptr (CsmsReply) known = decode (CSMS_ACTION_GET_CONNECTOR_STATUS,
    "{\"stationId\":\"stA\",\"connectorId\":1,\"status\":\"Charging\",\"transactionId\":null,\"errorCode\":\"NoError\",\"lastUpdate\":\"2026-11-23T22:07:14.116Z\"}");
  g_autoptr (CsmsReply) unknown = decode (CSMS_ACTION_GET_CONNECTOR_STATUS, "{\"stationId\":\"stA\",\"connectorId\":9,\"status\":\"Unknown\"}");

  g_assert_cmpstr (known->station_id, ==, "stA");
  g_assert_cmpint (known->connector_id, ==, 1);
  g_assert_cmpstr (known->status, ==, "Charging");
  g_assert_null (known->transaction_id);
  g_assert_cmpstr (known->status_error_code, ==, "NoError");
  g_assert_cmpint (known->last_update_ms, ==, G_GINT64_CONSTANT (1795471634116));
  g_assert_false (known->is_error);
  g_assert_cmpstr (unknown->status, ==, "Unknown");
  g_assert_null (unknown->status_error_code);
  g_assert_cmpint (unknown->last_update_ms, ==, 0);
}

static void
test_commands (void)
{
  g_autoptr (CsmsReply) start = decode (CSMS_ACTION_START_CHARGING, "{\"status\":\"Accepted\",\"stationId\":\"stA\",\"connectorId\":1,\"correlationId\":\"corr-1\"}");
  g_autoptr (CsmsReply) bare = decode (CSMS_ACTION_STOP_CHARGING, "{\"status\":\"Accepted\"}");
  g_autoptr (CsmsReply) no = decode (CSMS_ACTION_START_CHARGING, "{\"status\":\"Rejected\"}");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (start->correlation_id, ==, "corr-1");
  g_assert_cmpstr (bare->status, ==, "Accepted");
  g_assert_null (bare->station_id);
  g_assert_cmpint (bare->connector_id, ==, CSMS_CONNECTOR_NONE);
  g_assert_false (csms_reply_check (no, &error));
  g_assert_error (error, CSMS_SERVER_ERROR, CSMS_SERVER_ERROR_UNSPECIFIED);
}

static void
test_ids_as_echoed (void)
{
  g_autoptr (CsmsReply) string = decode (CSMS_ACTION_STOP_CHARGING, "{\"status\":\"Accepted\",\"stationId\":\"stA\",\"connectorId\":\"1\",\"transactionId\":\"1795471634\"}");
  g_autoptr (CsmsReply) number = decode (CSMS_ACTION_STOP_CHARGING, "{\"status\":\"Accepted\",\"stationId\":\"stA\",\"connectorId\":1,\"transactionId\":1795471634}");
  g_autoptr (CsmsReply) large = decode (CSMS_ACTION_STOP_CHARGING, "{\"status\":\"Accepted\",\"transactionId\":12345678901234567890}");

  g_assert_cmpstr (string->transaction_id, ==, number->transaction_id);
  g_assert_cmpint (string->connector_id, ==, number->connector_id);
  g_assert_cmpstr (large->transaction_id, ==, "12345678901234567890");
}

static void
test_transaction_id_lost (void)
{
  g_autoptr (CsmsReply) reply = decode (CSMS_ACTION_GET_STATIONS,
    "[{\"id\":\"stA\",\"status\":\"Charging\",\"isOnline\":true,\"connectors\":[{\"id\":1,\"status\":\"Charging\",\"transactionId\":null,\"errorCode\":\"NoError\"}]}]");
  CsmsStationRecord *station = reply->stations->pdata[0];
  CsmsConnectorRecord *connector = station->connectors->pdata[0];

  g_assert_cmpint (connector->status, ==, CSMS_CONNECTOR_STATUS_CHARGING);
  g_assert_null (connector->transaction_id);
}

static void
test_bad_replies (void)
{
  static const struct {
    CsmsAction action;
    const char *result;
  } bad[] = {
    { CSMS_ACTION_AUTH, "{}" }, { CSMS_ACTION_AUTH, "null" }, { CSMS_ACTION_AUTH, "{\"status\":\"no\"}" },
    { CSMS_ACTION_PING, "\"pong\"" }, { CSMS_ACTION_PING, "null" },
    { CSMS_ACTION_GET_STATIONS, "{}" }, { CSMS_ACTION_GET_STATIONS, "null" }, { CSMS_ACTION_GET_STATIONS, "\"[]\"" },
    { CSMS_ACTION_GET_RECENT_TRANSACTIONS, "{}" }, { CSMS_ACTION_GET_METER_VALUES_RECENT, "0" },
    /* Neither a yes nor a no: the outcome of the command stays open. */
    { CSMS_ACTION_START_CHARGING, "{}" }, { CSMS_ACTION_START_CHARGING, "null" }, { CSMS_ACTION_START_CHARGING, "{\"status\":\"PendingTimeout\"}" },
    { CSMS_ACTION_STOP_CHARGING, "[]" }, { CSMS_ACTION_STOP_CHARGING, "{\"status\":5}" },
    { CSMS_ACTION_GET_CONNECTOR_STATUS, "{}" }, { CSMS_ACTION_GET_CONNECTOR_STATUS, "{\"status\":null}" },
    { CSMS_ACTION_SUBSCRIBE, "{}" }, { CSMS_ACTION_SUBSCRIBE, "{\"subscriptionId\":null}" }, { CSMS_ACTION_UNSUBSCRIBE, "true" },
    { CSMS_ACTION_GET_EVENTS_RECENT, "{\"events\":[]}" }, { CSMS_ACTION_GET_EVENTS_SINCE, "[]" }, { CSMS_ACTION_GET_EVENTS_SINCE, "{\"events\":{}}" },
  };
  g_autoptr (CsmsFrame) event = csms_frame_decode ("{\"event\":\"x\"}", 13, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s", csms_action_to_string (bad[i].action), bad[i].result);
      g_assert_null (try_decode (bad[i].action, bad[i].result, &error));
      g_assert_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_BAD_REPLY);
    }

  g_assert_null (csms_reply_decode (CSMS_ACTION_PING, event, NULL));
}

static void
test_noes (void)
{
  static const struct {
    const char *text;
    int code;
    const char *message;
    const char *correlation_id;
  } noes[] = {
    { "{\"id\":\"a1\",\"error\":{\"code\":401,\"message\":\"Not authenticated\"}}", CSMS_SERVER_ERROR_NOT_AUTHENTICATED, "Not authenticated", NULL },
    { "{\"id\":\"a1\",\"error\":{\"code\":504,\"message\":\"timeout\",\"correlationId\":\"corr-1\"}}", CSMS_SERVER_ERROR_COMMAND_TIMEOUT, "timeout", "corr-1" },
    { "{\"id\":\"a1\",\"result\":{\"error\":\"stationId required\"}}", CSMS_SERVER_ERROR_UNSPECIFIED, "stationId required", NULL },
    { "{\"id\":\"a1\",\"status\":404,\"error\":\"Not found\"}", CSMS_SERVER_ERROR_NOT_FOUND, "Not found", NULL },
    { "{\"id\":\"a1\",\"error\":{\"code\":418}}", 418, "The server refused and gave no reason", NULL },
    { "{\"id\":\"a1\",\"error\":\"\"}", 0, "The server refused and gave no reason", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (noes); i++)
    {
      for (guint action = CSMS_ACTION_AUTH; action <= CSMS_ACTION_GET_EVENTS_SINCE; action++)
        {
          g_autoptr (CsmsFrame) frame = csms_frame_decode (noes[i].text, strlen (noes[i].text), NULL);
          g_autoptr (GError) error = NULL;
          g_autoptr (CsmsReply) reply = csms_reply_decode (action, frame, &error);

          g_assert_no_error (error);
          g_assert_true (reply->is_error);
          g_assert_cmpint (reply->error_code, ==, noes[i].code);
          g_assert_cmpstr (reply->correlation_id, ==, noes[i].correlation_id);
          g_assert_false (csms_reply_check (reply, &error));
          g_assert_error (error, CSMS_SERVER_ERROR, noes[i].code);
          g_assert_cmpstr (error->message, ==, noes[i].message);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply/auth-and-ping", test_auth_and_ping);
  g_test_add_func ("/reply/stations", test_stations);
  g_test_add_func ("/reply/many-connectors", test_many_connectors);
  g_test_add_func ("/reply/transactions", test_transactions);
  g_test_add_func ("/reply/samples", test_samples);
  g_test_add_func ("/reply/subscribe", test_subscribe);
  g_test_add_func ("/reply/events", test_events);
  g_test_add_func ("/reply/connector-status", test_connector_status);
  g_test_add_func ("/reply/commands", test_commands);
  g_test_add_func ("/reply/bad-replies", test_bad_replies);
  g_test_add_func ("/reply/noes", test_noes);
  g_test_add_func ("/reply/trap-06-ids-as-echoed", test_ids_as_echoed);
  g_test_add_func ("/reply/trap-07-transaction-id-lost", test_transaction_id_lost);
  return g_test_run ();
}
