/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-cli-commands.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "csms-cli-print.h"
#include "csms-records.h"

#define DEFAULT_LIMIT 100

/* What the server forgot (trap 7) is in the seat's own picture when an event or a meter value told it. */
static const char *
find_transaction_id (CsmsCliSeat *seat, const char *station_id, int connector_id)
{
  CsmsFleet *fleet = csms_operator_get_fleet (csms_cli_seat_get_operator (seat));
  CsmsConnector *connector = csms_fleet_get_connector (fleet, station_id, connector_id);

  return connector != NULL && csms_connector_get_charging (connector) ? csms_connector_get_transaction_id (connector) : NULL;
}

static CsmsCliRow *
connector_row (CsmsCliSeat *seat, const char *station_id, const CsmsConnectorRecord *record, gboolean json)
{
  CsmsCliRow *row = csms_cli_row_new (json);
  const char *transaction_id = record->transaction_id;

  if (transaction_id == NULL && record->status == CSMS_CONNECTOR_STATUS_CHARGING)
    transaction_id = find_transaction_id (seat, station_id, record->id);
  csms_cli_row_add_int (row, "id", record->id);
  csms_cli_row_add_text (row, "status", record->status_text);
  csms_cli_row_add_text (row, "transactionId", transaction_id);
  csms_cli_row_add_text (row, "errorCode", record->error_code);
  return row;
}

static int
compare_stations (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(CsmsStationRecord *const *) a)->id, (*(CsmsStationRecord *const *) b)->id);
}

static void
print_stations (CsmsCliSeat *seat, GPtrArray *stations, gboolean json)
{
  g_ptr_array_sort (stations, compare_stations);
  for (guint i = 0; i < stations->len; i++)
    {
      const CsmsStationRecord *station = g_ptr_array_index (stations, i);
      GPtrArray *rows;
      CsmsCliRow *row;

      /* First seen without connectors: another client, not a station (trap 2). */
      if (station->connectors->len == 0)
        continue;
      rows = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_cli_row_free);
      for (guint k = 0; k < station->connectors->len; k++)
        g_ptr_array_add (rows, connector_row (seat, station->id, g_ptr_array_index (station->connectors, k), json));
      row = csms_cli_row_new (json);
      csms_cli_row_add_text (row, "id", station->id);
      csms_cli_row_add_text (row, "name", station->name);
      csms_cli_row_add_text (row, "status", station->status);
      csms_cli_row_add_boolean (row, "online", station->is_online, _("online"), _("offline"));
      csms_cli_row_add_rows (row, "connectors", rows);
      csms_cli_row_print (row);
    }
}

static void
print_status (CsmsCliSeat *seat, GPtrArray *records, const CsmsCliOptions *options)
{
  const CsmsConnectorRecord *record = g_ptr_array_index (records, 0);
  CsmsCliRow *row = csms_cli_row_new (options->json);
  const char *transaction_id = record->transaction_id;

  if (transaction_id == NULL && record->status == CSMS_CONNECTOR_STATUS_CHARGING)
    transaction_id = find_transaction_id (seat, options->station_id, options->connector_id);
  csms_cli_row_add_text (row, "stationId", options->station_id);
  csms_cli_row_add_int (row, "connectorId", options->connector_id);
  csms_cli_row_add_text (row, "status", record->status_text);
  csms_cli_row_add_text (row, "transactionId", transaction_id);
  csms_cli_row_add_text (row, "errorCode", record->error_code);
  csms_cli_row_print (row);
}

static void
print_transaction (const CsmsTransactionRecord *record, gboolean json)
{
  CsmsCliRow *row = csms_cli_row_new (json);

  csms_cli_row_add_text (row, "transactionId", record->transaction_id);
  csms_cli_row_add_text (row, "stationId", record->station_id);
  csms_cli_row_add_connector (row, "connectorId", record->connector_id);
  csms_cli_row_add_text (row, "idTag", record->id_tag);
  csms_cli_row_add_time (row, "startTime", record->start_time_ms);
  csms_cli_row_add_time (row, "stopTime", record->stop_time_ms);
  csms_cli_row_add_double (row, "energyWh", record->energy_wh, 0);
  csms_cli_row_add_double (row, "cost", record->cost, 2);
  csms_cli_row_add_text (row, "reason", record->reason);
  csms_cli_row_add_text (row, "status", record->status);
  csms_cli_row_print (row);
}

