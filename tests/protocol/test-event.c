/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <math.h>

#include "csms-frame.h"

static CsmsEventRecord *
decode (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsFrame) frame = csms_frame_decode (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpint (csms_frame_get_kind (frame), ==, CSMS_FRAME_EVENT);
  return csms_event_record_ref (csms_frame_get_event (frame));
}

static void
assert_json_equal (const char *text,
                   const char *expected)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonNode) expected_node = json_from_string (expected, NULL);

  g_test_message ("%s", text);
  g_assert_nonnull (node);
  g_assert_true (json_node_equal (node, expected_node));
  g_assert_null (strchr (text, '\n'));
}

static void
test_every_field (void)
{
  g_autoptr (CsmsEventRecord) event = decode (
    "{\"eventId\":\"evt-1795471634113-8572\",\"event\":\"transaction.stopped\",\"ts\":1795471634114,\"stationId\":\"stA\",\"connectorId\":2,"
    "\"transactionId\":1795471634,\"idTag\":\"USER1\",\"startTime\":\"2026-11-23T22:07:14.090Z\",\"correlationId\":\"corr-1-2\","
    "\"stopTime\":\"2026-11-23T22:07:20.102Z\",\"totalKWh\":0.185,\"cost\":0.00030000000000000003,\"efficiencyPercentage\":100,"
    "\"reason\":\"Local\",\"status\":\"Accepted\",\"errorCode\":\"NoError\",\"delta\":-3,\"total\":12.5,\"unit\":\"kWh\",\"measurand\":\"Voltage\"}");

  g_assert_cmpstr (event->event_id, ==, "evt-1795471634113-8572");
  g_assert_cmpstr (event->name, ==, "transaction.stopped");
  g_assert_cmpint (event->kind, ==, CSMS_EVENT_TRANSACTION_STOPPED);
  g_assert_cmpint (event->ts_ms, ==, G_GINT64_CONSTANT (1795471634114));
  g_assert_cmpstr (event->station_id, ==, "stA");
  g_assert_cmpint (event->connector_id, ==, 2);
  g_assert_cmpstr (event->transaction_id, ==, "1795471634");
  g_assert_cmpstr (event->id_tag, ==, "USER1");
  g_assert_cmpint (event->start_time_ms, ==, G_GINT64_CONSTANT (1795471634090));
  g_assert_cmpint (event->stop_time_ms, ==, G_GINT64_CONSTANT (1795471640102));
  g_assert_cmpstr (event->correlation_id, ==, "corr-1-2");
  g_assert_cmpfloat (event->total_kwh, ==, 0.185);
  g_assert_cmpfloat (event->cost, ==, 0.00030000000000000003);
  g_assert_cmpfloat (event->efficiency_percent, ==, 100);
  g_assert_cmpstr (event->reason, ==, "Local");
  g_assert_cmpstr (event->status_text, ==, "Accepted");
  g_assert_cmpint (event->status, ==, CSMS_CONNECTOR_STATUS_UNKNOWN);
  g_assert_cmpstr (event->error_code, ==, "NoError");
  g_assert_cmpfloat (event->delta, ==, -3);
  g_assert_cmpfloat (event->total, ==, 12.5);
  g_assert_cmpstr (event->unit, ==, "kWh");
  g_assert_cmpstr (event->measurand, ==, "Voltage");
}

