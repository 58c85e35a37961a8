/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-backend.h"
#include "csms-sim-remote.h"
#include "csms-sim-server.h"
#include "csms-simulator-private.h"

#include <string.h>

void
csms_simulator_set_network (CsmsSimulator        *self,
                            CsmsSimulatorNetwork  faults)
{
  g_return_if_fail (CSMS_IS_SIMULATOR (self));
  g_return_if_fail (self->world.server != NULL);

  csms_sim_server_set_network (self->world.server, faults);
}

guint
csms_simulator_drop_clients (CsmsSimulator *self)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), 0);

  return self->world.server != NULL ? csms_sim_server_drop_all (self->world.server) : 0;
}

gboolean
csms_simulator_drop_client (CsmsSimulator *self,
                            const char    *segment)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);

  return self->world.server != NULL && csms_sim_server_drop (self->world.server, segment);
}

gboolean
csms_simulator_set_listening (CsmsSimulator  *self,
                              gboolean        listening,
                              GError        **error)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);
  g_return_val_if_fail (self->world.server != NULL, FALSE);

  if (listening)
    return csms_sim_server_listen (self->world.server, error);
  csms_sim_server_unlisten (self->world.server);
  return TRUE;
}

void
csms_simulator_send_raw (CsmsSimulator *self,
                         const char    *text)
{
  GPtrArray *sessions;

  g_return_if_fail (CSMS_IS_SIMULATOR (self));
  g_return_if_fail (self->world.server != NULL);

  sessions = csms_sim_server_get_sessions (self->world.server);
  for (guint i = 0; i < sessions->len; i++)
    csms_sim_socket_send (csms_sim_session_get_socket (g_ptr_array_index (sessions, i)), CSMS_SIM_FRAME_TEXT, text,
                          strlen (text));
}

void
csms_simulator_set_database_down (CsmsSimulator *self,
                                  gboolean       down)
{
  g_return_if_fail (CSMS_IS_SIMULATOR (self));
  g_return_if_fail (self->world.log != NULL);

  self->world.database_down = down;
  csms_sim_log_set_broken (self->world.log, down);
}

void
csms_simulator_expire_sessions (CsmsSimulator *self)
{
  GPtrArray *sessions;

  g_return_if_fail (CSMS_IS_SIMULATOR (self));
  g_return_if_fail (self->world.server != NULL);

  sessions = csms_sim_server_get_sessions (self->world.server);
  for (guint i = 0; i < sessions->len; i++)
    csms_sim_session_age (g_ptr_array_index (sessions, i));
}

static void
come_back (gpointer data)
{
  CsmsSimulator *self = data;
  g_autoptr (GError) error = NULL;

  self->restart_timer = 0;
  if (!csms_sim_server_listen (self->world.server, &error))
    g_message ("The simulator did not come back: %s", error->message);
}

void
csms_simulator_restart (CsmsSimulator *self,
                        guint          down_ms)
{
  g_return_if_fail (CSMS_IS_SIMULATOR (self));
  g_return_if_fail (self->world.server != NULL);

  csms_sim_server_unlisten (self->world.server);
  csms_sim_server_drop_all (self->world.server);
  csms_sim_remote_forget (self->world.remote);
  csms_sim_log_flush (self->world.log);
  if (self->world.deployed)
    {
      csms_sim_backend_forget (self->world.backend);
      csms_sim_hub_forget (self->world.hub);
    }
  csms_sim_clock_cancel (self->world.clock, &self->restart_timer);
  if (down_ms == 0)
    come_back (self);
  else
    self->restart_timer = csms_sim_clock_after (self->world.clock, down_ms, come_back, self);
}

guint
csms_simulator_get_n_clients (CsmsSimulator *self)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), 0);

  return self->world.server != NULL ? csms_sim_server_get_sessions (self->world.server)->len : 0;
}

guint
csms_simulator_get_n_authenticated (CsmsSimulator *self)
{
  GPtrArray *sessions;
  guint n = 0;

  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), 0);

  if (self->world.server == NULL)
    return 0;
  sessions = csms_sim_server_get_sessions (self->world.server);
  for (guint i = 0; i < sessions->len; i++)
    n += csms_sim_session_is_authenticated (g_ptr_array_index (sessions, i));
  return n;
}

guint
csms_simulator_get_n_connections (CsmsSimulator *self)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), 0);

  return self->world.server != NULL ? csms_sim_server_get_n_connections (self->world.server) : 0;
}

guint64
csms_simulator_get_n_events (CsmsSimulator *self)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), 0);

  return self->world.hub != NULL ? csms_sim_hub_get_count (self->world.hub) : 0;
}

guint
csms_simulator_count_requests (CsmsSimulator *self,
                               const char    *action)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), 0);

  if (self->world.server == NULL)
    return 0;
  return csms_sim_traffic_count (csms_sim_server_get_traffic (self->world.server), action);
}

char **
csms_simulator_dup_frames (CsmsSimulator *self)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), NULL);

  if (self->world.server == NULL)
    return g_new0 (char *, 1);
  return csms_sim_traffic_dup_frames (csms_sim_server_get_traffic (self->world.server));
}
