/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-simulator.h"

#include "csms-sim-backend.h"
#include "csms-sim-driver.h"
#include "csms-sim-remote.h"
#include "csms-sim-roster.h"
#include "csms-sim-server.h"
#include "csms-simulator-private.h"

G_DEFINE_QUARK (csms-simulator-error-quark, csms_simulator_error)

G_DEFINE_FINAL_TYPE (CsmsSimulator, csms_simulator, G_TYPE_OBJECT)

void
csms_simulator_config_init (CsmsSimulatorConfig *config)
{
  const CsmsSimulatorConfig defaults = {
    .stations = 24,
    .seed = 1,
    .session_max_age_s = 24 * 60 * 60,
    .behaviour = CSMS_SIMULATOR_GUIDE,
    .command_timeout_ms = 5000,
    .database_timeout_ms = 30000,
    .ping_interval_ms = 15000,
    .station_delay_ms = 300,
    .made_up_available_ms = 2000,
    .delta_throttle_ms = 2000,
    .log_delay_ms = 30,
  };

  g_return_if_fail (config != NULL);

  *config = defaults;
}

static void
push (const char *event,
      const char *station_id,
      const char *flat,
      gsize       length,
      gpointer    data)
{
  CsmsSimulator *self = data;

  csms_sim_server_push (self->world.server, event, station_id, flat, length);
}

static gboolean
make_world (CsmsSimulator  *self,
            GError        **error)
{
  CsmsSimWorld *world = &self->world;

  world->config = &self->config;
  world->deployed = self->config.behaviour == CSMS_SIMULATOR_DEPLOYED;
  world->log = csms_sim_log_new (world->clock, self->config.state_path,
                                 world->deployed ? self->config.log_delay_ms : 0, error);
  if (world->log == NULL)
    return FALSE;
  world->rand = g_rand_new_with_seed ((guint32) self->config.seed);
  world->hub = csms_sim_hub_new (world->clock, world->log, world->config);
  world->fleet = csms_sim_fleet_new ();
  world->backend = csms_sim_backend_new (world);
  world->driver = csms_sim_driver_new (world);
  world->remote = csms_sim_remote_new (world);
  world->server = csms_sim_server_new (world);
  csms_sim_roster_fill (world);
  csms_sim_hub_set_sink (world->hub, push, self);
  self->life = csms_sim_life_new (world);
  return TRUE;
}

static void
csms_simulator_dispose (GObject *object)
{
  CsmsSimulator *self = CSMS_SIMULATOR (object);

  csms_simulator_stop (self);
  G_OBJECT_CLASS (csms_simulator_parent_class)->dispose (object);
}

static void
csms_simulator_finalize (GObject *object)
{
  CsmsSimulator *self = CSMS_SIMULATOR (object);
  CsmsSimWorld *world = &self->world;

  /* Timers hold sessions, and those look at the rest of the world when they go. */
  g_object_run_dispose (G_OBJECT (world->clock));
  g_clear_object (&self->life);
  g_clear_object (&world->server);
  g_clear_object (&world->remote);
  g_clear_object (&world->driver);
  g_clear_object (&world->backend);
  g_clear_object (&world->hub);
  g_clear_object (&world->fleet);
  g_clear_object (&world->log);
  g_clear_pointer (&world->rand, g_rand_free);
  g_clear_object (&world->clock);
  g_free ((char *) self->config.state_path);
  g_free ((char *) self->config.listen);
  g_strfreev ((char **) self->config.api_keys);
  G_OBJECT_CLASS (csms_simulator_parent_class)->finalize (object);
}

static void
csms_simulator_class_init (CsmsSimulatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_simulator_dispose;
  object_class->finalize = csms_simulator_finalize;
}

static void
csms_simulator_init (CsmsSimulator *self)
{
}

CsmsSimulator *
csms_simulator_new (const CsmsSimulatorConfig *config)
{
  CsmsSimulator *self;

  g_return_val_if_fail (config != NULL, NULL);

  self = g_object_new (CSMS_TYPE_SIMULATOR, NULL);
  self->config = *config;
  self->config.state_path = g_strdup (config->state_path);
  self->config.listen = g_strdup (config->listen);
  self->config.api_keys = (const char *const *) g_strdupv ((char **) config->api_keys);
  self->world.clock = csms_sim_clock_new (config->clock_offset_ms);
  return self;
}

gboolean
csms_simulator_start (CsmsSimulator  *self,
                      GError        **error)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), FALSE);

  if (self->life == NULL && !make_world (self, error))
    return FALSE;
  if (!csms_sim_server_listen (self->world.server, error))
    return FALSE;
  if (!self->config.quiet_fleet)
    csms_sim_life_start (self->life);
  else
    csms_sim_driver_set_metering (self->world.driver, self->config.quiet_metering);
  return TRUE;
}

void
csms_simulator_stop (CsmsSimulator *self)
{
  g_return_if_fail (CSMS_IS_SIMULATOR (self));

  csms_sim_clock_cancel (self->world.clock, &self->burst_timer);
  csms_sim_clock_cancel (self->world.clock, &self->restart_timer);
  if (self->life == NULL)
    return;
  csms_sim_life_stop (self->life);
  csms_sim_remote_forget (self->world.remote);
  csms_sim_server_unlisten (self->world.server);
  csms_sim_server_drop_all (self->world.server);
  csms_sim_log_flush (self->world.log);
}

const char *
csms_simulator_get_url (CsmsSimulator *self)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), NULL);

  return self->world.server != NULL ? csms_sim_server_get_url (self->world.server) : NULL;
}

guint
csms_simulator_get_port (CsmsSimulator *self)
{
  g_return_val_if_fail (CSMS_IS_SIMULATOR (self), 0);

  return self->world.server != NULL ? csms_sim_server_get_port (self->world.server) : 0;
}
