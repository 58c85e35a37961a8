/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-archive-export.h"

#include "csms-csv.h"

static const char *const titles[] = {
  "time", "event", "station", "connector", "transaction", "id_tag", "status", "error_code", "reason", "start_time", "stop_time",
  "energy_kwh", "cost", "measurand", "total", "delta", "unit", "correlation_id", "event_id", "how_it_came", NULL,
};

static const char *const origins[] = { "pushed", "recovered", "audited" };

typedef struct {
  CsmsArchive *archive;
  CsmsJournalQuery *query;
  CsmsExportFormat format;
  CsmsJournalPlace at;
  gboolean begun;
  guint64 n_events;
  guint64 n_expected;
} Events;

static void
events_free (gpointer data)
{
  Events *self = data;

  csms_journal_query_free (self->query);
  g_object_unref (self->archive);
  g_free (self);
}

static void
read_async (gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Events *self = data;

  csms_archive_read_events_async (self->archive, self->query, self->begun ? &self->at : NULL, CSMS_JOURNAL_PAGE_MAX, cancellable,
                                  callback, user_data);
}

static void
add_row (CsmsCsv *csv, const CsmsJournalEvent *event)
{
  const CsmsEventRecord *record = event->record;

  csms_csv_add_time (csv, record->ts_ms);
  csms_csv_add_text (csv, record->name);
  csms_csv_add_text (csv, record->station_id);
  csms_csv_add_connector (csv, record->connector_id);
  csms_csv_add_text (csv, record->transaction_id);
  csms_csv_add_text (csv, record->id_tag);
  csms_csv_add_text (csv, record->status_text);
  csms_csv_add_text (csv, record->error_code);
  csms_csv_add_text (csv, record->reason);
  csms_csv_add_time (csv, record->start_time_ms);
  csms_csv_add_time (csv, record->stop_time_ms);
  csms_csv_add_number (csv, record->total_kwh, 6);
  csms_csv_add_number (csv, record->cost, 6);
  csms_csv_add_text (csv, record->measurand);
  csms_csv_add_number (csv, record->total, 6);
  csms_csv_add_number (csv, record->delta, 6);
  csms_csv_add_text (csv, record->unit);
  csms_csv_add_text (csv, record->correlation_id);
  csms_csv_add_text (csv, record->event_id);
  csms_csv_add_text (csv, origins[event->origin]);
  csms_csv_end_row (csv);
}

static GBytes *
make_csv (Events *self, GPtrArray *rows)
{
  CsmsCsv csv;
  GBytes *bytes;

  csms_csv_init (&csv);
  if (!self->begun)
    csms_csv_add_header (&csv, titles);
  for (guint i = 0; i < rows->len; i++)
    add_row (&csv, g_ptr_array_index (rows, i));
  bytes = csms_csv_take (&csv);
  csms_csv_clear (&csv);
  return bytes;
}

static GBytes *
make_lines (GPtrArray *rows)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_string_append (lines, ((const CsmsJournalEvent *) g_ptr_array_index (rows, i))->record->json);
      g_string_append_c (lines, '\n');
    }
  return g_string_free_to_bytes (lines);
}

static GBytes *
read_finish (gpointer data, GAsyncResult *result, gboolean *more, double *fraction, GError **error)
{
  Events *self = data;
  g_autoptr (CsmsJournalPage) page = csms_journal_read_events_finish (result, error);
  GBytes *bytes;

  if (page == NULL)
    return NULL;
  bytes = self->format == CSMS_EXPORT_CSV ? make_csv (self, page->rows) : make_lines (page->rows);
  self->begun = TRUE;
  self->at = page->end;
  self->n_events += page->rows->len;
  *more = page->more;
  *fraction = self->n_expected > 0 ? MIN ((double) self->n_events / (double) self->n_expected, 1) : -1;
  return bytes;
}

static const CsmsExportSource events_source = { read_async, read_finish, events_free };

void
csms_archive_export_events_async (CsmsArchive *self, const CsmsJournalQuery *query, guint64 n_expected, CsmsExportFormat format,
                                  GFile *file, CsmsExportProgressFunc progress, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  Events *events;

  g_return_if_fail (CSMS_IS_ARCHIVE (self));
  g_return_if_fail (query != NULL);

  events = g_new0 (Events, 1);
  events->archive = g_object_ref (self);
  events->query = csms_journal_query_copy (query);
  events->query->oldest_first = TRUE;
  events->format = format;
  events->n_expected = n_expected;
  csms_file_export_async (file, &events_source, events, progress, cancellable, callback, user_data);
}
