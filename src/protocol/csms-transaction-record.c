/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-fields.h"
#include "csms-records-private.h"

#include <math.h>

static const CsmsField transaction_fields[] = {
  CSMS_FIELD ("transactionId", ID, CsmsTransactionRecord, transaction_id),
  CSMS_FIELD ("stationId", ID, CsmsTransactionRecord, station_id),
  CSMS_FIELD ("connectorId", CONNECTOR, CsmsTransactionRecord, connector_id),
  CSMS_FIELD ("idTag", ID, CsmsTransactionRecord, id_tag),
  CSMS_FIELD ("startTime", TIME, CsmsTransactionRecord, start_time_ms),
  CSMS_FIELD ("stopTime", TIME, CsmsTransactionRecord, stop_time_ms),
  CSMS_FIELD ("meterStart", NUMBER, CsmsTransactionRecord, meter_start_wh),
  CSMS_FIELD ("meterStop", NUMBER, CsmsTransactionRecord, meter_stop_wh),
  CSMS_FIELD ("reason", TEXT, CsmsTransactionRecord, reason),
  CSMS_FIELD ("energy", NUMBER, CsmsTransactionRecord, energy_wh),
  CSMS_FIELD ("cost", NUMBER, CsmsTransactionRecord, cost),
  CSMS_FIELD ("efficiencyPercentage", NUMBER, CsmsTransactionRecord, efficiency_percent),
  CSMS_FIELD ("status", TEXT, CsmsTransactionRecord, status),
};

CsmsTransactionRecord *
csms_transaction_record_new_from_json (const CsmsJsonNode *node)
{
  g_autoptr (CsmsTransactionRecord) self = g_new0 (CsmsTransactionRecord, 1);
  double total_kwh = csms_json_node_get_double (csms_json_get (node, "totalKWh"));

  g_atomic_ref_count_init (&self->ref_count);
  csms_fields_init (transaction_fields, G_N_ELEMENTS (transaction_fields), self);
  csms_fields_read (transaction_fields, G_N_ELEMENTS (transaction_fields), self, node);

  if (self->station_id == NULL)
    self->station_id = csms_json_dup_text (node, "chargePointId");
  if (self->station_id == NULL && self->transaction_id == NULL)
    return NULL;

  if (!isnan (total_kwh))
    self->energy_wh = total_kwh * 1000.0;
  else if (isnan (self->energy_wh))
    self->energy_wh = self->meter_stop_wh - self->meter_start_wh;
  self->energy_wh = csms_finite (self->energy_wh);

  return g_steal_pointer (&self);
}

CsmsTransactionRecord *
csms_transaction_record_new_copy (const CsmsTransactionRecord *values)
{
  CsmsTransactionRecord *self = g_new0 (CsmsTransactionRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  csms_fields_copy (transaction_fields, G_N_ELEMENTS (transaction_fields), self, values);
  return self;
}

CsmsTransactionRecord *
csms_transaction_record_ref (CsmsTransactionRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_transaction_record_unref (CsmsTransactionRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  csms_fields_clear (transaction_fields, G_N_ELEMENTS (transaction_fields), self);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (CsmsTransactionRecord, csms_transaction_record,
                     csms_transaction_record_ref, csms_transaction_record_unref)
