/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-timeline-source.h"
#include "csms-timeline-words.h"
#include "fake-operator.h"
#include "fleet-fixture.h"
#include "ui-fixture.h"

/* 23 November 2026, 10:00 UTC, which is the zone of these tests */
#define TEN (G_GINT64_CONSTANT (1795428000000))
#define MINUTE (60 * G_GINT64_CONSTANT (1000))
#define HOUR (60 * MINUTE)

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
assert_segment (CsmsTimeline *timeline, guint i, gint64 from_ms, gint64 to_ms, CsmsTimelineShape shape, const char *word)
{
  guint n;
  const CsmsTimelineSegment *segments = csms_timeline_get_segments (timeline, &n);

  g_assert_cmpuint (i, <, n);
  g_assert_cmpint (segments[i].from_ms, ==, from_ms);
  g_assert_cmpint (segments[i].to_ms, ==, to_ms);
  g_assert_cmpint (segments[i].shape, ==, shape);
  g_assert_cmpstr (segments[i].word, ==, word);
  g_assert_cmpint (segments[i].open, ==, i + 1 == n);
}

static void
test_segments (void)
{
  g_autoptr (CsmsTimeline) timeline = csms_timeline_new (TEN, TEN + 10 * HOUR);

  assert_segment (timeline, 0, TEN, TEN + 10 * HOUR, CSMS_TIMELINE_UNKNOWN, NULL);
  csms_timeline_add_status (timeline, TEN + 3 * HOUR, CSMS_CONNECTOR_STATUS_CHARGING, NULL);
  csms_timeline_add_status (timeline, TEN + 1 * HOUR, CSMS_CONNECTOR_STATUS_AVAILABLE, NULL);
  csms_timeline_add_status (timeline, TEN + 4 * HOUR, CSMS_CONNECTOR_STATUS_CHARGING, NULL);
  csms_timeline_add_status (timeline, TEN + 5 * HOUR, CSMS_CONNECTOR_STATUS_FAULTED, NULL);
  csms_timeline_add_status (timeline, TEN + 6 * HOUR, CSMS_CONNECTOR_STATUS_OTHER, "<b>Odd\n");
  csms_timeline_add_offline (timeline, TEN + 7 * HOUR);
  csms_timeline_add_status (timeline, TEN + 20 * HOUR, CSMS_CONNECTOR_STATUS_AVAILABLE, NULL);
  csms_timeline_add_unknown (timeline, TEN + 2 * HOUR, TEN + 2 * HOUR + 30 * MINUTE);
  assert_segment (timeline, 0, TEN, TEN + 1 * HOUR, CSMS_TIMELINE_UNKNOWN, NULL);
  assert_segment (timeline, 1, TEN + 1 * HOUR, TEN + 2 * HOUR, CSMS_TIMELINE_AVAILABLE, "Available");
  assert_segment (timeline, 2, TEN + 2 * HOUR, TEN + 2 * HOUR + 30 * MINUTE, CSMS_TIMELINE_UNKNOWN, NULL);
  assert_segment (timeline, 3, TEN + 2 * HOUR + 30 * MINUTE, TEN + 3 * HOUR, CSMS_TIMELINE_AVAILABLE, "Available");
  assert_segment (timeline, 4, TEN + 3 * HOUR, TEN + 5 * HOUR, CSMS_TIMELINE_CHARGING, "Charging");
  assert_segment (timeline, 5, TEN + 5 * HOUR, TEN + 6 * HOUR, CSMS_TIMELINE_FAULTED, "Faulted");
  assert_segment (timeline, 6, TEN + 6 * HOUR, TEN + 7 * HOUR, CSMS_TIMELINE_UNKNOWN, "<b>Odd ");
  assert_segment (timeline, 7, TEN + 7 * HOUR, TEN + 10 * HOUR, CSMS_TIMELINE_OUT_OF_USE, "Offline");
  g_assert_cmpint (csms_timeline_find (timeline, TEN + 4 * HOUR), ==, 4);
  g_assert_cmpint (csms_timeline_find (timeline, TEN + 10 * HOUR), ==, -1);
  g_assert_cmpint (csms_timeline_get_total_ms (timeline, CSMS_TIMELINE_CHARGING), ==, 2 * HOUR);
}

/* What stood before the period stands at its beginning; a gap over everything leaves nothing known. */
static void
test_edges (void)
{
  g_autoptr (CsmsTimeline) timeline = csms_timeline_new (TEN, TEN + HOUR);

  csms_timeline_add_status (timeline, TEN - HOUR, CSMS_CONNECTOR_STATUS_FAULTED, NULL);
  csms_timeline_add_status (timeline, TEN - MINUTE, CSMS_CONNECTOR_STATUS_RESERVED, NULL);
  assert_segment (timeline, 0, TEN, TEN + HOUR, CSMS_TIMELINE_OCCUPIED, "Reserved");
  csms_timeline_add_unknown (timeline, TEN - 2 * HOUR, TEN + 2 * HOUR);
  csms_timeline_add_unknown (timeline, TEN, TEN + MINUTE);
  assert_segment (timeline, 0, TEN, TEN + HOUR, CSMS_TIMELINE_UNKNOWN, NULL);
}

