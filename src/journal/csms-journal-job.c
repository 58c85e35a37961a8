/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-job.h"

#include <math.h>
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

static gboolean
covers_connector (const CsmsStationRecord   *newer,
                  const CsmsConnectorRecord *old)
{
  for (guint i = 0; i < newer->connectors->len; i++)
    {
      const CsmsConnectorRecord *connector = g_ptr_array_index (newer->connectors, i);

      if (connector->id == old->id)
        return (old->type == NULL || connector->type != NULL) && (isnan (old->power_kw) || !isnan (connector->power_kw)) &&
               (isnan (old->price) || !isnan (connector->price));
    }
  return FALSE;
}

/* Returns whether nothing that @old says is still worth knowing when @newer (nullable) is. */
static gboolean
covers (const CsmsStationRecord *newer,
        const CsmsStationRecord *old)
{
  gboolean covered = newer != NULL && (old->name == NULL || newer->name != NULL) &&
                     (old->last_activity_ms == 0 || newer->last_activity_ms != 0);

  for (guint i = 0; covered && i < old->connectors->len; i++)
    covered = covers_connector (newer, g_ptr_array_index (old->connectors, i));
  return covered;
}

void
csms_journal_job_merge_stations (CsmsJournalJob *self,
                                 CsmsJournalJob *newer)
{
  g_autoptr (GHashTable) news = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->records);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_station_record_unref);
  for (guint i = 0; i < newer->records->len; i++)
    {
      CsmsStationRecord *record = g_ptr_array_index (newer->records, i);

      if (record->id != NULL)
        g_hash_table_replace (news, record->id, record);
    }
  for (guint i = 0; i < old->len; i++)
    {
      CsmsStationRecord *record = g_ptr_array_index (old, i);

      if (record->id != NULL && !covers (g_hash_table_lookup (news, record->id), record))
        g_ptr_array_add (self->records, csms_station_record_ref (record));
    }
  g_ptr_array_extend_and_steal (self->records, g_steal_pointer (&newer->records));
  newer->records = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_station_record_unref);
  self->now_ms = newer->now_ms;
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
