/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-errand.h"
#include "csms-journal-rows.h"
#include "csms-journal-store.h"

/* The newest first, so that the limit cuts off the old end; whole moments at a time, for no index has what is within one in order. */
static const char select_samples[] =
  "SELECT station_id, transaction_id, timestamp_ms, connector_id, measurand, unit, phase, context, location, format, value_text, value"
  " FROM samples WHERE station_id = ?1 AND transaction_id = ?2 AND timestamp_ms < ?3 ORDER BY timestamp_ms DESC";

typedef struct
{
  CsmsJournalErrand parent;
  char *station_id;
  char *transaction_id;
  gint64 before_ms;
  GPtrArray *samples;
} SampleErrand;

static void
errand_free (CsmsJournalErrand *errand)
{
  SampleErrand *self = (SampleErrand *) errand;

  g_free (self->station_id);
  g_free (self->transaction_id);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
}

static int
step (CsmsJournalErrand *errand,
      CsmsJournalStore  *store,
      gint64             end_us)
{
  SampleErrand *self = (SampleErrand *) errand;
  CsmsJournalRow row = csms_journal_db_row (&store->db, select_samples);
  guint n_before = self->samples->len;
  gboolean late = FALSE;
  int code;

  csms_journal_row_put_text (&row, self->station_id);
  csms_journal_row_put_text (&row, self->transaction_id);
  csms_journal_row_put_int (&row, self->before_ms);
  while (!late && self->samples->len < CSMS_JOURNAL_SAMPLES_MAX && csms_journal_row_next (&row))
    {
      CsmsSampleRecord *sample = csms_journal_read_sample (&row);

      late = self->samples->len > n_before && sample->timestamp_ms != self->before_ms && g_get_monotonic_time () >= end_us;
      if (late)
        {
          csms_sample_record_unref (sample);
          break;
        }
      self->before_ms = sample->timestamp_ms;
      g_ptr_array_add (self->samples, sample);
    }
  code = csms_journal_row_end (&row);
  if (code != SQLITE_OK || late)
    return code;
  csms_journal_rows_reverse (self->samples);
  self->parent.done = TRUE;
  self->parent.free_result = (GDestroyNotify) g_ptr_array_unref;
  self->parent.result = g_steal_pointer (&self->samples);
  return SQLITE_OK;
}

static const CsmsJournalErrandClass sample_class = { step, errand_free };

void
csms_journal_read_samples_async (CsmsJournal         *self,
                                 const char          *station_id,
                                 const char          *transaction_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  SampleErrand *errand;

  g_return_if_fail (station_id != NULL);
  g_return_if_fail (transaction_id != NULL);

  errand = g_new0 (SampleErrand, 1);
  errand->parent.klass = &sample_class;
  errand->station_id = g_strdup (station_id);
  errand->transaction_id = g_strdup (transaction_id);
  errand->before_ms = G_MAXINT64;
  errand->samples = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_sample_record_unref);
  csms_journal_send (self, &errand->parent, TRUE, csms_journal_read_samples_async, cancellable, callback, user_data);
}

GPtrArray *
csms_journal_read_samples_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_journal_read_samples_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
