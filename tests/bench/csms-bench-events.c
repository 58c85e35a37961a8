/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One run of a burst through a whole seat: socket, frame, client, operator, fleet. Prints one JSON line: events a second from the
 * first event applied to the last, and the longest gap of a 16 ms timer in the screen's thread meanwhile.
 */
#include <stdio.h>
#include <stdlib.h>

#include "csms-operator.h"
#include "csms-records.h"

typedef struct
{
  guint expected;
  guint got;
  gint64 first_us;
  gint64 last_us;
  gint64 tick_us;
  gint64 gap_us;
} Run;

static void
on_events (CsmsOperator *operator, GPtrArray *events, int origin, gpointer data)
{
  Run *run = data;

  run->last_us = g_get_monotonic_time ();
  if (run->got == 0)
    run->first_us = run->last_us;
  run->got += events->len;
}

static gboolean
on_tick (gpointer data)
{
  Run *run = data;
  gint64 now = g_get_monotonic_time ();

  if (run->tick_us != 0 && run->first_us != 0)
    run->gap_us = MAX (run->gap_us, now - run->tick_us);
  run->tick_us = now;
  return G_SOURCE_CONTINUE;
}

static gboolean
on_deadline (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) records = csms_operator_ask_finish (CSMS_OPERATOR (source), result, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (CsmsServer) server = NULL;
  g_autoptr (CsmsOperator) operator = NULL;
  gboolean late = FALSE;
  Run run = { 0 };

  if (argc != 3)
    {
      fputs ("usage: csms-bench-events URL EVENTS\n", stderr);
      return 2;
    }
  run.expected = (guint) atoi (argv[2]);
  server = csms_server_new_passing (argv[1], "bench");
  operator = csms_operator_new (server);
  g_signal_connect (operator, "events", G_CALLBACK (on_events), &run);
  g_timeout_add_seconds (120, on_deadline, &late);
  csms_operator_start (operator);
  while (!late && !csms_operator_get_live (operator))
    g_main_context_iteration (NULL, TRUE);

  g_timeout_add_full (G_PRIORITY_DEFAULT, 16, on_tick, &run, NULL);
  csms_operator_ask_async (operator, CSMS_QUESTION_METER_VALUES, "burst", 0, 1, NULL, on_asked, NULL);
  while (!late && run.got < run.expected)
    g_main_context_iteration (NULL, TRUE);
  if (run.got < run.expected)
    {
      g_printerr ("csms-bench-events: %u of %u events\n", run.got, run.expected);
      return 1;
    }
  printf ("{\"eventsPerSecond\":%.0f,\"longestGapMs\":%.2f}\n",
          run.got / ((double) (run.last_us - run.first_us) / G_USEC_PER_SEC), run.gap_us / 1000.0);
  return 0;
}
