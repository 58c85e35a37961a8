/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-peer.h"
#include "csms-test-seat.h"

/* A server whose event log no longer holds what it once told: what happened in between is a gap, and is told with its two times. */

#define EVENT(ID, TS) \
  "{\"eventId\":\"" ID "\",\"event\":\"connector.status.changed\",\"ts\":" TS ",\"stationId\":\"st1\",\"connectorId\":1," \
  "\"status\":\"Available\"}"

#define FIRST EVENT ("evt-1718000000100-5", "1718000000100")
#define SECOND EVENT ("evt-1718000000200-6", "1718000000200")
#define ODD \
  "{\"eventId\":\"evt-1718000030000-9\",\"event\":\"meter.values.delta\",\"ts\":1718000030000,\"stationId\":\"st1\"," \
  "\"connectorId\":\"abc\"}"
#define UNHEARD EVENT ("evt-1718000000250-4", "1718000000250")
#define THIRD EVENT ("evt-1718000020000-3", "1718000020000")
#define LATER EVENT ("evt-1718000060000-7", "1718000060000")
#define LATEST EVENT ("evt-1718000070000-8", "1718000070000")

static char *
answer_since (CsmsTestPeer *peer, JsonObject *params, gpointer log)
{
  gint64 ts = json_object_get_int_member_with_default (params, "ts", 0);
  const char *events = *(const char **) log;

  /* behind the odd one's overlap */
  if (ts >= 1718000019000)
    events = strstr (events, LATER);
  else if (ts >= 1718000009000)
    events = strstr (events, THIRD);
  return g_strdup_printf ("\"result\":{\"events\":[%s],\"cursor\":null}", events != NULL && ts < 1718000060000 ? events : "");
}

typedef struct {
  CsmsTestPeer *peer;
  CsmsServer *server;
  CsmsTestSeat *seat;
  const char *log;
} Fixture;

typedef struct {
  const char *event_id;
} Expected;

static gboolean
has_had (CsmsTestSeat *seat, gpointer data)
{
  return g_hash_table_contains (seat->event_ids, ((Expected *) data)->event_id);
}

static void
push (Fixture *self, const char *event, const char *event_id)
{
  Expected expected = { event_id };

  csms_test_peer_push (self->peer, event);
  csms_test_seat_wait (self->seat, has_had, &expected);
}

/* A seat that has had two events. */
static void
set_up (Fixture *self, gconstpointer data)
{
  self->peer = csms_test_peer_new ();
  self->server = csms_server_new_passing (csms_test_peer_get_url (self->peer), "test-mobile-key-123");
  self->seat = csms_test_seat_new_at (self->server);
  self->log = "";
  csms_test_peer_ask (self->peer, "getEventsSince", answer_since, &self->log);
  csms_operator_start (self->seat->seat);
  csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
  push (self, FIRST, "evt-1718000000100-5");
  push (self, SECOND, "evt-1718000000200-6");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  csms_test_seat_free (self->seat);
  g_object_unref (self->server);
  csms_test_peer_free (self->peer);
}

static gboolean
lives_again (CsmsTestSeat *seat, gpointer unused)
{
  return seat->lives >= 2 && csms_operator_get_live (seat->seat);
}

static const CsmsSeatStatus *
come_back (Fixture *self, const char *log)
{
  self->log = log;
  self->seat->lives = 1;
  csms_test_peer_drop (self->peer);
  csms_test_seat_wait (self->seat, lives_again, NULL);
  return csms_operator_get_status (self->seat->seat);
}

static void
test_whole (Fixture *self, gconstpointer data)
{
  g_assert_false (come_back (self, FIRST "," SECOND "," LATER)->gap);
  g_assert_true (g_hash_table_contains (self->seat->event_ids, "evt-1718000060000-7"));
}

