/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-fields.h"
#include "csms-frame.h"
#include "csms-json-private.h"
#include "csms-records-private.h"

#include <math.h>

/* In the order in which a server writes them. */
static const CsmsField event_fields[] = {
  CSMS_FIELD ("eventId", ID, CsmsEventRecord, event_id),
  CSMS_FIELD ("event", ID, CsmsEventRecord, name),
  CSMS_FIELD ("ts", TIME, CsmsEventRecord, ts_ms),
  CSMS_FIELD ("stationId", ID, CsmsEventRecord, station_id),
  CSMS_FIELD ("connectorId", CONNECTOR, CsmsEventRecord, connector_id),
  CSMS_FIELD ("status", TEXT, CsmsEventRecord, status_text),
  CSMS_FIELD ("errorCode", ID, CsmsEventRecord, error_code),
  CSMS_FIELD ("transactionId", ID, CsmsEventRecord, transaction_id),
  CSMS_FIELD ("idTag", ID, CsmsEventRecord, id_tag),
  CSMS_FIELD ("startTime", TIME, CsmsEventRecord, start_time_ms),
  CSMS_FIELD ("correlationId", ID, CsmsEventRecord, correlation_id),
  CSMS_FIELD ("total", NUMBER, CsmsEventRecord, total),
  CSMS_FIELD ("delta", NUMBER, CsmsEventRecord, delta),
  CSMS_FIELD ("measurand", ID, CsmsEventRecord, measurand),
  CSMS_FIELD ("unit", ID, CsmsEventRecord, unit),
  CSMS_FIELD ("stopTime", TIME, CsmsEventRecord, stop_time_ms),
  CSMS_FIELD ("totalKWh", NUMBER, CsmsEventRecord, total_kwh),
  CSMS_FIELD ("cost", NUMBER, CsmsEventRecord, cost),
  CSMS_FIELD ("efficiencyPercentage", NUMBER, CsmsEventRecord, efficiency_percent),
  CSMS_FIELD ("reason", TEXT, CsmsEventRecord, reason),
};

static void
append_member (GString            *json,
               const CsmsJsonNode *key)
{
  if (json->len > 1)
    g_string_append_c (json, ',');
  csms_json_node_append_json (key, json);
  g_string_append_c (json, ':');
  csms_json_node_append_json (key + 1, json);
}

/* The stored shape without its envelope: every member but `data`, then those of `data` that are not there already. */
static char *
flatten_json (const CsmsJsonNode *event,
              const CsmsJsonNode *data)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *json = g_string_sized_new (event->length);

  g_string_append_c (json, '{');
  for (const CsmsJsonNode *key = csms_json_first (event); key != NULL; key = csms_json_next (event, key + 1))
    {
      if (csms_json_node_equals (key, "data", 4))
        continue;
      append_member (json, key);
      g_hash_table_add (names, csms_json_node_dup_text (key));
    }

  for (const CsmsJsonNode *key = csms_json_first (data); key != NULL; key = csms_json_next (data, key + 1))
    {
      g_autofree char *name = csms_json_node_dup_text (key);

      if (!g_hash_table_contains (names, name))
        append_member (json, key);
    }
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

static CsmsEventRecord *
read_event (const CsmsJsonNode *node,
            const CsmsJsonNode *data)
{
  g_autoptr (CsmsEventRecord) self = NULL;

  if (csms_json_node_get_type (csms_json_get (node, "event")) != CSMS_JSON_STRING)
    return NULL;

  self = g_new0 (CsmsEventRecord, 1);
  g_atomic_ref_count_init (&self->ref_count);
  csms_fields_init (event_fields, G_N_ELEMENTS (event_fields), self);

  /* Top-level members win, so they are read last. */
  csms_fields_read (event_fields, G_N_ELEMENTS (event_fields), self, data);
  csms_fields_read (event_fields, G_N_ELEMENTS (event_fields), self, node);
  if (self->name == NULL)
    return NULL;

  self->kind = csms_event_kind_from_string (self->name);
  if (self->kind == CSMS_EVENT_CONNECTOR_STATUS_CHANGED)
    self->status = csms_connector_status_from_string (self->status_text);
  self->json = data != NULL ? flatten_json (node, data) : csms_json_node_dup_json (node);

  return g_steal_pointer (&self);
}

CsmsEventRecord *
csms_event_record_new_from_json (const CsmsJsonNode *node)
{
  return read_event (node, csms_json_get_object (node, "data"));
}

CsmsEventRecord *
csms_event_record_new_from_text (const char *json,
                                 gsize       length)
{
  g_autoptr (CsmsJson) document = csms_json_parse (json, length, CSMS_FRAME_MAX_BYTES, NULL);

  return document != NULL ? read_event (csms_json_get_root (document), NULL) : NULL;
}

CsmsEventRecord *
csms_event_record_ref (CsmsEventRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_event_record_unref (CsmsEventRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  csms_fields_clear (event_fields, G_N_ELEMENTS (event_fields), self);
  g_free (self->json);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (CsmsEventRecord, csms_event_record, csms_event_record_ref, csms_event_record_unref)

double
csms_event_record_get_energy_wh (const CsmsEventRecord *self)
{
  gboolean is_energy = self->measurand == NULL || g_str_equal (self->measurand, "Energy") ||
                       g_str_equal (self->measurand, "Energy.Active.Import.Register");

  if (self->kind != CSMS_EVENT_METER_VALUES_DELTA || !is_energy || self->total < 0 || self->unit == NULL)
    return NAN;
  if (g_ascii_strcasecmp (self->unit, "Wh") == 0)
    return self->total;
  if (g_ascii_strcasecmp (self->unit, "kWh") == 0)
    return csms_finite (self->total * 1000.0);
  return NAN;
}
