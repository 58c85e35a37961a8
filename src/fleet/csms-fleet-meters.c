/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-fleet-private.h"

/* The first reading this soon after a start stands for the register at the start, if nothing exact is known of it. */
#define FIRST_READING_WITHIN_MS (60 * 1000)

/* Two readings nearer or further apart than this say little about the power of now. */
#define POWER_MIN_APART_MS 1000
#define POWER_MAX_APART_MS (10 * 60 * 1000)

/* By how much a station's clock may be behind the server's. */
#define CLOCK_SKEW_MS (60 * 1000)

/* What one meter value says, the phases of a measurand added up unless it was given in full. NAN: nothing. */
typedef struct {
  gint64 at_ms;
  gboolean is_sample;           /* at_ms is by the station's clock */
  gboolean is_begin;            /* taken at the start of the charge */
  const char *transaction_id;
  double register_wh;
  double power_w;
  double soc_percent;
} Reading;

static double
derive_power (const CsmsConnectorMemory *memory,
              const Reading             *reading)
{
  gint64 apart_ms = reading->at_ms - memory->reading_ms;
  double power_w;

  if (isnan (memory->reading_wh) || memory->reading_is_sample != reading->is_sample ||
      apart_ms < POWER_MIN_APART_MS || apart_ms > POWER_MAX_APART_MS)
    return NAN;
  power_w = (reading->register_wh - memory->reading_wh) * (3600.0 * 1000.0) / apart_ms;
  return power_w >= 0 ? power_w : NAN;
}

static void
take_register (CsmsConnector      *connector,
               const Reading      *reading,
               CsmsConnectorMeter *meter)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  gint64 start_ms = reading->is_sample ? csms_connector_get_started_ms (connector) : memory->charge_at_ms;

  meter->register_wh = reading->register_wh;
  if (!csms_connector_get_charging (connector))
    {
      /* a reading with a transaction belongs to the charge before, and energy flowed after it */
      if (reading->transaction_id == NULL)
        memory->rest_register_wh = reading->register_wh;
      return;
    }

  if (reading->is_begin ||
      (isnan (memory->meter_start_wh) && memory->charge_witness == CSMS_EVENT_PUSHED &&
       reading->at_ms >= start_ms && reading->at_ms - start_ms <= FIRST_READING_WITHIN_MS))
    memory->meter_start_wh = reading->register_wh;
  /* a register that fell is another register, or was never the one */
  if (reading->register_wh < memory->meter_start_wh)
    memory->meter_start_wh = NAN;
  meter->energy_wh = reading->register_wh - memory->meter_start_wh;
  meter->cost = memory->price * meter->energy_wh / 1000;

  if (!memory->power_reported)
    {
      double power_w = derive_power (memory, reading);

      if (!isnan (power_w) || reading->at_ms - memory->reading_ms > POWER_MIN_APART_MS)
        meter->power_w = power_w;
    }
  if (isnan (memory->reading_wh) || memory->reading_is_sample != reading->is_sample ||
      reading->at_ms - memory->reading_ms >= POWER_MIN_APART_MS)
    {
      memory->reading_wh = reading->register_wh;
      memory->reading_ms = reading->at_ms;
      memory->reading_is_sample = reading->is_sample;
    }
}

/* Readings from before the charge are another one's, unless the clocks differ by that little. */
static void
note_reading (CsmsConnector *connector,
              const Reading *reading,
              double         power_w)
{
  gint64 started_ms = csms_connector_get_started_ms (connector);
  CsmsMeterPoint point = {
    .at_ms = reading->at_ms,
    .register_wh = reading->register_wh,
    .power_w = power_w,
    .is_sample = reading->is_sample,
  };

  if (!csms_connector_get_charging (connector) || (isnan (point.register_wh) && isnan (point.power_w)))
    return;
  if (started_ms == 0 || reading->at_ms + CLOCK_SKEW_MS >= started_ms)
    csms_connector_note_reading (connector, &point);
}

/* What another charge drew is nothing of this one. */
static gboolean
is_of_another (CsmsConnector *connector,
               const Reading *reading)
{
  const char *current = csms_connector_get_transaction_id (connector);

  return current != NULL && reading->transaction_id != NULL && !g_str_equal (current, reading->transaction_id);
}