/* What it has is taken; from the last event known to its first nothing can be known. */
static void
test_begins_later (Fixture *self, gconstpointer data)
{
  const CsmsSeatStatus *status = come_back (self, LATER "," LATEST);

  g_assert_true (status->gap);
  g_assert_cmpint (status->gap_from_ms, ==, 1718000000200);
  g_assert_cmpint (status->gap_to_ms, ==, 1718000060000);
  g_assert_true (g_hash_table_contains (self->seat->event_ids, "evt-1718000060000-7"));
  g_assert_true (g_hash_table_contains (self->seat->event_ids, "evt-1718000070000-8"));
  g_assert_cmpuint (csms_operator_get_gaps (self->seat->seat)->len, ==, 1);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  const CsmsSeatStatus *status = come_back (self, "");

  g_assert_true (status->gap);
  g_assert_cmpint (status->gap_from_ms, ==, 1718000000200);
}

/* The second gap is one of its own: in between everything was heard. */
static void
test_lost_twice (Fixture *self, gconstpointer data)
{
  const CsmsSeatStatus *status;

  come_back (self, "");
  push (self, LATER, "evt-1718000060000-7");
  status = come_back (self, LATEST);
  g_assert_true (status->gap);
  g_assert_cmpint (status->gap_from_ms, ==, 1718000060000);
  g_assert_cmpint (status->gap_to_ms, ==, 1718000070000);
  g_assert_cmpuint (csms_operator_get_gaps (self->seat->seat)->len, ==, 2);
}

/* Trap 3: what a log cannot store was never in it, and is no proof of a loss. */
static void
test_odd_event (Fixture *self, gconstpointer data)
{
  push (self, ODD, "evt-1718000030000-9");
  g_assert_false (come_back (self, FIRST "," SECOND "," LATER)->gap);
}

/* One push was lost, and others came after it: the replay does not begin at the last of them. */
static void
test_unheard (Fixture *self, gconstpointer data)
{
  push (self, THIRD, "evt-1718000020000-3");
  g_assert_false (come_back (self, FIRST "," SECOND "," UNHEARD "," THIRD)->gap);
  g_assert_true (g_hash_table_contains (self->seat->event_ids, "evt-1718000000250-4"));
}

static gboolean
is_kept (CsmsTestSeat *seat, gpointer data)
{
  return g_strcmp0 (csms_server_get_last_event_id (seat->server), ((Expected *) data)->event_id) == 0;
}

/* The same, and the program ended before any audit. */
static void
test_unheard_before_a_crash (Fixture *self, gconstpointer data)
{
  Expected third = { "evt-1718000020000-3" };

  push (self, THIRD, third.event_id);
  csms_test_seat_wait (self->seat, is_kept, &third);
  self->log = FIRST "," SECOND "," UNHEARD "," THIRD;
  csms_test_seat_replace (self->seat);
  csms_operator_start (self->seat->seat);
  csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
  g_assert_true (g_hash_table_contains (self->seat->event_ids, "evt-1718000000250-4"));
  g_assert_cmpuint (self->seat->duplicates, ==, 0);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  /* no audit comes into it */
  csms_test_seat_set_audit_pace (100000);
  g_test_add ("/operator/log-lost/whole", Fixture, NULL, set_up, test_whole, tear_down);
  g_test_add ("/operator/log-lost/begins-later", Fixture, NULL, set_up, test_begins_later, tear_down);
  g_test_add ("/operator/log-lost/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/operator/log-lost/lost-twice", Fixture, NULL, set_up, test_lost_twice, tear_down);
  g_test_add ("/operator/log-lost/odd-event", Fixture, NULL, set_up, test_odd_event, tear_down);
  g_test_add ("/operator/log-lost/unheard", Fixture, NULL, set_up, test_unheard, tear_down);
  g_test_add ("/operator/log-lost/unheard-before-a-crash", Fixture, NULL, set_up, test_unheard_before_a_crash, tear_down);
  return g_test_run ();
}
