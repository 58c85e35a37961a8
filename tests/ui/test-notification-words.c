/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-notification-words.h"
#include "ui-fixture.h"

#define NBSP "\xc2\xa0"

static CsmsTransaction *
charge (const char *stations, const char *const *events)
{
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();

  ui_add_stations (fleet, stations);
  ui_push (fleet, CSMS_EVENT_PUSHED, events);
  g_assert_cmpint (g_list_model_get_n_items (csms_fleet_get_transactions (fleet)), ==, 1);
  return g_list_model_get_item (csms_fleet_get_transactions (fleet), 0);
}

#define STARTED \
  "{\"eventId\":\"evt-1763892000000-a\",\"event\":\"transaction.started\",\"ts\":1763892000000,\"stationId\":\"fora072\"," \
  "\"connectorId\":1,\"transactionId\":1763892000,\"idTag\":\"04A2B9C1F3\",\"startTime\":\"2025-11-23T10:00:00.000Z\"}"
#define STOPPED \
  "{\"eventId\":\"evt-1763898780000-b\",\"event\":\"transaction.stopped\",\"ts\":1763898780000,\"stationId\":\"fora072\"," \
  "\"connectorId\":1,\"transactionId\":\"1763892000\",\"stopTime\":\"2025-11-23T11:53:00.000Z\",\"totalKWh\":14.68," \
  "\"cost\":5.7299999999999995,\"reason\":\"Remote\"}"

static void
test_started (void)
{
  g_autoptr (CsmsTransaction) transaction = charge (UI_ONE_STATION, (const char *[]) { STARTED, NULL });
  g_autofree char *body = csms_notification_body (transaction, FALSE);

  g_assert_cmpstr (csms_notification_title (FALSE), ==, "Charging started");
  g_assert_cmpstr (body, ==, "fora072 Harbour Deck P2, connector 1, ID tag 04A2B9C1F3");
}

static void
test_stopped (void)
{
  g_autoptr (CsmsTransaction) transaction = charge (UI_ONE_STATION, (const char *[]) { STARTED, STOPPED, NULL });
  g_autofree char *body = csms_notification_body (transaction, TRUE);

  g_assert_cmpstr (csms_notification_title (TRUE), ==, "Charging stopped");
  g_assert_cmpstr (body, ==, "fora072 Harbour Deck P2, connector 1, 14.68" NBSP "kWh, 1" NBSP "h 53" NBSP "min, cost 5.73");
}

/* A stop whose start nobody saw says only what is known. */
static void
test_stopped_alone (void)
{
  const char *stop =
    "{\"eventId\":\"evt-1763898780000-b\",\"event\":\"transaction.stopped\",\"ts\":1763898780000,\"stationId\":\"fora072\","
    "\"connectorId\":1,\"transactionId\":\"x9\"}";
  g_autoptr (CsmsTransaction) transaction = charge (UI_ONE_STATION, (const char *[]) { stop, NULL });
  g_autofree char *body = csms_notification_body (transaction, TRUE);

  g_assert_cmpstr (body, ==, "fora072 Harbour Deck P2, connector 1");
}

static void
test_foreign (void)
{
  const char *stations =
    "[{\"id\":\"fora072\",\"name\":\"<a href='x'>A&B</a>\\u202e\",\"status\":\"Available\",\"isOnline\":true,"
    "\"connectors\":[{\"id\":1,\"status\":\"Available\"}]}]";
  g_autoptr (CsmsTransaction) transaction = charge (stations, (const char *[]) { STARTED, NULL });
  g_autofree char *body = csms_notification_body (transaction, FALSE);

  g_assert_null (strpbrk (body, "<>&"));
  g_assert_cmpstr (body, ==, "fora072 ‹a href='x'›A＆B‹/a›\xef\xbf\xbd, connector 1, ID tag 04A2B9C1F3");
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  g_test_add_func ("/ui/notification/started", test_started);
  g_test_add_func ("/ui/notification/stopped", test_stopped);
  g_test_add_func ("/ui/notification/stopped-without-a-start", test_stopped_alone);
  g_test_add_func ("/ui/notification/trap-19-no-markup", test_foreign);
  return g_test_run ();
}
