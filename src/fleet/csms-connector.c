/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-connector-private.h"
#include "csms-search.h"
#include "csms-value.h"

#include <string.h>

struct _CsmsConnector
{
  GObject parent_instance;

  /* borrowed */
  CsmsConnectorWatch watch;
  gpointer watch_data;

  /* owned */
  char *station_id;
  char *status_text;
  char *error_code;
  char *plug_type;
  char *transaction_id;
  char *id_tag;
  char *folded_charge;

  int id;
  int status;
  int charging;
  int unconfirmed;
  gint64 since_ms;
  gint64 heard_ms;
  gint64 started_ms;
  double rating_kw;
  CsmsConnectorMeter meter;

  CsmsConnectorMemory memory;
  CsmsMeterHistory *history;    /* NULL: no reading of this charge yet */
  guint32 pending;
};

G_DEFINE_FINAL_TYPE (CsmsConnector, csms_connector, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATION_ID,
  PROP_ID,
  PROP_STATUS,
  PROP_STATUS_TEXT,
  PROP_ERROR_CODE,
  PROP_SINCE_MS,
  PROP_HEARD_MS,
  PROP_PLUG_TYPE,
  PROP_RATING_KW,
  PROP_CHARGING,
  PROP_TRANSACTION_ID,
  PROP_ID_TAG,
  PROP_STARTED_MS,
  PROP_ENERGY_WH,
  PROP_REGISTER_WH,
  PROP_POWER_W,
  PROP_SOC_PERCENT,
  PROP_COST,
  PROP_METERED_MS,
  PROP_UNCONFIRMED,
  N_PROPS
};

#define VALUE(name, kind, field) { name, CSMS_VALUE_##kind, G_STRUCT_OFFSET (CsmsConnector, field) }

