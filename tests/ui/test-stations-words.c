/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "csms-command-words.h"
#include "csms-connector-words.h"
#include "csms-frame.h"
#include "csms-glossary.h"
#include "csms-meter-words.h"
#include "csms-reply.h"
#include "csms-station-words.h"
#include "csms-status-icon.h"
#include "csms-text.h"
#include "fake-operator.h"
#include "fleet-fixture.h"
#include "ui-fixture.h"

#define NBSP "\302\240"
#define SECOND G_GINT64_CONSTANT (1000)
#define HOUR (3600 * SECOND)
/* 2026-11-24 10:16:40 UTC */
#define NOW G_GINT64_CONSTANT (1795515400000)

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
assert_sentence (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpint (strlen (text), >, 4);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
test_statuses (void)
{
  static const char * const nine[] = {
    "Available", "Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing", "Reserved", "Unavailable", "Faulted",
  };

  for (guint i = 0; i < G_N_ELEMENTS (nine); i++)
    {
      CsmsConnectorStatus status = csms_connector_status_from_string (nine[i]);
      CsmsMeaning meaning = csms_glossary_status (status);

      assert_sentence (meaning.meaning);
      assert_sentence (meaning.next_step);
      g_assert_true (g_unichar_islower (g_utf8_get_char (meaning.meaning)));
      g_assert_cmpint (csms_status_icon_for (status), !=, CSMS_STATUS_ICON_UNKNOWN);
    }
  assert_sentence (csms_glossary_status (CSMS_CONNECTOR_STATUS_UNKNOWN).meaning);
  assert_sentence (csms_glossary_status (CSMS_CONNECTOR_STATUS_OTHER).meaning);
  assert_sentence (csms_glossary_status (99).meaning);
  for (guint i = 0; i < CSMS_STATUS_ICON_N; i++)
    {
      g_assert_true (g_str_has_suffix (csms_status_icon_get_name (i), "-symbolic"));
      g_assert_nonnull (csms_status_icon_get_style (i));
    }
}

static void
test_error_codes (void)
{
  static const char * const sixteen[] = {
    "ConnectorLockFailure", "EVCommunicationError", "GroundFailure", "HighTemperature", "InternalError", "LocalListConflict",
    "NoError", "OtherError", "OverCurrentFailure", "OverVoltage", "PowerMeterFailure", "PowerSwitchFailure", "ReaderFailure",
    "ResetFailure", "UnderVoltage", "WeakSignal",
  };
  CsmsMeaning meaning;

  g_assert_cmpint (G_N_ELEMENTS (sixteen), ==, 16);
  for (guint i = 0; i < G_N_ELEMENTS (sixteen); i++)
    {
      g_assert_true (csms_glossary_error_code (sixteen[i], &meaning));
      assert_sentence (meaning.meaning);
      assert_sentence (meaning.next_step);
      g_assert_true (g_str_has_suffix (meaning.next_step, "."));
    }
  g_assert_false (csms_glossary_error_code ("E-4711", &meaning));
  assert_sentence (meaning.meaning);
  g_assert_false (csms_glossary_error_code (NULL, &meaning));
  assert_sentence (meaning.next_step);
}

static void
test_stop_reasons (void)
{
  static const char * const eleven[] = {
    "DeAuthorized", "EmergencyStop", "EVDisconnected", "HardReset", "Local", "Other", "PowerLoss", "Reboot", "Remote",
    "SoftReset", "UnlockCommand",
  };
  CsmsMeaning meaning;

  g_assert_cmpint (G_N_ELEMENTS (eleven), ==, 11);
  for (guint i = 0; i < G_N_ELEMENTS (eleven); i++)
    {
      g_assert_true (csms_glossary_stop_reason (eleven[i], &meaning));
      assert_sentence (meaning.meaning);
      assert_sentence (meaning.next_step);
    }
  g_assert_false (csms_glossary_stop_reason ("Boredom", &meaning));
  assert_sentence (meaning.meaning);
  g_assert_false (csms_glossary_stop_reason (NULL, &meaning));
  assert_sentence (meaning.meaning);
}

static void
test_ages (void)
{
  static const struct {
    gint64 age_ms;
    const char *text;
  } ages[] = {
    { -5 * SECOND, "0" NBSP "s" },
    { 0, "0" NBSP "s" },
    { 2 * SECOND + 999, "2" NBSP "s" },
    { 59 * SECOND, "59" NBSP "s" },
    { 60 * SECOND, "1" NBSP "min" },
    { HOUR - 1, "59" NBSP "min" },
    { 11 * HOUR, "11" NBSP "h" },
    { 24 * HOUR - 1, "23" NBSP "h" },
    { 24 * HOUR, "23 Nov" },
    { 5 * 24 * HOUR, "19 Nov" },
    { 400 * 24 * HOUR, "20 Oct 2025" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    assert_text (csms_text_age_or_day (NOW - ages[i].age_ms, NOW), ages[i].text);
}

static void
test_elapsed (void)
{
  static const struct {
    gint64 elapsed_ms;
    const char *value;
    const char *unit;
  } times[] = {
    { 0, "0", "s" },
    { -HOUR, "0", "s" },
    { 41 * SECOND, "41", "s" },
    { 60 * SECOND, "1", "min" },
    { HOUR - 1, "59", "min" },
    { HOUR, "1:00", "h" },
    { 64 * 60 * SECOND, "1:04", "h" },
    { 26 * HOUR + 5 * 60 * SECOND, "26:05", "h" },
  };
  const char *unit = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      assert_text (csms_connector_words_elapsed (NOW - times[i].elapsed_ms, NOW, &unit), times[i].value);
      g_assert_cmpstr (unit, ==, times[i].unit);
    }
  assert_text (csms_connector_words_elapsed (0, NOW, &unit), "–");
  g_assert_null (unit);
}

static CsmsOperator *
make_seat (void)
{
  CsmsOperator *operator = fake_operator_new ();

  fixture_stations (csms_operator_get_fleet (operator), NOW,
                    "[{'id':'fora072','name':'Harbour Deck P2','status':'Available','isOnline':true,"
                    "'lastActivity':%" G_GINT64_FORMAT ",'connectors':["
                    "{'id':1,'status':'Available','transactionId':null,'errorCode':'NoError','updatedAt':'2026-11-24T07:55:00Z',"
                    "'type':'Type 2','power_kW':22},"
                    "{'id':2,'status':'Faulted','transactionId':null,'errorCode':'GroundFailure','updatedAt':'2026-11-24T07:55:00Z'}]}]",
                    NOW - 2 * SECOND);
  fake_operator_set_state (operator, CSMS_SEAT_LIVE);
  return operator;
}

static void
test_connector (void)
{
  g_autoptr (CsmsOperator) operator = make_seat ();
  CsmsFleet *fleet = csms_operator_get_fleet (operator);
  CsmsStation *station = csms_fleet_get_station (fleet, "fora072");
  CsmsConnector *connector = csms_fleet_get_connector (fleet, "fora072", 1);

  assert_text (csms_connector_words_plug (connector), "Type 2, 22" NBSP "kW");
  assert_text (csms_connector_words_plug (csms_fleet_get_connector (fleet, "fora072", 2)), "");
  assert_text (csms_connector_words_since (connector, NULL, TRUE, NOW), "since 07:55");
  assert_text (csms_connector_words_since (connector, NULL, FALSE, NOW), "since 07:55, as of 10:16");
  assert_text (csms_station_words_describe (station), "fora072, Faulted, 0 of 2 connectors charging");
  assert_text (csms_station_words_draw (station), "");
  g_assert_false (csms_connector_words_is_charging (connector));

  fixture_transactions (fleet, NOW, "[{'transactionId':7,'stationId':'fora072','connectorId':1,'idTag':'A',"
                                    "'startTime':'2026-11-23T17:00:00Z','stopTime':'2026-11-23T18:40:00Z','totalKWh':31.2}]");
  assert_text (csms_connector_words_since (connector, csms_fleet_get_last_transaction (fleet, "fora072", 1), TRUE, NOW),
               "since 07:55 · last charge yesterday 18:40, 31.20" NBSP "kWh");

  fixture_push (fleet, NOW, "{'eventId':'evt-1795515400000-a','event':'transaction.started','ts':1795515400000,"
                            "'stationId':'fora072','connectorId':1,'transactionId':1795515400,'idTag':'04A2B9C1F3'}");
  g_assert_true (csms_connector_words_is_charging (connector));
  assert_text (csms_station_words_describe (station), "fora072, Faulted, 1 of 2 connectors charging");
}

static void
test_names_on_the_bus (void)
{
  g_autoptr (CsmsOperator) operator = fake_operator_new ();
  CsmsFleet *fleet = csms_operator_get_fleet (operator);

  fixture_stations (fleet, NOW, "[{'id':'fora072','status':'Charging','isOnline':true,'connectors':["
                                "{'id':1,'status':'Charging','transactionId':5,'errorCode':'NoError'},"
                                "{'id':2,'status':'Available','transactionId':null,'errorCode':'NoError'}]},"
                                "{'id':'one','status':'Available','isOnline':true,'connectors':["
                                "{'id':1,'status':'Available','transactionId':null,'errorCode':'NoError'}]},"
                                "{'id':'gone','status':'Offline','isOnline':false,'connectors':["
                                "{'id':1,'status':'Available','transactionId':null,'errorCode':'NoError'}]}]");
  assert_text (csms_station_words_describe (csms_fleet_get_station (fleet, "fora072")), "fora072, Charging, 1 of 2 connectors charging");
  assert_text (csms_station_words_describe (csms_fleet_get_station (fleet, "one")), "one, Available, 0 of 1 connector charging");
  assert_text (csms_station_words_describe (csms_fleet_get_station (fleet, "gone")), "gone, Offline, 0 of 1 connector charging");
}

static void
test_foreign_words (void)
{
  g_autoptr (CsmsOperator) operator = fake_operator_new ();
  CsmsFleet *fleet = csms_operator_get_fleet (operator);
  g_autofree char *long_name = g_strnfill (10240, 'x');
  g_autofree char *words = NULL;
  g_autofree char *tooltip = NULL;
  CsmsStation *station;

  fixture_stations (fleet, NOW, "[{'id':'<b>&\\u202eevil\\n','name':'%s','status':'x','isOnline':true,'connectors':["
                                "{'id':1,'status':'Levitating\\u0007 <i>','transactionId':null,'errorCode':null}]}]", long_name);
  station = csms_fleet_get_station (fleet, "<b>&\342\200\256evil\n");
  g_assert_nonnull (station);
  words = csms_station_words_describe (station);
  tooltip = csms_station_words_tooltip (station);
  g_assert_cmpstr (words, ==, "<b>&\357\277\275evil , Levitating\357\277\275 <i>, 0 of 1 connector charging");
  g_assert_null (strstr (tooltip, "\342\200\256"));
  g_assert_cmpint (strlen (tooltip), <, 1000);
}

static const CsmsCommandReason reasons[] = {
  CSMS_COMMAND_REASON_NONE, CSMS_COMMAND_REASON_NOT_CONNECTED, CSMS_COMMAND_REASON_SERVER_SAID_NO,
  CSMS_COMMAND_REASON_SESSION_EXPIRED, CSMS_COMMAND_REASON_NO_TRANSACTION, CSMS_COMMAND_REASON_STATION_TIMEOUT,
  CSMS_COMMAND_REASON_NO_ANSWER, CSMS_COMMAND_REASON_CONNECTION_LOST, CSMS_COMMAND_REASON_NO_PROOF,
  CSMS_COMMAND_REASON_UNCLEAR,
};

static void
test_commands (void)
{
  static const struct {
    CsmsCommandState state;
    CsmsCommandReason reason;
    const char *message;
    CsmsNoticeKind kind;
    const char *title;
    const char *body;
  } states[] = {
    { CSMS_COMMAND_SENDING, 0, NULL, CSMS_NOTICE_BUSY, "Sending", NULL },
    { CSMS_COMMAND_SENT, 0, NULL, CSMS_NOTICE_BUSY, "Sent, waiting for the station (3" NBSP "s)", NULL },
    { CSMS_COMMAND_ACCEPTED, 0, NULL, CSMS_NOTICE_BUSY, "Accepted", "Waiting for the charge to begin" },
    { CSMS_COMMAND_CONFIRMED, 0, NULL, CSMS_NOTICE_SUCCESS, "Charging confirmed", NULL },
    { CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_SERVER_SAID_NO, "the ID tag is not known to the server", CSMS_NOTICE_ERROR,
      "Refused: the ID tag is not known to the server", NULL },
    { CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_NOT_CONNECTED, NULL, CSMS_NOTICE_ERROR,
      "Refused: not connected, nothing was sent", NULL },
    { CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_STATION_TIMEOUT, NULL, CSMS_NOTICE_WARNING,
      "Unconfirmed: the station did not answer in time and may still start", "Start sent at 10:16:37 for ID tag 04A2B9C1F3." },
    { CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_UNCLEAR, "internal error", CSMS_NOTICE_WARNING,
      "Unconfirmed: the server answered “internal error” and the charge may still start", "Start sent at 10:16:37 for ID tag 04A2B9C1F3." },
    { CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_UNCLEAR, NULL, CSMS_NOTICE_WARNING,
      "Unconfirmed: the server’s answer was not understood and the charge may still start", "Start sent at 10:16:37 for ID tag 04A2B9C1F3." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (CsmsCommand) command = fake_command_new (CSMS_COMMAND_START, "fora072", 1, "04A2B9C1F3", NULL);

      fake_command_set_sent_ms (command, NOW - 3 * SECOND);
      fake_command_change (command, states[i].state, states[i].reason, states[i].message);
      g_assert_cmpint (csms_command_words_kind (command), ==, states[i].kind);
      assert_text (csms_command_words_title (command, NOW), states[i].title);
      assert_text (csms_command_words_body (command, 0), states[i].body);
    }
}

static void
test_commands_all (void)
{
  for (int kind = CSMS_COMMAND_START; kind <= CSMS_COMMAND_STOP; kind++)
    for (int state = CSMS_COMMAND_LOOKING_UP; state <= CSMS_COMMAND_HANDLED; state++)
      for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
        {
          g_autoptr (CsmsCommand) command = fake_command_new (kind, "a", 1, "<b>\342\200\256", NULL);
          g_autofree char *title = NULL;
          g_autofree char *body = NULL;

          fake_command_change (command, state, reasons[i], "\007<i>nein</i>\n\342\200\256");
          title = csms_command_words_title (command, NOW);
          body = csms_command_words_body (command, NOW);
          assert_sentence (title);
          g_assert_null (strstr (title, "\342\200\256"));
          g_assert_true (body == NULL || strstr (body, "\342\200\256") == NULL);
          g_assert_true (state != CSMS_COMMAND_UNCONFIRMED || g_str_has_prefix (title, "Unconfirmed: "));
          g_assert_true (state != CSMS_COMMAND_REFUSED || g_str_has_prefix (title, "Refused"));
        }
}

static void
test_why_off (void)
{
  g_autoptr (CsmsOperator) operator = make_seat ();
  CsmsFleet *fleet = csms_operator_get_fleet (operator);
  CsmsConnector *good = csms_fleet_get_connector (fleet, "fora072", 1);
  CsmsConnector *faulted = csms_fleet_get_connector (fleet, "fora072", 2);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "the moon is full");

  assert_text (csms_command_words_why_off (operator, faulted, NULL), "Off: the connector is faulted");
  assert_text (csms_command_words_why_off (operator, good, error), "Off: the moon is full");
  fake_operator_add_command (operator, CSMS_COMMAND_START, "fora072", 1, "A");
  assert_text (csms_command_words_why_off (operator, good, NULL), "Off: a command is open");
  fake_operator_set_state (operator, CSMS_SEAT_CATCHING_UP);
  assert_text (csms_command_words_why_off (operator, good, NULL), "Off: catching up");
  fake_operator_set_state (operator, CSMS_SEAT_OFFLINE);
  assert_text (csms_command_words_why_off (operator, good, NULL), "Off: not connected");
  assert_text (csms_command_words_why_off (NULL, good, NULL), "Off: not connected");
}

static void
test_meter (void)
{
  static const struct {
    const char *sample;
    const char *title;
    const char *value;
  } samples[] = {
    { "{\"value\":\"22380\",\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"Wh\"}", "Energy (kWh)", "22.38" },
    { "{\"value\":22.38,\"unit\":\"kWh\"}", "Energy (kWh)", "22.38" },
    { "{\"value\":\"22.04\",\"measurand\":\"Power.Active.Import\",\"unit\":\"kW\"}", "Power (kW)", "22.0" },
    { "{\"value\":\"7360\",\"measurand\":\"Power.Active.Import\",\"unit\":\"W\",\"phase\":\"L1\"}", "Power L1 (kW)", "7.4" },
    { "{\"value\":\"31.84\",\"measurand\":\"Current.Import\",\"unit\":\"A\",\"phase\":\"L1\"}", "L1 (A)", "31.8" },
    { "{\"value\":\"230.4\",\"measurand\":\"Voltage\",\"unit\":\"V\"}", "Voltage (V)", "230" },
    { "{\"value\":\"64\",\"measurand\":\"SoC\",\"unit\":\"Percent\"}", "SoC (%)", "64" },
    { "{\"value\":\"31\",\"measurand\":\"Temperature\",\"unit\":\"Celsius\",\"location\":\"Body\"}", "Temp. Body (°C)", "31" },
    { "{\"value\":\"1\",\"measurand\":\"Vendor<b>.X\",\"unit\":\"qux\"}", "Vendor<b>.X (qux)", "1.00" },
    { "{\"value\":\"soon\\u202e\",\"measurand\":\"Voltage\",\"unit\":\"V\"}", "Voltage (V)", "soon\357\277\275" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":\"1\",\"result\":[{\"stationId\":\"a\",\"connectorId\":1,"
                                               "\"timestamp\":\"2026-11-24T10:00:00Z\",\"sampledValue\":[%s]}]}", samples[i].sample);
      g_autoptr (CsmsFrame) frame = csms_frame_decode (json, strlen (json), NULL);
      g_autoptr (CsmsReply) reply = csms_reply_decode (CSMS_ACTION_GET_METER_VALUES_RECENT, frame, NULL);
      const CsmsSampleRecord *sample;

      g_assert_cmpint (reply->samples->len, ==, 1);
      sample = g_ptr_array_index (reply->samples, 0);
      assert_text (csms_meter_words_title (sample), samples[i].title);
      assert_text (csms_meter_words_value (sample), samples[i].value);
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  g_test_add_func ("/stations/glossary/nine-statuses", test_statuses);
  g_test_add_func ("/stations/glossary/sixteen-error-codes", test_error_codes);
  g_test_add_func ("/stations/glossary/eleven-stop-reasons", test_stop_reasons);
  g_test_add_func ("/stations/words/ages", test_ages);
  g_test_add_func ("/stations/words/elapsed", test_elapsed);
  g_test_add_func ("/stations/words/connector", test_connector);
  g_test_add_func ("/stations/words/names-on-the-accessibility-bus", test_names_on_the_bus);
  g_test_add_func ("/stations/words/trap-19-foreign-text-is-clean", test_foreign_words);
  g_test_add_func ("/stations/words/commands", test_commands);
  g_test_add_func ("/stations/words/commands-each-state-and-reason", test_commands_all);
  g_test_add_func ("/stations/words/why-a-button-is-off", test_why_off);
  g_test_add_func ("/stations/words/trap-15-meter-values", test_meter);
  return g_test_run ();
}
