/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-command-private.h"
#include "csms-frame.h"

#define S G_USEC_PER_SEC
#define T0 G_GINT64_CONSTANT (1795471633384)

/* The whole life of a command as a line: what happens, when, and where that leads. */
typedef struct {
  CsmsCommandInput input;
  gint64 at_us;
  CsmsCommandState state;
  CsmsCommandReason reason;
} Step;

typedef struct {
  const char *path;
  gboolean needs_lookup;
  Step steps[8];                /* ends with at_us == 0 */
} Life;

#define IN(INPUT, AT, STATE) { CSMS_COMMAND_INPUT_##INPUT, AT, CSMS_COMMAND_##STATE, CSMS_COMMAND_REASON_NONE }
#define IN_BECAUSE(INPUT, AT, STATE, REASON) { CSMS_COMMAND_INPUT_##INPUT, AT, CSMS_COMMAND_##STATE, CSMS_COMMAND_REASON_##REASON }

static const Life lives[] = {
  { "trap-12-started-before-reply", FALSE, { IN (SENT, 1 * S, SENT), IN (PROOF, 2 * S, CONFIRMED), IN (ACCEPTED, 2 * S, CONFIRMED) } },
  { "trap-12-reply-before-started", FALSE, { IN (SENT, 1 * S, SENT), IN (ACCEPTED, 2 * S, ACCEPTED), IN (PROOF, 9 * S, CONFIRMED) } },
  { "trap-08-timeout-then-started", FALSE,
    { IN (SENT, 1 * S, SENT), IN_BECAUSE (TIMEOUT, 6 * S, UNCONFIRMED, STATION_TIMEOUT), IN (PROOF, 300 * S, CONFIRMED) } },
  { "trap-08-started-then-timeout", FALSE, { IN (SENT, 1 * S, SENT), IN (PROOF, 2 * S, CONFIRMED), IN (TIMEOUT, 6 * S, CONFIRMED) } },
  { "trap-09-accepted-is-not-started", FALSE,
    { IN (SENT, 1 * S, SENT), IN (ACCEPTED, 2 * S, ACCEPTED), IN (TICK, 31 * S, ACCEPTED),
      IN_BECAUSE (TICK, 32 * S, UNCONFIRMED, NO_PROOF), IN_BECAUSE (TICK, 99 * S, UNCONFIRMED, NO_PROOF), IN (PROOF, 100 * S, CONFIRMED) } },
  { "lost", FALSE,
    { IN (SENT, 1 * S, SENT), IN_BECAUSE (LOST, 2 * S, UNCONFIRMED, CONNECTION_LOST),
      IN_BECAUSE (NOT_SENT, 3 * S, UNCONFIRMED, CONNECTION_LOST), IN (HANDLED, 4 * S, HANDLED), IN (PROOF, 5 * S, HANDLED) } },
  { "silence", FALSE, { IN (SENT, 1 * S, SENT), IN_BECAUSE (SILENCE, 16 * S, UNCONFIRMED, NO_ANSWER) } },
  { "unclear", FALSE, { IN (SENT, 1 * S, SENT), IN_BECAUSE (UNCLEAR, 2 * S, UNCONFIRMED, UNCLEAR) } },
  { "never-sent", FALSE, { IN_BECAUSE (NOT_SENT, 1 * S, REFUSED, NOT_CONNECTED), IN_BECAUSE (SENT, 2 * S, REFUSED, NOT_CONNECTED) } },
  { "not-kept", FALSE, { IN_BECAUSE (NOT_KEPT, 1 * S, REFUSED, NOT_KEPT), IN_BECAUSE (SENT, 2 * S, REFUSED, NOT_KEPT) } },
  { "kept-too-late", FALSE, { IN (SENT, 1 * S, SENT), IN (NOT_KEPT, 2 * S, SENT) } },
  { "accepted-and-lost", FALSE,
    { IN (SENT, 1 * S, SENT), IN (ACCEPTED, 2 * S, ACCEPTED), IN_BECAUSE (LOST, 3 * S, UNCONFIRMED, CONNECTION_LOST), IN (PROOF, 9 * S, CONFIRMED) } },
  { "answer-before-sent", FALSE, { IN (ACCEPTED, 1 * S, ACCEPTED), IN (SENT, 2 * S, ACCEPTED) } },
  { "no", FALSE, { IN (SENT, 1 * S, SENT), IN_BECAUSE (NO, 2 * S, REFUSED, SERVER_SAID_NO), IN_BECAUSE (PROOF, 3 * S, REFUSED, SERVER_SAID_NO) } },
  { "trap-05-expired", FALSE, { IN (SENT, 1 * S, SENT), IN_BECAUSE (EXPIRED, 2 * S, REFUSED, SESSION_EXPIRED) } },
  { "rejected-after-accepted", FALSE, { IN (SENT, 1 * S, SENT), IN (ACCEPTED, 2 * S, ACCEPTED), IN_BECAUSE (NO, 3 * S, REFUSED, SERVER_SAID_NO) } },
  { "trap-07-looked-up", TRUE, { IN (PROOF, 1 * S, LOOKING_UP), IN (FOUND, 2 * S, SENDING), IN (SENT, 3 * S, SENT), IN (PROOF, 4 * S, CONFIRMED) } },
  { "trap-07-not-found", TRUE, { IN_BECAUSE (NOT_FOUND, 2 * S, REFUSED, NO_TRANSACTION), IN_BECAUSE (FOUND, 3 * S, REFUSED, NO_TRANSACTION) } },
  { "lost-while-looking-up", TRUE, { IN_BECAUSE (NOT_SENT, 2 * S, REFUSED, NOT_CONNECTED) } },
  { "handled-only-when-unconfirmed", FALSE, { IN (SENT, 1 * S, SENT), IN (HANDLED, 2 * S, SENT), IN (ACCEPTED, 3 * S, ACCEPTED), IN (HANDLED, 4 * S, ACCEPTED) } },
};

