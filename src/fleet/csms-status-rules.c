/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-status-rules.h"

/* The server makes up its Available 2.0 s after a stop; what comes later than this after one is no such thing. */
#define MADE_UP_WITHIN_MS (10 * 1000)

/* A push is never this late, so a server whose pushes are older than this has set its clock back. */
#define CLOCK_STEP_MS (10 * 60 * 1000)

gboolean
csms_status_is_charge (CsmsConnectorStatus status)
{
  return status == CSMS_CONNECTOR_STATUS_CHARGING ||
         status == CSMS_CONNECTOR_STATUS_SUSPENDED_EV ||
         status == CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE;
}

static gboolean
follows_stop (CsmsConnector *connector,
              gint64         at_ms)
{
  gint64 stopped_at_ms = csms_connector_get_memory (connector)->stopped_at_ms;

  return stopped_at_ms != 0 && at_ms >= stopped_at_ms && at_ms - stopped_at_ms <= MADE_UP_WITHIN_MS;
}

/* Whether @said goes on about the charge that was stopped. In the very millisecond of the stop, order tells: after the station's
   own word that this charge is over comes the next one. */
static gboolean
is_of_stopped_charge (CsmsConnector        *connector,
                      const CsmsStatusSaid *said)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);

  if (!csms_status_is_charge (said->status) || csms_connector_get_charging (connector) || said->at_ms == 0)
    return FALSE;
  if (said->at_ms == memory->stopped_at_ms && memory->status_at_ms == said->at_ms)
    return memory->status_origin == CSMS_STATUS_INFERRED;
  return said->at_ms <= memory->stopped_at_ms;
}

gboolean
csms_status_is_history (CsmsConnector        *connector,
                        const CsmsStatusSaid *said)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);
  gint64 standing_ms = memory->status_at_ms;

  if (is_of_stopped_charge (connector, said))
    return TRUE;
  if (standing_ms == 0)
    return FALSE;
  if (said->at_ms == 0)
    return said->source == CSMS_STATUS_FROM_LOG;
  if (said->source == CSMS_STATUS_FROM_PUSH && standing_ms - said->at_ms > CLOCK_STEP_MS)
    return FALSE;
  return said->at_ms < standing_ms;
}

static gboolean
proves_end (CsmsConnectorStatus status,
            gboolean            has_code,
            gboolean            from_memory,
            gint64              at_ms,
            gint64              charge_ms,
            gboolean            after_other_stop)
{
  gint64 into_charge_ms;

  if (status != CSMS_CONNECTOR_STATUS_AVAILABLE && status != CSMS_CONNECTOR_STATUS_FINISHING &&
      status != CSMS_CONNECTOR_STATUS_RESERVED && status != CSMS_CONNECTOR_STATUS_PREPARING)
    return FALSE;
  if (at_ms == 0 || charge_ms == 0)
    return has_code && status != CSMS_CONNECTOR_STATUS_PREPARING;

  into_charge_ms = at_ms - charge_ms;
  /* Preparing belongs before a start, and order is not promised there */
  if (status == CSMS_CONNECTOR_STATUS_PREPARING && into_charge_ms <= MADE_UP_WITHIN_MS)
    return FALSE;
  if (has_code)
    return into_charge_ms > 0;

  /* Without a code it follows from a stop the server saw. In a list that can be the only trace of the stop of this charge; it is
     not when it is so soon that the stop was that of the charge before. */
  return from_memory && into_charge_ms > MADE_UP_WITHIN_MS && !after_other_stop;
}

gboolean
csms_status_ends_charge (CsmsConnector        *connector,
                         const CsmsStatusSaid *said)
{
  return proves_end (said->status, said->error_code != NULL, said->source == CSMS_STATUS_FROM_MEMORY, said->at_ms,
                     csms_connector_get_memory (connector)->charge_at_ms, follows_stop (connector, said->at_ms));
}

gboolean
csms_status_denies_start (CsmsConnector *connector,
                          gint64         start_ms)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);

  if (memory->status_at_ms == 0 || start_ms == 0)
    return FALSE;
  return proves_end (csms_connector_get_status (connector), memory->status_origin == CSMS_STATUS_WITH_CODE, TRUE,
                     memory->status_at_ms, start_ms, follows_stop (connector, memory->status_at_ms));
}

gboolean
csms_status_is_made_up (CsmsConnector        *connector,
                        const CsmsStatusSaid *said)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);

  if (said->status != CSMS_CONNECTOR_STATUS_AVAILABLE || said->error_code != NULL)
    return FALSE;
  if (csms_connector_get_charging (connector) && !csms_status_ends_charge (connector, said))
    return TRUE;
  if (csms_status_keeps_fault (connector, said))
    return TRUE;
  /* a connector that tells codes and has spoken since the stop knows better */
  return memory->status_origin == CSMS_STATUS_WITH_CODE && follows_stop (connector, said->at_ms) &&
         memory->status_at_ms >= memory->stopped_at_ms;
}

gboolean
csms_status_keeps_fault (CsmsConnector        *connector,
                         const CsmsStatusSaid *said)
{
  CsmsConnectorMemory *memory = csms_connector_get_memory (connector);

  if (said->error_code != NULL || said->status == CSMS_CONNECTOR_STATUS_FAULTED ||
      csms_connector_get_status (connector) != CSMS_CONNECTOR_STATUS_FAULTED)
    return FALSE;
  /* a server that tells no codes at all can only clear a fault without one */
  return memory->status_origin == CSMS_STATUS_WITH_CODE || follows_stop (connector, said->at_ms);
}

gboolean
csms_status_is_of_station (const CsmsStatusSaid *said)
{
  return said->error_code != NULL || said->status != CSMS_CONNECTOR_STATUS_AVAILABLE;
}
