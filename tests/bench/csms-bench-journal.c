/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * usage: csms-bench-journal FILE EVENTS
 *
 * Appends EVENTS to a new journal as fast as it takes them, and opens it once more. Prints one JSON line: events a second from
 * the first append to the last commit, the longest gap of a 16 ms timer meanwhile, how long opening took, the size of the file
 * and the most memory the process had.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "csms-journal.h"

#define CHUNK 500

/* How far the appends may run ahead of the commits, as a link that is read from would let them. */
#define AHEAD 20

typedef struct
{
  gint64 tick_us;
  gint64 gap_us;
} Timer;

static gboolean
on_tick (gpointer data)
{
  Timer *timer = data;
  gint64 now_us = g_get_monotonic_time ();

  if (timer->tick_us != 0)
    timer->gap_us = MAX (timer->gap_us, now_us - timer->tick_us);
  timer->tick_us = now_us;
  return G_SOURCE_CONTINUE;
}

static GPtrArray *
make_events (guint64 first)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  for (guint64 i = first; i < first + CHUNK; i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{\"eventId\":\"evt-%" G_GUINT64_FORMAT "-%u\",\"event\":\"meter.values.delta\",\"ts\":%" G_GUINT64_FORMAT ",\"stationId\":\"station-%04u\","
        "\"connectorId\":1,\"transactionId\":\"%u\",\"delta\":12.5,\"total\":1234567,\"unit\":\"Wh\",\"measurand\":\"Energy.Active.Import.Register\"}",
        G_GUINT64_CONSTANT (1795472292486) + i, (guint) (i * 7919 % 10000), G_GUINT64_CONSTANT (1795472292486) + i,
        (guint) (i % 500), 1795472292 + (guint) (i / 1000));

      g_ptr_array_add (events, csms_event_record_new_from_text (json, strlen (json)));
    }
  return events;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static CsmsJournal *
open_journal (const char *path, gint64 *taken_us)
{
  CsmsJournal *journal = csms_journal_new (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CsmsJournalContents *contents;
  gint64 began_us = g_get_monotonic_time ();

  csms_journal_open_async (journal, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  contents = csms_journal_open_finish (journal, result, &error);
  *taken_us = g_get_monotonic_time () - began_us;
  if (contents == NULL)
    g_error ("%s", error->message);
  csms_journal_contents_free (contents);
  return journal;
}

static double
append_all (CsmsJournal *journal, guint64 n_events)
{
  gint64 began_us = g_get_monotonic_time ();
  guint64 ticket = 0;

  for (guint64 i = 0; i < n_events; i += CHUNK)
    {
      g_autoptr (GPtrArray) events = make_events (i);
      const CsmsEventRecord *last = g_ptr_array_index (events, events->len - 1);
      CsmsJournalCursor cursor = { .event_id = last->event_id, .ms = last->ts_ms };

      ticket = csms_journal_append_events (journal, events, CSMS_JOURNAL_PUSHED, &cursor, g_get_real_time () / 1000);
      while (ticket > csms_journal_get_committed (journal) + AHEAD)
        g_main_context_iteration (NULL, TRUE);
    }
  while (ticket > csms_journal_get_committed (journal))
    g_main_context_iteration (NULL, TRUE);
  return (double) (g_get_monotonic_time () - began_us) / G_USEC_PER_SEC;
}

int
main (int argc, char **argv)
{
  CsmsJournal *journal;
  Timer timer = { 0, 0 };
  struct rusage usage;
  GStatBuf status;
  gint64 unused, opening_us;
  guint64 n_events;
  double seconds;

  if (argc != 3)
    {
      fprintf (stderr, "usage: csms-bench-journal FILE EVENTS\n");
      return 2;
    }
  n_events = g_ascii_strtoull (argv[2], NULL, 10) / CHUNK * CHUNK;
  journal = open_journal (argv[1], &unused);
  g_timeout_add (16, on_tick, &timer);
  seconds = append_all (journal, n_events);
  g_object_unref (journal);
  journal = open_journal (argv[1], &opening_us);
  g_object_unref (journal);
  getrusage (RUSAGE_SELF, &usage);
  if (g_stat (argv[1], &status) != 0)
    return 1;
  printf ("{\"events\":%" G_GUINT64_FORMAT ",\"per_second\":%.0f,\"gap_ms\":%.1f,\"open_ms\":%.0f,\"bytes_per_event\":%.0f,\"peak_mb\":%.1f}\n",
          n_events, (double) n_events / seconds, (double) timer.gap_us / 1000, (double) opening_us / 1000,
          (double) status.st_size / (double) n_events, (double) usage.ru_maxrss / 1024);
  return 0;
}
