/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-rows.h"

#include "csms-records.h"

static const char select_stations[] =
  "SELECT s.id, s.name, s.status, s.is_online, s.last_activity_ms, c.id, c.status, c.transaction_id, c.error_code, c.updated_at_ms,"
  " c.type, c.power_kw, c.soc_percent, c.price FROM stations s LEFT JOIN connectors c ON c.station_id = s.id ORDER BY s.id, c.id";

CsmsJournalOrigin
csms_journal_read_origin (CsmsJournalRow *row)
{
  gsize length;
  const char *word = csms_journal_row_peek_text (row, &length);

  for (guint i = 0; csms_journal_origins[i] != NULL; i++)
    if (g_strcmp0 (csms_journal_origins[i], word) == 0)
      return (CsmsJournalOrigin) i;
  return CSMS_JOURNAL_PUSHED;
}

gpointer
csms_journal_read_id (CsmsJournalRow *row)
{
  return csms_journal_row_take_id (row);
}

gpointer
csms_journal_read_event (CsmsJournalRow *row)
{
  gsize length = 0;
  const char *json = csms_journal_row_peek_text (row, &length);

  return json != NULL ? csms_event_record_new_from_text (json, length) : NULL;
}

static void
clear_transaction (CsmsTransactionRecord *transaction)
{
  g_free (transaction->station_id);
  g_free (transaction->transaction_id);
  g_free (transaction->id_tag);
  g_free (transaction->reason);
  g_free (transaction->status);
}

gpointer
csms_journal_read_transaction (CsmsJournalRow *row)
{
  CsmsTransactionRecord values = { 0, };
  CsmsTransactionRecord *transaction;

  values.station_id = csms_journal_row_take_id (row);
  values.transaction_id = csms_journal_row_take_id (row);
  values.connector_id = csms_journal_row_take_connector (row);
  values.id_tag = csms_journal_row_take_text (row);
  values.start_time_ms = csms_journal_row_take_int (row);
  values.stop_time_ms = csms_journal_row_take_int (row);
  values.meter_start_wh = csms_journal_row_take_number (row);
  values.meter_stop_wh = csms_journal_row_take_number (row);
  values.energy_wh = csms_journal_row_take_number (row);
  values.cost = csms_journal_row_take_number (row);
  values.efficiency_percent = csms_journal_row_take_number (row);
  values.reason = csms_journal_row_take_text (row);
  values.status = csms_journal_row_take_text (row);
  transaction = csms_transaction_record_new_copy (&values);
  clear_transaction (&values);
  return transaction;
}

static void
clear_sample (CsmsSampleRecord *sample)
{
  g_free (sample->station_id);
  g_free (sample->transaction_id);
  g_free (sample->measurand);
  g_free (sample->unit);
  g_free (sample->phase);
  g_free (sample->context);
  g_free (sample->location);
  g_free (sample->format);
  g_free (sample->value_text);
}

gpointer
csms_journal_read_sample (CsmsJournalRow *row)
{
  CsmsSampleRecord values = { 0, };
  CsmsSampleRecord *sample;

  values.station_id = csms_journal_row_take_id (row);
  values.transaction_id = csms_journal_row_take_id (row);
  values.timestamp_ms = csms_journal_row_take_int (row);
  values.connector_id = csms_journal_row_take_connector (row);
  values.measurand = csms_journal_row_take_text (row);
  values.unit = csms_journal_row_take_text (row);
  values.phase = csms_journal_row_take_id (row);
  values.context = csms_journal_row_take_id (row);
  values.location = csms_journal_row_take_id (row);
  values.format = csms_journal_row_take_id (row);
  values.value_text = csms_journal_row_take_id (row);
  values.value = csms_journal_row_take_number (row);
  sample = csms_sample_record_new_copy (&values);
  clear_sample (&values);
  return sample;
}

