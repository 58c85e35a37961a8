/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-fleet-private.h"

static void
take_connector (CsmsFleet                 *self,
                CsmsStation               *station,
                const CsmsConnectorRecord *record,
                gint64                     now_ms)
{
  CsmsConnector *connector = csms_station_ensure_connector (station, record->id);
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  CsmsConnectorMeter meter;
  CsmsStatusSaid said = {
    .source = CSMS_STATUS_FROM_MEMORY,
    .status = record->status,
    .text = record->status_text,
    .error_code = record->error_code,
    .transaction_id = record->transaction_id,
    .at_ms = record->updated_at_ms,
  };

  csms_connector_set_plug (connector,
                           record->type != NULL ? record->type : csms_connector_get_plug_type (connector),
                           isnan (record->power_kw) ? csms_connector_get_rating_kw (connector) : record->power_kw);
  if (!isnan (record->price))
    memory->price = record->price;
  if (csms_station_get_online (station))
    csms_connector_set_heard_ms (connector, now_ms);
  csms_fleet_hear_status (self, station, connector, &said);

  meter = csms_connector_get_meter (connector);
  if (!isnan (record->soc_percent) && csms_connector_get_charging (connector))
    {
      meter.soc_percent = record->soc_percent;
      csms_connector_set_meter (connector, &meter);
    }
}

static void
take_station (CsmsFleet               *self,
              const CsmsStationRecord *record,
              guint                    snapshot,
              gint64                   now_ms)
{
  CsmsStation *station = csms_fleet_ensure_station (self, record->id);

  csms_station_set_snapshot (station, snapshot);
  if (record->name != NULL)
    csms_station_set_name (station, record->name);
  csms_station_set_status_text (station, record->status);
  csms_station_set_online (station, record->is_online);
  csms_station_see (station, record->last_activity_ms);

  /* none at all is what a server says of everyone after its own restart (trap 14): what is known stays */
  for (guint i = 0; record->connectors != NULL && i < record->connectors->len; i++)
    {
      const CsmsConnectorRecord *connector = g_ptr_array_index (record->connectors, i);

      if (connector->id > 0)
        take_connector (self, station, connector, now_ms);
    }
  csms_fleet_touch (self, station);
}

static void
miss_station (CsmsFleet   *self,
              CsmsStation *station,
              guint        snapshot)
{
  if (csms_station_get_snapshot (station) == snapshot || !csms_station_get_online (station))
    return;
  csms_station_set_online (station, FALSE);
  csms_fleet_touch (self, station);
}

void
csms_fleet_take_snapshot (CsmsFleet *self,
                          GPtrArray *stations,
                          gint64     now_ms)
{
  guint snapshot = csms_fleet_next_snapshot (self);

  for (guint i = 0; i < stations->len; i++)
    {
      const CsmsStationRecord *record = g_ptr_array_index (stations, i);

      if (record->id != NULL)
        take_station (self, record, snapshot, now_ms);
    }
  csms_fleet_foreach_station (self, miss_station, snapshot);
}

void
csms_fleet_take_roster (CsmsFleet *self,
                        GPtrArray *stations)
{
  guint snapshot = csms_fleet_next_snapshot (self);

  for (guint i = 0; i < stations->len; i++)
    {
      const CsmsStationRecord *record = g_ptr_array_index (stations, i);

      if (record->id != NULL)
        take_station (self, record, snapshot, record->last_activity_ms);
    }
}

static void
finish_charge (CsmsFleet                   *self,
               CsmsStation                 *station,
               CsmsTransaction             *transaction,
               const CsmsTransactionRecord *record)
{
  gint64 stop_ms = record->stop_time_ms;
  CsmsConnector *connector = csms_fleet_find_charge (station, csms_transaction_get_transaction_id (transaction));

  csms_transaction_add_proof (transaction, CSMS_TRANSACTION_FINISHED);
  csms_transaction_set_live (transaction, FALSE);
  if (connector == NULL)
    return;
  if (record->connector_id > 0 && record->connector_id != csms_connector_get_id (connector))
    csms_fleet_forget_charge (self, station, connector);
  else
    csms_fleet_conclude_charge (self, station, connector, stop_ms != 0 ? stop_ms : csms_connector_get_memory (connector)->status_at_ms);
}

/* The register does not move between two charges, so where one ended is where the next began. */
static void
rest_register (CsmsConnector *connector,
               double         register_wh)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);

  if (!csms_connector_get_charging (connector))
    memory->rest_register_wh = register_wh;
  else if (isnan (memory->meter_start_wh))
    memory->meter_start_wh = register_wh;
}

/* Returns: (nullable): the connector it tells the register of, since the charge is over */
static CsmsConnector *
take_transaction (CsmsFleet                   *self,
                  const CsmsTransactionRecord *record)
{
  CsmsTransaction *transaction = csms_fleet_ensure_transaction (self, record->station_id, record->transaction_id);
  CsmsStation *station = csms_fleet_peek_station (self, record->station_id);
  CsmsConnector *connector = csms_station_get_connector (station, record->connector_id);
  gboolean over = record->stop_time_ms != 0 || !isnan (record->meter_stop_wh) ||
                  g_strcmp0 (record->status, "Completed") == 0;

  csms_transaction_learn_record (transaction, record, over);
  if (over)
    finish_charge (self, station, transaction, record);
  else if (connector != NULL && csms_connector_get_charging (connector) &&
           (csms_connector_get_transaction_id (connector) == NULL ||
            g_str_equal (csms_connector_get_transaction_id (connector), record->transaction_id)))
    csms_fleet_name_charge (self, station, connector, record->transaction_id);

  return over && !isnan (record->meter_stop_wh) ? connector : NULL;
}

void
csms_fleet_take_transactions (CsmsFleet *self,
                              GPtrArray *transactions)
{
  g_autoptr (GHashTable) newest = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer connector, record;

  for (guint i = 0; i < transactions->len; i++)
    {
      const CsmsTransactionRecord *known;

      record = g_ptr_array_index (transactions, i);
      if (((CsmsTransactionRecord *) record)->station_id == NULL || ((CsmsTransactionRecord *) record)->transaction_id == NULL)
        continue;
      connector = take_transaction (self, record);
      if (connector == NULL)
        continue;
      known = g_hash_table_lookup (newest, connector);
      if (known == NULL || known->stop_time_ms < ((CsmsTransactionRecord *) record)->stop_time_ms)
        g_hash_table_insert (newest, connector, record);
    }

  g_hash_table_iter_init (&iter, newest);
  while (g_hash_table_iter_next (&iter, &connector, &record))
    rest_register (connector, ((CsmsTransactionRecord *) record)->meter_stop_wh);
}