/* A charge that is known shows where no status is, and hides none. */
static void
test_charges (void)
{
  g_autoptr (CsmsTimeline) timeline = csms_timeline_new (TEN, TEN + 10 * HOUR);

  csms_timeline_add_charge (timeline, TEN + 6 * HOUR, TEN + 8 * HOUR);
  csms_timeline_add_charge (timeline, TEN - HOUR, TEN + HOUR);
  csms_timeline_add_status (timeline, TEN + 7 * HOUR, CSMS_CONNECTOR_STATUS_SUSPENDED_EV, NULL);
  csms_timeline_add_unknown (timeline, TEN + 7 * HOUR + 30 * MINUTE, TEN + 9 * HOUR);
  assert_segment (timeline, 0, TEN, TEN + HOUR, CSMS_TIMELINE_CHARGING, "Charging");
  assert_segment (timeline, 1, TEN + HOUR, TEN + 6 * HOUR, CSMS_TIMELINE_UNKNOWN, NULL);
  assert_segment (timeline, 2, TEN + 6 * HOUR, TEN + 7 * HOUR, CSMS_TIMELINE_CHARGING, "Charging");
  assert_segment (timeline, 3, TEN + 7 * HOUR, TEN + 7 * HOUR + 30 * MINUTE, CSMS_TIMELINE_OCCUPIED, "SuspendedEV");
  assert_segment (timeline, 4, TEN + 7 * HOUR + 30 * MINUTE, TEN + 8 * HOUR, CSMS_TIMELINE_CHARGING, "Charging");
  assert_segment (timeline, 5, TEN + 8 * HOUR, TEN + 9 * HOUR, CSMS_TIMELINE_UNKNOWN, NULL);
  assert_segment (timeline, 6, TEN + 9 * HOUR, TEN + 10 * HOUR, CSMS_TIMELINE_OCCUPIED, "SuspendedEV");
}

static void
test_words (void)
{
  g_autoptr (CsmsTimeline) timeline = csms_timeline_new (TEN - 24 * HOUR, TEN);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  guint n;

  g_ptr_array_add (all, timeline);
  assert_text (csms_timeline_words_station (all), "No record of the last 24 hours");
  csms_timeline_add_status (timeline, TEN - 20 * HOUR, CSMS_CONNECTOR_STATUS_AVAILABLE, NULL);
  assert_text (csms_timeline_words_station (all), "No charge in the last 24 hours");
  csms_timeline_add_status (timeline, TEN - 64 * MINUTE, CSMS_CONNECTOR_STATUS_CHARGING, NULL);
  csms_timeline_add_status (timeline, TEN - 10 * MINUTE, CSMS_CONNECTOR_STATUS_AVAILABLE, NULL);
  assert_text (csms_timeline_words_segment (&csms_timeline_get_segments (timeline, &n)[2], TEN), "Charging from 08:56 to 09:50, 54\302\240min");
  assert_text (csms_timeline_words_list (timeline, TEN),
               "Available since 09:50. Charging from 08:56 to 09:50, 54\302\240min. "
               "Available from yesterday 14:00 to 08:56, 18\302\240h 56\302\240min. "
               "Unknown: no record from yesterday 10:00 to yesterday 14:00, 4\302\240h 0\302\240min.");
  assert_text (csms_timeline_words_totals (timeline),
               "Available 19\302\240h 6\302\240min, Unknown: no record 4\302\240h 0\302\240min, Charging 54\302\240min");
  assert_text (csms_timeline_words_station (all), "Charging 54\302\240min in 24 hours");
  csms_timeline_add_status (timeline, TEN - 5 * MINUTE, CSMS_CONNECTOR_STATUS_FAULTED, NULL);
  assert_text (csms_timeline_words_station (all), "Charging 54\302\240min, faulted 5\302\240min in 24 hours");
}

#define STATUS(at, id, status, code) \
  "{'eventId':'evt-%" G_GINT64_FORMAT "-" id "','event':'connector.status.changed','ts':%" G_GINT64_FORMAT ",'stationId':'st'," \
  "'connectorId':1,'status':'" status "'" code "}", (gint64) (at), (gint64) (at)
#define NO_ERROR ",'errorCode':'NoError'"

