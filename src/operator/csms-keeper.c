/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-keeper.h"

#include "csms-command-memory.h"
#include "csms-roster.h"

struct _CsmsKeeper {
  GObject parent_instance;

  CsmsKeeperParts parts;        /* with references */
  CsmsRoster *roster;
  CsmsCatchUp *catch_up;        /* borrowed from the connection */
  GPtrArray *gaps;              /* of CsmsJournalSpan */
  GPtrArray *recoveries;        /* of CsmsJournalSpan */
  gint64 gap_to_ms;             /* the end of the gap that was kept last */
  gboolean restored;
};

G_DEFINE_FINAL_TYPE (CsmsKeeper, csms_keeper, G_TYPE_OBJECT)

static void
span_free (gpointer data)
{
  CsmsJournalSpan *span = data;

  g_free (span->why);
  g_free (span);
}

static void
add_span (GPtrArray *spans, guint64 count, gint64 from_ms, gint64 to_ms)
{
  CsmsJournalSpan *span = g_new0 (CsmsJournalSpan, 1);

  span->count = count;
  span->from_ms = from_ms;
  span->to_ms = to_ms;
  span->noted_ms = g_get_real_time () / 1000;
  g_ptr_array_add (spans, span);
}

static void
on_events (CsmsKeeper *self, GPtrArray *events, CsmsEventOrigin origin)
{
  /* What was recovered came by on_read(), in whole pages. */
  if (origin == CSMS_EVENT_PUSHED)
    csms_seat_journal_take_events (self->parts.journal, events, CSMS_JOURNAL_PUSHED, csms_catch_up_get_cursor (self->catch_up));
}

static void
on_read (CsmsKeeper *self, GPtrArray *events, gboolean audited)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new ();

  /* Pages overlap, and without an id nobody can tell whether it was kept before. */
  for (guint i = 0; i < events->len; i++)
    if (((CsmsEventRecord *) events->pdata[i])->event_id != NULL)
      g_ptr_array_add (named, events->pdata[i]);
  csms_seat_journal_take_events (self->parts.journal, named, audited ? CSMS_JOURNAL_AUDITED : CSMS_JOURNAL_RECOVERED,
                                 csms_catch_up_get_cursor (self->catch_up));
}

static void
on_cursor_moved (CsmsKeeper *self)
{
  /* Everything after the stored cursor has been read again by now. */
  csms_seat_journal_resume (self->parts.journal);
  csms_seat_journal_take_cursor (self->parts.journal, csms_catch_up_get_cursor (self->catch_up));
}

static void
on_catch_up_changed (CsmsKeeper *self)
{
  const CsmsCatchUpStatus *status = csms_catch_up_get_status (self->catch_up);

  if (!status->gap || status->gap_to_ms == self->gap_to_ms)
    return;
  self->gap_to_ms = status->gap_to_ms;
  add_span (self->gaps, 0, status->gap_from_ms, status->gap_to_ms);
  csms_seat_journal_note_gap (self->parts.journal, status->gap_from_ms, status->gap_to_ms, status->gap_why);
}

static void
on_recovered (CsmsKeeper *self, guint64 count, gint64 from_ms, gint64 to_ms)
{
  add_span (self->recoveries, count, from_ms, to_ms);
  csms_seat_journal_note_recovery (self->parts.journal, count, from_ms, to_ms);
}

/* What the disk could not take is read again, once it can; better that it need not. */
static void
on_journal_changed (CsmsKeeper *self)
{
  const char *event_id;
  gint64 ms;

  csms_connection_set_slow (self->parts.connection, csms_seat_journal_get_behind (self->parts.journal));
  if (csms_seat_journal_get_stalled (self->parts.journal, &event_id, &ms) && event_id != NULL
      && csms_seat_journal_get_working (self->parts.journal))
    csms_catch_up_rewind (self->catch_up, event_id, ms);
}

static void
csms_keeper_dispose (GObject *object)
{
  CsmsKeeper *self = CSMS_KEEPER (object);

  g_clear_object (&self->roster);
  g_clear_object (&self->catch_up);
  g_clear_object (&self->parts.poller);
  g_clear_object (&self->parts.connection);
  g_clear_object (&self->parts.ledger);
  g_clear_object (&self->parts.fleet);
  g_clear_object (&self->parts.journal);
  G_OBJECT_CLASS (csms_keeper_parent_class)->dispose (object);
}

static void
csms_keeper_finalize (GObject *object)
{
  CsmsKeeper *self = CSMS_KEEPER (object);

  g_ptr_array_unref (self->gaps);
  g_ptr_array_unref (self->recoveries);
  G_OBJECT_CLASS (csms_keeper_parent_class)->finalize (object);
}

static void
csms_keeper_class_init (CsmsKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = csms_keeper_finalize;
}

static void
csms_keeper_init (CsmsKeeper *self)
{
  self->gaps = g_ptr_array_new_with_free_func (span_free);
  self->recoveries = g_ptr_array_new_with_free_func (span_free);
}

static void
watch (gpointer watcher, gpointer object, const char *signal, GCallback func)
{
  g_signal_connect_object (object, signal, func, watcher, G_CONNECT_SWAPPED);
}

