/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-protocol-error.h"
#include "csms-words.h"

static void
test_connector_status (void)
{
  static const char * const words[] = {
    "Available", "Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing", "Reserved", "Unavailable", "Faulted",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      CsmsConnectorStatus status = csms_connector_status_from_string (words[i]);

      g_assert_cmpint (status, ==, CSMS_CONNECTOR_STATUS_AVAILABLE + i);
      g_assert_cmpstr (csms_connector_status_to_string (status), ==, words[i]);
    }

  g_assert_cmpint (csms_connector_status_from_string (NULL), ==, CSMS_CONNECTOR_STATUS_UNKNOWN);
  g_assert_cmpint (csms_connector_status_from_string (""), ==, CSMS_CONNECTOR_STATUS_UNKNOWN);
  g_assert_cmpint (csms_connector_status_from_string ("Unknown"), ==, CSMS_CONNECTOR_STATUS_UNKNOWN);
  g_assert_cmpint (csms_connector_status_from_string ("charging"), ==, CSMS_CONNECTOR_STATUS_OTHER);
  g_assert_cmpint (csms_connector_status_from_string ("Occupied"), ==, CSMS_CONNECTOR_STATUS_OTHER);
  g_assert_cmpstr (csms_connector_status_to_string (CSMS_CONNECTOR_STATUS_UNKNOWN), ==, "Unknown");
  g_assert_cmpstr (csms_connector_status_to_string (CSMS_CONNECTOR_STATUS_OTHER), ==, "Unknown");
}

static void
test_event_kind (void)
{
  g_assert_cmpint (csms_event_kind_from_string ("connector.status.changed"), ==, CSMS_EVENT_CONNECTOR_STATUS_CHANGED);
  g_assert_cmpint (csms_event_kind_from_string ("transaction.started"), ==, CSMS_EVENT_TRANSACTION_STARTED);
  g_assert_cmpint (csms_event_kind_from_string ("transaction.stopped"), ==, CSMS_EVENT_TRANSACTION_STOPPED);
  g_assert_cmpint (csms_event_kind_from_string ("remote.start.result"), ==, CSMS_EVENT_REMOTE_START_RESULT);
  g_assert_cmpint (csms_event_kind_from_string ("remote.stop.result"), ==, CSMS_EVENT_REMOTE_STOP_RESULT);
  g_assert_cmpint (csms_event_kind_from_string ("meter.values.delta"), ==, CSMS_EVENT_METER_VALUES_DELTA);
  g_assert_cmpint (csms_event_kind_from_string ("session.expired"), ==, CSMS_EVENT_SESSION_EXPIRED);
  g_assert_cmpint (csms_event_kind_from_string ("rate.limit"), ==, CSMS_EVENT_RATE_LIMIT);
  g_assert_cmpint (csms_event_kind_from_string ("message.too.large"), ==, CSMS_EVENT_MESSAGE_TOO_LARGE);
  g_assert_cmpint (csms_event_kind_from_string ("Transaction.Started"), ==, CSMS_EVENT_OTHER);
  g_assert_cmpint (csms_event_kind_from_string (""), ==, CSMS_EVENT_OTHER);
  g_assert_cmpint (csms_event_kind_from_string (NULL), ==, CSMS_EVENT_OTHER);
}

static void
test_actions (void)
{
  static const char * const names[] = {
    "auth", "ping", "getStations", "getRecentTransactions", "startCharging", "stopCharging", "getConnectorStatus",
    "getMeterValuesRecent", "subscribe", "unsubscribe", "getEventsRecent", "getEventsSince",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpstr (csms_action_to_string (i), ==, names[i]);
      g_assert_cmpint (csms_action_is_command (i), ==, i == CSMS_ACTION_START_CHARGING || i == CSMS_ACTION_STOP_CHARGING);
    }
}

static void
test_id_tag (void)
{
  static const char * const good[] = { "A", "04A2B3C4D5E6F7", "USER 1", "12345678901234567890", "\xc3\xa9", "<b>&" };
  static const char * const bad[] = {
    NULL, "", " ", "   ", "123456789012345678901", "a\nb", "a\tb", "a\x7f", "\x01", "a\xe2\x80\xae" "b", "a\xe2\x80\x8b" "b", "\xff", "a\xc3",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (csms_id_tag_validate (good[i], &error));
      g_assert_no_error (error);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (csms_id_tag_validate (bad[i], &error));
      g_assert_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_BAD_REQUEST);
    }
}

static void
test_id_tag_case (void)
{
  g_autofree char *long_tag = g_strnfill (10240, 'x');

  g_assert_true (csms_id_tag_equal ("04a2B3", "04A2b3"));
  g_assert_true (csms_id_tag_equal ("\xc3\x89", "\xc3\xa9"));
  g_assert_true (csms_id_tag_equal (NULL, NULL));
  g_assert_false (csms_id_tag_equal (NULL, ""));
  g_assert_false (csms_id_tag_equal ("a", NULL));
  g_assert_false (csms_id_tag_equal ("a", "b"));
  g_assert_false (csms_id_tag_equal ("a", "a "));
  g_assert_false (csms_id_tag_equal ("\xff", "\xfe"));
  g_assert_true (csms_id_tag_equal (long_tag, long_tag));
  g_assert_false (csms_id_tag_equal (long_tag, "x"));
}

static void
test_event_id_ms (void)
{
  static const char * const malformed[] = {
    NULL, "", "evt", "evt-", "evt--1", "evt-abc-1", "evt-12", "evt-12a-1", "12-x", "evt- 12-1", "evt-+12-1", "evt--12-1",
    "evt-99999999999999999999-1", "evt-8640000000000001-1", "evt-1e3-1", "evt-1.5-1",
  };
  gint64 ms = 0;

  g_assert_true (csms_event_id_get_ms ("evt-1795471640112-3302", &ms));
  g_assert_cmpint (ms, ==, G_GINT64_CONSTANT (1795471640112));
  g_assert_true (csms_event_id_get_ms ("evt-0-0", &ms));
  g_assert_cmpint (ms, ==, 0);
  g_assert_true (csms_event_id_get_ms ("evt-8640000000000000-", &ms));
  g_assert_cmpint (ms, ==, G_GINT64_CONSTANT (8640000000000000));

  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      ms = 7;
      g_assert_false (csms_event_id_get_ms (malformed[i], &ms));
      g_assert_cmpint (ms, ==, 7);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/connector-status", test_connector_status);
  g_test_add_func ("/words/event-kind", test_event_kind);
  g_test_add_func ("/words/actions", test_actions);
  g_test_add_func ("/words/id-tag", test_id_tag);
  g_test_add_func ("/words/trap-19-id-tag-ignores-case", test_id_tag_case);
  g_test_add_func ("/words/trap-03-event-id-holds-a-millisecond", test_event_id_ms);
  return g_test_run ();
}
