/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-store.h"

#include <math.h>

/* What a station says of its shape is kept when it does not say it again; what it says of its state is replaced. */
static const char upsert_station[] =
  "INSERT INTO stations (id, name, status, is_online, last_activity_ms, taken_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
  " ON CONFLICT (id) DO UPDATE SET name = coalesce (?2, name), status = ?3, is_online = ?4,"
  " last_activity_ms = coalesce (?5, last_activity_ms), taken_ms = ?6";

static const char upsert_connector[] =
  "INSERT INTO connectors (station_id, id, status, transaction_id, error_code, updated_at_ms, type, power_kw, soc_percent, price)"
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
  " ON CONFLICT (station_id, id) DO UPDATE SET status = ?3, transaction_id = ?4, error_code = ?5, updated_at_ms = ?6,"
  " type = coalesce (?7, type), power_kw = coalesce (?8, power_kw), soc_percent = ?9, price = coalesce (?10, price)";

/*
 * A known fact never becomes unknown. ?14 and ?15 are times that are only near: of the event, when it did not say its own. An
 * idTag of "unknown" is the server's word for none.
 */
static const char upsert_transaction[] =
  "INSERT INTO transactions (station_id, transaction_id, connector_id, id_tag, start_ms, stop_ms, meter_start_wh, meter_stop_wh,"
  " energy_wh, cost, efficiency_percent, reason, status, taken_ms)"
  " VALUES (?1, ?2, nullif (?3, 0), nullif (?4, 'unknown'), coalesce (?5, ?14), coalesce (?6, ?15), ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?16)"
  " ON CONFLICT (station_id, transaction_id) DO UPDATE SET"
  " connector_id = coalesce (nullif (?3, 0), connector_id), id_tag = coalesce (nullif (?4, 'unknown'), id_tag),"
  " start_ms = coalesce (?5, start_ms, ?14), stop_ms = coalesce (?6, stop_ms, ?15),"
  " meter_start_wh = coalesce (?7, meter_start_wh), meter_stop_wh = coalesce (?8, meter_stop_wh),"
  " energy_wh = coalesce (?9, energy_wh), cost = coalesce (?10, cost),"
  " efficiency_percent = coalesce (?11, efficiency_percent), reason = coalesce (?12, reason), status = coalesce (?13, status),"
  " taken_ms = max (taken_ms, ?16)";

static const char insert_sample[] =
  "INSERT INTO samples (station_id, transaction_id, timestamp_ms, connector_id, measurand, unit, phase, context, location,"
  " format, value_text, value, taken_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

static int
write_connector (CsmsJournalDb             *db,
                 const char                *station_id,
                 const CsmsConnectorRecord *connector)
{
  CsmsJournalRow row = csms_journal_db_row (db, upsert_connector);

  csms_journal_row_put_text (&row, station_id);
  csms_journal_row_put_int (&row, connector->id);
  csms_journal_row_put_text (&row, connector->status_text);
  csms_journal_row_put_text (&row, connector->transaction_id);
  csms_journal_row_put_text (&row, connector->error_code);
  csms_journal_row_put_time (&row, connector->updated_at_ms);
  csms_journal_row_put_text (&row, connector->type);
  csms_journal_row_put_number (&row, connector->power_kw);
  csms_journal_row_put_number (&row, connector->soc_percent);
  csms_journal_row_put_number (&row, connector->price);
  return csms_journal_row_run (&row);
}

static int
write_station (CsmsJournalDb           *db,
               const CsmsStationRecord *station,
               gint64                   now_ms)
{
  CsmsJournalRow row = csms_journal_db_row (db, upsert_station);
  int code;

  csms_journal_row_put_text (&row, station->id);
  csms_journal_row_put_text (&row, station->name);
  csms_journal_row_put_text (&row, station->status);
  csms_journal_row_put_int (&row, station->is_online != FALSE);
  csms_journal_row_put_time (&row, station->last_activity_ms);
  csms_journal_row_put_int (&row, now_ms);
  code = csms_journal_row_run (&row);
  for (guint i = 0; code == SQLITE_OK && i < station->connectors->len; i++)
    code = write_connector (db, station->id, g_ptr_array_index (station->connectors, i));
  return code;
}

int
csms_journal_write_stations (CsmsJournalDb        *db,
                             const CsmsJournalJob *job)
{
  int code = SQLITE_OK;

  for (guint i = 0; code == SQLITE_OK && i < job->records->len; i++)
    {
      const CsmsStationRecord *station = g_ptr_array_index (job->records, i);

      if (station->id != NULL)
        code = write_station (db, station, job->now_ms);
    }
  return code;
}

