/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-export.h"

#include <math.h>

#include "csms-csv.h"
#include "csms-text.h"
#include "csms-transaction-facts.h"

/* For programs: never translated. */
static const char *const titles[] = {
  "station", "station_name", "connector", "transaction", "id_tag", "start_time", "stop_time", "duration_s", "energy_kwh", "cost",
  "status", "stop_reason", "remark", NULL,
};

static const char *const remarks[] = {
  [CSMS_TRANSACTION_REGISTER_FELL] = "register_fell",
  [CSMS_TRANSACTION_NO_STOP] = "no_stop_seen",
  [CSMS_TRANSACTION_OVER_A_DAY] = "over_24_hours",
  [CSMS_TRANSACTION_NO_ENERGY] = "no_energy",
  [CSMS_TRANSACTION_NORMAL] = NULL,
};

typedef struct {
  CsmsArchive *archive;
  CsmsFleet *fleet;
  CsmsDays period;
  CsmsTransactionFilter filter;
  GHashTable *left;             /* "station\ntransaction" to CsmsTransaction: of the fleet, and not yet written */
  CsmsJournalPlace at;
  gboolean begun;
  gint64 clock_offset_ms;
  guint64 n_written;
  guint64 n_expected;
} Export;

static char *
make_key (const char *station_id, const char *transaction_id)
{
  return g_strdup_printf ("%s\n%s", station_id, transaction_id);
}

static void
export_free (gpointer data)
{
  Export *self = data;

  csms_transaction_filter_clear (&self->filter);
  g_hash_table_unref (self->left);
  g_object_unref (self->archive);
  g_object_unref (self->fleet);
  g_free (self);
}

static void
read_async (gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Export *self = data;
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;

  query.from_ms = self->period.from_ms;
  query.to_ms = self->period.to_ms;
  query.oldest_first = TRUE;
  csms_archive_read_transactions_async (self->archive, &query, self->begun ? &self->at : NULL, CSMS_JOURNAL_PAGE_MAX, cancellable,
                                        callback, user_data);
}

static void
add_row (Export *self, CsmsCsv *csv, CsmsTransaction *transaction)
{
  gint64 now_ms = csms_text_now () + self->clock_offset_ms;
  gint64 duration_ms = csms_transaction_get_duration_ms (transaction, now_ms);

  if (!csms_transaction_filter_matches (&self->filter, transaction))
    return;
  csms_csv_add_text (csv, csms_transaction_get_station_id (transaction));
  csms_csv_add_text (csv, csms_transaction_get_station_name (transaction));
  csms_csv_add_connector (csv, csms_transaction_get_connector_id (transaction));
  csms_csv_add_text (csv, csms_transaction_get_transaction_id (transaction));
  csms_csv_add_text (csv, csms_transaction_get_id_tag (transaction));
  csms_csv_add_time (csv, csms_transaction_get_start_ms (transaction));
  csms_csv_add_time (csv, csms_transaction_get_stop_ms (transaction));
  csms_csv_add_number (csv, duration_ms >= 0 ? (double) duration_ms / 1000 : NAN, 3);
  csms_csv_add_number (csv, csms_transaction_get_energy_wh (transaction) / 1000, 6);
  csms_csv_add_number (csv, csms_transaction_get_cost (transaction), 6);
  csms_csv_add_text (csv, csms_transaction_get_live (transaction) ? "charging" : "completed");
  csms_csv_add_text (csv, csms_transaction_get_reason (transaction));
  csms_csv_add_text (csv, remarks[csms_transaction_get_anomaly (transaction, now_ms)]);
  csms_csv_end_row (csv);
  self->n_written++;
}

static void
add_record (Export *self, CsmsCsv *csv, const CsmsTransactionRecord *record)
{
  g_autofree char *key = NULL;
  g_autofree char *left_key = NULL;
  g_autoptr (CsmsTransaction) transaction = NULL;

  if (record->station_id == NULL || record->transaction_id == NULL)
    return;
  key = make_key (record->station_id, record->transaction_id);
  if (!g_hash_table_steal_extended (self->left, key, (gpointer *) &left_key, (gpointer *) &transaction))
    transaction = csms_transaction_new_past (record, csms_fleet_get_station (self->fleet, record->station_id));
  add_row (self, csv, transaction);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return csms_transaction_compare (*(CsmsTransaction *const *) a, *(CsmsTransaction *const *) b, CSMS_TRANSACTION_STARTED,
                                   csms_text_now ());
}

