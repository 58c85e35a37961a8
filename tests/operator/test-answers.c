/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-peer.h"
#include "csms-test-seat.h"

/* What a server may answer to a start, and what the seat makes of it: a "no" is a no, and what is neither a yes nor a no is open. */

#define RESULT_EVENT(TS, CORRELATION, STATUS)                                                                           \
  "{\"eventId\":\"evt-" TS "-1\",\"event\":\"remote.start.result\",\"ts\":" TS ",\"stationId\":\"st1\",\"connectorId\":1,"  \
  "\"idTag\":\"USER1\",\"status\":\"" STATUS "\",\"correlationId\":\"" CORRELATION "\"}"

typedef struct {
  const char *name;
  const char *before;           /* pushed ahead of the answer; NULL: nothing */
  const char *answer;
  const char *after;            /* pushed behind it; NULL: nothing */
  CsmsCommandState state;
  CsmsCommandReason reason;
  const char *message;
} Case;

static const Case cases[] = {
  { "rejected", NULL, "\"result\":{\"status\":\"Rejected\",\"correlationId\":\"corr-1-1\"}", NULL,
    CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_SERVER_SAID_NO, "Rejected" },
  { "soft-error", NULL, "\"result\":{\"error\":\"connectorId required\"}", NULL,
    CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_SERVER_SAID_NO, "connectorId required" },
  { "not-found", NULL, "\"error\":{\"code\":404,\"message\":\"No such station\"}", NULL,
    CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_SERVER_SAID_NO, "No such station" },
  { "internal-error", NULL, "\"error\":{\"code\":500,\"message\":\"Oops\"}", NULL,
    CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_UNCLEAR, "Oops" },
  { "error-without-words", NULL, "\"error\":{}", NULL,
    CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_UNCLEAR, NULL },
  { "rejected-later", NULL, "\"result\":{\"status\":\"Accepted\",\"correlationId\":\"corr-1-1\"}",
    RESULT_EVENT ("1718000000001", "corr-1-1", "Rejected"),
    CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_SERVER_SAID_NO, NULL },
  { "trap-12-rejected-before-the-504", RESULT_EVENT ("1718000000001", "corr-1-1", "Rejected"),
    "\"error\":{\"code\":504,\"message\":\"RemoteStart timeout\",\"correlationId\":\"corr-1-1\"}", NULL,
    CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_SERVER_SAID_NO, NULL },
  { "trap-17-another-is-rejected", RESULT_EVENT ("1718000000001", "corr-9-9", "Rejected"),
    "\"error\":{\"code\":504,\"message\":\"RemoteStart timeout\",\"correlationId\":\"corr-1-1\"}", NULL,
    CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_STATION_TIMEOUT, "RemoteStart timeout" },
};

typedef struct {
  const Case *expected;
  CsmsCommand *command;
} Outcome;

static char *
answer (CsmsTestPeer *peer, JsonObject *params, gpointer data)
{
  const Case *given = data;

  if (given->before != NULL)
    csms_test_peer_push (peer, given->before);
  return g_strdup (given->answer);
}

static gboolean
has_come_out (CsmsTestSeat *self, gpointer data)
{
  Outcome *outcome = data;

  return csms_command_get_state (outcome->command) == outcome->expected->state;
}

static gboolean
is_answered (CsmsTestSeat *self, gpointer command)
{
  return csms_command_get_state (command) > CSMS_COMMAND_SENT;
}

static void
test_answer (gconstpointer data)
{
  const Case *given = data;
  g_autoptr (CsmsTestPeer) peer = csms_test_peer_new ();
  g_autoptr (CsmsServer) server = csms_server_new_passing (csms_test_peer_get_url (peer), "test-mobile-key-123");
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_at (server);
  g_autoptr (CsmsCommand) command = NULL;
  Outcome outcome = { given };

  csms_test_peer_ask (peer, "startCharging", answer, (gpointer) given);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  outcome.command = command = csms_test_seat_start (self, "st1", 1, "USER1");
  csms_test_seat_wait (self, is_answered, command);
  if (given->after != NULL)
    csms_test_peer_push (peer, given->after);
  csms_test_seat_wait (self, has_come_out, &outcome);
  g_assert_cmpint (csms_command_get_reason (command), ==, given->reason);
  if (given->message != NULL)
    g_assert_cmpstr (csms_command_get_message (command), ==, given->message);
  g_assert_cmpuint (csms_test_peer_count (peer, "startCharging"), ==, 1);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/operator/answers/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_answer);
    }
  return g_test_run ();
}