static void
test_life (gconstpointer data)
{
  const Life *life = data;
  CsmsCommandMachine machine;

  csms_command_machine_init (&machine, life->needs_lookup);
  for (guint i = 0; i < G_N_ELEMENTS (life->steps) && life->steps[i].at_us != 0; i++)
    {
      const Step *step = &life->steps[i];

      csms_command_machine_apply (&machine, step->input, step->at_us);
      g_assert_cmpint (machine.state, ==, step->state);
      g_assert_cmpint (machine.reason, ==, step->reason);
    }
}

/* Whatever happens in whatever order: nothing final is left again, and nothing goes back to before it was sent. */
static void
test_any_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (19);

  for (guint run = 0; run < 20000; run++)
    {
      CsmsCommandMachine machine;
      gint64 now = S;

      csms_command_machine_init (&machine, g_rand_boolean (rand));
      for (guint i = 0; i < 12; i++)
        {
          CsmsCommandMachine before = machine;

          now += g_rand_int_range (rand, 0, 20) * S;
          csms_command_machine_apply (&machine, g_rand_int_range (rand, 0, CSMS_COMMAND_N_INPUTS), now);
          if (!csms_command_state_is_open (before.state))
            g_assert_cmpint (machine.state, ==, before.state);
          if (before.state >= CSMS_COMMAND_SENT)
            g_assert_cmpint (machine.state, >=, CSMS_COMMAND_SENT);
          g_assert_true ((machine.reason != CSMS_COMMAND_REASON_NONE)
                         == (machine.state == CSMS_COMMAND_REFUSED || machine.state == CSMS_COMMAND_UNCONFIRMED));
        }
    }
}