static void
test_missing (void)
{
  static const char * const texts[] = {
    "{\"event\":\"x\"}",
    "{\"event\":\"x\",\"eventId\":null,\"ts\":null,\"stationId\":null,\"connectorId\":null,\"status\":null,\"errorCode\":null,\"transactionId\":null,"
    "\"idTag\":null,\"startTime\":null,\"stopTime\":null,\"correlationId\":null,\"totalKWh\":null,\"cost\":null,\"delta\":null,\"total\":null}",
    "{\"event\":\"x\",\"eventId\":{},\"ts\":\"soon\",\"stationId\":[1],\"connectorId\":\"abc\",\"status\":{},\"errorCode\":[],\"transactionId\":false,"
    "\"idTag\":true,\"startTime\":[],\"stopTime\":{},\"correlationId\":[],\"totalKWh\":\"many\",\"cost\":{},\"delta\":[],\"total\":true}",
    "{\"event\":\"x\",\"connectorId\":-1,\"cost\":1e400,\"transactionId\":\"\",\"eventId\":\"\"}",
    "{\"event\":\"x\",\"connectorId\":1.5}", "{\"event\":\"x\",\"connectorId\":4294967297}", "{\"event\":\"x\",\"connectorId\":18446744073709551617}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CsmsEventRecord) event = decode (texts[i]);

      g_assert_null (event->event_id);
      g_assert_cmpint (event->kind, ==, CSMS_EVENT_OTHER);
      g_assert_cmpint (event->ts_ms, ==, 0);
      g_assert_null (event->station_id);
      g_assert_cmpint (event->connector_id, ==, CSMS_CONNECTOR_NONE);
      g_assert_null (event->status_text);
      g_assert_null (event->error_code);
      g_assert_null (event->transaction_id);
      g_assert_null (event->id_tag);
      g_assert_null (event->correlation_id);
      g_assert_cmpint (event->start_time_ms, ==, 0);
      g_assert_cmpint (event->stop_time_ms, ==, 0);
      g_assert_true (isnan (event->total_kwh));
      g_assert_true (isnan (event->cost));
      g_assert_true (isnan (event->delta));
      g_assert_true (isnan (event->total));
    }
}

static const struct {
  const char *event;
  const char *flat;
} flattened[] = {
  { "{\"_id\":\"6b\",\"eventId\":\"evt-1-2\",\"event\":\"x\",\"ts\":1,\"stationId\":\"stA\",\"connectorId\":1,"
    "\"data\":{\"status\":\"Available\",\"errorCode\":\"NoError\"},\"createdAt\":\"2026-11-23T22:18:12.488Z\",\"__v\":0}",
    "{\"_id\":\"6b\",\"eventId\":\"evt-1-2\",\"event\":\"x\",\"ts\":1,\"stationId\":\"stA\",\"connectorId\":1,\"status\":\"Available\","
    "\"errorCode\":\"NoError\",\"createdAt\":\"2026-11-23T22:18:12.488Z\",\"__v\":0}" },
  { "{\"event\":\"x\",\"ts\":1,\"data\":{\"event\":\"y\",\"ts\":2,\"stationId\":\"stB\"},\"stationId\":\"stA\"}",
    "{\"event\":\"x\",\"ts\":1,\"stationId\":\"stA\"}" },
  { "{\"event\":\"x\",\"data\":{\"\\u0065vent\":\"y\"}}", "{\"event\":\"x\"}" },
  { "{\"event\":\"x\",\"data\":{}}", "{\"event\":\"x\"}" },
  { "{\"data\":{\"status\":\"Available\"},\"event\":\"x\"}", "{\"event\":\"x\",\"status\":\"Available\"}" },
  /* `data` that is no object is a member like any other. */
  { "{\"event\":\"x\",\"data\":null}", "{\"event\":\"x\",\"data\":null}" },
  { "{\"event\":\"x\",\"data\":\"text\"}", "{\"event\":\"x\",\"data\":\"text\"}" },
  { "{\"event\":\"x\",\"data\":[{\"a\":1}]}", "{\"event\":\"x\",\"data\":[{\"a\":1}]}" },
  { "{ \"event\" : \"x\",\r\n\t\"a\" : [ 1 , { \"b\" : 2.50 } ] }\n", "{\"event\":\"x\",\"a\":[1,{\"b\":2.50}]}" },
  { "{ \"event\" : \"x\",\n \"data\" : {\n \"a\" : [ 1 ,\n 2 ] } }", "{\"event\":\"x\",\"a\":[1,2]}" },
  { "{\"event\":\"x\",\"a\":\"line\\nbreak \xe2\x82\xac \\ud83d\\ude00\",\"n\":0.00030000000000000003}",
    "{\"event\":\"x\",\"a\":\"line\\nbreak \xe2\x82\xac \xf0\x9f\x98\x80\",\"n\":0.00030000000000000003}" },
};

