/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "csms-frame.h"
#include "csms-records.h"

static CsmsEventRecord *
decode (const char *text)
{
  g_autoptr (CsmsFrame) frame = csms_frame_decode (text, strlen (text), NULL);

  g_assert_cmpint (csms_frame_get_kind (frame), ==, CSMS_FRAME_EVENT);
  return csms_event_record_ref (csms_frame_get_event (frame));
}

static void
assert_comes_back (const char *text)
{
  g_autoptr (CsmsEventRecord) event = decode (text);
  g_autoptr (CsmsEventRecord) again = csms_event_record_new_from_text (event->json, strlen (event->json));

  g_test_message ("%s", event->json);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->event_id, ==, event->event_id);
  g_assert_cmpstr (again->name, ==, event->name);
  g_assert_cmpint (again->kind, ==, event->kind);
  g_assert_cmpint (again->ts_ms, ==, event->ts_ms);
  g_assert_cmpstr (again->station_id, ==, event->station_id);
  g_assert_cmpint (again->connector_id, ==, event->connector_id);
  g_assert_cmpint (again->status, ==, event->status);
  g_assert_cmpstr (again->status_text, ==, event->status_text);
  g_assert_cmpstr (again->transaction_id, ==, event->transaction_id);
  g_assert_cmpstr (again->id_tag, ==, event->id_tag);
  g_assert_cmpstr (again->json, ==, event->json);
}

static void
test_event (void)
{
  assert_comes_back ("{\"eventId\":\"evt-1795471634113-8572\",\"event\":\"connector.status.changed\",\"ts\":1795471634114,"
                     "\"stationId\":\"stA\",\"connectorId\":2,\"status\":\"Faulted\"}");
  assert_comes_back ("{\"_id\":\"x\",\"eventId\":\"evt-1-2\",\"event\":\"transaction.started\",\"ts\":2,\"data\":{\"idTag\":\"TAG\\u0000\","
                     "\"transactionId\":1795471634,\"status\":\"odd\"},\"__v\":0}");
}

/* What a stored event carries in `data` may look like an answer, or like a second envelope, once it is flat. */
static void
test_event_like_an_answer (void)
{
  assert_comes_back ("{\"eventId\":\"evt-1-2\",\"event\":\"x\",\"ts\":2,\"data\":{\"id\":\"a1\",\"result\":{\"idTag\":\"T\"}}}");
  assert_comes_back ("{\"eventId\":\"evt-1-2\",\"event\":\"x\",\"ts\":2,\"data\":{\"data\":{\"stationId\":\"not mine\"}}}");
}

