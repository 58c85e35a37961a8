/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * usage: journal-writer FILE EVENTS [KILL-AT]
 *
 * What a console does to its journal, to be killed at any time: goes on from the cursor, some events before it as a replay
 * does, and writes the number of the last event to its output once that is told as committed. KILL-AT: the change to the
 * disk at which it kills itself.
 */
#include <stdio.h>
#include <stdlib.h>

#include "faulty-disk.h"
#include "journal-fixture.h"

#define OVERLAP 7
#define CHUNK_MAX 20

typedef struct
{
  GMainLoop *loop;
  CsmsJournal *journal;
  GRand *random;
  guint next;
  guint end;
  guint64 ticket;
} Writer;

static CsmsEventRecord *
make_event (guint number)
{
  gint64 ms = journal_events_ms (number);
  const char *name = number % 10 == 3 ? "transaction.started" : number % 10 == 8 ? "transaction.stopped" : "connector.status.changed";
  guint transaction = number % 10 == 8 ? number - 5 : number;
  g_autofree char *json = g_strdup_printf (
    "{\"eventId\":\"evt-%" G_GINT64_FORMAT "-0\",\"event\":\"%s\",\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"s\",\"connectorId\":1,"
    "\"transactionId\":%u,\"status\":\"Charging\",\"totalKWh\":1}", ms, name, ms, transaction);

  return journal_event (json);
}

static void
write_chunk (Writer *self)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  CsmsJournalCursor cursor = { NULL, 0 };
  CsmsJournalCommand command = journal_intent;
  g_autofree char *id = NULL;
  guint first = self->next > OVERLAP ? self->next - OVERLAP : 0;
  guint n_events = (guint) g_rand_int_range (self->random, 1, CHUNK_MAX + 1);

  self->next = MIN (self->end, self->next + n_events);
  for (guint i = first; i < self->next; i++)
    g_ptr_array_add (events, make_event (i));
  cursor.event_id = ((CsmsEventRecord *) g_ptr_array_index (events, events->len - 1))->event_id;
  cursor.ms = journal_events_ms (self->next - 1);
  csms_journal_append_events (self->journal, events, CSMS_JOURNAL_PUSHED, &cursor, 1);
  command.id = id = g_strdup_printf ("command %u", self->next - 1);
  self->ticket = csms_journal_put_command (self->journal, &command);
}

static void
on_committed (CsmsJournal *journal,
              guint64      ticket,
              gpointer     data)
{
  Writer *self = data;

  if (ticket < self->ticket)
    return;
  printf ("%u\n", self->next - 1);
  fflush (stdout);
  if (self->next < self->end)
    write_chunk (self);
  else
    g_main_loop_quit (self->loop);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Writer *self = data;
  g_autoptr (GError) error = NULL;
  CsmsJournalContents *contents = csms_journal_open_finish (self->journal, result, &error);

  g_assert_no_error (error);
  g_assert_null (contents->set_aside);
  self->next = contents->cursor_event_id != NULL ? (guint) (contents->cursor_ms - journal_events_ms (0)) + 1 : 0;
  csms_journal_contents_free (contents);
  g_assert_cmpuint (self->next, <=, self->end);
  if (self->next < self->end)
    write_chunk (self);
  else
    g_main_loop_quit (self->loop);
}

int
main (int    argc,
      char **argv)
{
  Writer self = { .loop = g_main_loop_new (NULL, FALSE), .random = g_rand_new () };

  if (argc < 3)
    return 2;
  faulty_disk_install ();
  if (argc > 3)
    faulty_disk_break (FAULTY_DISK_KILL, atoi (argv[3]), FALSE);
  self.end = (guint) atoi (argv[2]);
  self.journal = csms_journal_new (argv[1]);
  g_signal_connect (self.journal, "committed", G_CALLBACK (on_committed), &self);
  csms_journal_open_async (self.journal, NULL, on_opened, &self);
  g_main_loop_run (self.loop);
  g_object_unref (self.journal);
  g_main_loop_unref (self.loop);
  g_rand_free (self.random);
  return 0;
}