static void
test_flattened (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (flattened); i++)
    {
      g_autoptr (CsmsEventRecord) event = decode (flattened[i].event);

      assert_json_equal (event->json, flattened[i].flat);
    }
}

static void
test_top_level_wins (void)
{
  g_autoptr (CsmsEventRecord) event = decode (
    "{\"eventId\":\"evt-1-2\",\"event\":\"connector.status.changed\",\"ts\":5,\"stationId\":\"stA\",\"connectorId\":1,\"errorCode\":null,"
    "\"data\":{\"eventId\":\"evt-9-9\",\"ts\":9,\"stationId\":\"stB\",\"connectorId\":2,\"status\":\"Charging\",\"errorCode\":\"GroundFailure\","
    "\"transactionId\":7}}");

  g_assert_cmpstr (event->event_id, ==, "evt-1-2");
  g_assert_cmpint (event->ts_ms, ==, 5);
  g_assert_cmpstr (event->station_id, ==, "stA");
  g_assert_cmpint (event->connector_id, ==, 1);
  g_assert_cmpint (event->status, ==, CSMS_CONNECTOR_STATUS_CHARGING);
  g_assert_null (event->error_code);
  g_assert_cmpstr (event->transaction_id, ==, "7");
}

/* The digits of a number survive the way through: a double or a wrapped 64-bit integer would change them. */
static void
test_numbers_keep_their_digits (void)
{
  const char *text = "{\"event\":\"x\",\"transactionId\":12345678901234567890,\"cost\":0.10000000000000000555,\"z\":1E+2}";
  g_autoptr (CsmsEventRecord) event = decode (text);

  g_assert_cmpstr (event->transaction_id, ==, "12345678901234567890");
  g_assert_cmpstr (event->json, ==, text);
}

static void
test_event_id_and_ts (void)
{
  g_autoptr (CsmsEventRecord) event = decode ("{\"eventId\":\"evt-1795471640112-3302\",\"event\":\"x\",\"ts\":1795471640113}");
  gint64 ms = 0;

  g_assert_true (csms_event_id_get_ms (event->event_id, &ms));
  g_assert_cmpint (event->ts_ms - ms, ==, 1);
}

static void
test_transaction_id_as_text (void)
{
  g_autoptr (CsmsEventRecord) number = decode ("{\"event\":\"remote.stop.result\",\"transactionId\":1795471634,\"connectorId\":1}");
  g_autoptr (CsmsEventRecord) string = decode ("{\"event\":\"remote.stop.result\",\"transactionId\":\"1795471634\",\"connectorId\":\"1\"}");

  g_assert_cmpstr (number->transaction_id, ==, string->transaction_id);
  g_assert_cmpint (number->connector_id, ==, string->connector_id);
}

static void
test_error_code_absent (void)
{
  g_autoptr (CsmsEventRecord) absent = decode ("{\"event\":\"connector.status.changed\",\"connectorId\":1,\"status\":\"Available\"}");
  g_autoptr (CsmsEventRecord) null = decode ("{\"event\":\"connector.status.changed\",\"connectorId\":1,\"status\":\"Available\",\"errorCode\":null}");
  g_autoptr (CsmsEventRecord) said = decode ("{\"event\":\"connector.status.changed\",\"connectorId\":0,\"status\":\"Faulted\",\"errorCode\":\"NoError\"}");

  g_assert_null (absent->error_code);
  g_assert_null (null->error_code);
  g_assert_cmpstr (said->error_code, ==, "NoError");
  g_assert_cmpint (said->connector_id, ==, 0);
}

