/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-event-words.h"
#include "csms-station.h"
#include "ui-fixture.h"

#define NBSP "\xc2\xa0"
#define HEAD "{\"eventId\":\"evt-1763892151009-a\",\"ts\":1763892151009,\"stationId\":\"fora072\",\"connectorId\":1,\"event\":"

static const struct {
  const char *name;
  const char *json;
  const char *words;
  const char *icon;
} cases[] = {
  { "status-no-error", HEAD "\"connector.status.changed\",\"status\":\"Finishing\",\"errorCode\":\"NoError\"}",
    "Finishing, no error", "media-eject-symbolic" },
  { "trap-12-status-without-code", HEAD "\"connector.status.changed\",\"status\":\"Available\"}", "Available", "csms-done-symbolic" },
  { "status-faulted", HEAD "\"connector.status.changed\",\"status\":\"Faulted\",\"errorCode\":\"OverCurrentFailure\"}",
    "Faulted, OverCurrentFailure", "dialog-warning-symbolic" },
  { "started", HEAD "\"transaction.started\",\"transactionId\":1,\"idTag\":\"04A2B9C1F3\"}", "ID tag 04A2B9C1F3", "thunderbolt-symbolic" },
  { "started-no-tag", HEAD "\"transaction.started\",\"transactionId\":1}", "Charging started", "thunderbolt-symbolic" },
  { "stopped", HEAD "\"transaction.stopped\",\"transactionId\":\"1\",\"totalKWh\":14.68,\"cost\":5.725,\"reason\":\"EVDisconnected\"}",
    "14.68" NBSP "kWh, cost 5.72, EVDisconnected", "media-playback-stop-symbolic" },
  { "stopped-bare", HEAD "\"transaction.stopped\",\"transactionId\":\"1\"}", "Charging stopped", "media-playback-stop-symbolic" },
  { "remote-pending", HEAD "\"remote.start.result\",\"status\":\"PendingTimeout\",\"idTag\":\"04A2\",\"correlationId\":\"c\"}",
    "PendingTimeout for ID tag 04A2", "dialog-question-symbolic" },
  { "remote-accepted", HEAD "\"remote.stop.result\",\"status\":\"Accepted\",\"transactionId\":1}", "Accepted", "object-select-symbolic" },
  { "remote-rejected", HEAD "\"remote.start.result\",\"status\":\"Rejected\"}", "Rejected", "dialog-warning-symbolic" },
  { "meter-kwh", HEAD "\"meter.values.delta\",\"delta\":0.01,\"total\":22.38,\"unit\":\"kWh\",\"measurand\":\"Energy.Active.Import.Register\"}",
    "22.38" NBSP "kWh in all, 0.01" NBSP "kWh more", "power-profile-balanced-symbolic" },
  { "trap-15-meter-wh-falls", HEAD "\"meter.values.delta\",\"delta\":-20,\"total\":22380,\"unit\":\"Wh\",\"measurand\":\"Energy\"}",
    "22.38" NBSP "kWh in all, 0.02" NBSP "kWh less", "power-profile-balanced-symbolic" },
  { "trap-15-meter-voltage", HEAD "\"meter.values.delta\",\"delta\":0,\"total\":230.4,\"unit\":\"V\",\"measurand\":\"Voltage\"}",
    "Voltage 230.4 V", "power-profile-balanced-symbolic" },
  { "expired", "{\"event\":\"session.expired\",\"ts\":1763892151009}", "The session has expired", "changes-prevent-symbolic" },
  { "rate-limit", "{\"event\":\"rate.limit\",\"ts\":1,\"max\":50}", "The server ends the connection: too many messages", "dialog-warning-symbolic" },
  { "too-large", "{\"event\":\"message.too.large\",\"ts\":1,\"max\":32768,\"size\":40000}",
    "The server ends the connection: a message was too large", "dialog-warning-symbolic" },
  { "trap-19-foreign", HEAD "\"transaction.started\",\"transactionId\":1,\"idTag\":\"\\u202e<b>x\\u0007\"}",
    "ID tag \xef\xbf\xbd<b>x\xef\xbf\xbd", "thunderbolt-symbolic" },
};