static void
test_no_event (void)
{
  const char *texts[] = { "", "{", "null", "[]", "{}", "{\"event\":7}", "{\"event\":\"\"}", "{\"id\":\"a\",\"result\":1}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (csms_event_record_new_from_text (texts[i], strlen (texts[i])));
}

static void
test_station (void)
{
  CsmsConnectorRecord second = {
    .id = 2, .status_text = (char *) "Charging", .transaction_id = (char *) "17", .error_code = (char *) "NoError",
    .updated_at_ms = 5, .type = (char *) "CCS2", .power_kw = 150, .soc_percent = 41.5, .price = 0.39,
  };
  CsmsConnectorRecord first = { .id = 1, .power_kw = NAN, .soc_percent = NAN, .price = NAN };
  g_autoptr (GPtrArray) connectors = g_ptr_array_new ();
  CsmsStationRecord values = {
    .id = (char *) "stA", .name = (char *) "Depot", .status = (char *) "Offline", .is_online = FALSE, .last_activity_ms = 9,
  };
  g_autoptr (CsmsStationRecord) bare = csms_station_record_new_copy (&values);
  g_autoptr (CsmsStationRecord) copy = NULL;
  const CsmsConnectorRecord *connector;

  g_assert_cmpuint (bare->connectors->len, ==, 0);
  g_ptr_array_add (connectors, &second);
  g_ptr_array_add (connectors, &first);
  values.connectors = connectors;
  copy = csms_station_record_new_copy (&values);

  g_assert_cmpstr (copy->id, ==, "stA");
  g_assert_true (copy->id != values.id);
  g_assert_cmpstr (copy->name, ==, "Depot");
  g_assert_cmpstr (copy->status, ==, "Offline");
  g_assert_false (copy->is_online);
  g_assert_cmpint (copy->last_activity_ms, ==, 9);
  g_assert_cmpuint (copy->connectors->len, ==, 2);
  connector = copy->connectors->pdata[0];
  g_assert_cmpint (connector->id, ==, 1);
  g_assert_null (connector->status_text);
  g_assert_true (isnan (connector->price));
  connector = copy->connectors->pdata[1];
  g_assert_cmpint (connector->status, ==, CSMS_CONNECTOR_STATUS_CHARGING);
  g_assert_cmpstr (connector->transaction_id, ==, "17");
  g_assert_cmpstr (connector->error_code, ==, "NoError");
  g_assert_cmpint (connector->updated_at_ms, ==, 5);
  g_assert_cmpstr (connector->type, ==, "CCS2");
  g_assert_cmpfloat (connector->power_kw, ==, 150);
  g_assert_cmpfloat (connector->soc_percent, ==, 41.5);
  g_assert_cmpfloat (connector->price, ==, 0.39);
}

static void
test_transaction (void)
{
  CsmsTransactionRecord values = {
    .transaction_id = (char *) "17", .station_id = (char *) "stA", .connector_id = 2, .id_tag = (char *) "TAG",
    .start_time_ms = 1, .stop_time_ms = 2, .meter_start_wh = 3, .meter_stop_wh = NAN, .energy_wh = 4, .cost = 5,
    .efficiency_percent = 6, .reason = (char *) "Local",
  };
  g_autoptr (CsmsTransactionRecord) copy = csms_transaction_record_new_copy (&values);

  g_assert_cmpstr (copy->transaction_id, ==, "17");
  g_assert_cmpstr (copy->station_id, ==, "stA");
  g_assert_true (copy->station_id != values.station_id);
  g_assert_cmpint (copy->connector_id, ==, 2);
  g_assert_cmpstr (copy->id_tag, ==, "TAG");
  g_assert_cmpint (copy->start_time_ms, ==, 1);
  g_assert_cmpint (copy->stop_time_ms, ==, 2);
  g_assert_cmpfloat (copy->meter_start_wh, ==, 3);
  g_assert_true (isnan (copy->meter_stop_wh));
  g_assert_cmpfloat (copy->energy_wh, ==, 4);
  g_assert_cmpfloat (copy->cost, ==, 5);
  g_assert_cmpfloat (copy->efficiency_percent, ==, 6);
  g_assert_cmpstr (copy->reason, ==, "Local");
  g_assert_null (copy->status);
}

static void
test_sample (void)
{
  CsmsSampleRecord values = {
    .station_id = (char *) "stA", .connector_id = 1, .transaction_id = (char *) "17", .timestamp_ms = 8,
    .measurand = (char *) "Voltage", .unit = (char *) "V", .phase = (char *) "L1", .value_text = (char *) "229.9", .value = 229.9,
  };
  g_autoptr (CsmsSampleRecord) copy = csms_sample_record_new_copy (&values);

  g_assert_cmpstr (copy->station_id, ==, "stA");
  g_assert_cmpint (copy->connector_id, ==, 1);
  g_assert_cmpstr (copy->transaction_id, ==, "17");
  g_assert_cmpint (copy->timestamp_ms, ==, 8);
  g_assert_cmpstr (copy->measurand, ==, "Voltage");
  g_assert_cmpstr (copy->unit, ==, "V");
  g_assert_cmpstr (copy->phase, ==, "L1");
  g_assert_null (copy->context);
  g_assert_cmpstr (copy->value_text, ==, "229.9");
  g_assert_true (copy->value_text != values.value_text);
  g_assert_cmpfloat (copy->value, ==, 229.9);
}

/* What a journal lost is as good as what a station never named. */
static void
test_sample_defaults (void)
{
  CsmsSampleRecord values = { .station_id = (char *) "s1", .connector_id = 1, .value_text = (char *) "5", .value = 5 };
  g_autoptr (CsmsSampleRecord) bare = csms_sample_record_new_copy (&values);
  g_autoptr (CsmsSampleRecord) warmth = NULL;
  const char *unit = NULL;

  g_assert_cmpstr (bare->measurand, ==, "Energy.Active.Import.Register");
  g_assert_cmpstr (bare->unit, ==, "Wh");
  g_assert_cmpfloat (csms_sample_record_get_si (bare, &unit), ==, 5);
  g_assert_cmpstr (unit, ==, "Wh");

  values.measurand = (char *) "Temperature";
  warmth = csms_sample_record_new_copy (&values);
  g_assert_cmpstr (warmth->unit, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-copies/event", test_event);
  g_test_add_func ("/record-copies/event-like-an-answer", test_event_like_an_answer);
  g_test_add_func ("/record-copies/no-event", test_no_event);
  g_test_add_func ("/record-copies/station", test_station);
  g_test_add_func ("/record-copies/transaction", test_transaction);
  g_test_add_func ("/record-copies/sample", test_sample);
  g_test_add_func ("/record-copies/sample-defaults", test_sample_defaults);
  return g_test_run ();
}