static const struct {
  const char *members;
  double energy_wh;
} deltas[] = {
  { "\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"Wh\",\"total\":1074,\"delta\":37", 1074 },
  { "\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"kWh\",\"total\":1.5,\"delta\":-2", 1500 },
  { "\"measurand\":\"Energy\",\"unit\":\"Wh\",\"total\":\"12\",\"delta\":0", 12 },
  { "\"unit\":\"Wh\",\"total\":12,\"delta\":0", 12 },
  { "\"measurand\":\"Voltage\",\"unit\":\"V\",\"total\":230,\"delta\":0", NAN },
  { "\"measurand\":\"Power.Active.Import\",\"unit\":\"W\",\"total\":7400,\"delta\":0", NAN },
  { "\"measurand\":\"Energy.Active.Export.Register\",\"unit\":\"Wh\",\"total\":10,\"delta\":0", NAN },
  { "\"measurand\":\"Energy\",\"unit\":\"V\",\"total\":230,\"delta\":0", NAN },
  { "\"measurand\":\"Energy\",\"total\":230,\"delta\":0", NAN },
  { "\"measurand\":\"Energy\",\"unit\":\"Wh\",\"total\":null,\"delta\":null", NAN },
  { "\"measurand\":\"Energy\",\"unit\":\"Wh\",\"total\":\"abc\",\"delta\":0", NAN },
  { "\"measurand\":\"Energy\",\"unit\":\"Wh\",\"total\":1e400,\"delta\":0", NAN },
  { "\"measurand\":\"Energy\",\"unit\":\"Wh\",\"total\":-5,\"delta\":0", NAN },
};

static void
test_meter_values_delta (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (deltas); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"event\":\"meter.values.delta\",\"connectorId\":0,%s}", deltas[i].members);
      g_autoptr (CsmsEventRecord) event = decode (text);
      double energy_wh = csms_event_record_get_energy_wh (event);

      g_test_message ("%s", deltas[i].members);
      g_assert_cmpint (event->connector_id, ==, 0);
      g_assert_cmpint (isnan (energy_wh), ==, isnan (deltas[i].energy_wh));
      if (!isnan (energy_wh))
        g_assert_cmpfloat (energy_wh, ==, deltas[i].energy_wh);
    }
}

static void
test_foreign_text (void)
{
  g_autofree char *long_name = g_strnfill (10240, 'N');
  g_autofree char *text = g_strdup_printf ("{\"event\":\"<b>&amp;\\u202e\\u0000\\u001b[31m\",\"stationId\":\"%s\",\"idTag\":\"\\ud800\"}", long_name);
  g_autoptr (CsmsEventRecord) event = decode (text);

  g_assert_cmpstr (event->name, ==, "<b>&amp;\xe2\x80\xae\xef\xbf\xbd\x1b[31m");
  g_assert_cmpstr (event->station_id, ==, long_name);
  g_assert_cmpstr (event->id_tag, ==, "\xef\xbf\xbd");
  g_assert_true (g_utf8_validate (event->name, -1, NULL));
  g_assert_cmpstr (event->json, ==, text);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event/every-field", test_every_field);
  g_test_add_func ("/event/missing", test_missing);
  g_test_add_func ("/event/flattened", test_flattened);
  g_test_add_func ("/event/top-level-wins", test_top_level_wins);
  g_test_add_func ("/event/numbers-keep-their-digits", test_numbers_keep_their_digits);
  g_test_add_func ("/event/trap-03-event-id-can-be-1-less-than-ts", test_event_id_and_ts);
  g_test_add_func ("/event/trap-06-transaction-id-is-text", test_transaction_id_as_text);
  g_test_add_func ("/event/trap-12-no-error-code-is-not-no-error", test_error_code_absent);
  g_test_add_func ("/event/trap-15-meter-values-delta", test_meter_values_delta);
  g_test_add_func ("/event/trap-19-foreign-text", test_foreign_text);
  return g_test_run ();
}
