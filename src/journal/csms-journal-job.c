/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-job.h"

#include <string.h>

CsmsJournalJob *
csms_journal_job_new (CsmsJournalJobKind kind)
{
  CsmsJournalJob *self = g_new0 (CsmsJournalJob, 1);

  self->kind = kind;
  self->queued_us = g_get_monotonic_time ();
  self->now_ms = g_get_real_time () / 1000;
  return self;
}

CsmsJournalJob *
csms_journal_job_new_events (GPtrArray *records,
                             guint      first,
                             guint      n_records)
{
  CsmsJournalJob *self = csms_journal_job_new (CSMS_JOURNAL_JOB_EVENTS);

  self->records = g_ptr_array_new_full (n_records, (GDestroyNotify) csms_event_record_unref);
  for (guint i = first; i < first + n_records; i++)
    {
      CsmsEventRecord *event = g_ptr_array_index (records, i);

      self->n_bytes += strlen (event->json);
      g_ptr_array_add (self->records, csms_event_record_ref (event));
    }
  return self;
}

static GDestroyNotify
get_unref (GType type)
{
  if (type == CSMS_TYPE_STATION_RECORD)
    return (GDestroyNotify) csms_station_record_unref;
  if (type == CSMS_TYPE_TRANSACTION_RECORD)
    return (GDestroyNotify) csms_transaction_record_unref;
  return (GDestroyNotify) csms_sample_record_unref;
}

CsmsJournalJob *
csms_journal_job_new_records (CsmsJournalJobKind  kind,
                              GPtrArray          *records,
                              GType               type)
{
  CsmsJournalJob *self = csms_journal_job_new (kind);

  self->records = g_ptr_array_new_full (records->len, get_unref (type));
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (self->records, g_boxed_copy (type, g_ptr_array_index (records, i)));
  return self;
}

void
csms_journal_job_set_cursor (CsmsJournalJob          *self,
                             const CsmsJournalCursor *cursor)
{
  self->moves_cursor = TRUE;
  self->cursor_event_id = g_strdup (cursor->event_id);
  self->cursor_ms = cursor->ms;
}

static void
take_stations (GHashTable *stations,
               GPtrArray  *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      CsmsStationRecord *record = g_ptr_array_index (records, i);

      if (record->id != NULL)
        g_hash_table_replace (stations, record->id, csms_station_record_ref (record));
    }
}

void
csms_journal_job_merge_stations (CsmsJournalJob *self,
                                 CsmsJournalJob *newer)
{
  g_autoptr (GHashTable) stations = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) csms_station_record_unref);
  GPtrArray *merged = NULL;
  GHashTableIter iter;
  gpointer record;

  take_stations (stations, self->records);
  take_stations (stations, newer->records);
  merged = g_ptr_array_new_full (g_hash_table_size (stations), (GDestroyNotify) csms_station_record_unref);
  g_hash_table_iter_init (&iter, stations);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (merged, csms_station_record_ref (record));

  g_ptr_array_unref (self->records);
  self->records = merged;
  self->now_ms = newer->now_ms;
  g_ptr_array_set_size (newer->records, 0);
}

void
csms_journal_job_free (CsmsJournalJob *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->command, csms_journal_command_free);
  g_clear_pointer (&self->span, csms_journal_span_free);
  g_free (self->cursor_event_id);
  g_free (self);
}
