/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "past-journal.h"

#include <math.h>

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

CsmsJournal *
past_journal_new (void)
{
  CsmsJournal *self = csms_journal_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CsmsJournalContents *contents;

  csms_journal_open_async (self, NULL, opened_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  contents = csms_journal_open_finish (self, result, &error);
  g_assert_no_error (error);
  csms_journal_contents_free (contents);
  return self;
}

CsmsTransactionRecord
past_journal_charge (const char *station, const char *id, gint64 start_ms)
{
  return (CsmsTransactionRecord) {
    .transaction_id = (char *) id,
    .station_id = (char *) station,
    .connector_id = 1,
    .id_tag = (char *) "TAG-A",
    .start_time_ms = start_ms,
    .stop_time_ms = start_ms + 3600000,
    .meter_start_wh = NAN,
    .meter_stop_wh = NAN,
    .energy_wh = 10000,
    .cost = 3.5,
    .efficiency_percent = NAN,
    .reason = (char *) "Local",
    .status = (char *) "Completed",
  };
}

void
past_journal_put (CsmsJournal *self, const CsmsTransactionRecord *values)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);

  g_ptr_array_add (records, csms_transaction_record_new_copy (values));
  csms_journal_put_transactions (self, records);
}

void
past_journal_fill (CsmsJournal *self, guint n, gint64 last_ms)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i);
      CsmsTransactionRecord values = past_journal_charge ("fora072", id, last_ms - (gint64) (n - 1 - i) * 1000);

      g_ptr_array_add (records, csms_transaction_record_new_copy (&values));
    }
  csms_journal_put_transactions (self, records);
}