gpointer
csms_journal_read_command (CsmsJournalRow *row)
{
  CsmsJournalCommand *command = g_new0 (CsmsJournalCommand, 1);

  command->id = csms_journal_row_take_text (row);
  command->kind = csms_journal_row_take_text (row);
  command->station_id = csms_journal_row_take_text (row);
  command->connector_id = csms_journal_row_take_connector (row);
  command->id_tag = csms_journal_row_take_text (row);
  command->transaction_id = csms_journal_row_take_text (row);
  command->prior_transaction_id = csms_journal_row_take_text (row);
  command->since_ms = csms_journal_row_take_int (row);
  command->created_ms = csms_journal_row_take_int (row);
  command->sent_ms = csms_journal_row_take_int (row);
  command->changed_ms = csms_journal_row_take_int (row);
  command->state = csms_journal_row_take_text (row);
  command->reason = csms_journal_row_take_text (row);
  command->correlation_id = csms_journal_row_take_text (row);
  command->message = csms_journal_row_take_text (row);
  command->open = csms_journal_row_take_int (row) != 0;
  return command;
}

gpointer
csms_journal_read_span (CsmsJournalRow *row)
{
  CsmsJournalSpan *span = g_new0 (CsmsJournalSpan, 1);

  span->from_ms = csms_journal_row_take_int (row);
  span->to_ms = csms_journal_row_take_int (row);
  span->count = (guint64) csms_journal_row_take_int (row);
  span->why = csms_journal_row_take_text (row);
  span->noted_ms = csms_journal_row_take_int (row);
  return span;
}

static void
connector_free (gpointer data)
{
  CsmsConnectorRecord *connector = data;

  g_free (connector->status_text);
  g_free (connector->transaction_id);
  g_free (connector->error_code);
  g_free (connector->type);
  g_free (connector);
}

static void
read_connector (CsmsJournalRow *row,
                GPtrArray      *connectors)
{
  int id = csms_journal_row_take_connector (row);
  CsmsConnectorRecord *connector;

  if (id < 1)
    return;
  connector = g_new0 (CsmsConnectorRecord, 1);
  connector->id = id;
  connector->status_text = csms_journal_row_take_text (row);
  connector->transaction_id = csms_journal_row_take_id (row);
  connector->error_code = csms_journal_row_take_id (row);
  connector->updated_at_ms = csms_journal_row_take_int (row);
  connector->type = csms_journal_row_take_text (row);
  connector->power_kw = csms_journal_row_take_number (row);
  connector->soc_percent = csms_journal_row_take_number (row);
  connector->price = csms_journal_row_take_number (row);
  g_ptr_array_add (connectors, connector);
}

static void
finish_station (CsmsStationRecord *station,
                GPtrArray         *stations)
{
  if (station->id != NULL)
    g_ptr_array_add (stations, csms_station_record_new_copy (station));
  g_clear_pointer (&station->id, g_free);
  g_clear_pointer (&station->name, g_free);
  g_clear_pointer (&station->status, g_free);
  g_ptr_array_set_size (station->connectors, 0);
}

int
csms_journal_load_stations (CsmsJournalDb *db,
                            GPtrArray     *stations)
{
  CsmsJournalRow row = csms_journal_db_row (db, select_stations);
  g_autoptr (GPtrArray) connectors = g_ptr_array_new_with_free_func (connector_free);
  CsmsStationRecord station = { .connectors = connectors };

  while (csms_journal_row_next (&row))
    {
      g_autofree char *id = csms_journal_row_take_id (&row);

      if (id == NULL || g_strcmp0 (id, station.id) != 0)
        finish_station (&station, stations);
      if (station.id == NULL)
        {
          station.id = g_steal_pointer (&id);
          station.name = csms_journal_row_take_text (&row);
          station.status = csms_journal_row_take_text (&row);
          station.is_online = csms_journal_row_take_int (&row) != 0;
          station.last_activity_ms = csms_journal_row_take_int (&row);
        }
      else
        {
          csms_journal_row_skip (&row, 4);
        }
      read_connector (&row, connectors);
    }
  finish_station (&station, stations);
  return csms_journal_row_end (&row);
}

void
csms_journal_rows_reverse (GPtrArray *rows)
{
  for (guint i = 0, j = rows->len; i + 1 < j; i++)
    {
      gpointer row = rows->pdata[i];

      rows->pdata[i] = rows->pdata[--j];
      rows->pdata[j] = row;
    }
}