static int
write_transaction (CsmsJournalDb               *db,
                   const CsmsTransactionRecord *transaction,
                   gint64                       near_start_ms,
                   gint64                       near_stop_ms,
                   gint64                       now_ms)
{
  CsmsJournalRow row;

  /* Without both there is nothing to know it again by. */
  if (transaction->station_id == NULL || transaction->transaction_id == NULL)
    return SQLITE_OK;

  row = csms_journal_db_row (db, upsert_transaction);
  csms_journal_row_put_text (&row, transaction->station_id);
  csms_journal_row_put_text (&row, transaction->transaction_id);
  csms_journal_row_put_connector (&row, transaction->connector_id);
  csms_journal_row_put_text (&row, transaction->id_tag);
  csms_journal_row_put_time (&row, transaction->start_time_ms);
  csms_journal_row_put_time (&row, transaction->stop_time_ms);
  csms_journal_row_put_number (&row, transaction->meter_start_wh);
  csms_journal_row_put_number (&row, transaction->meter_stop_wh);
  csms_journal_row_put_number (&row, transaction->energy_wh);
  csms_journal_row_put_number (&row, transaction->cost);
  csms_journal_row_put_number (&row, transaction->efficiency_percent);
  csms_journal_row_put_text (&row, transaction->reason);
  csms_journal_row_put_text (&row, transaction->status);
  csms_journal_row_put_time (&row, near_start_ms);
  csms_journal_row_put_time (&row, near_stop_ms);
  csms_journal_row_put_int (&row, now_ms);
  return csms_journal_row_run (&row);
}

int
csms_journal_write_transactions (CsmsJournalDb        *db,
                                 const CsmsJournalJob *job)
{
  int code = SQLITE_OK;

  for (guint i = 0; code == SQLITE_OK && i < job->records->len; i++)
    code = write_transaction (db, g_ptr_array_index (job->records, i), 0, 0, job->now_ms);
  return code;
}

int
csms_journal_write_charge (CsmsJournalDb         *db,
                           const CsmsEventRecord *event,
                           gint64                 now_ms)
{
  gboolean started = event->kind == CSMS_EVENT_TRANSACTION_STARTED;
  CsmsTransactionRecord transaction = {
    .station_id = event->station_id,
    .transaction_id = event->transaction_id,
    .connector_id = event->connector_id,
    .id_tag = event->id_tag,
    .start_time_ms = event->start_time_ms,
    .stop_time_ms = started ? 0 : event->stop_time_ms,
    .meter_start_wh = NAN,
    .meter_stop_wh = NAN,
    .energy_wh = event->total_kwh * 1000,
    .cost = event->cost,
    .efficiency_percent = event->efficiency_percent,
    .reason = event->reason,
  };

  if (!started && event->kind != CSMS_EVENT_TRANSACTION_STOPPED)
    return SQLITE_OK;
  return write_transaction (db, &transaction, started ? event->ts_ms : 0, started ? 0 : event->ts_ms, now_ms);
}

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

static int
write_sample (CsmsJournalDb          *db,
              const CsmsSampleRecord *sample,
              gint64                  now_ms)
{
  CsmsJournalRow row = csms_journal_db_row (db, insert_sample);

  csms_journal_row_put_text (&row, sample->station_id);
  csms_journal_row_put_text (&row, sample->transaction_id);
  csms_journal_row_put_int (&row, sample->timestamp_ms);
  csms_journal_row_put_int (&row, sample->connector_id);
  csms_journal_row_put_text (&row, or_nothing (sample->measurand));
  csms_journal_row_put_text (&row, or_nothing (sample->unit));
  csms_journal_row_put_text (&row, or_nothing (sample->phase));
  csms_journal_row_put_text (&row, or_nothing (sample->context));
  csms_journal_row_put_text (&row, or_nothing (sample->location));
  csms_journal_row_put_text (&row, or_nothing (sample->format));
  csms_journal_row_put_text (&row, or_nothing (sample->value_text));
  csms_journal_row_put_number (&row, sample->value);
  csms_journal_row_put_int (&row, now_ms);
  return csms_journal_row_run (&row);
}

int
csms_journal_write_samples (CsmsJournalDb        *db,
                            const CsmsJournalJob *job)
{
  int code = SQLITE_OK;

  for (guint i = 0; code == SQLITE_OK && i < job->records->len; i++)
    {
      const CsmsSampleRecord *sample = g_ptr_array_index (job->records, i);

      if (sample->station_id != NULL && sample->transaction_id != NULL)
        code = write_sample (db, sample, job->now_ms);
    }
  return code;
}