static CsmsFrame *
frame (const char *text)
{
  g_autoptr (GError) error = NULL;
  CsmsFrame *decoded = csms_frame_decode (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (csms_frame_get_event (decoded));
  return decoded;
}

static CsmsCommand *
new_start (const char *tag, const char *prior, gint64 since)
{
  const CsmsCommandIntent intent = { CSMS_COMMAND_START, "stB", 1, tag, NULL, prior, since };
  CsmsCommand *command = csms_command_new (&intent);

  csms_command_tell (command, CSMS_COMMAND_INPUT_SENT, NULL, S);
  return command;
}

typedef struct {
  const char *path;
  const char *tag;
  const char *prior;
  const char *correlation;      /* known from the answer */
  const char *event;            /* as recorded, or as the protocol notes describe it */
  gboolean pushed;
  gint64 since;
  gboolean proven;
} Match;

#define STARTED(STATION, CONNECTOR, TX, TAG, CORR) \
  "{\"eventId\":\"evt-1795471690506-8387\",\"event\":\"transaction.started\",\"ts\":1795471690506,\"stationId\":\"" STATION "\"," \
  "\"connectorId\":" CONNECTOR ",\"transactionId\":" TX ",\"idTag\":" TAG ",\"startTime\":\"2026-11-23T22:08:10.489Z\",\"correlationId\":" CORR "}"
#define DELTA(CONNECTOR, TX) \
  "{\"eventId\":\"evt-1795471636122-4542\",\"event\":\"meter.values.delta\",\"ts\":1795471690600,\"stationId\":\"stB\"," \
  "\"connectorId\":" CONNECTOR ",\"transactionId\":" TX ",\"total\":1074,\"delta\":37,\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"Wh\"}"
#define EVENT_TS G_GINT64_CONSTANT (1795471690506)

static const Match matches[] = {
  { "mine", "U3", NULL, NULL, STARTED ("stB", "1", "1795471690", "\"U3\"", "\"corr-1\""), TRUE, EVENT_TS - 8000, TRUE },
  { "trap-10-stale-correlation-id", "U3", NULL, "corr-1795471682383-5057",
    STARTED ("stB", "1", "1795471690", "\"U3\"", "\"corr-1795471662332-9496\""), TRUE, EVENT_TS - 8000, TRUE },
  { "trap-10-local-start-carries-my-id", "U2", NULL, "corr-1795471662332-9496",
    STARTED ("stB", "1", "1795471690", "\"RFID7\"", "\"corr-1795471662332-9496\""), TRUE, EVENT_TS - 8000, FALSE },
  { "trap-19-tag-ignores-case", "u3", NULL, NULL, STARTED ("stB", "1", "1795471690", "\"U3\"", "null"), TRUE, EVENT_TS - 8000, TRUE },
  { "trap-06-other-station-same-id", "U3", NULL, NULL, STARTED ("stA", "1", "1795471690", "\"U3\"", "null"), TRUE, EVENT_TS - 8000, FALSE },
  { "other-connector", "U3", NULL, NULL, STARTED ("stB", "2", "1795471690", "\"U3\"", "null"), TRUE, EVENT_TS - 8000, FALSE },
  { "trap-06-connector-as-text", "U3", NULL, NULL, STARTED ("stB", "\"1\"", "\"1795471690\"", "\"U3\"", "null"), TRUE, EVENT_TS - 8000, TRUE },
  { "older-than-the-command", "U3", NULL, NULL, STARTED ("stB", "1", "1795471690", "\"U3\"", "null"), FALSE, EVENT_TS + 60000, FALSE },
  { "recovered-in-time", "U3", NULL, NULL, STARTED ("stB", "1", "1795471690", "\"U3\"", "null"), FALSE, EVENT_TS - 60000, TRUE },
  { "recovered-without-a-clock", "U3", NULL, NULL, STARTED ("stB", "1", "1795471690", "\"U3\"", "null"), FALSE, 0, FALSE },
  { "pushed-without-a-clock", "U3", NULL, NULL, STARTED ("stB", "1", "1795471690", "\"U3\"", "null"), TRUE, 0, TRUE },
  { "trap-08-long-after", "U3", NULL, NULL, STARTED ("stB", "1", "1795471690", "\"U3\"", "null"), TRUE, EVENT_TS - 600000, TRUE },
  { "a-day-after", "U3", NULL, NULL, STARTED ("stB", "1", "1795471690", "\"U3\"", "null"), TRUE, EVENT_TS - 86400000, FALSE },
  { "no-tag-same-correlation", "U3", NULL, "corr-1", STARTED ("stB", "1", "1", "\"unknown\"", "\"corr-1\""), TRUE, EVENT_TS - 8000, TRUE },
  { "no-tag-other-correlation", "U3", NULL, "corr-2", STARTED ("stB", "1", "1", "null", "\"corr-1\""), TRUE, EVENT_TS - 8000, FALSE },
  { "trap-06-meter-values-prove", "U3", NULL, NULL, DELTA ("1", "\"1795471690\""), TRUE, EVENT_TS - 8000, TRUE },
  { "trap-06-meter-values-of-before", "U3", "1795471690", NULL, DELTA ("1", "1795471690"), TRUE, EVENT_TS - 8000, FALSE },
  { "trap-15-meter-values-without-id", "U3", NULL, NULL, DELTA ("1", "null"), TRUE, EVENT_TS - 8000, FALSE },
  { "trap-15-meter-values-of-connector-0", "U3", NULL, NULL, DELTA ("0", "1795471690"), TRUE, EVENT_TS - 8000, FALSE },
};

static void
test_match (gconstpointer data)
{
  const Match *match = data;
  g_autoptr (CsmsFrame) event = frame (match->event);
  g_autoptr (CsmsCommand) command = new_start (match->tag, match->prior, match->since);
  const CsmsCommandNews news = { .correlation_id = match->correlation };

  csms_command_tell (command, CSMS_COMMAND_INPUT_TIMEOUT, &news, 6 * S);
  g_assert_true (csms_command_is_proven_by_event (command, csms_frame_get_event (event), match->pushed) == match->proven);
}

/* What somebody else started on this connector is not proven mine by its meter values. */
static void
test_rival (void)
{
  g_autoptr (CsmsFrame) started = frame (STARTED ("stB", "1", "1795471690", "\"RFID7\"", "\"corr-1\""));
  g_autoptr (CsmsFrame) delta = frame (DELTA ("1", "1795471690"));
  g_autoptr (CsmsCommand) command = new_start ("U3", NULL, EVENT_TS - 8000);

  g_assert_true (csms_command_is_rivalled_by_event (command, csms_frame_get_event (started)));
  g_assert_true (csms_command_is_proven_by_event (command, csms_frame_get_event (delta), TRUE));
  csms_command_disown (command, csms_frame_get_event (started)->transaction_id);
  g_assert_false (csms_command_is_proven_by_event (command, csms_frame_get_event (delta), TRUE));
}

/* A stop is proven by transaction.stopped of that transaction and by nothing else. */
static void
test_stop (void)
{
  static const struct { const char *event; gboolean proven; } events[] = {
    { "{\"eventId\":\"evt-1795471640112-3302\",\"event\":\"transaction.stopped\",\"ts\":1795471640112,\"stationId\":\"stA\",\"connectorId\":1,"
      "\"transactionId\":1795471634,\"stopTime\":\"2026-11-23T22:07:20.102Z\",\"totalKWh\":0.185,\"cost\":0.0185,\"efficiencyPercentage\":100}", TRUE },
    { "{\"eventId\":\"evt-1-1\",\"event\":\"transaction.stopped\",\"ts\":1795471640112,\"stationId\":\"stA\",\"connectorId\":1,\"transactionId\":\"1795471634\"}", TRUE },
    { "{\"eventId\":\"evt-1-2\",\"event\":\"transaction.stopped\",\"ts\":1795471640112,\"stationId\":\"stB\",\"connectorId\":1,\"transactionId\":1795471634}", FALSE },
    { "{\"eventId\":\"evt-1-3\",\"event\":\"transaction.stopped\",\"ts\":1795471640112,\"stationId\":\"stA\",\"connectorId\":1,\"transactionId\":1795471635}", FALSE },
    { "{\"eventId\":\"evt-1795471640201-6029\",\"event\":\"remote.stop.result\",\"ts\":1795471640201,\"stationId\":\"stA\",\"connectorId\":1,"
      "\"transactionId\":1795471634,\"status\":\"Accepted\"}", FALSE },
    { "{\"eventId\":\"evt-1795471642113-1048\",\"event\":\"connector.status.changed\",\"ts\":1795471642113,\"stationId\":\"stA\",\"connectorId\":1,"
      "\"status\":\"Available\"}", FALSE },
  };
  const CsmsCommandIntent intent = { CSMS_COMMAND_STOP, "stA", 1, NULL, "1795471634", NULL, T0 };
  g_autoptr (CsmsCommand) command = csms_command_new (&intent);

  g_assert_cmpint (csms_command_get_state (command), ==, CSMS_COMMAND_SENDING);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (CsmsFrame) event = frame (events[i].event);

      g_assert_true (csms_command_is_proven_by_event (command, csms_frame_get_event (event), TRUE) == events[i].proven);
    }
}

