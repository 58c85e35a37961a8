/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-fields.h"
#include "csms-records-private.h"

#include <math.h>

static const CsmsField meter_value_fields[] = {
  CSMS_FIELD ("stationId", ID, CsmsSampleRecord, station_id),
  CSMS_FIELD ("connectorId", CONNECTOR, CsmsSampleRecord, connector_id),
  CSMS_FIELD ("transactionId", ID, CsmsSampleRecord, transaction_id),
  CSMS_FIELD ("timestamp", TIME, CsmsSampleRecord, timestamp_ms),
};

static const CsmsField sampled_value_fields[] = {
  CSMS_FIELD ("value", TEXT, CsmsSampleRecord, value_text),
  CSMS_FIELD ("measurand", ID, CsmsSampleRecord, measurand),
  CSMS_FIELD ("unit", ID, CsmsSampleRecord, unit),
  CSMS_FIELD ("phase", ID, CsmsSampleRecord, phase),
  CSMS_FIELD ("context", ID, CsmsSampleRecord, context),
  CSMS_FIELD ("location", ID, CsmsSampleRecord, location),
  CSMS_FIELD ("format", ID, CsmsSampleRecord, format),
};

/* OCPP 1.6 UnitOfMeasure with a k in it, and what it is a thousand of. */
static const struct {
  const char *unit;
  const char *base;
} kilo_units[] = {
  { "kWh", "Wh" },
  { "kW", "W" },
  { "kvarh", "varh" },
  { "kvar", "var" },
  { "kVA", "VA" },
};

static void
fill_defaults (CsmsSampleRecord *self)
{
  if (self->measurand == NULL)
    self->measurand = g_strdup ("Energy.Active.Import.Register");
  if (self->unit == NULL)
    self->unit = g_strdup (g_str_has_prefix (self->measurand, "Energy") ? "Wh" : "");
}

static CsmsSampleRecord *
sample_record_new (const CsmsJsonNode *meter_value,
                   const CsmsJsonNode *sampled_value)
{
  CsmsSampleRecord *self = g_new0 (CsmsSampleRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  csms_fields_init (meter_value_fields, G_N_ELEMENTS (meter_value_fields), self);
  csms_fields_read (meter_value_fields, G_N_ELEMENTS (meter_value_fields), self, meter_value);
  csms_fields_read (sampled_value_fields, G_N_ELEMENTS (sampled_value_fields), self, sampled_value);

  self->value = csms_json_node_get_double (csms_json_get (sampled_value, "value"));
  fill_defaults (self);
  return self;
}

void
csms_sample_records_append_from_json (const CsmsJsonNode *node,
                                      GPtrArray          *samples)
{
  const CsmsJsonNode *values = csms_json_get_array (node, "sampledValue");

  for (const CsmsJsonNode *child = csms_json_first (values); child != NULL; child = csms_json_next (values, child))
    {
      if (csms_json_get (child, "value") != NULL)
        g_ptr_array_add (samples, sample_record_new (node, child));
    }
}

CsmsSampleRecord *
csms_sample_record_new_copy (const CsmsSampleRecord *values)
{
  CsmsSampleRecord *self = g_new0 (CsmsSampleRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  csms_fields_copy (meter_value_fields, G_N_ELEMENTS (meter_value_fields), self, values);
  csms_fields_copy (sampled_value_fields, G_N_ELEMENTS (sampled_value_fields), self, values);
  self->value = values->value;
  fill_defaults (self);
  return self;
}

CsmsSampleRecord *
csms_sample_record_ref (CsmsSampleRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_sample_record_unref (CsmsSampleRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  csms_fields_clear (meter_value_fields, G_N_ELEMENTS (meter_value_fields), self);
  csms_fields_clear (sampled_value_fields, G_N_ELEMENTS (sampled_value_fields), self);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (CsmsSampleRecord, csms_sample_record, csms_sample_record_ref, csms_sample_record_unref)

double
csms_sample_record_get_si (const CsmsSampleRecord  *self,
                           const char             **factor_unit)
{
  const char *base = self->unit;
  double factor = 1.0;

  for (guint i = 0; i < G_N_ELEMENTS (kilo_units); i++)
    {
      if (g_ascii_strcasecmp (self->unit, kilo_units[i].unit) == 0)
        {
          base = kilo_units[i].base;
          factor = 1000.0;
        }
    }

  if (factor_unit != NULL)
    *factor_unit = base;
  return csms_finite (self->value * factor);
}