CsmsKeeper *
csms_keeper_new (const CsmsKeeperParts *parts)
{
  CsmsKeeper *self = g_object_new (CSMS_TYPE_KEEPER, NULL);
  CsmsSeatJournal *journal = g_object_ref (parts->journal);

  self->parts = *parts;
  g_object_ref (parts->fleet);
  g_object_ref (parts->ledger);
  g_object_ref (parts->connection);
  g_object_ref (parts->poller);
  self->catch_up = g_object_ref (csms_connection_get_catch_up (parts->connection));
  self->roster = csms_roster_new (parts->fleet);
  watch (self, parts->connection, "events", G_CALLBACK (on_events));
  watch (self, parts->connection, "recovered", G_CALLBACK (on_recovered));
  watch (self, self->catch_up, "read", G_CALLBACK (on_read));
  watch (self, self->catch_up, "cursor-moved", G_CALLBACK (on_cursor_moved));
  watch (self, self->catch_up, "changed", G_CALLBACK (on_catch_up_changed));
  watch (self, journal, "changed", G_CALLBACK (on_journal_changed));
  watch (journal, parts->connection, "transactions", G_CALLBACK (csms_seat_journal_take_transactions));
  watch (journal, parts->poller, "transactions", G_CALLBACK (csms_seat_journal_take_transactions));
  watch (journal, parts->poller, "samples", G_CALLBACK (csms_seat_journal_take_samples));
  watch (journal, parts->ledger, "command-changed", G_CALLBACK (csms_seat_journal_take_command));
  watch (journal, self->roster, "changed-stations", G_CALLBACK (csms_seat_journal_take_stations));
  return self;
}

/* Their outcome may be among the events that are kept: the program ended before it could be told of them. */
static void
restore_commands (CsmsKeeper *self, CsmsJournalContents *contents)
{
  for (guint i = 0; i < contents->commands->len; i++)
    {
      g_autoptr (CsmsCommand) command = csms_command_remember (contents->commands->pdata[i]);

      if (command != NULL)
        csms_command_ledger_add (self->parts.ledger, command);
    }
  csms_command_ledger_take_events (self->parts.ledger, contents->events, FALSE);
  csms_command_ledger_take_transactions (self->parts.ledger, contents->transactions);
}

/* Returns: (nullable): the newest event but the cursor's own */
static const char *
get_before_cursor (CsmsJournalContents *contents)
{
  for (guint i = contents->events->len; i-- > 0;)
    {
      const CsmsEventRecord *event = contents->events->pdata[i];

      if (event->event_id != NULL && event->ts_ms <= contents->cursor_ms && !g_str_equal (event->event_id, contents->cursor_event_id))
        return event->event_id;
    }
  return NULL;
}

/* The fleet takes them as the server tells them: of one station, newest first. */
static void
restore_samples (CsmsKeeper *self, GPtrArray *samples)
{
  g_autoptr (GHashTable) stations = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer station_id, of_station;

  for (guint i = samples->len; i-- > 0; )
    {
      CsmsSampleRecord *sample = g_ptr_array_index (samples, i);

      if (sample->station_id == NULL)
        continue;
      of_station = g_hash_table_lookup (stations, sample->station_id);
      if (of_station == NULL)
        {
          of_station = g_ptr_array_new ();
          g_hash_table_insert (stations, sample->station_id, of_station);
        }
      g_ptr_array_add (of_station, sample);
    }
  g_hash_table_iter_init (&iter, stations);
  while (g_hash_table_iter_next (&iter, &station_id, &of_station))
    csms_fleet_apply_samples (self->parts.fleet, station_id, of_station, g_get_real_time () / 1000);
}

static void
restore (CsmsKeeper *self, CsmsJournalContents *contents)
{
  csms_fleet_restore (self->parts.fleet, contents->stations, contents->transactions, contents->events);
  restore_samples (self, contents->samples);
  restore_commands (self, contents);
  g_ptr_array_extend_and_steal (self->gaps, g_ptr_array_ref (contents->gaps));
  g_ptr_array_extend_and_steal (self->recoveries, g_ptr_array_ref (contents->recoveries));
  if (contents->cursor_event_id != NULL)
    csms_catch_up_restore (self->catch_up, contents->cursor_event_id, contents->cursor_ms, contents->event_ids,
                           get_before_cursor (contents));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CsmsKeeper *self = g_task_get_source_object (task);
  g_autoptr (CsmsJournalContents) contents = csms_seat_journal_open_finish (CSMS_SEAT_JOURNAL (source), result, NULL);
  gboolean fresh = contents != NULL && !self->restored && GPOINTER_TO_INT (g_task_get_task_data (task));

  /* A seat that was left and is taken again knows all that already. */
  if (fresh)
    {
      self->restored = TRUE;
      restore (self, contents);
    }
  g_task_return_boolean (task, fresh);
}

void
csms_keeper_open_async (CsmsKeeper *self, gboolean wanted, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, csms_keeper_open_async);
  g_task_set_task_data (task, GINT_TO_POINTER (wanted), NULL);
  csms_seat_journal_open_async (self->parts.journal, NULL, on_opened, task);
}

gboolean
csms_keeper_open_finish (CsmsKeeper *self, GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (csms_seat_journal_close_finish (CSMS_SEAT_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
csms_keeper_close_async (CsmsKeeper *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, csms_keeper_close_async);
  csms_roster_flush (self->roster);
  csms_seat_journal_close_async (self->parts.journal, NULL, on_closed, task);
}

gboolean
csms_keeper_close_finish (CsmsKeeper *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

GPtrArray *
csms_keeper_get_gaps (CsmsKeeper *self)
{
  return self->gaps;
}

GPtrArray *
csms_keeper_get_recoveries (CsmsKeeper *self)
{
  return self->recoveries;
}