static void
take_reading (CsmsFleet     *self,
              CsmsStation   *station,
              CsmsConnector *connector,
              const Reading *reading)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  CsmsConnectorMeter meter = csms_connector_get_meter (connector);
  const char *current = csms_connector_get_transaction_id (connector);

  if (is_of_another (connector, reading))
    return;

  if (!isnan (reading->register_wh))
    take_register (connector, reading, &meter);
  if (csms_connector_get_charging (connector) && !isnan (reading->power_w))
    {
      meter.power_w = reading->power_w;
      memory->power_reported = TRUE;
    }
  if (csms_connector_get_charging (connector) && !isnan (reading->soc_percent))
    meter.soc_percent = reading->soc_percent;
  if (!isnan (reading->register_wh) || !isnan (reading->power_w) || !isnan (reading->soc_percent))
    meter.metered_ms = reading->at_ms;
  csms_connector_set_meter (connector, &meter);
  note_reading (connector, reading, memory->power_reported ? reading->power_w : meter.power_w);
  if (current != NULL && !isnan (meter.energy_wh))
    csms_transaction_set_energy_wh (csms_fleet_ensure_transaction (self, csms_station_get_id (station), current),
                                    meter.energy_wh);
  csms_fleet_touch (self, station);
}

/* Meter values that carry a transaction id tell which charge is under way (traps 6 and 7). */
static void
learn_charge (CsmsFleet     *self,
              CsmsStation   *station,
              CsmsConnector *connector,
              const char    *transaction_id,
              gint64         at_ms)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  CsmsTransaction *transaction = csms_fleet_peek_transaction (self, csms_station_get_id (station), transaction_id);
  const char *current = csms_connector_get_transaction_id (connector);
  CsmsChargeBegin begin = { .transaction_id = transaction_id, .at_ms = at_ms, .witness = CSMS_CHARGE_NOT_WITNESSED };

  if (transaction != NULL && (csms_transaction_get_proof (transaction) & CSMS_TRANSACTION_FINISHED) != 0)
    return;
  if (csms_connector_get_charging (connector) && current == NULL)
    csms_fleet_name_charge (self, station, connector, transaction_id);
  else if (csms_connector_get_charging (connector) && !g_str_equal (current, transaction_id) && at_ms > memory->charge_at_ms &&
           csms_status_is_charge (csms_connector_get_status (connector)))
    csms_fleet_begin_charge (self, station, connector, &begin);
  else if (!csms_connector_get_charging (connector) &&
           csms_connector_get_status (connector) == CSMS_CONNECTOR_STATUS_UNKNOWN)
    csms_fleet_begin_charge (self, station, connector, &begin);
}

void
csms_fleet_take_delta (CsmsFleet             *self,
                       CsmsStation           *station,
                       CsmsConnector         *connector,
                       const CsmsEventRecord *event,
                       CsmsEventOrigin        origin,
                       gint64                 at_ms)
{
  Reading reading = {
    .at_ms = at_ms,
    .transaction_id = event->transaction_id,
    .register_wh = csms_event_record_get_energy_wh (event),
    .power_w = NAN,
    .soc_percent = NAN,
  };

  /* the main meter, of the station itself (trap 15), unless it names a charge */
  if (connector == NULL)
    connector = csms_fleet_find_charge (station, event->transaction_id);
  if (connector == NULL)
    return;

  if (event->transaction_id != NULL)
    learn_charge (self, station, connector, event->transaction_id, at_ms);
  if (at_ms < csms_connector_get_memory (connector)->delta_at_ms)
    return;
  csms_connector_get_memory (connector)->delta_at_ms = at_ms;
  /* older than what a poll has told since */
  if (origin == CSMS_EVENT_RECOVERED && at_ms <= csms_connector_get_metered_ms (connector))
    return;
  take_reading (self, station, connector, &reading);
}

static gboolean
is_of_outlet (const CsmsSampleRecord *sample)
{
  return sample->location == NULL || g_str_equal (sample->location, "Outlet") || g_str_equal (sample->location, "Inlet");
}

static void
add_value (double                 *total,
           double                 *phases,
           const CsmsSampleRecord *sample,
           const char             *wanted_unit)
{
  const char *unit;
  double value = csms_sample_record_get_si (sample, &unit);

  if (isnan (value) || !is_of_outlet (sample) || (*unit != '\0' && g_ascii_strcasecmp (unit, wanted_unit) != 0))
    return;
  if (sample->phase == NULL)
    *total = value;
  else if (g_str_equal (sample->phase, "L1") || g_str_equal (sample->phase, "L2") || g_str_equal (sample->phase, "L3"))
    *phases = isnan (*phases) ? value : *phases + value;
}

static gboolean
is_same_reading (const CsmsSampleRecord *a,
                 const CsmsSampleRecord *b)
{
  return a->timestamp_ms == b->timestamp_ms && a->connector_id == b->connector_id &&
         g_strcmp0 (a->transaction_id, b->transaction_id) == 0;
}