/* Everyone sees everyone's results: only the correlation id says whose it is. */
static void
test_results (void)
{
#define RESULT(CORR, STATUS) \
  "{\"eventId\":\"evt-1795471667342-4000\",\"event\":\"remote.start.result\",\"ts\":1795471667342,\"stationId\":\"stB\",\"connectorId\":1," \
  "\"idTag\":\"U2\",\"status\":\"" STATUS "\",\"correlationId\":\"" CORR "\"}"
  g_autoptr (CsmsFrame) mine = frame (RESULT ("corr-1795471662332-9496", "Rejected"));
  g_autoptr (CsmsFrame) timeout = frame (RESULT ("corr-1795471662332-9496", "PendingTimeout"));
  g_autoptr (CsmsFrame) other = frame (RESULT ("corr-1795471667345-8728", "Rejected"));
  g_autoptr (CsmsCommand) command = new_start ("U2", NULL, T0);
  const CsmsCommandNews news = { .correlation_id = "corr-1795471662332-9496" };

  g_assert_false (csms_command_is_rejected_by_event (command, csms_frame_get_event (mine)));
  csms_command_tell (command, CSMS_COMMAND_INPUT_ACCEPTED, &news, 2 * S);
  g_assert_true (csms_command_is_rejected_by_event (command, csms_frame_get_event (mine)));
  g_assert_false (csms_command_is_rejected_by_event (command, csms_frame_get_event (timeout)));
  g_assert_false (csms_command_is_rejected_by_event (command, csms_frame_get_event (other)));
  g_assert_false (csms_command_is_proven_by_event (command, csms_frame_get_event (mine), TRUE));
}

