/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-test-truth.h"

/* What a server does to a seat, of itself or since another seat is there too. */

#define AS_BEHAVIOUR(DATA) ((CsmsSimulatorBehaviour) GPOINTER_TO_UINT (DATA))

static CsmsTestSeat *
new_live (CsmsSimulatorBehaviour behaviour)
{
  CsmsSimulatorConfig config;
  CsmsTestSeat *self;

  csms_test_seat_config (&config, behaviour);
  self = csms_test_seat_new_live (&config);
  csms_test_seat_stay_honest (self);
  return self;
}

/* The log and the stations survive it, and with them all that the seat shows. */
static void
test_restarts (gconstpointer data)
{
  g_autoptr (CsmsTestSeat) self = new_live (AS_BEHAVIOUR (data));

  for (guint i = 0; i < 2; i++)
    {
      csms_test_seat_restart (self, 100);
      csms_test_seat_let_happen (self);
      csms_test_seat_wait (self, csms_test_is_not_live, NULL);
      csms_test_seat_settle (self, 150);
      csms_operator_reconnect_now (self->seat);
      csms_test_seat_await_truth (self);
    }
  g_assert_false (csms_operator_get_status (self->seat)->gap);
}

/* The session ends, again and again, while things happen. Signing in once more is all it takes: the socket stays. */
static void
test_expiries (gconstpointer data)
{
  g_autoptr (CsmsTestSeat) self = new_live (AS_BEHAVIOUR (data));

  for (guint i = 0; i < 2; i++)
    {
      csms_test_seat_burst (self, 20);
      csms_test_seat_expire (self);
      csms_test_seat_let_happen (self);
      /* trap 5: the deployed server notices when it is asked */
      if (AS_BEHAVIOUR (data) == CSMS_SIMULATOR_DEPLOYED)
        csms_operator_refresh (self->seat);
      csms_test_seat_burst (self, 20);
      csms_test_seat_await_truth (self);
    }
  g_assert_cmpuint (csms_test_seat_n_connections (self), ==, 1);
}

static gboolean
tells_of_gap (CsmsTestSeat *self, gpointer unused)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->seat);

  return status->state == CSMS_SEAT_LIVE && status->gap;
}

static gboolean
is_signed_in (CsmsTestSeat *self, gpointer unused)
{
  return csms_test_seat_n_authenticated (self) == 1;
}

/* Some moments after the last event has come the replay is through. */
static gboolean
has_no_gap (CsmsTestSeat *self, gpointer unused)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->seat);

  return !status->gap && status->problem == NULL;
}

/* The database goes between signing in and the replay: the seat is live, tells of the gap, and fills it later. */
static void
test_database_goes (gconstpointer data)
{
  g_autoptr (CsmsTestSeat) self = new_live (AS_BEHAVIOUR (data));
  const CsmsSeatStatus *status;

  csms_test_seat_set_listening (self, FALSE);
  csms_test_seat_drop (self);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  csms_test_seat_let_happen (self);
  csms_test_seat_settle (self, 100);
  csms_test_seat_set_network (self, CSMS_SIMULATOR_NETWORK_STALL);
  csms_test_seat_set_listening (self, TRUE);
  csms_operator_reconnect_now (self->seat);
  csms_test_seat_wait (self, is_signed_in, NULL);
  csms_test_seat_set_database_down (self, TRUE);
  csms_test_seat_set_network (self, CSMS_SIMULATOR_NETWORK_GOOD);

  csms_test_seat_wait (self, tells_of_gap, NULL);
  status = csms_operator_get_status (self->seat);
  g_assert_nonnull (status->problem);
  g_assert_cmpint (status->gap_from_ms, >, 0);
  g_assert_cmpint (status->gap_to_ms, >=, status->gap_from_ms);
  csms_test_seat_set_database_down (self, FALSE);
  csms_test_seat_await_truth (self);
  csms_test_seat_wait (self, has_no_gap, NULL);
}

/* However often it is asked to refresh, it stays below the limit that cuts, and a command still goes first. */
static void
test_limits_are_kept (gconstpointer data)
{
  g_autoptr (CsmsTestSeat) self = new_live (AS_BEHAVIOUR (data));
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = NULL;

  csms_operator_watch_station (self->seat, station);
  for (guint i = 0; i < 200; i++)
    {
      csms_operator_refresh (self->seat);
      csms_test_seat_settle (self, 2);
    }
  start = csms_test_seat_start (self, station, 1, "USER1");
  csms_test_seat_wait (self, csms_test_is_confirmed, start);
  csms_test_seat_let_happen (self);
  csms_test_seat_await_truth (self);
  g_assert_cmpuint (csms_operator_get_status (self->seat)->frames_used, <=, csms_operator_get_status (self->seat)->frames_max);
  g_assert_cmpuint (csms_test_seat_n_connections (self), ==, 1);
}

static gboolean
tells_why (CsmsTestSeat *self, gpointer word)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->seat);

  return status->state != CSMS_SEAT_LIVE && status->problem != NULL && strstr (status->problem, word) != NULL;
}

