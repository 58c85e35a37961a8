/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-backend.h"
#include "csms-sim-driver.h"
#include "csms-sim-json.h"
#include "csms-sim-server.h"
#include "csms-simulator-private.h"

#define BURST_A_TURN 500
/* A burst waits for slow readers from this many unsent bytes on. */
#define BURST_BACKLOG_MAX (8 * 1024 * 1024)

static CsmsSimStation *
find_station (CsmsSimulator *self,
              const char    *station_id)
{
  return self->world.fleet != NULL ? csms_sim_fleet_find (self->world.fleet, station_id) : NULL;
}

static CsmsSimConnector *
find_connector (CsmsSimulator *self,
                const char    *station_id,
                guint          connector)
{
  CsmsSimStation *station = find_station (self, station_id);

  return station != NULL ? csms_sim_station_connector (station, connector) : NULL;
}

void
csms_simulator_set_command_fault (CsmsSimulator        *self,
                                  const char           *station_id,
                                  CsmsSimulatorCommand  fault,
                                  guint                 delay_ms)
{
  g_return_if_fail (CSMS_IS_SIMULATOR (self));
  g_return_if_fail (self->world.fleet != NULL);

  for (guint i = 0; i < csms_sim_fleet_get_n (self->world.fleet); i++)
    {
      CsmsSimStation *station = csms_sim_fleet_get (self->world.fleet, i);

      if (station_id != NULL && !g_str_equal (station_id, station->id))
        continue;
      station->fault = fault;
      station->fault_delay_ms = delay_ms;
    }
}

gboolean
csms_simulator_set_status (CsmsSimulator *self,
                           const char    *station_id,
                           guint          connector,
                           const char    *status,
                           const char    *error_code)
{
  CsmsSimStation *station;
  CsmsSimConnector *found;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);

  station = find_station (self, station_id);
  if (station != NULL && connector == 0)
    {
      csms_sim_backend_station_status (self->world.backend, station, status,
                                       error_code != NULL ? error_code : "NoError");
      return TRUE;
    }
  found = find_connector (self, station_id, connector);
  if (found == NULL)
    return FALSE;
  csms_sim_driver_report (self->world.driver, found, status, error_code);
  return TRUE;
}

char *
csms_simulator_local_start (CsmsSimulator *self,
                            const char    *station_id,
                            guint          connector,
                            const char    *id_tag)
{
  CsmsSimConnector *found;
  gint64 transaction;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), NULL);

  found = find_connector (self, station_id, connector);
  transaction = found != NULL ? csms_sim_driver_local_start (self->world.driver, found, id_tag) : 0;
  return transaction != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, transaction) : NULL;
}

gboolean
csms_simulator_local_stop (CsmsSimulator *self,
                           const char    *station_id,
                           guint          connector,
                           const char    *reason)
{
  CsmsSimConnector *found;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);

  found = find_connector (self, station_id, connector);
  return found != NULL && csms_sim_driver_local_stop (self->world.driver, found, reason != NULL ? reason : "Local");
}

gboolean
csms_simulator_send_meter (CsmsSimulator *self,
                           const char    *station_id,
                           guint          connector,
                           const char    *measurand,
                           const char    *value,
                           const char    *unit)
{
  CsmsSimStation *station;
  CsmsSimConnector *found;
  CsmsSimSample sample = { 0 };
  g_autoptr (GString) odd = NULL;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  station = find_station (self, station_id);
  found = find_connector (self, station_id, connector);
  if (station == NULL || (found == NULL && connector != 0) || station->n_connectors == 0)
    return FALSE;
  odd = g_string_new ("[{");
  csms_sim_json_member_string (odd, "value", value);
  if (measurand != NULL)
    csms_sim_json_member_string (odd, "measurand", measurand);
  if (unit != NULL)
    csms_sim_json_member_string (odd, "unit", unit);
  g_string_append (odd, "}]");
  sample.ts = csms_sim_clock_now_ms (self->world.clock);
  sample.connector = connector;
  sample.transaction = found != NULL && found->charge != NULL ? found->charge->transaction : 0;
  sample.odd = g_string_free (g_steal_pointer (&odd), FALSE);
  csms_sim_backend_meter (self->world.backend, station, connector, &sample, measurand, value, unit);
  return TRUE;
}

gboolean
csms_simulator_sample (CsmsSimulator *self,
                       const char    *station_id,
                       guint          connector,
                       guint          elapsed_s)
{
  CsmsSimConnector *found;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);

  found = find_connector (self, station_id, connector);
  if (found == NULL || found->charge == NULL)
    return FALSE;
  csms_sim_driver_sample (self->world.driver, found, elapsed_s);
  return TRUE;
}

gboolean
csms_simulator_set_online (CsmsSimulator *self,
                           const char    *station_id,
                           gboolean       online)
{
  CsmsSimStation *station;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);

  station = find_station (self, station_id);
  if (station == NULL)
    return FALSE;
  csms_sim_driver_set_online (self->world.driver, station, online);
  return TRUE;
}

