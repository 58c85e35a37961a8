/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-private.h"
#include "csms-value.h"

struct _CsmsTransaction
{
  GObject parent_instance;

  /* owned */
  CsmsStation *station;
  char *station_id;
  char *transaction_id;
  char *id_tag;
  char *reason;
  char *status_text;

  int connector_id;
  gboolean live;
  gint64 start_ms;
  gint64 stop_ms;
  double energy_wh;
  double cost;
  double efficiency_percent;
  double meter_start_wh;
  double meter_stop_wh;

  guint proof;
  CsmsTransactionPlace place;
  guint32 pending;
};

G_DEFINE_FINAL_TYPE (CsmsTransaction, csms_transaction, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATION_ID,
  PROP_STATION_NAME,
  PROP_TRANSACTION_ID,
  PROP_CONNECTOR_ID,
  PROP_ID_TAG,
  PROP_START_MS,
  PROP_STOP_MS,
  PROP_LIVE,
  PROP_ENERGY_WH,
  PROP_COST,
  PROP_EFFICIENCY_PERCENT,
  PROP_REASON,
  PROP_STATUS_TEXT,
  N_PROPS
};

#define VALUE(name, kind, field) { name, CSMS_VALUE_##kind, G_STRUCT_OFFSET (CsmsTransaction, field) }