static void
test_words (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (CsmsEventRecord) record = ui_event (cases[i].json);
  g_autofree char *words = csms_event_words (record);

  g_assert_cmpstr (words, ==, cases[i].words);
  g_assert_cmpstr (csms_event_look (record).icon, ==, cases[i].icon);
}

static void
test_unknown (void)
{
  g_autoptr (CsmsEventRecord) record = ui_event (HEAD "\"firmware.updated\",\"version\":\"2.1\"}");
  g_autofree char *words = csms_event_words (record);
  g_autofree char *meaning = NULL;
  g_autofree char *heading = csms_event_heading (record, &meaning);

  g_assert_nonnull (strstr (words, "fora072"));
  g_assert_cmpstr (heading, ==, "firmware.updated");
  g_assert_null (meaning);
}

static void
test_place (void)
{
  g_autoptr (CsmsEventRecord) connector = ui_event (HEAD "\"connector.status.changed\",\"status\":\"Available\"}");
  g_autoptr (CsmsEventRecord) station =
    ui_event ("{\"eventId\":\"evt-1-a\",\"ts\":1,\"stationId\":\"fora072\",\"connectorId\":0,\"event\":\"connector.status.changed\",\"status\":\"Available\"}");
  g_autoptr (CsmsEventRecord) nowhere = ui_event ("{\"event\":\"session.expired\",\"ts\":1}");
  g_autofree char *a = csms_event_place (connector);
  g_autofree char *b = csms_event_place (station);
  g_autofree char *c = csms_event_place (nowhere);

  g_assert_cmpstr (a, ==, "fora072/1");
  g_assert_cmpstr (b, ==, "fora072");
  g_assert_cmpstr (c, ==, "");
}

static void
test_heading (void)
{
  g_autoptr (CsmsEventRecord) fault =
    ui_event (HEAD "\"connector.status.changed\",\"status\":\"Faulted\",\"errorCode\":\"GroundFailure\"}");
  g_autoptr (CsmsEventRecord) stop = ui_event (HEAD "\"transaction.stopped\",\"transactionId\":1,\"reason\":\"EVDisconnected\"}");
  g_autofree char *fault_meaning = NULL;
  g_autofree char *stop_meaning = NULL;
  g_autofree char *a = csms_event_heading (fault, &fault_meaning);
  g_autofree char *b = csms_event_heading (stop, &stop_meaning);

  g_assert_cmpstr (a, ==, "GroundFailure");
  g_assert_nonnull (fault_meaning);
  g_assert_cmpstr (b, ==, "EVDisconnected");
  g_assert_nonnull (stop_meaning);
}

static void
test_matches (void)
{
  g_autoptr (CsmsEventRecord) record =
    ui_event (HEAD "\"connector.status.changed\",\"status\":\"Faulted\",\"errorCode\":\"GroundFailure\"}");
  const char *const hits[] = { "faulted", "FORA072", "fora072/1", "groundfail", "status.changed" };
  const char *const misses[] = { "fora073", "fora072/2", "available" };

  for (gsize i = 0; i < G_N_ELEMENTS (hits); i++)
    {
      g_autofree char *needle = csms_search_fold (hits[i]);

      g_assert_true (csms_event_matches (record, needle));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (misses); i++)
    {
      g_autofree char *needle = csms_search_fold (misses[i]);

      g_assert_false (csms_event_matches (record, needle));
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/event-words/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_words);
    }
  g_test_add_func ("/ui/event-words/unknown-event", test_unknown);
  g_test_add_func ("/ui/event-words/place", test_place);
  g_test_add_func ("/ui/event-words/heading", test_heading);
  g_test_add_func ("/ui/event-words/matches", test_matches);
  return g_test_run ();
}