static void
count (gpointer counter)
{
  ++*(guint *) counter;
}

static void
test_signals (void)
{
  g_autoptr (CsmsCommand) command = new_start ("U2", NULL, T0);
  const CsmsCommandNews news = { .transaction_id = "17", .correlation_id = "corr", .message = "words" };
  guint changed = 0, notified = 0;

  g_signal_connect_swapped (command, "changed", G_CALLBACK (count), &changed);
  g_signal_connect_swapped (command, "notify", G_CALLBACK (count), &notified);
  csms_command_tell (command, CSMS_COMMAND_INPUT_PROOF, &news, 2 * S);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (notified, ==, 4);
  csms_command_tell (command, CSMS_COMMAND_INPUT_TIMEOUT, &news, 3 * S);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (notified, ==, 4);
  g_assert_cmpstr (csms_command_get_transaction_id (command), ==, "17");
  g_assert_false (csms_command_is_open (command));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lives); i++)
    {
      g_autofree char *path = g_strconcat ("/operator/command/life/", lives[i].path, NULL);

      g_test_add_data_func (path, &lives[i], test_life);
    }
  g_test_add_func ("/operator/command/any-order", test_any_order);
  for (guint i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      g_autofree char *path = g_strconcat ("/operator/command/match/", matches[i].path, NULL);

      g_test_add_data_func (path, &matches[i], test_match);
    }
  g_test_add_func ("/operator/command/match/trap-10-rival", test_rival);
  g_test_add_func ("/operator/command/match/stop", test_stop);
  g_test_add_func ("/operator/command/match/trap-17-results-of-others", test_results);
  g_test_add_func ("/operator/command/signals", test_signals);
  return g_test_run ();
}
