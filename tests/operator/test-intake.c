/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-event-intake.h"
#include "csms-event-sieve.h"
#include "csms-replay-window.h"

/* What events are held against: those that came before, and the server's own clock. */

#define T0 G_GINT64_CONSTANT (1795472292486)

static void
test_sieve (void)
{
  g_autoptr (CsmsEventSieve) sieve = csms_event_sieve_new (3);

  g_assert_true (csms_event_sieve_pass (sieve, "a"));
  g_assert_false (csms_event_sieve_pass (sieve, "a"));
  g_assert_true (csms_event_sieve_pass (sieve, NULL));
  g_assert_true (csms_event_sieve_pass (sieve, NULL));
  g_assert_true (csms_event_sieve_pass (sieve, "b"));
  g_assert_true (csms_event_sieve_pass (sieve, "c"));
  g_assert_true (csms_event_sieve_knows (sieve, "a"));
  g_assert_true (csms_event_sieve_pass (sieve, "d"));
  g_assert_false (csms_event_sieve_knows (sieve, "a"));
  g_assert_true (csms_event_sieve_knows (sieve, "b"));
}

static void
test_clock (void)
{
  CsmsServerClock clock = { 0 };

  g_assert_cmpint (csms_server_clock_get_ms (&clock, 5000000), ==, 0);
  csms_server_clock_observe (&clock, T0, 1000000);
  csms_server_clock_observe (&clock, T0 + 1000, 2400000);   /* a slow answer says less */
  g_assert_cmpint (csms_server_clock_get_ms (&clock, 3000000), ==, T0 + 2000);
  csms_server_clock_observe (&clock, -1, 3000000);
  csms_server_clock_observe (&clock, G_MAXINT64, 3000000);
  g_assert_cmpint (csms_server_clock_get_ms (&clock, 3000000), ==, T0 + 2000);
  csms_server_clock_forget (&clock);
  g_assert_cmpint (csms_server_clock_get_ms (&clock, 3000000), ==, 0);
}

static void
take (CsmsEventIntake *intake, const char *json)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  g_autoptr (GPtrArray) fresh = NULL;

  g_ptr_array_add (events, csms_event_record_new_from_text (json, strlen (json)));
  fresh = csms_event_intake_sift (intake, events);
  g_assert_cmpuint (fresh->len, ==, 1);
  csms_event_intake_commit (intake);
}

/* Trap 3: an event that the server's log cannot store could not be found there by a replay that begins at it. */
static void
test_cursor_stands_in_the_log (void)
{
  g_autoptr (CsmsServer) server = csms_server_new_passing ("ws://127.0.0.1:1/mobile-client", "test-mobile-key-123");
  CsmsEventIntake *intake = csms_event_intake_new (server);
  const CsmsCursor *cursor = csms_event_intake_get_cursor (intake);

  take (intake, "{\"eventId\":\"evt-1795472292486-1\",\"event\":\"x\",\"ts\":1795472292486}");
  take (intake, "{\"eventId\":\"evt-1795472292490-2\",\"event\":\"x\",\"ts\":1795472292490,\"connectorId\":\"abc\"}");
  g_assert_cmpstr (cursor->event_id, ==, "evt-1795472292486-1");
  take (intake, "{\"eventId\":\"evt-1795472292495-3\",\"event\":\"x\",\"ts\":1795472292495,\"connectorId\":2}");
  g_assert_cmpstr (cursor->event_id, ==, "evt-1795472292495-3");
  g_assert_cmpstr (cursor->before_id, ==, "evt-1795472292486-1");
  csms_event_intake_free (intake);
}

/* A replay begins where pushes and log were last compared, and not later than the log may still be writing. */
static void
test_cursor_sure (void)
{
  CsmsCursor cursor = { 0 };

  csms_cursor_set (&cursor, "evt-1795472292486-1", T0, CSMS_REPLAY_RESTART_MS);
  g_assert_cmpint (csms_cursor_get_from_ms (&cursor, CSMS_REPLAY_OVERLAP_MS), ==, T0 - CSMS_REPLAY_RESTART_MS);
  csms_cursor_note_sure (&cursor, T0 - 30000);
  g_assert_cmpint (csms_cursor_get_from_ms (&cursor, CSMS_REPLAY_OVERLAP_MS), ==, T0 - 30000);
  csms_cursor_note_sure (&cursor, T0);
  g_assert_cmpint (csms_cursor_get_from_ms (&cursor, CSMS_REPLAY_OVERLAP_MS), ==, T0 - CSMS_REPLAY_OVERLAP_MS);
  csms_cursor_note_sure (&cursor, T0 - 50000);
  g_assert_cmpint (csms_cursor_get_from_ms (&cursor, CSMS_REPLAY_OVERLAP_MS), ==, T0 - CSMS_REPLAY_OVERLAP_MS);
  csms_cursor_set (&cursor, "evt-1795472292486-1", T0, 0);
  g_assert_cmpint (csms_cursor_get_from_ms (&cursor, CSMS_REPLAY_OVERLAP_MS), ==, T0);
  csms_cursor_clear (&cursor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operator/sieve", test_sieve);
  g_test_add_func ("/operator/server-clock", test_clock);
  g_test_add_func ("/operator/cursor/trap-03-stands-in-the-log", test_cursor_stands_in_the_log);
  g_test_add_func ("/operator/cursor/sure", test_cursor_sure);
  return g_test_run ();
}
