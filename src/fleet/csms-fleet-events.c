/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-fleet-private.h"

/* Of the server's clock, which both carry (trap 3). */
static gint64
get_event_ms (const CsmsEventRecord *event)
{
  gint64 ms = 0;

  if (event->ts_ms != 0)
    return event->ts_ms;
  csms_event_id_get_ms (event->event_id, &ms);
  return ms;
}

/* The charge that goes with a status; @said is the newest word and not made up. */
static void
follow_charge (CsmsFleet            *self,
               CsmsStation          *station,
               CsmsConnector        *connector,
               const CsmsStatusSaid *said,
               gboolean              first_word)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  CsmsTransaction *transaction = NULL;
  CsmsChargeBegin begin = { .at_ms = said->at_ms, .witness = CSMS_CHARGE_NOT_WITNESSED };
  const char *current = csms_connector_get_transaction_id (connector);

  if (csms_connector_get_charging (connector) && csms_status_ends_charge (connector, said))
    csms_fleet_end_charge (self, station, connector);
  if (!csms_status_is_charge (said->status))
    return;

  /* the server may go on naming one that is over */
  if (said->transaction_id != NULL)
    transaction = csms_fleet_peek_transaction (self, csms_station_get_id (station), said->transaction_id);
  if (transaction == NULL || (csms_transaction_get_proof (transaction) & CSMS_TRANSACTION_FINISHED) == 0)
    begin.transaction_id = said->transaction_id;

  if (csms_connector_get_charging (connector))
    {
      if (begin.transaction_id == NULL || g_strcmp0 (current, begin.transaction_id) == 0)
        return;
      if (current == NULL)
        csms_fleet_name_charge (self, station, connector, begin.transaction_id);
      else if (said->at_ms > memory->charge_at_ms)
        csms_fleet_begin_charge (self, station, connector, &begin);
      return;
    }

  if (said->source != CSMS_STATUS_FROM_MEMORY && !first_word)
    {
      begin.witness = said->source == CSMS_STATUS_FROM_PUSH ? CSMS_EVENT_PUSHED : CSMS_EVENT_RECOVERED;
      begin.started_ms = said->at_ms;
    }
  csms_fleet_begin_charge (self, station, connector, &begin);
}

/* What is no news of the connector can still tell that a charge is over, and can be the only trace of that. */
static void
hear_history (CsmsFleet            *self,
              CsmsStation          *station,
              CsmsConnector        *connector,
              const CsmsStatusSaid *said)
{
  if (csms_connector_get_charging (connector) && csms_status_ends_charge (connector, said))
    csms_fleet_conclude_charge (self, station, connector, said->at_ms);
}

void
csms_fleet_hear_status (CsmsFleet            *self,
                        CsmsStation          *station,
                        CsmsConnector        *connector,
                        const CsmsStatusSaid *said)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  gboolean first_word = csms_connector_get_status_text (connector) == NULL;
  gboolean same = csms_connector_get_status (connector) == said->status;

  /* that the server knows nothing is no news */
  if (said->status == CSMS_CONNECTOR_STATUS_UNKNOWN && !first_word)
    return;
  if (csms_status_is_history (connector, said))
    {
      hear_history (self, station, connector, said);
      return;
    }
  if (csms_status_is_made_up (connector, said))
    return;

  if (!csms_status_keeps_fault (connector, said))
    {
      csms_connector_set_status (connector, said->status, said->text, said->at_ms);
      if (said->error_code != NULL)
        {
          csms_connector_set_error_code (connector, said->error_code);
          memory->status_origin = CSMS_STATUS_WITH_CODE;
        }
      else if (!same || memory->status_origin != CSMS_STATUS_WITH_CODE)
        {
          memory->status_origin = CSMS_STATUS_WITHOUT_CODE;
        }
      if (said->at_ms != 0)
        memory->status_at_ms = said->at_ms;
    }
  if (csms_connector_get_id (connector) > 0)
    follow_charge (self, station, connector, said, first_word);
  csms_fleet_touch (self, station);
}

/* It spoke: so it is there, whatever list it is missing from (trap 13). What the log tells is no sign of life. */
static void
hear_station (CsmsFleet       *self,
              CsmsStation     *station,
              CsmsConnector   *connector,
              CsmsEventOrigin  origin,
              gint64           at_ms,
              gint64           now_ms)
{
  csms_station_see (station, at_ms);
  if (origin == CSMS_EVENT_PUSHED)
    {
      csms_station_set_online (station, TRUE);
      if (connector != NULL)
        csms_connector_set_heard_ms (connector, now_ms);
    }
  csms_fleet_touch (self, station);
}

static void
take_status (CsmsFleet             *self,
             const CsmsEventRecord *event,
             CsmsEventOrigin        origin,
             gint64                 at_ms,
             gint64                 now_ms)
{
  CsmsStation *station;
  CsmsConnector *connector;
  CsmsStatusSaid said = {
    .source = origin == CSMS_EVENT_PUSHED ? CSMS_STATUS_FROM_PUSH : CSMS_STATUS_FROM_LOG,
    .status = event->status,
    .text = event->status_text,
    .error_code = event->error_code,
    .at_ms = at_ms,
  };

  if (event->connector_id < 0)
    return;
  station = csms_fleet_ensure_station (self, event->station_id);
  connector = csms_station_ensure_connector (station, event->connector_id);
  csms_fleet_hear_status (self, station, connector, &said);
  if (csms_status_is_of_station (&said))
    hear_station (self, station, connector, origin, at_ms, now_ms);
}

void
csms_fleet_take_event (CsmsFleet             *self,
                       const CsmsEventRecord *event,
                       CsmsEventOrigin        origin,
                       gint64                 now_ms)
{
  gint64 at_ms = get_event_ms (event);
  CsmsStation *station;
  CsmsConnector *connector = NULL;

  if (event->station_id == NULL)
    return;

  switch (event->kind)
    {
    case CSMS_EVENT_CONNECTOR_STATUS_CHANGED:
      take_status (self, event, origin, at_ms, now_ms);
      break;

    case CSMS_EVENT_TRANSACTION_STARTED:
    case CSMS_EVENT_TRANSACTION_STOPPED:
    case CSMS_EVENT_METER_VALUES_DELTA:
      station = csms_fleet_ensure_station (self, event->station_id);
      if (event->connector_id > 0 && event->kind != CSMS_EVENT_TRANSACTION_STOPPED)
        connector = csms_station_ensure_connector (station, event->connector_id);
      else if (event->connector_id > 0)
        connector = csms_station_get_connector (station, event->connector_id);
      hear_station (self, station, connector, origin, at_ms, now_ms);
      if (event->kind == CSMS_EVENT_TRANSACTION_STARTED)
        csms_fleet_hear_started (self, station, connector, event, origin, at_ms);
      else if (event->kind == CSMS_EVENT_TRANSACTION_STOPPED)
        csms_fleet_hear_stopped (self, station, connector, event, origin, at_ms);
      else
        csms_fleet_take_delta (self, station, connector, event, origin, at_ms);
      break;

    /* Answers to commands, anyone's (trap 17), also for stations that do not exist: nothing a station said. */
    case CSMS_EVENT_REMOTE_START_RESULT:
    case CSMS_EVENT_REMOTE_STOP_RESULT:
    case CSMS_EVENT_SESSION_EXPIRED:
    case CSMS_EVENT_RATE_LIMIT:
    case CSMS_EVENT_MESSAGE_TOO_LARGE:
    case CSMS_EVENT_OTHER:
    default:
      break;
    }
}