/* Sums up samples @first to @last: one meter value. */
static Reading
read_samples (GPtrArray *samples,
              guint      first,
              guint      last)
{
  const CsmsSampleRecord *sample = g_ptr_array_index (samples, first);
  Reading reading = {
    .at_ms = sample->timestamp_ms,
    .is_sample = TRUE,
    .transaction_id = sample->transaction_id,
    .register_wh = NAN,
    .power_w = NAN,
    .soc_percent = NAN,
  };
  double register_phases = NAN, power_phases = NAN;

  for (guint i = first; i <= last; i++)
    {
      sample = g_ptr_array_index (samples, i);
      if (g_str_equal (sample->measurand, "Energy.Active.Import.Register"))
        add_value (&reading.register_wh, &register_phases, sample, "Wh");
      else if (g_str_equal (sample->measurand, "Power.Active.Import"))
        add_value (&reading.power_w, &power_phases, sample, "W");
      else if (g_str_equal (sample->measurand, "SoC") && !isnan (sample->value))
        reading.soc_percent = sample->value;
      if (g_strcmp0 (sample->context, "Transaction.Begin") == 0)
        reading.is_begin = TRUE;
    }
  if (isnan (reading.register_wh))
    reading.register_wh = register_phases;
  if (isnan (reading.power_w))
    reading.power_w = power_phases;
  return reading;
}

static CsmsConnector *
find_sampled (CsmsStation            *station,
              const CsmsSampleRecord *sample)
{
  if (sample->connector_id > 0)
    return csms_station_get_connector (station, sample->connector_id);
  return csms_fleet_find_charge (station, sample->transaction_id);
}

/* The newest sample of a connector names its charge, since older ones may be of charges before; and a newer one than the last
   poll's was heard now. How old the first poll's are nobody knows. */
static void
take_newest (CsmsFleet   *self,
             CsmsStation *station,
             GPtrArray   *samples,
             gint64       now_ms)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < samples->len; i++)
    {
      const CsmsSampleRecord *sample = g_ptr_array_index (samples, i);
      CsmsConnector *connector = find_sampled (station, sample);
      CsmsConnectorMemory *memory;

      if (connector == NULL || !g_hash_table_add (seen, connector))
        continue;
      memory = csms_connector_get_memory (connector);
      if (memory->sample_at_ms != 0 && sample->timestamp_ms > memory->sample_at_ms && csms_station_get_online (station))
        csms_connector_set_heard_ms (connector, now_ms);
      if (sample->transaction_id == NULL || !csms_connector_get_charging (connector) ||
          csms_connector_get_transaction_id (connector) != NULL)
        continue;
      /* taken before this charge began, it is of the one before */
      if (memory->charge_witness != CSMS_CHARGE_NOT_WITNESSED && sample->timestamp_ms + CLOCK_SKEW_MS < memory->charge_at_ms)
        continue;
      csms_fleet_name_charge (self, station, connector, sample->transaction_id);
    }
}

/* Older samples change nothing of the present, but a longer answer than the ones before tells more of the course. */
static void
note_older (CsmsStation *station,
            GPtrArray   *samples)
{
  guint first = 0;

  while (first < samples->len)
    {
      const CsmsSampleRecord *newest = g_ptr_array_index (samples, first);
      CsmsConnector *connector = find_sampled (station, newest);
      const CsmsMeterHistory *history = connector != NULL ? csms_connector_get_history (connector) : NULL;
      const CsmsMeterPoint *points = NULL;
      guint end = first + 1;
      guint n = 0;

      while (end < samples->len && is_same_reading (g_ptr_array_index (samples, end), newest))
        end++;
      if (history != NULL)
        points = csms_meter_history_get (history, &n);
      if (n > 0 && newest->timestamp_ms < points[0].at_ms)
        {
          Reading reading = read_samples (samples, first, end - 1);

          if (!is_of_another (connector, &reading))
            note_reading (connector, &reading, reading.power_w);
        }
      first = end;
    }
}

void
csms_fleet_take_samples (CsmsFleet   *self,
                         CsmsStation *station,
                         GPtrArray   *samples,
                         gint64       now_ms)
{
  guint end = samples->len;

  take_newest (self, station, samples, now_ms);

  /* oldest first, so that what comes last is the newest */
  while (end > 0)
    {
      const CsmsSampleRecord *last = g_ptr_array_index (samples, end - 1);
      CsmsConnector *connector = find_sampled (station, last);
      CsmsConnectorMemory *memory = connector != NULL ? csms_connector_get_memory (connector) : NULL;
      guint first = end - 1;

      while (first > 0 && is_same_reading (g_ptr_array_index (samples, first - 1), last))
        first--;
      if (memory != NULL && last->timestamp_ms > memory->sample_at_ms)
        {
          Reading reading = read_samples (samples, first, end - 1);

          memory->sample_at_ms = last->timestamp_ms;
          take_reading (self, station, connector, &reading);
        }
      end = first;
    }
  note_older (station, samples);
}