/* The Available that the server makes up over a fault ends nothing; the events come by their time, and are joined with the present. */
static void
test_source (void)
{
  g_autoptr (CsmsOperator) operator = fake_operator_new ();
  CsmsFleet *fleet = csms_operator_get_fleet (operator);
  g_autoptr (GPtrArray) timelines = NULL;
  CsmsTimeline *timeline;

  fixture_stations (fleet, TEN, "[{'id':'st','status':'Available','isOnline':true,'connectors':["
                    "{'id':1,'status':'Available','errorCode':'NoError','updatedAt':%" G_GINT64_FORMAT "},"
                    "{'id':2,'status':'Available','errorCode':'NoError','updatedAt':%" G_GINT64_FORMAT "}]}]",
                    TEN - 5 * HOUR, TEN - 30 * HOUR);
  fixture_push (fleet, TEN, STATUS (TEN - 4 * HOUR, "a", "Charging", NO_ERROR));
  fixture_push (fleet, TEN, STATUS (TEN - 3 * HOUR, "b", "Available", NO_ERROR));
  fixture_push (fleet, TEN, STATUS (TEN - 2 * HOUR, "c", "Faulted", ",'errorCode':'GroundFailure'"));
  fixture_push (fleet, TEN, STATUS (TEN - 2 * HOUR + 2000, "d", "Available", ""));
  timelines = csms_timeline_source_read (operator, csms_fleet_get_station (fleet, "st"), NULL, TEN - 24 * HOUR, TEN, 32);
  g_assert_cmpuint (timelines->len, ==, 2);
  timeline = g_ptr_array_index (timelines, 0);
  assert_segment (timeline, 0, TEN - 24 * HOUR, TEN - 4 * HOUR, CSMS_TIMELINE_UNKNOWN, NULL);
  assert_segment (timeline, 1, TEN - 4 * HOUR, TEN - 3 * HOUR, CSMS_TIMELINE_CHARGING, "Charging");
  assert_segment (timeline, 2, TEN - 3 * HOUR, TEN - 2 * HOUR, CSMS_TIMELINE_AVAILABLE, "Available");
  assert_segment (timeline, 3, TEN - 2 * HOUR, TEN, CSMS_TIMELINE_FAULTED, "Faulted");
  assert_segment (g_ptr_array_index (timelines, 1), 0, TEN - 24 * HOUR, TEN, CSMS_TIMELINE_AVAILABLE, "Available");
}

/* Of a seat that has just begun the journal knows more than the fleet; a gap hides what may have been missed. */
static void
test_history (void)
{
  g_autoptr (CsmsOperator) operator = fake_operator_new ();
  CsmsFleet *fleet = csms_operator_get_fleet (operator);
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  g_autoptr (GPtrArray) gaps = g_ptr_array_new ();
  CsmsJournalSpan gap = { .from_ms = TEN - 12 * HOUR, .to_ms = TEN - 11 * HOUR };
  CsmsJournalHistory history = { before, events, gaps, gaps };
  g_autoptr (GPtrArray) timelines = NULL;
  g_autofree char *first = g_strdup_printf (STATUS (TEN - 40 * HOUR, "a", "Available", NO_ERROR));
  g_autofree char *second = g_strdup_printf (STATUS (TEN - 6 * HOUR, "b", "SuspendedEV", NO_ERROR));
  CsmsTimeline *timeline;

  g_ptr_array_add (before, fixture_event (first));
  g_ptr_array_add (events, fixture_event (second));
  g_ptr_array_add (gaps, &gap);
  fixture_stations (fleet, TEN, "[{'id':'st','status':'Available','isOnline':true,'connectors':["
                    "{'id':1,'status':'SuspendedEV','errorCode':'NoError'}]}]");
  timelines = csms_timeline_source_read (operator, csms_fleet_get_station (fleet, "st"), &history, TEN - 24 * HOUR, TEN, 32);
  timeline = g_ptr_array_index (timelines, 0);
  assert_segment (timeline, 0, TEN - 24 * HOUR, TEN - 12 * HOUR, CSMS_TIMELINE_AVAILABLE, "Available");
  assert_segment (timeline, 1, TEN - 12 * HOUR, TEN - 11 * HOUR, CSMS_TIMELINE_UNKNOWN, NULL);
  assert_segment (timeline, 2, TEN - 11 * HOUR, TEN - 6 * HOUR, CSMS_TIMELINE_AVAILABLE, "Available");
  assert_segment (timeline, 3, TEN - 6 * HOUR, TEN, CSMS_TIMELINE_OCCUPIED, "SuspendedEV");
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  g_test_add_func ("/timeline/segments", test_segments);
  g_test_add_func ("/timeline/edges", test_edges);
  g_test_add_func ("/timeline/charges", test_charges);
  g_test_add_func ("/timeline/words", test_words);
  g_test_add_func ("/timeline/source/trap-12-made-up-available", test_source);
  g_test_add_func ("/timeline/source/history", test_history);
  return g_test_run ();
}
