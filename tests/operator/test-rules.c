/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-test-peer.h"
#include "csms-test-seat.h"

/* Which commands are given and which are refused before anything is sent. */

typedef struct {
  CsmsTestPeer *peer;
  CsmsServer *server;
  CsmsTestSeat *seat;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer transactions)
{
  fixture->peer = csms_test_peer_new ();
  if (transactions != NULL)
    csms_test_peer_say (fixture->peer, "getRecentTransactions", transactions);
  csms_test_peer_say (fixture->peer, "stopCharging", "\"result\":{\"status\":\"Accepted\"}");
  fixture->server = csms_server_new_passing (csms_test_peer_get_url (fixture->peer), "test-mobile-key-123");
  fixture->seat = csms_test_seat_new_at (fixture->server);
  csms_operator_start (fixture->seat->seat);
  csms_test_seat_wait (fixture->seat, csms_test_is_live, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  csms_test_seat_free (fixture->seat);
  g_object_unref (fixture->server);
  csms_test_peer_free (fixture->peer);
}

static gboolean
is_accepted (CsmsTestSeat *self, gpointer command)
{
  return csms_command_get_state (command) == CSMS_COMMAND_ACCEPTED;
}

/* Whoever names the charge knows of it: the connector may read Available though it charges (trap 12). */
static void
test_named (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsCommand) stop = csms_operator_stop_charging (fixture->seat->seat, "st1", 1, "1718000007", &error);

  g_assert_no_error (error);
  csms_test_seat_wait (fixture->seat, is_accepted, stop);
  g_assert_cmpuint (csms_test_peer_count (fixture->peer, "stopCharging"), ==, 1);
  g_assert_nonnull (strstr (csms_test_peer_last (fixture->peer, "stopCharging"), "1718000007"));
}

static void
test_refused (Fixture *fixture, const char *transaction_id)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (csms_operator_stop_charging (fixture->seat->seat, "st1", 1, transaction_id, &error));
  g_assert_error (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_CANNOT);
  csms_test_seat_settle (fixture->seat, 50);
  g_assert_cmpuint (csms_test_peer_count (fixture->peer, "stopCharging"), ==, 0);
}

static void
test_unnamed (Fixture *fixture, gconstpointer unused)
{
  test_refused (fixture, NULL);
  test_refused (fixture, "");
}

/* A charge known to be over is not stopped again: the server would accept it at once (trap 9), and nothing would prove it. */
static void
test_over (Fixture *fixture, gconstpointer unused)
{
  test_refused (fixture, "1718000007");
}

#define OVER                                                                                                    \
  "\"result\":[{\"transactionId\":1718000007,\"chargePointId\":\"st1\",\"connectorId\":1,\"idTag\":\"USER1\","     \
  "\"startTime\":\"2024-06-10T06:13:27.000Z\",\"stopTime\":\"2024-06-10T06:20:00.000Z\",\"status\":\"Completed\"}]"

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add ("/operator/rules/trap-12-stop-of-a-named-charge", Fixture, NULL, set_up, test_named, tear_down);
  g_test_add ("/operator/rules/stop-of-nothing", Fixture, NULL, set_up, test_unnamed, tear_down);
  g_test_add ("/operator/rules/trap-09-stop-of-what-is-over", Fixture, OVER, set_up, test_over, tear_down);
  return g_test_run ();
}
