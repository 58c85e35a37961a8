/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A burst through a whole seat: socket, frame, client, operator, fleet. Prints one JSON line: events a second and processor time
 * for each, from the last one of the warm-up to the last of all; the longest gap of a 16 ms timer in the main thread during the
 * burst; and what the fleet says in the end, which must be what the other client says.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "csms-application.h"
#include "csms-operator.h"
#include "csms-records.h"

#define TICK_MS 16
#define DEADLINE_S 120

/* What the start left to do is done by then, and not counted to the burst. */
#define REST_MS 1000

typedef struct {
  guint expected;
  guint warm_up;
  guint got;
  guint warm;                   /* how many there were when the warm-up was over */
  gint64 warm_us;
  gint64 warm_processor_us;
  gint64 last_us;
  gint64 tick_us;               /* 0 until the burst has begun */
  gint64 gap_us;
} Burst;

/* The seat of the console, alone or with its window open, or that of csmsctl. */
typedef struct {
  CsmsApplication *application;
  CsmsOperator *operator;
} Seat;

/* Of all threads. */
static gint64
get_processor_us (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static void
on_events (CsmsOperator *operator, GPtrArray *events, int origin, gpointer data)
{
  Burst *burst = data;

  burst->got += events->len;
  burst->last_us = g_get_monotonic_time ();
  if (burst->tick_us == 0)
    burst->tick_us = burst->last_us;
  if (burst->warm_us == 0 && burst->got >= burst->warm_up)
    {
      burst->warm = burst->got;
      burst->warm_us = burst->last_us;
      burst->warm_processor_us = get_processor_us ();
    }
}

static gboolean
on_tick (gpointer data)
{
  Burst *burst = data;
  gint64 now_us = g_get_monotonic_time ();

  if (burst->tick_us != 0)
    {
      burst->gap_us = MAX (burst->gap_us, now_us - burst->tick_us);
      burst->tick_us = now_us;
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
on_time (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = csms_operator_ask_finish (CSMS_OPERATOR (source), result, &error);

  if (records == NULL)
    g_printerr ("csms-bench-events: the server does not answer: %s\n", error->message);
}

static gboolean
open_window (Seat *seat, const char *url)
{
  g_autoptr (GError) error = NULL;

  seat->application = csms_application_new (G_APPLICATION_NON_UNIQUE);
  csms_application_open_passing (seat->application, url, "bench", NULL);
  if (!g_application_register (G_APPLICATION (seat->application), NULL, &error))
    {
      g_printerr ("csms-bench-events: %s\n", error->message);
      return FALSE;
    }
  g_application_activate (G_APPLICATION (seat->application));
  g_set_object (&seat->operator, csms_application_get_operator (seat->application));
  return seat->operator != NULL;
}

static gboolean
take_seat (Seat *seat, const char *kind, const char *url)
{
  g_autoptr (CsmsServer) server = NULL;

  if (g_str_equal (kind, "window"))
    return open_window (seat, url);

  server = csms_server_new_passing (url, "bench");
  seat->operator = g_str_equal (kind, "guest") ? csms_operator_new_guest (server, NULL) : csms_operator_new (server);
  csms_operator_start (seat->operator);
  return TRUE;
}

static void
print_fleet (CsmsFleet *fleet)
{
  guint counts[CSMS_CONNECTOR_STATUS_OTHER + 1] = { 0 };
  GListModel *stations = csms_fleet_get_stations (fleet);
  double register_wh = 0;

  for (guint i = 0; i < g_list_model_get_n_items (stations); i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);
      GListModel *connectors = csms_station_get_connectors (station);

      for (guint k = 0; k < g_list_model_get_n_items (connectors); k++)
        {
          g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, k);

          counts[csms_connector_get_status (connector)]++;
          if (isfinite (csms_connector_get_register_wh (connector)))
            register_wh += csms_connector_get_register_wh (connector);
        }
    }
  printf ("{\"available\":%u,\"preparing\":%u,\"charging\":%u,\"finishing\":%u,\"registerWh\":%.0f}",
          counts[CSMS_CONNECTOR_STATUS_AVAILABLE], counts[CSMS_CONNECTOR_STATUS_PREPARING],
          counts[CSMS_CONNECTOR_STATUS_CHARGING], counts[CSMS_CONNECTOR_STATUS_FINISHING], register_wh);
}

static void
print_figures (const Burst *burst, CsmsFleet *fleet)
{
  double processor_us = get_processor_us () - burst->warm_processor_us;
  double seconds = (double) (burst->last_us - burst->warm_us) / G_USEC_PER_SEC;
  double n = burst->got - burst->warm;

  printf ("{\"eventsPerSecond\":%.0f,\"processorUs\":%.2f,\"longestGapMs\":%.2f,\"fleet\":", n / seconds, processor_us / n,
          burst->gap_us / 1000.0);
  print_fleet (fleet);
  puts ("}");
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  gboolean late = FALSE;
  gboolean rested = FALSE;
  Burst burst = { 0 };
  Seat seat = { NULL };

  if (argc != 5)
    {
      fputs ("usage: csms-bench-events console|window|guest URL EVENTS WARM_UP\n", stderr);
      return 2;
    }
  burst.expected = (guint) atoi (argv[3]);
  burst.warm_up = (guint) atoi (argv[4]);
  if (!take_seat (&seat, argv[1], argv[2]))
    return 1;

  g_timeout_add_seconds (DEADLINE_S, on_time, &late);
  while (!late && !csms_operator_get_live (seat.operator))
    g_main_context_iteration (NULL, TRUE);
  g_timeout_add (REST_MS, on_time, &rested);
  while (!rested)
    g_main_context_iteration (NULL, TRUE);

  g_signal_connect (seat.operator, "events", G_CALLBACK (on_events), &burst);
  g_timeout_add_full (G_PRIORITY_DEFAULT, TICK_MS, on_tick, &burst, NULL);
  csms_operator_ask_async (seat.operator, CSMS_QUESTION_METER_VALUES, "burst", 0, 1, NULL, on_asked, NULL);
  while (!late && burst.got < burst.expected)
    g_main_context_iteration (NULL, TRUE);
  if (burst.got < burst.expected)
    {
      g_printerr ("csms-bench-events: %u of %u events within %u s\n", burst.got, burst.expected, DEADLINE_S);
      return 1;
    }
  print_figures (&burst, csms_operator_get_fleet (seat.operator));
  /* What is measured is over; the orderly end is the tests' business. */
  _Exit (0);
}
