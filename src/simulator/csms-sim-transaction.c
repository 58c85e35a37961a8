/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-transaction.h"

#include "csms-sim-json.h"

CsmsSimTransaction *
csms_sim_transaction_new (CsmsSimConnector *connector)
{
  CsmsSimTransaction *transaction;
  CsmsSimCharge *charge = connector->charge;

  g_return_val_if_fail (charge != NULL, NULL);

  transaction = g_new0 (CsmsSimTransaction, 1);
  transaction->id = charge->transaction;
  transaction->station_id = g_strdup (connector->station->id);
  transaction->connector = connector->number;
  transaction->id_tag = g_strdup (charge->id_tag);
  transaction->start_ms = charge->start_ms;
  /* A register counts whole watt-hours. */
  transaction->meter_start_wh = (double) (gint64) charge->meter_start_wh;
  transaction->meter_stop_wh = (double) (gint64) (charge->meter_start_wh + charge->energy_wh);
  transaction->cost = (transaction->meter_stop_wh - transaction->meter_start_wh) / 1000 * connector->station->price;
  return transaction;
}

void
csms_sim_transaction_free (gpointer transaction)
{
  CsmsSimTransaction *self = transaction;

  if (self == NULL)
    return;
  g_free (self->station_id);
  g_free (self->id_tag);
  g_free (self);
}

void
csms_sim_transaction_write (const CsmsSimTransaction *transaction,
                            gboolean                  deployed,
                            GString                  *out)
{
  double wh;

  g_return_if_fail (transaction != NULL);

  wh = transaction->meter_stop_wh - transaction->meter_start_wh;
  csms_sim_json_comma (out);
  g_string_append_c (out, '{');
  csms_sim_json_member_int (out, "transactionId", transaction->id);
  csms_sim_json_member_string (out, deployed ? "chargePointId" : "stationId", transaction->station_id);
  csms_sim_json_member_int (out, "connectorId", transaction->connector);
  csms_sim_json_member_string (out, "idTag", transaction->id_tag);
  csms_sim_json_member_time (out, "startTime", transaction->start_ms);
  csms_sim_json_member_double (out, "meterStart", transaction->meter_start_wh);
  if (transaction->stop_ms != 0)
    {
      csms_sim_json_member_time (out, "stopTime", transaction->stop_ms);
      csms_sim_json_member_double (out, "meterStop", transaction->meter_stop_wh);
      csms_sim_json_member_string (out, "reason", transaction->reason);
    }
  else
    {
      csms_sim_json_member_raw (out, "stopTime", "null");
      csms_sim_json_member_raw (out, "meterStop", "null");
      csms_sim_json_member_raw (out, "reason", "null");
    }
  csms_sim_json_member_double (out, "totalKWh", wh / 1000);
  csms_sim_json_member_double (out, "cost", transaction->cost);
  csms_sim_json_member_int (out, "efficiencyPercentage", wh > 0 ? 100 : 0);
  csms_sim_json_member_string (out, "status", transaction->stop_ms != 0 ? "Completed" : "Active");
  g_string_append_c (out, '}');
}