/* A server whose limits are lower than the published ones says so, and cuts. */
static void
test_limits_that_cut (gconstpointer data)
{
  g_autoptr (CsmsTestSeat) self = new_live (AS_BEHAVIOUR (data));

  csms_test_seat_set_listening (self, FALSE);
  csms_test_seat_send_raw (self, "{\"event\":\"rate.limit\",\"ts\":1795471634090,\"max\":5}");
  csms_test_seat_settle (self, 50);
  csms_test_seat_drop (self);
  csms_test_seat_wait (self, tells_why, "too many requests");
  csms_test_seat_let_happen (self);
  csms_test_seat_settle (self, 60);
  csms_test_seat_set_listening (self, TRUE);
  csms_operator_reconnect_now (self->seat);
  csms_test_seat_await_truth (self);
}

static CsmsTestSeat *
new_beside (CsmsTestSeat *first, const char *path)
{
  g_autoptr (GUri) uri = g_uri_parse (csms_server_get_url (first->server), G_URI_FLAGS_NONE, NULL);
  g_autofree char *url = g_strdup_printf ("ws://%s:%d%s", g_uri_get_host (uri), g_uri_get_port (uri), path);
  g_autoptr (CsmsServer) server = csms_server_new_passing (url, "test-mobile-key-123");
  CsmsTestSeat *self = csms_test_seat_new_at (server);

  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  return self;
}

static gboolean
has_had_all (CsmsTestSeat *self, gpointer data)
{
  GHashTable *expected = data;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (self->event_ids, id))
      return FALSE;
  return TRUE;
}

static gboolean
was_told_as_often (CsmsTestSeat *self, gpointer other)
{
  return self->started_signals == ((CsmsTestSeat *) other)->started_signals &&
         self->stopped_signals == ((CsmsTestSeat *) other)->stopped_signals;
}

/* Two consoles with an address each: both see everything, and neither takes the other's doing for its own. */
static void
test_two_consoles (gconstpointer data)
{
  g_autoptr (CsmsTestSeat) self = new_live (AS_BEHAVIOUR (data));
  g_autoptr (CsmsTestSeat) other = new_beside (self, "/");
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) start = csms_test_seat_start (self, station, 1, "USER1");
  g_autoptr (CsmsCommand) stop = NULL;

  csms_test_seat_wait (self, csms_test_is_confirmed, start);
  csms_test_seat_await_status (other, station, 1, CSMS_CONNECTOR_STATUS_CHARGING);
  g_assert_null (csms_operator_get_command (other->seat, station, 1));
  g_assert_false (csms_operator_can_start (other->seat, station, 1, NULL));
  stop = csms_test_seat_stop (other, station, 1, NULL);
  csms_test_seat_wait (other, csms_test_is_confirmed, stop);
  csms_test_seat_let_happen (self);
  csms_test_seat_await_truth (self);
  csms_test_seat_wait (other, has_had_all, self->event_ids);
  csms_test_seat_wait (self, has_had_all, other->event_ids);
  g_assert_cmpuint (other->duplicates, ==, 0);
  csms_test_seat_wait (other, was_told_as_often, self);
  g_assert_cmpuint (csms_test_seat_actuations (self, station, 1), ==, 1);
}

/* Trap 1: a second console on the same address makes the first one deaf, and deafens whoever is left when it goes. Each new
   connection hears again, and learns what was missed. */
static void
test_deaf (void)
{
  g_autoptr (CsmsTestSeat) self = new_live (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsTestSeat) other = new_beside (self, "/mobile-client");

  csms_test_seat_let_happen (self);
  csms_test_seat_settle (self, 100);
  csms_operator_reconnect_now (self->seat);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  csms_test_seat_await_truth (self);
  g_clear_pointer (&other, csms_test_seat_free);

  csms_test_seat_burst (self, 50);
  csms_test_seat_settle (self, 100);
  csms_operator_reconnect_now (self->seat);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  csms_test_seat_await_truth (self);
  g_assert_false (csms_operator_get_status (self->seat)->gap);
}

static void
add (const char *name, GTestDataFunc func)
{
  g_autofree char *guide = g_strdup_printf ("/integration/server/guide/%s", name);
  g_autofree char *deployed = g_strdup_printf ("/integration/server/deployed/%s", name);

  g_test_add_data_func (guide, GUINT_TO_POINTER (CSMS_SIMULATOR_GUIDE), func);
  g_test_add_data_func (deployed, GUINT_TO_POINTER (CSMS_SIMULATOR_DEPLOYED), func);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  add ("restarts", test_restarts);
  add ("expiries", test_expiries);
  add ("database-goes", test_database_goes);
  add ("limits-are-kept", test_limits_are_kept);
  add ("limits-that-cut", test_limits_that_cut);
  add ("two-consoles", test_two_consoles);
  g_test_add_func ("/integration/server/deployed/deaf", test_deaf);
  return g_test_run ();
}
