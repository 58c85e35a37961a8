/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-fields.h"
#include "csms-records-private.h"

static const CsmsField station_fields[] = {
  CSMS_FIELD ("id", ID, CsmsStationRecord, id),
  CSMS_FIELD ("name", TEXT, CsmsStationRecord, name),
  CSMS_FIELD ("status", TEXT, CsmsStationRecord, status),
  CSMS_FIELD ("lastActivity", TIME, CsmsStationRecord, last_activity_ms),
};

static const CsmsField connector_fields[] = {
  CSMS_FIELD ("id", CONNECTOR, CsmsConnectorRecord, id),
  CSMS_FIELD ("status", TEXT, CsmsConnectorRecord, status_text),
  CSMS_FIELD ("transactionId", ID, CsmsConnectorRecord, transaction_id),
  CSMS_FIELD ("errorCode", ID, CsmsConnectorRecord, error_code),
  CSMS_FIELD ("updatedAt", TIME, CsmsConnectorRecord, updated_at_ms),
  CSMS_FIELD ("type", TEXT, CsmsConnectorRecord, type),
  CSMS_FIELD ("power_kW", NUMBER, CsmsConnectorRecord, power_kw),
  CSMS_FIELD ("soc", NUMBER, CsmsConnectorRecord, soc_percent),
  CSMS_FIELD ("price", NUMBER, CsmsConnectorRecord, price),
};

static void
connector_record_free (CsmsConnectorRecord *connector)
{
  csms_fields_clear (connector_fields, G_N_ELEMENTS (connector_fields), connector);
  g_free (connector);
}

static CsmsConnectorRecord *
connector_record_new_from_json (const CsmsJsonNode *node)
{
  CsmsConnectorRecord *connector = g_new0 (CsmsConnectorRecord, 1);

  csms_fields_init (connector_fields, G_N_ELEMENTS (connector_fields), connector);
  csms_fields_read (connector_fields, G_N_ELEMENTS (connector_fields), connector, node);
  connector->status = csms_connector_status_from_string (connector->status_text);

  /* Connector 0 is the station itself. */
  if (connector->id < 1)
    g_clear_pointer (&connector, connector_record_free);
  return connector;
}

static int
compare_connectors (gconstpointer a,
                    gconstpointer b)
{
  const CsmsConnectorRecord *first = *(const CsmsConnectorRecord * const *) a;
  const CsmsConnectorRecord *second = *(const CsmsConnectorRecord * const *) b;

  return (first->id > second->id) - (first->id < second->id);
}

/* By id, each id once: g_ptr_array_sort() is stable, so the one sent last is the one that stays. */
static void
put_in_order (GPtrArray *connectors)
{
  gpointer *pdata = connectors->pdata;
  guint n_kept = 0;

  g_ptr_array_sort (connectors, compare_connectors);
  for (guint i = 0; i < connectors->len; i++)
    {
      if (i + 1 == connectors->len || compare_connectors (&pdata[i], &pdata[i + 1]) != 0)
        {
          gpointer kept = pdata[i];

          pdata[i] = pdata[n_kept];
          pdata[n_kept++] = kept;
        }
    }
  g_ptr_array_set_size (connectors, n_kept);
}

CsmsStationRecord *
csms_station_record_new_from_json (const CsmsJsonNode *node)
{
  g_autoptr (CsmsStationRecord) self = g_new0 (CsmsStationRecord, 1);
  const CsmsJsonNode *connectors = csms_json_get_array (node, "connectors");

  g_atomic_ref_count_init (&self->ref_count);
  csms_fields_init (station_fields, G_N_ELEMENTS (station_fields), self);
  csms_fields_read (station_fields, G_N_ELEMENTS (station_fields), self, node);
  self->connectors = g_ptr_array_new_with_free_func ((GDestroyNotify) connector_record_free);
  if (self->id == NULL)
    return NULL;

  self->is_online = csms_json_get_boolean (node, "isOnline", g_strcmp0 (self->status, "Offline") != 0);
  for (const CsmsJsonNode *child = csms_json_first (connectors); child != NULL; child = csms_json_next (connectors, child))
    {
      CsmsConnectorRecord *connector = connector_record_new_from_json (child);

      if (connector != NULL)
        g_ptr_array_add (self->connectors, connector);
    }
  put_in_order (self->connectors);

  return g_steal_pointer (&self);
}

CsmsStationRecord *
csms_station_record_new_copy (const CsmsStationRecord *values)
{
  CsmsStationRecord *self = g_new0 (CsmsStationRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  csms_fields_copy (station_fields, G_N_ELEMENTS (station_fields), self, values);
  self->is_online = values->is_online;
  self->connectors = g_ptr_array_new_with_free_func ((GDestroyNotify) connector_record_free);
  for (guint i = 0; values->connectors != NULL && i < values->connectors->len; i++)
    {
      CsmsConnectorRecord *connector = g_new0 (CsmsConnectorRecord, 1);

      csms_fields_copy (connector_fields, G_N_ELEMENTS (connector_fields), connector, values->connectors->pdata[i]);
      connector->status = csms_connector_status_from_string (connector->status_text);
      g_ptr_array_add (self->connectors, connector);
    }
  put_in_order (self->connectors);
  return self;
}

CsmsStationRecord *
csms_station_record_ref (CsmsStationRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_station_record_unref (CsmsStationRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  csms_fields_clear (station_fields, G_N_ELEMENTS (station_fields), self);
  g_ptr_array_unref (self->connectors);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (CsmsStationRecord, csms_station_record, csms_station_record_ref, csms_station_record_unref)