static void
print_sample (const CsmsSampleRecord *record, gboolean json)
{
  CsmsCliRow *row = csms_cli_row_new (json);

  csms_cli_row_add_text (row, "stationId", record->station_id);
  csms_cli_row_add_connector (row, "connectorId", record->connector_id);
  csms_cli_row_add_text (row, "transactionId", record->transaction_id);
  csms_cli_row_add_time (row, "timestamp", record->timestamp_ms);
  csms_cli_row_add_text (row, "measurand", record->measurand);
  /* A value that is no number (SignedData, say) is told as it came. */
  if (isfinite (record->value))
    csms_cli_row_add_double (row, "value", record->value, 3);
  else
    csms_cli_row_add_text (row, "value", record->value_text);
  csms_cli_row_add_text (row, "unit", record->unit);
  csms_cli_row_add_text (row, "phase", record->phase);
  csms_cli_row_print (row);
}

static void
print_rtt (CsmsCliSeat *seat, gboolean json)
{
  CsmsCliRow *row = csms_cli_row_new (json);
  gint64 rtt_us = csms_operator_get_status (csms_cli_seat_get_operator (seat))->rtt_us;

  csms_cli_row_add_double (row, "rttMs", rtt_us >= 0 ? rtt_us / 1000.0 : NAN, 3);
  csms_cli_row_print (row);
}

/* The limit is of readings, which are of several samples each. */
static guint
count_samples (GPtrArray *samples, guint max_readings)
{
  guint readings = 0;

  for (guint i = 0; i < samples->len; i++)
    {
      const CsmsSampleRecord *sample = samples->pdata[i];
      const CsmsSampleRecord *before = i > 0 ? samples->pdata[i - 1] : NULL;

      if (before == NULL || before->timestamp_ms != sample->timestamp_ms || before->connector_id != sample->connector_id)
        readings++;
      if (readings > max_readings)
        return i;
    }
  return samples->len;
}

static CsmsQuestion
question_for (CsmsCliCommand command)
{
  switch (command)
    {
    case CSMS_CLI_STATIONS:
      return CSMS_QUESTION_STATIONS;
    case CSMS_CLI_STATUS:
      return CSMS_QUESTION_CONNECTOR_STATUS;
    case CSMS_CLI_TRANSACTIONS:
      return CSMS_QUESTION_TRANSACTIONS;
    case CSMS_CLI_METER:
      return CSMS_QUESTION_METER_VALUES;
    case CSMS_CLI_PING:
      return CSMS_QUESTION_PING;
    case CSMS_CLI_START:
    case CSMS_CLI_STOP:
    case CSMS_CLI_EVENTS:
    default:
      g_assert_not_reached ();
    }
}

CsmsCliExit
csms_cli_read (CsmsCliSeat *seat, const CsmsCliOptions *options)
{
  g_autoptr (GPtrArray) records = NULL;
  CsmsCliExit status = csms_cli_seat_wait_live (seat);
  guint limit = options->limit > 0 ? (guint) options->limit : DEFAULT_LIMIT;

  if (status != CSMS_CLI_DONE)
    return status;
  records = csms_cli_seat_ask (seat, question_for (options->command), options->station_id, options->connector_id, limit, &status);
  if (records == NULL)
    return status;

  if (options->command == CSMS_CLI_STATIONS)
    print_stations (seat, records, options->json);
  else if (options->command == CSMS_CLI_PING)
    print_rtt (seat, options->json);
  else if (options->command == CSMS_CLI_STATUS && records->len > 0)
    print_status (seat, records, options);
  /* Servers are known to ignore the limit: it is kept here too. */
  for (guint i = 0; options->command == CSMS_CLI_TRANSACTIONS && i < MIN (records->len, limit); i++)
    print_transaction (g_ptr_array_index (records, i), options->json);
  for (guint i = 0; options->command == CSMS_CLI_METER && i < count_samples (records, limit); i++)
    print_sample (g_ptr_array_index (records, i), options->json);
  return CSMS_CLI_DONE;
}