static const CsmsValue values[N_PROPS] = {
  [PROP_STATION_ID] = VALUE ("station-id", TEXT, station_id),
  [PROP_ID] = VALUE ("id", INT, id),
  [PROP_STATUS] = VALUE ("status", INT, status),
  [PROP_STATUS_TEXT] = VALUE ("status-text", TEXT, status_text),
  [PROP_ERROR_CODE] = VALUE ("error-code", TEXT, error_code),
  [PROP_SINCE_MS] = VALUE ("since-ms", TIME, since_ms),
  [PROP_HEARD_MS] = VALUE ("heard-ms", TIME, heard_ms),
  [PROP_PLUG_TYPE] = VALUE ("plug-type", TEXT, plug_type),
  [PROP_RATING_KW] = VALUE ("rating-kw", NUMBER, rating_kw),
  [PROP_CHARGING] = VALUE ("charging", FLAG, charging),
  [PROP_TRANSACTION_ID] = VALUE ("transaction-id", TEXT, transaction_id),
  [PROP_ID_TAG] = VALUE ("id-tag", TEXT, id_tag),
  [PROP_STARTED_MS] = VALUE ("started-ms", TIME, started_ms),
  [PROP_ENERGY_WH] = VALUE ("energy-wh", NUMBER, meter.energy_wh),
  [PROP_REGISTER_WH] = VALUE ("register-wh", NUMBER, meter.register_wh),
  [PROP_POWER_W] = VALUE ("power-w", NUMBER, meter.power_w),
  [PROP_SOC_PERCENT] = VALUE ("soc-percent", NUMBER, meter.soc_percent),
  [PROP_COST] = VALUE ("cost", NUMBER, meter.cost),
  [PROP_METERED_MS] = VALUE ("metered-ms", TIME, meter.metered_ms),
  [PROP_UNCONFIRMED] = VALUE ("unconfirmed", FLAG, unconfirmed),
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static void
mark (CsmsConnector *self,
      gboolean       changed,
      guint          property)
{
  if (changed)
    self->pending |= 1u << property;
}

static void
csms_connector_finalize (GObject *object)
{
  CsmsConnector *self = CSMS_CONNECTOR (object);

  g_free (self->station_id);
  g_free (self->status_text);
  g_free (self->error_code);
  g_free (self->plug_type);
  g_free (self->transaction_id);
  g_free (self->id_tag);
  g_free (self->folded_charge);
  g_clear_pointer (&self->history, csms_meter_history_free);

  G_OBJECT_CLASS (csms_connector_parent_class)->finalize (object);
}

static void
csms_connector_get_property (GObject    *object,
                             guint       property,
                             GValue     *value,
                             GParamSpec *pspec)
{
  csms_value_get (object, &values[property], value);
}

static void
csms_connector_class_init (CsmsConnectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = csms_connector_finalize;
  object_class->get_property = csms_connector_get_property;

  changed_signal = csms_values_install (object_class, values, properties, N_PROPS);
}

static void
csms_connector_init (CsmsConnector *self)
{
  self->rating_kw = NAN;
  self->meter = (CsmsConnectorMeter) { NAN, NAN, NAN, NAN, NAN, 0 };
  self->memory.charge_witness = CSMS_CHARGE_NOT_WITNESSED;
  self->memory.price = NAN;
  self->memory.meter_start_wh = NAN;
  self->memory.rest_register_wh = NAN;
  self->memory.reading_wh = NAN;
}

CsmsConnector *
csms_connector_new (const char *station_id,
                    int         id)
{
  CsmsConnector *self = g_object_new (CSMS_TYPE_CONNECTOR, NULL);

  self->station_id = g_strdup (station_id);
  self->id = id;
  return self;
}

CsmsConnectorMemory *
csms_connector_get_memory (CsmsConnector *self)
{
  return &self->memory;
}

void
csms_connector_set_status (CsmsConnector       *self,
                           CsmsConnectorStatus  status,
                           const char          *text,
                           gint64               since_ms)
{
  gboolean other = csms_change_text (&self->status_text, text);

  mark (self, other, PROP_STATUS_TEXT);
  mark (self, csms_change_int (&self->status, status), PROP_STATUS);
  if (other)
    mark (self, csms_change_time (&self->since_ms, since_ms), PROP_SINCE_MS);
}

void
csms_connector_set_error_code (CsmsConnector *self,
                               const char    *error_code)
{
  if (error_code != NULL && (*error_code == '\0' || g_ascii_strcasecmp (error_code, "NoError") == 0))
    error_code = NULL;
  mark (self, csms_change_text (&self->error_code, error_code), PROP_ERROR_CODE);
}

void
csms_connector_set_heard_ms (CsmsConnector *self,
                             gint64         heard_ms)
{
  mark (self, csms_change_time (&self->heard_ms, heard_ms), PROP_HEARD_MS);
}

void
csms_connector_set_plug (CsmsConnector *self,
                         const char    *type,
                         double         rating_kw)
{
  mark (self, csms_change_text (&self->plug_type, type), PROP_PLUG_TYPE);
  mark (self, csms_change_number (&self->rating_kw, rating_kw), PROP_RATING_KW);
}

void
csms_connector_set_charge (CsmsConnector *self,
                           gboolean       charging,
                           const char    *transaction_id,
                           const char    *id_tag,
                           gint64         started_ms)
{
  gboolean other_id = csms_change_text (&self->transaction_id, transaction_id);
  gboolean other_tag = csms_change_text (&self->id_tag, id_tag);

  if (other_id || other_tag)
    g_clear_pointer (&self->folded_charge, g_free);
  mark (self, other_id, PROP_TRANSACTION_ID);
  mark (self, other_tag, PROP_ID_TAG);
  mark (self, csms_change_int (&self->charging, charging), PROP_CHARGING);
  mark (self, csms_change_time (&self->started_ms, started_ms), PROP_STARTED_MS);
}

CsmsConnectorMeter
csms_connector_get_meter (CsmsConnector *self)
{
  return self->meter;
}

void
csms_connector_set_meter (CsmsConnector            *self,
                          const CsmsConnectorMeter *meter)
{
  mark (self, csms_change_number (&self->meter.energy_wh, meter->energy_wh), PROP_ENERGY_WH);
  mark (self, csms_change_number (&self->meter.register_wh, meter->register_wh), PROP_REGISTER_WH);
  mark (self, csms_change_number (&self->meter.power_w, meter->power_w), PROP_POWER_W);
  mark (self, csms_change_number (&self->meter.soc_percent, meter->soc_percent), PROP_SOC_PERCENT);
  mark (self, csms_change_number (&self->meter.cost, meter->cost), PROP_COST);
  mark (self, csms_change_time (&self->meter.metered_ms, meter->metered_ms), PROP_METERED_MS);
}

void
csms_connector_note_reading (CsmsConnector        *self,
                             const CsmsMeterPoint *point)
{
  if (self->history == NULL)
    self->history = csms_meter_history_new ();
  csms_meter_history_add (self->history, point);
}

void
csms_connector_clear_history (CsmsConnector *self)
{
  g_clear_pointer (&self->history, csms_meter_history_free);
}

gboolean
csms_connector_commit (CsmsConnector *self)
{
  guint32 pending = self->pending;

  if (pending == 0)
    return FALSE;
  self->pending = 0;
  csms_values_tell (self, properties, N_PROPS, pending, changed_signal);
  return TRUE;
}

gboolean
csms_connector_matches (CsmsConnector *self,
                        const char    *needle)
{
  if (self->transaction_id == NULL && self->id_tag == NULL)
    return FALSE;
  if (self->folded_charge == NULL)
    self->folded_charge = csms_search_fold_pair (self->id_tag, self->transaction_id);
  return strstr (self->folded_charge, needle) != NULL;
}

void
csms_connector_set_watch (CsmsConnector      *self,
                          CsmsConnectorWatch  watch,
                          gpointer            data)
{
  self->watch = watch;
  self->watch_data = data;
}

#define GETTER(type, name, field, unknown) \
  type \
  csms_connector_get_##name (CsmsConnector *self) \
  { \
    g_return_val_if_fail (CSMS_IS_CONNECTOR (self), unknown); \
    return self->field; \
  }

GETTER (const char *, station_id, station_id, NULL)
GETTER (int, id, id, 0)
GETTER (CsmsConnectorStatus, status, status, CSMS_CONNECTOR_STATUS_UNKNOWN)
GETTER (const char *, status_text, status_text, NULL)
GETTER (const char *, error_code, error_code, NULL)
GETTER (gint64, since_ms, since_ms, 0)
GETTER (gint64, heard_ms, heard_ms, 0)
GETTER (const char *, plug_type, plug_type, NULL)
GETTER (double, rating_kw, rating_kw, NAN)
GETTER (gboolean, charging, charging, FALSE)
GETTER (const char *, transaction_id, transaction_id, NULL)
GETTER (const char *, id_tag, id_tag, NULL)
GETTER (gint64, started_ms, started_ms, 0)
GETTER (double, energy_wh, meter.energy_wh, NAN)
GETTER (double, register_wh, meter.register_wh, NAN)
GETTER (double, power_w, meter.power_w, NAN)
GETTER (double, soc_percent, meter.soc_percent, NAN)
GETTER (double, cost, meter.cost, NAN)
GETTER (gint64, metered_ms, meter.metered_ms, 0)
GETTER (const CsmsMeterHistory *, history, history, NULL)
GETTER (double, meter_start_wh, memory.meter_start_wh, NAN)
GETTER (gboolean, unconfirmed, unconfirmed, FALSE)

#undef GETTER

gint64
csms_connector_get_began_ms (CsmsConnector *self,
                             gboolean      *exact)
{
  gboolean witnessed;

  g_return_val_if_fail (CSMS_IS_CONNECTOR (self), 0);

  witnessed = self->memory.charge_witness != CSMS_CHARGE_NOT_WITNESSED && self->memory.charge_at_ms > 0;
  if (exact != NULL)
    *exact = witnessed || self->started_ms > 0;
  return !witnessed && self->started_ms > 0 ? self->started_ms : self->memory.charge_at_ms;
}

void
csms_connector_set_unconfirmed (CsmsConnector *self,
                                gboolean       unconfirmed)
{
  g_return_if_fail (CSMS_IS_CONNECTOR (self));

  if (!csms_change_int (&self->unconfirmed, !!unconfirmed))
    return;
  mark (self, TRUE, PROP_UNCONFIRMED);
  csms_connector_commit (self);
  if (self->watch != NULL)
    self->watch (self, self->watch_data);
}
