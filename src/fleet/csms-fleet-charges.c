/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-fleet-private.h"

/* How far apart the status Charging and the start of the same charge can be; order is not promised (trap 12). */
#define START_SPREAD_MS (60 * 1000)

static gboolean
is_over (CsmsTransaction *transaction)
{
  return (csms_transaction_get_proof (transaction) & CSMS_TRANSACTION_FINISHED) != 0;
}

/* Returns: whether @transaction_id can be that of a charge on @connector: it is not over, nor under way on another connector,
   which can happen when two begin in one second (trap 6) */
static gboolean
is_free (CsmsFleet     *self,
         CsmsStation   *station,
         CsmsConnector *connector,
         const char    *transaction_id)
{
  CsmsTransaction *transaction;
  CsmsConnector *holder;

  if (transaction_id == NULL)
    return FALSE;
  transaction = csms_fleet_peek_transaction (self, csms_station_get_id (station), transaction_id);
  if (transaction != NULL && is_over (transaction))
    return FALSE;
  holder = csms_fleet_find_charge (station, transaction_id);
  return holder == NULL || holder == connector;
}

/* What a meter said belongs to one charge; the register alone goes on. */
static void
reset_meter (CsmsConnector *connector)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  CsmsConnectorMeter meter = csms_connector_get_meter (connector);

  meter.energy_wh = NAN;
  meter.power_w = NAN;
  meter.soc_percent = NAN;
  meter.cost = NAN;
  csms_connector_set_meter (connector, &meter);

  memory->meter_start_wh = NAN;
  memory->reading_wh = NAN;
  memory->power_reported = FALSE;
  csms_connector_clear_history (connector);
}

CsmsConnector *
csms_fleet_find_charge (CsmsStation *station,
                        const char  *transaction_id)
{
  GPtrArray *connectors = csms_station_peek_connectors (station);

  for (guint i = 0; transaction_id != NULL && i < connectors->len; i++)
    {
      CsmsConnector *connector = g_ptr_array_index (connectors, i);

      if (g_strcmp0 (csms_connector_get_transaction_id (connector), transaction_id) == 0)
        return connector;
    }
  return NULL;
}

void
csms_fleet_end_charge (CsmsFleet     *self,
                       CsmsStation   *station,
                       CsmsConnector *connector)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  const char *transaction_id = csms_connector_get_transaction_id (connector);

  if (!csms_connector_get_charging (connector))
    return;
  if (transaction_id != NULL)
    csms_transaction_set_live (csms_fleet_ensure_transaction (self, csms_station_get_id (station), transaction_id), FALSE);

  csms_connector_set_charge (connector, FALSE, NULL, NULL, 0);
  reset_meter (connector);
  memory->charge_at_ms = 0;
  memory->charge_witness = CSMS_CHARGE_NOT_WITNESSED;
  /* energy went on flowing after the last reading */
  memory->rest_register_wh = NAN;
  csms_fleet_touch (self, station);
}

void
csms_fleet_begin_charge (CsmsFleet             *self,
                         CsmsStation           *station,
                         CsmsConnector         *connector,
                         const CsmsChargeBegin *begin)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  CsmsTransaction *transaction = NULL;
  double rest_register_wh = memory->rest_register_wh;
  double meter_start_wh;

  const char *transaction_id = is_free (self, station, connector, begin->transaction_id) ? begin->transaction_id : NULL;

  csms_fleet_end_charge (self, station, connector);

  if (transaction_id != NULL)
    {
      CsmsTransactionFacts facts = CSMS_TRANSACTION_FACTS_NONE;

      facts.connector_id = csms_connector_get_id (connector);
      facts.id_tag = begin->id_tag;
      facts.start_ms = begin->started_ms;
      transaction = csms_fleet_ensure_transaction (self, csms_station_get_id (station), transaction_id);
      csms_transaction_learn (transaction, &facts, FALSE);
      csms_transaction_set_live (transaction, TRUE);
    }

  /* exact either way: the server's account, or the register at rest before the charge */
  meter_start_wh = transaction != NULL ? csms_transaction_get_meter_start_wh (transaction) : NAN;
  if (isnan (meter_start_wh))
    meter_start_wh = rest_register_wh;
  reset_meter (connector);
  memory->meter_start_wh = meter_start_wh;
  memory->charge_at_ms = begin->at_ms;
  memory->charge_witness = begin->witness;
  memory->rest_register_wh = NAN;
  csms_connector_set_charge (connector, TRUE, transaction_id,
                             transaction != NULL ? csms_transaction_get_id_tag (transaction) : begin->id_tag,
                             begin->started_ms);
  csms_fleet_touch (self, station);
}

