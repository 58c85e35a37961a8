/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-journal.h"
#include "csms-seat-journal.h"

/* More than half of what may wait, and less than all of it. */
#define N_EVENTS (CSMS_JOURNAL_BACKLOG_EVENTS * 9 / 10)
#define LIMIT_US (120 * G_TIME_SPAN_SECOND)

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CsmsJournalContents *contents = csms_seat_journal_open_finish (CSMS_SEAT_JOURNAL (source), result, &error);

  g_assert_no_error (error);
  csms_journal_contents_free (contents);
}

static GPtrArray *
make_events (void)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  for (guint i = 0; i < N_EVENTS; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"eventId\":\"evt-%u-a\",\"event\":\"x\",\"ts\":%u,\"stationId\":\"s\"}", i + 1, i + 1);

      g_ptr_array_add (events, csms_event_record_new_from_text (json, strlen (json)));
    }
  return events;
}

static void
count_change (guint *n_changes)
{
  ++*n_changes;
}

/* Nothing needs to be dropped yet, and it is told in time for that; and once more when the disk has caught up. */
static void
test_behind (void)
{
  g_autoptr (CsmsServer) server = csms_server_new_passing ("ws://127.0.0.1:1/", "key");
  g_autoptr (CsmsSeatJournal) journal = NULL;
  g_autoptr (GPtrArray) events = make_events ();
  CsmsCursor cursor = { NULL };
  gint64 until_us = g_get_monotonic_time () + LIMIT_US;
  guint n_changes = 0;

  csms_server_set_ephemeral (server, TRUE);
  journal = csms_seat_journal_new (server, FALSE);
  csms_seat_journal_open_async (journal, NULL, on_opened, NULL);
  while (!csms_seat_journal_get_working (journal) && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (csms_seat_journal_get_behind (journal));

  g_signal_connect_swapped (journal, "changed", G_CALLBACK (count_change), &n_changes);
  csms_seat_journal_take_events (journal, events, CSMS_JOURNAL_PUSHED, &cursor);
  g_assert_true (csms_seat_journal_get_behind (journal));
  g_assert_cmpuint (n_changes, ==, 1);
  while (csms_seat_journal_get_behind (journal) && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (csms_seat_journal_get_behind (journal));
  g_assert_cmpuint (n_changes, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operator/seat-journal/behind", test_behind);
  return g_test_run ();
}