static const CsmsValue values[N_PROPS] = {
  [PROP_STATION_ID] = VALUE ("station-id", TEXT, station_id),
  /* kept by the station, see csms_transaction_get_property() */
  [PROP_STATION_NAME] = VALUE ("station-name", TEXT, station_id),
  [PROP_TRANSACTION_ID] = VALUE ("transaction-id", TEXT, transaction_id),
  [PROP_CONNECTOR_ID] = VALUE ("connector-id", INT, connector_id),
  [PROP_ID_TAG] = VALUE ("id-tag", TEXT, id_tag),
  [PROP_START_MS] = VALUE ("start-ms", TIME, start_ms),
  [PROP_STOP_MS] = VALUE ("stop-ms", TIME, stop_ms),
  [PROP_LIVE] = VALUE ("live", FLAG, live),
  [PROP_ENERGY_WH] = VALUE ("energy-wh", NUMBER, energy_wh),
  [PROP_COST] = VALUE ("cost", NUMBER, cost),
  [PROP_EFFICIENCY_PERCENT] = VALUE ("efficiency-percent", NUMBER, efficiency_percent),
  [PROP_REASON] = VALUE ("reason", TEXT, reason),
  [PROP_STATUS_TEXT] = VALUE ("status-text", TEXT, status_text),
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static void
mark (CsmsTransaction *self,
      gboolean         changed,
      guint            property)
{
  if (changed)
    self->pending |= 1u << property;
}

static void
learn_text (CsmsTransaction  *self,
            char            **field,
            const char       *value,
            gboolean          certain,
            guint             property)
{
  if (value != NULL && (certain || *field == NULL))
    mark (self, csms_change_text (field, value), property);
}

static void
learn_time (CsmsTransaction *self,
            gint64          *field,
            gint64           value,
            gboolean         certain,
            guint            property)
{
  if (value != 0 && (certain || *field == 0))
    mark (self, csms_change_time (field, value), property);
}

static void
learn_number (CsmsTransaction *self,
              double          *field,
              double           value,
              gboolean         certain,
              guint            property)
{
  if (!isnan (value) && (certain || isnan (*field)))
    mark (self, csms_change_number (field, value), property);
}

static void
csms_transaction_finalize (GObject *object)
{
  CsmsTransaction *self = CSMS_TRANSACTION (object);

  g_clear_object (&self->station);
  g_free (self->station_id);
  g_free (self->transaction_id);
  g_free (self->id_tag);
  g_free (self->reason);
  g_free (self->status_text);

  G_OBJECT_CLASS (csms_transaction_parent_class)->finalize (object);
}

static void
csms_transaction_get_property (GObject    *object,
                               guint       property,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (property == PROP_STATION_NAME)
    g_value_set_string (value, csms_transaction_get_station_name (CSMS_TRANSACTION (object)));
  else
    csms_value_get (object, &values[property], value);
}

static void
csms_transaction_class_init (CsmsTransactionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = csms_transaction_finalize;
  object_class->get_property = csms_transaction_get_property;

  changed_signal = csms_values_install (object_class, values, properties, N_PROPS);
}

static void
csms_transaction_init (CsmsTransaction *self)
{
  self->connector_id = CSMS_CONNECTOR_NONE;
  self->energy_wh = NAN;
  self->cost = NAN;
  self->efficiency_percent = NAN;
  self->meter_start_wh = NAN;
  self->meter_stop_wh = NAN;
}

CsmsTransaction *
csms_transaction_new (const char *station_id,
                      const char *transaction_id)
{
  CsmsTransaction *self = g_object_new (CSMS_TYPE_TRANSACTION, NULL);

  self->station_id = g_strdup (station_id);
  self->transaction_id = g_strdup (transaction_id);
  self->place.key = (CsmsTransactionKey) { self->station_id, self->transaction_id };
  return self;
}

void
csms_transaction_learn (CsmsTransaction            *self,
                        const CsmsTransactionFacts *facts,
                        gboolean                    certain)
{
  const char *id_tag = facts->id_tag;

  /* the server's word for "no tag" */
  if (id_tag != NULL && (*id_tag == '\0' || g_ascii_strcasecmp (id_tag, "unknown") == 0))
    id_tag = NULL;

  if (facts->connector_id > 0 && (certain || self->connector_id <= 0))
    mark (self, csms_change_int (&self->connector_id, facts->connector_id), PROP_CONNECTOR_ID);
  learn_text (self, &self->id_tag, id_tag, certain, PROP_ID_TAG);
  learn_time (self, &self->start_ms, facts->start_ms, certain, PROP_START_MS);
  learn_time (self, &self->stop_ms, facts->stop_ms, certain, PROP_STOP_MS);
  learn_number (self, &self->energy_wh, facts->energy_wh, certain, PROP_ENERGY_WH);
  learn_number (self, &self->cost, facts->cost, certain, PROP_COST);
  learn_number (self, &self->efficiency_percent, facts->efficiency_percent, certain, PROP_EFFICIENCY_PERCENT);
  learn_text (self, &self->reason, facts->reason, certain, PROP_REASON);
  learn_text (self, &self->status_text, facts->status_text, certain, PROP_STATUS_TEXT);
  if (!isnan (facts->meter_start_wh))
    self->meter_start_wh = facts->meter_start_wh;
  if (!isnan (facts->meter_stop_wh))
    self->meter_stop_wh = facts->meter_stop_wh;
}

void
csms_transaction_learn_record (CsmsTransaction             *self,
                               const CsmsTransactionRecord *record,
                               gboolean                     certain)
{
  CsmsTransactionFacts facts = {
    .connector_id = record->connector_id,
    .id_tag = record->id_tag,
    .start_ms = record->start_time_ms,
    .stop_ms = record->stop_time_ms,
    .energy_wh = record->energy_wh,
    .cost = record->cost,
    .efficiency_percent = record->efficiency_percent,
    .reason = record->reason,
    .status_text = record->status,
    .meter_start_wh = record->meter_start_wh,
    .meter_stop_wh = record->meter_stop_wh,
  };

  csms_transaction_learn (self, &facts, certain);
}

CsmsTransaction *
csms_transaction_new_past (const CsmsTransactionRecord *record,
                           CsmsStation                 *station)
{
  CsmsTransaction *self;

  g_return_val_if_fail (record != NULL && record->station_id != NULL && record->transaction_id != NULL, NULL);

  self = csms_transaction_new (record->station_id, record->transaction_id);
  csms_transaction_set_station (self, station);
  csms_transaction_learn_record (self, record, TRUE);
  self->pending = 0;
  return self;
}

void
csms_transaction_set_live (CsmsTransaction *self,
                           gboolean         live)
{
  mark (self, csms_change_int (&self->live, live), PROP_LIVE);
}

void
csms_transaction_set_energy_wh (CsmsTransaction *self,
                                double           energy_wh)
{
  mark (self, csms_change_number (&self->energy_wh, energy_wh), PROP_ENERGY_WH);
}

void
csms_transaction_set_station (CsmsTransaction *self,
                              CsmsStation     *station)
{
  if (g_set_object (&self->station, station))
    mark (self, station != NULL && csms_station_get_name (station) != NULL, PROP_STATION_NAME);
}

gboolean
csms_transaction_has_station (CsmsTransaction *self)
{
  return self->station != NULL;
}

guint
csms_transaction_get_proof (CsmsTransaction *self)
{
  return self->proof;
}

void
csms_transaction_add_proof (CsmsTransaction *self,
                            guint            proof)
{
  self->proof |= proof;
}

double
csms_transaction_get_meter_start_wh (CsmsTransaction *self)
{
  return self->meter_start_wh;
}

double
csms_transaction_get_meter_stop_wh (CsmsTransaction *self)
{
  return self->meter_stop_wh;
}

gint64
csms_transaction_get_order_ms (CsmsTransaction *self)
{
  return self->start_ms != 0 ? self->start_ms : self->stop_ms;
}

gboolean
csms_transaction_commit (CsmsTransaction *self)
{
  guint32 pending = self->pending;

  if (pending == 0)
    return FALSE;
  self->pending = 0;
  csms_values_tell (self, properties, N_PROPS, pending, changed_signal);
  return TRUE;
}

CsmsTransactionPlace *
csms_transaction_get_place (CsmsTransaction *self)
{
  return &self->place;
}

const char *
csms_transaction_get_station_name (CsmsTransaction *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTION (self), NULL);
  return self->station != NULL ? csms_station_get_name (self->station) : NULL;
}

#define GETTER(type, name, unknown) \
  type \
  csms_transaction_get_##name (CsmsTransaction *self) \
  { \
    g_return_val_if_fail (CSMS_IS_TRANSACTION (self), unknown); \
    return self->name; \
  }

GETTER (const char *, station_id, NULL)
GETTER (const char *, transaction_id, NULL)
GETTER (int, connector_id, CSMS_CONNECTOR_NONE)
GETTER (const char *, id_tag, NULL)
GETTER (gint64, start_ms, 0)
GETTER (gint64, stop_ms, 0)
GETTER (gboolean, live, FALSE)
GETTER (double, energy_wh, NAN)
GETTER (double, cost, NAN)
GETTER (double, efficiency_percent, NAN)
GETTER (const char *, reason, NULL)
GETTER (const char *, status_text, NULL)

#undef GETTER