/* What is known of @transaction and of the charge under way, which are the same thing, each learns from the other. */
static void
join_charge (CsmsConnector   *connector,
             CsmsTransaction *transaction)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  CsmsConnectorMeter meter = csms_connector_get_meter (connector);
  gint64 started_ms = csms_connector_get_started_ms (connector);

  csms_connector_set_charge (connector, TRUE, csms_transaction_get_transaction_id (transaction),
                             csms_transaction_get_id_tag (transaction),
                             started_ms != 0 ? started_ms : csms_transaction_get_start_ms (transaction));
  if (isnan (memory->meter_start_wh))
    memory->meter_start_wh = csms_transaction_get_meter_start_wh (transaction);
  if (!isnan (meter.energy_wh))
    {
      csms_transaction_set_energy_wh (transaction, meter.energy_wh);
    }
  else if (csms_transaction_get_energy_wh (transaction) >= 0)
    {
      /* the server's account, if it can be true, until the next reading tells */
      meter.energy_wh = csms_transaction_get_energy_wh (transaction);
      meter.cost = memory->price * meter.energy_wh / 1000;
      csms_connector_set_meter (connector, &meter);
    }
}

void
csms_fleet_name_charge (CsmsFleet     *self,
                        CsmsStation   *station,
                        CsmsConnector *connector,
                        const char    *transaction_id)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  CsmsTransactionFacts facts = CSMS_TRANSACTION_FACTS_NONE;
  CsmsTransaction *transaction;

  g_assert (csms_connector_get_charging (connector));

  /* what the server remembers of a charge that is over is no news of this one */
  if (!is_free (self, station, connector, transaction_id))
    return;

  transaction = csms_fleet_ensure_transaction (self, csms_station_get_id (station), transaction_id);
  facts.connector_id = csms_connector_get_id (connector);
  facts.start_ms = csms_connector_get_started_ms (connector);
  facts.id_tag = csms_connector_get_id_tag (connector);
  csms_transaction_learn (transaction, &facts, FALSE);
  csms_transaction_set_live (transaction, TRUE);
  join_charge (connector, transaction);
  csms_fleet_touch (self, station);

  /* The second of two stations that start in one second gets no transaction.started: this is the proof instead (trap 6). Of a
     charge that was under way before anyone looked it is none. */
  if (memory->charge_witness != CSMS_CHARGE_NOT_WITNESSED &&
      (csms_transaction_get_proof (transaction) & CSMS_TRANSACTION_STARTED) == 0)
    {
      csms_transaction_add_proof (transaction, CSMS_TRANSACTION_STARTED);
      csms_fleet_announce (self, transaction, memory->charge_witness, FALSE);
    }
}

static void
infer_status (CsmsFleet           *self,
              CsmsStation         *station,
              CsmsConnector       *connector,
              CsmsConnectorStatus  status,
              gint64               at_ms)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);

  csms_connector_set_status (connector, status, csms_connector_status_to_string (status), at_ms);
  memory->status_origin = CSMS_STATUS_INFERRED;
  memory->status_at_ms = MAX (memory->status_at_ms, at_ms);
  csms_fleet_touch (self, station);
}

/* Returns: whether the start is that of the charge under way, whose id was not known or is the same */
static gboolean
is_start_of_current (CsmsConnector         *connector,
                     const CsmsEventRecord *event,
                     gint64                 at_ms)
{
  const char *current = csms_connector_get_transaction_id (connector);

  if (!csms_connector_get_charging (connector))
    return FALSE;
  if (current != NULL)
    return g_strcmp0 (current, event->transaction_id) == 0;
  return at_ms <= csms_connector_get_memory (connector)->charge_at_ms + START_SPREAD_MS;
}

/* What a start changes of the present; the caller has seen to the history. */
static void
start_charge (CsmsFleet             *self,
              CsmsStation           *station,
              CsmsConnector         *connector,
              const CsmsEventRecord *event,
              CsmsEventOrigin        origin,
              gint64                 at_ms)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  CsmsConnectorStatus status = csms_connector_get_status (connector);
  CsmsChargeBegin begin = {
    .transaction_id = event->transaction_id,
    .id_tag = event->id_tag,
    .at_ms = at_ms,
    .started_ms = event->start_time_ms != 0 ? event->start_time_ms : at_ms,
    .witness = origin,
  };

  if (is_start_of_current (connector, event, at_ms))
    {
      if (event->transaction_id != NULL)
        csms_fleet_name_charge (self, station, connector, event->transaction_id);
      csms_connector_set_charge (connector, TRUE, csms_connector_get_transaction_id (connector),
                                 csms_connector_get_id_tag (connector), begin.started_ms);
      memory->charge_at_ms = at_ms;
      memory->charge_witness = origin;
      csms_fleet_touch (self, station);
    }
  else if (csms_status_denies_start (connector, at_ms) ||
           (csms_connector_get_charging (connector) && at_ms < memory->charge_at_ms))
    {
      return;
    }
  else
    {
      csms_fleet_begin_charge (self, station, connector, &begin);
    }

  /* some stations say nothing between Preparing and Available; the server then concludes the same */
  if (!csms_status_is_charge (status) && status != CSMS_CONNECTOR_STATUS_FAULTED &&
      status != CSMS_CONNECTOR_STATUS_UNAVAILABLE && memory->status_at_ms <= at_ms)
    infer_status (self, station, connector, CSMS_CONNECTOR_STATUS_CHARGING, at_ms);
}

