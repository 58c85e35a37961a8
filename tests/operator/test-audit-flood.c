/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-peer.h"
#include "csms-test-seat.h"

/* More events than an audit compares at once, of which one, an early one, was not pushed. */

#define N_EVENTS 8000
#define NOT_PUSHED 100
#define PAGE 500
#define FIRST_MS (CSMS_TEST_PEER_MS + 1000)

/* The latest is not a minute after the server's clock, beyond which no event is trusted. */
static gint64
get_ms (guint i)
{
  return FIRST_MS + i * G_GINT64_CONSTANT (7);
}

static char *
make_event (guint i)
{
  return g_strdup_printf ("{\"eventId\":\"evt-%" G_GINT64_FORMAT "-%u\",\"event\":\"connector.status.changed\",\"ts\":%" G_GINT64_FORMAT
                          ",\"stationId\":\"st1\",\"connectorId\":1,\"status\":\"Available\"}", get_ms (i), i, get_ms (i));
}

static char *
answer_since (CsmsTestPeer *peer, JsonObject *params, gpointer unused)
{
  gint64 ts = json_object_get_int_member_with_default (params, "ts", 0);
  GString *page = g_string_new ("\"result\":{\"events\":[");
  guint n = 0;

  for (guint i = 0; i < N_EVENTS && n < PAGE; i++)
    if (get_ms (i) > ts)
      {
        g_autofree char *event = make_event (i);

        g_string_append_printf (page, "%s%s", n > 0 ? "," : "", event);
        n++;
      }
  g_string_append (page, "],\"cursor\":null}");
  return g_string_free (page, FALSE);
}

static gboolean
has_asked (CsmsTestSeat *self, gpointer peer)
{
  return csms_test_peer_count (peer, "getEventsSince") > 0;
}

static gboolean
has_missed (CsmsTestSeat *self, gpointer unused)
{
  return csms_operator_get_status (self->seat)->missed > 0;
}

static void
test_early_miss (void)
{
  g_autoptr (CsmsTestPeer) peer = csms_test_peer_new ();
  g_autoptr (CsmsServer) server = csms_server_new_passing (csms_test_peer_get_url (peer), "test-mobile-key-123");
  g_autoptr (CsmsTestSeat) self = NULL;
  g_autofree char *missed = g_strdup_printf ("evt-%" G_GINT64_FORMAT "-%u", get_ms (NOT_PUSHED), NOT_PUSHED);

  csms_test_seat_set_audit_pace (300);
  self = csms_test_seat_new_at (server);
  csms_test_peer_say (peer, "getEventsSince", "\"result\":{\"events\":[],\"cursor\":null}");
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  csms_test_seat_wait (self, has_asked, peer);
  csms_test_peer_ask (peer, "getEventsSince", answer_since, NULL);
  for (guint i = 0; i < N_EVENTS; i++)
    {
      g_autofree char *event = make_event (i);

      if (i != NOT_PUSHED)
        csms_test_peer_push (peer, event);
    }
  csms_test_seat_wait (self, has_missed, NULL);
  g_assert_cmpuint (csms_operator_get_status (self->seat)->missed, ==, 1);
  g_assert_true (g_hash_table_contains (self->event_ids, missed));
  g_assert_cmpuint (self->duplicates, ==, 0);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/operator/audit/flood-with-an-early-miss", test_early_miss);
  return g_test_run ();
}