/* What the journal does not have: not yet, not any more, or there is none. */
static void
add_left (Export *self, CsmsCsv *csv)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer transaction;

  g_hash_table_iter_init (&iter, self->left);
  while (g_hash_table_iter_next (&iter, NULL, &transaction))
    g_ptr_array_add (left, transaction);
  g_ptr_array_sort (left, compare_cb);
  for (guint i = 0; i < left->len; i++)
    add_row (self, csv, g_ptr_array_index (left, i));
  g_hash_table_remove_all (self->left);
}

static GBytes *
read_finish (gpointer data, GAsyncResult *result, gboolean *more, double *fraction, GError **error)
{
  Export *self = data;
  g_autoptr (GError) own_error = NULL;
  g_autoptr (CsmsJournalPage) page = csms_journal_read_transactions_finish (result, &own_error);
  CsmsCsv csv;
  GBytes *bytes;

  /* Without a journal the fleet is all there is, but one that goes in the middle of it would be missed. */
  if (page == NULL && (self->begun || !g_error_matches (own_error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CLOSED)))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  csms_csv_init (&csv);
  if (!self->begun)
    csms_csv_add_header (&csv, titles);
  for (guint i = 0; page != NULL && i < page->rows->len; i++)
    add_record (self, &csv, g_ptr_array_index (page->rows, i));
  *more = page != NULL && page->more;
  if (*more)
    self->at = page->end;
  else
    add_left (self, &csv);
  self->begun = TRUE;
  *fraction = self->n_expected > 0 ? MIN ((double) self->n_written / (double) self->n_expected, 1) : -1;
  bytes = csms_csv_take (&csv);
  csms_csv_clear (&csv);
  return bytes;
}

static const CsmsExportSource transactions_source = { read_async, read_finish, export_free };

static void
take_fleet (Export *self)
{
  GListModel *transactions = csms_fleet_get_transactions (self->fleet);
  guint n = g_list_model_get_n_items (transactions);
  gint64 now_ms = csms_text_now ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, i);
      char *key = NULL;

      if (!csms_transaction_is_of (transaction, &self->period, now_ms))
        continue;
      key = make_key (csms_transaction_get_station_id (transaction), csms_transaction_get_transaction_id (transaction));
      g_hash_table_replace (self->left, key, g_steal_pointer (&transaction));
    }
}

void
csms_transaction_export_async (CsmsArchive *archive, CsmsFleet *fleet, const CsmsDays *period,
                               const CsmsTransactionFilter *filter, gint64 clock_offset_ms, guint64 n_expected, GFile *file,
                               CsmsExportProgressFunc progress, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Export *self;

  g_return_if_fail (CSMS_IS_ARCHIVE (archive));
  g_return_if_fail (CSMS_IS_FLEET (fleet));
  g_return_if_fail (period != NULL && filter != NULL);

  self = g_new0 (Export, 1);
  self->archive = g_object_ref (archive);
  self->fleet = g_object_ref (fleet);
  self->period = *period;
  csms_transaction_filter_copy (filter, &self->filter);
  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->clock_offset_ms = clock_offset_ms;
  self->n_expected = n_expected;
  take_fleet (self);
  csms_file_export_async (file, &transactions_source, self, progress, cancellable, callback, user_data);
}

char *
csms_transaction_export_make_name (const char *const *parts, guint n_parts)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *part = g_str_to_ascii (parts[i] != NULL ? parts[i] : "", NULL);

      g_strcanon (part, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_", '_');
      if (*part != '\0')
        g_string_append_printf (name, name->len > 0 ? "-%.40s" : "%.40s", part);
    }
  g_string_append (name, ".csv");
  return g_string_free (name, FALSE);
}