void
csms_fleet_hear_started (CsmsFleet             *self,
                         CsmsStation           *station,
                         CsmsConnector         *connector,
                         const CsmsEventRecord *event,
                         CsmsEventOrigin        origin,
                         gint64                 at_ms)
{
  if (event->transaction_id != NULL)
    {
      CsmsTransaction *transaction = csms_fleet_ensure_transaction (self, event->station_id, event->transaction_id);
      CsmsTransactionFacts facts = CSMS_TRANSACTION_FACTS_NONE;
      guint proof = csms_transaction_get_proof (transaction);

      facts.connector_id = event->connector_id;
      facts.id_tag = event->id_tag;
      facts.start_ms = event->start_time_ms != 0 ? event->start_time_ms : at_ms;
      csms_transaction_learn (transaction, &facts, TRUE);

      /* a start that comes after its stop is no news any more */
      if ((proof & (CSMS_TRANSACTION_STARTED | CSMS_TRANSACTION_STOPPED)) == 0)
        csms_fleet_announce (self, transaction, origin, FALSE);
      csms_transaction_add_proof (transaction, CSMS_TRANSACTION_STARTED);
      if (is_over (transaction))
        return;
    }
  if (connector != NULL)
    start_charge (self, station, connector, event, origin, at_ms);
}

/* Returns: whether the stop is that of the charge under way */
static gboolean
is_stop_of_current (CsmsConnector         *connector,
                    const CsmsEventRecord *event,
                    gint64                 at_ms)
{
  const char *current = csms_connector_get_transaction_id (connector);

  if (!csms_connector_get_charging (connector))
    return FALSE;
  if (current != NULL && event->transaction_id != NULL)
    return g_str_equal (current, event->transaction_id);
  /* without an id to go by (trap 7), there is but one charge at a time on a connector */
  return at_ms >= csms_connector_get_memory (connector)->charge_at_ms;
}

void
csms_fleet_conclude_charge (CsmsFleet     *self,
                            CsmsStation   *station,
                            CsmsConnector *connector,
                            gint64         at_ms)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  CsmsChargeBegin another = { .at_ms = memory->status_at_ms, .witness = CSMS_CHARGE_NOT_WITNESSED };

  csms_fleet_end_charge (self, station, connector);
  if (!csms_status_is_charge (csms_connector_get_status (connector)))
    return;
  /* said to be charging after this one was over: there is another, and its start was not told (trap 6) */
  if (memory->status_at_ms > at_ms && memory->status_origin != CSMS_STATUS_INFERRED)
    csms_fleet_begin_charge (self, station, connector, &another);
  else
    infer_status (self, station, connector, CSMS_CONNECTOR_STATUS_FINISHING, at_ms);
}

void
csms_fleet_forget_charge (CsmsFleet     *self,
                          CsmsStation   *station,
                          CsmsConnector *connector)
{
  csms_connector_set_charge (connector, TRUE, NULL, csms_connector_get_id_tag (connector), csms_connector_get_started_ms (connector));
  csms_fleet_touch (self, station);
}

static void
stop_charge (CsmsFleet             *self,
             CsmsStation           *station,
             CsmsConnector         *connector,
             const CsmsEventRecord *event,
             CsmsEventOrigin        origin,
             gint64                 at_ms)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  double register_wh = memory->meter_start_wh + event->total_kwh * 1000;

  memory->stopped_at_ms = MAX (memory->stopped_at_ms, at_ms);
  if (!is_stop_of_current (connector, event, at_ms))
    return;

  csms_fleet_conclude_charge (self, station, connector, at_ms);
  memory->rest_register_wh = register_wh;
}

void
csms_fleet_hear_stopped (CsmsFleet             *self,
                         CsmsStation           *station,
                         CsmsConnector         *connector,
                         const CsmsEventRecord *event,
                         CsmsEventOrigin        origin,
                         gint64                 at_ms)
{
  CsmsConnector *holder = csms_fleet_find_charge (station, event->transaction_id);

  if (connector == NULL)
    connector = holder;
  else if (holder != NULL && holder != connector)
    csms_fleet_forget_charge (self, station, holder);
  if (event->transaction_id != NULL)
    {
      CsmsTransaction *transaction = csms_fleet_ensure_transaction (self, event->station_id, event->transaction_id);
      CsmsTransactionFacts facts = CSMS_TRANSACTION_FACTS_NONE;

      facts.connector_id = connector != NULL ? csms_connector_get_id (connector) : event->connector_id;
      facts.stop_ms = event->stop_time_ms != 0 ? event->stop_time_ms : at_ms;
      facts.energy_wh = event->total_kwh * 1000;
      facts.cost = event->cost;
      facts.efficiency_percent = event->efficiency_percent;
      facts.reason = event->reason;
      csms_transaction_learn (transaction, &facts, TRUE);
      csms_transaction_set_live (transaction, FALSE);

      if ((csms_transaction_get_proof (transaction) & CSMS_TRANSACTION_STOPPED) == 0)
        csms_fleet_announce (self, transaction, origin, TRUE);
      csms_transaction_add_proof (transaction, CSMS_TRANSACTION_STOPPED | CSMS_TRANSACTION_FINISHED);
    }
  if (connector != NULL)
    stop_charge (self, station, connector, event, origin, at_ms);
}