void
csms_simulator_set_living (CsmsSimulator *self,
                           gboolean       living)
{
  g_return_if_fail (CSMS_IS_SIMULATOR (self));
  g_return_if_fail (self->life != NULL);

  csms_sim_life_stop (self->life);
  if (living)
    csms_sim_life_start (self->life);
}

gboolean
csms_simulator_set_hidden (CsmsSimulator *self,
                           const char    *station_id,
                           gboolean       hidden)
{
  CsmsSimStation *station;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);

  station = find_station (self, station_id);
  if (station == NULL)
    return FALSE;
  station->hidden = hidden;
  return TRUE;
}

gboolean
csms_simulator_set_name (CsmsSimulator *self,
                         const char    *station_id,
                         const char    *name)
{
  CsmsSimStation *station;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);

  station = find_station (self, station_id);
  if (station == NULL)
    return FALSE;
  g_free (station->name);
  station->name = g_strdup (name);
  return TRUE;
}

/* What a burst emits changes nothing: each connector says once more what it is. */
static void
emit_one (CsmsSimulator  *self,
          CsmsSimStation *station,
          guint           round)
{
  g_autoptr (GString) members = g_string_new (NULL);
  guint index = station->n_connectors > 0 ? round % station->n_connectors : 0;
  char number[16];

  csms_sim_json_member_string (members, "status",
                               station->n_connectors > 0 ? station->connectors[index].status : "Available");
  csms_sim_json_member_string (members, "errorCode",
                               station->n_connectors > 0 ? station->connectors[index].error : "NoError");
  g_snprintf (number, sizeof number, "%u", station->n_connectors > 0 ? index + 1 : 0);
  csms_sim_hub_emit (self->world.hub, "connector.status.changed", station->id, number, members->str);
}

static void
burst_on (gpointer data)
{
  CsmsSimulator *self = data;
  guint n = csms_sim_fleet_get_n (self->world.fleet);

  self->burst_timer = 0;
  if (csms_sim_server_get_backlog (self->world.server) > BURST_BACKLOG_MAX)
    {
      self->burst_timer = csms_sim_clock_after (self->world.clock, 5, burst_on, self);
      return;
    }
  for (guint i = 0; i < BURST_A_TURN && self->burst > 0; i++)
    {
      CsmsSimStation *station = csms_sim_fleet_get (self->world.fleet, self->burst_next % n);

      emit_one (self, station, self->burst_next / n);
      self->burst_next++;
      self->burst--;
    }
  if (self->burst > 0)
    self->burst_timer = csms_sim_clock_after (self->world.clock, 0, burst_on, self);
}

void
csms_simulator_emit_burst (CsmsSimulator *self,
                           guint          n)
{
  g_return_if_fail (CSMS_IS_SIMULATOR (self));
  g_return_if_fail (self->world.fleet != NULL);

  if (csms_sim_fleet_get_n (self->world.fleet) == 0)
    return;
  self->burst += n;
  if (self->burst_timer == 0)
    self->burst_timer = csms_sim_clock_after (self->world.clock, 0, burst_on, self);
}

void
csms_simulator_emit_event (CsmsSimulator *self,
                           const char    *event,
                           const char    *station_id,
                           const char    *connector_json,
                           const char    *members)
{
  g_return_if_fail (CSMS_IS_SIMULATOR (self));
  g_return_if_fail (self->world.hub != NULL);

  csms_sim_hub_emit (self->world.hub, event, station_id, connector_json, members);
}

guint
csms_simulator_get_actuations (CsmsSimulator *self,
                               const char    *station_id,
                               guint          connector)
{
  CsmsSimConnector *found;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), 0);

  found = find_connector (self, station_id, connector);
  return found != NULL ? found->actuations : 0;
}

char *
csms_simulator_dup_transaction (CsmsSimulator *self,
                                const char    *station_id,
                                guint          connector)
{
  CsmsSimConnector *found;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), NULL);

  found = find_connector (self, station_id, connector);
  if (found == NULL || found->charge == NULL)
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, found->charge->transaction);
}

const char *
csms_simulator_get_status (CsmsSimulator *self,
                           const char    *station_id,
                           guint          connector)
{
  CsmsSimConnector *found;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), NULL);

  found = find_connector (self, station_id, connector);
  return found != NULL ? found->status : NULL;
}

gboolean
csms_simulator_get_online (CsmsSimulator *self,
                           const char    *station_id)
{
  CsmsSimStation *station;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);

  station = find_station (self, station_id);
  return station != NULL && station->online;
}

char **
csms_simulator_dup_event_ids (CsmsSimulator *self)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), NULL);
  g_return_val_if_fail (self->world.log != NULL, NULL);

  return csms_sim_log_dup_event_ids (self->world.log);
}

char *
csms_simulator_dup_station_id (CsmsSimulator *self,
                               guint          index)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), NULL);

  if (self->world.fleet == NULL || index >= csms_sim_fleet_get_n (self->world.fleet))
    return NULL;
  return g_strdup (csms_sim_fleet_get (self->world.fleet, index)->id);
}
