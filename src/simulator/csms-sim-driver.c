/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-driver.h"

#include "csms-sim-meter.h"

/* A fresh charge is metered often, so that its curve is soon to be seen; later ones are calmer. */
#define FRESH_SAMPLE_MS 3000
#define SAMPLE_MS 10000
#define FRESH_MS 120000

struct _CsmsSimDriver
{
  GObject parent_instance;

  /* borrowed */
  CsmsSimWorld *world;

  GHashTable *armed; /* connectors with a timer, each with a pointer to its CsmsSimTimer */
  gboolean metering;
};

/* What a timer of a connector needs to know. */
typedef struct
{
  CsmsSimDriver *driver;
  CsmsSimConnector *connector;
} Context;

G_DEFINE_FINAL_TYPE (CsmsSimDriver, csms_sim_driver, G_TYPE_OBJECT)

static void take_step (gpointer data);
static void sample_on_time (gpointer data);

static Context *
context_of (CsmsSimDriver    *self,
            CsmsSimConnector *connector)
{
  Context *context = g_hash_table_lookup (self->armed, connector);

  if (context == NULL)
    {
      context = g_new0 (Context, 1);
      context->driver = self;
      context->connector = connector;
      g_hash_table_insert (self->armed, connector, context);
    }
  return context;
}

static void
plan_step (CsmsSimDriver    *self,
           CsmsSimConnector *connector,
           CsmsSimStep       step,
           guint             ms)
{
  csms_sim_clock_cancel (self->world->clock, &connector->step_timer);
  connector->step = step;
  if (step != CSMS_SIM_STEP_NONE)
    connector->step_timer = csms_sim_clock_after (self->world->clock, ms, take_step, context_of (self, connector));
}

void
csms_sim_driver_meter (CsmsSimDriver    *self,
                       CsmsSimConnector *connector,
                       guint             delay_ms)
{
  g_return_if_fail (CSMS_IS_SIM_DRIVER (self));

  csms_sim_clock_cancel (self->world->clock, &connector->sample_timer);
  connector->sample_timer = csms_sim_clock_after (self->world->clock, delay_ms, sample_on_time,
                                                  context_of (self, connector));
}

static void
sample_on_time (gpointer data)
{
  Context *context = data;
  CsmsSimConnector *connector = context->connector;
  CsmsSimDriver *self = context->driver;
  gint64 now = csms_sim_clock_now_ms (self->world->clock);

  connector->sample_timer = 0;
  if (connector->charge == NULL)
    return;
  csms_sim_driver_sample (self, connector, (double) (now - connector->charge->sampled_ms) / 1000);
  csms_sim_driver_meter (self, connector,
                         now - connector->charge->start_ms < FRESH_MS ? FRESH_SAMPLE_MS : SAMPLE_MS);
}

static void
set_status (CsmsSimDriver    *self,
            CsmsSimConnector *connector,
            const char       *status)
{
  connector->status = g_intern_string (status);
  connector->error = g_intern_static_string ("NoError");
  if (connector->step_mode != CSMS_SIMULATOR_COMMAND_NO_STATUS)
    csms_sim_backend_status (self->world->backend, connector);
}

/* Current on. The one thing that must never happen twice for one command. */
static void
begin_charge (CsmsSimDriver    *self,
              CsmsSimConnector *connector,
              const char       *id_tag)
{
  CsmsSimCharge *charge = g_new0 (CsmsSimCharge, 1);

  charge->id_tag = g_strdup (id_tag);
  charge->start_ms = csms_sim_clock_now_ms (self->world->clock);
  charge->sampled_ms = charge->start_ms;
  charge->meter_start_wh = connector->meter_wh;
  charge->soc_start = g_rand_double_range (self->world->rand, 12, 60);
  connector->charge = charge;
  connector->actuations++;
  csms_sim_backend_started (self->world->backend, connector);
}

static void
end_charge (CsmsSimDriver    *self,
            CsmsSimConnector *connector,
            const char       *reason)
{
  gint64 now = csms_sim_clock_now_ms (self->world->clock);
  guint rest;

  csms_sim_clock_cancel (self->world->clock, &connector->sample_timer);
  if (self->metering)
    csms_sim_driver_sample (self, connector, (double) (now - connector->charge->sampled_ms) / 1000);
  connector->meter_wh = connector->charge->meter_start_wh + connector->charge->energy_wh;
  csms_sim_backend_stopped (self->world->backend, connector, g_intern_string (reason));
  csms_sim_connector_clear_charge (connector);
  set_status (self, connector, "Finishing");
  rest = self->world->config->station_delay_ms * (self->world->deployed ? 3 : 10);
  plan_step (self, connector, CSMS_SIM_STEP_FREE, rest);
}

static void
take_begin_step (CsmsSimDriver    *self,
                 CsmsSimConnector *connector)
{
  gboolean reported = g_str_equal (connector->status, "Charging");

  plan_step (self, connector, CSMS_SIM_STEP_NONE, 0);
  begin_charge (self, connector, connector->step_id_tag);
  if (!reported)
    set_status (self, connector, "Charging");
  if (self->metering)
    csms_sim_driver_meter (self, connector, FRESH_SAMPLE_MS / 3);
}

static void
take_step (gpointer data)
{
  Context *context = data;
  CsmsSimConnector *connector = context->connector;
  CsmsSimDriver *self = context->driver;
  guint pace = self->world->config->station_delay_ms;

  connector->step_timer = 0;
  switch (connector->step)
    {
    case CSMS_SIM_STEP_PREPARE:
      if (!g_str_equal (connector->status, "Preparing"))
        set_status (self, connector, "Preparing");
      if (connector->step_mode == CSMS_SIMULATOR_COMMAND_CHARGING_FIRST)
        plan_step (self, connector, CSMS_SIM_STEP_REPORT_CHARGING, 2 * pace);
      else
        plan_step (self, connector, CSMS_SIM_STEP_BEGIN, MAX (2 * pace, connector->step_delay_ms));
      break;
    case CSMS_SIM_STEP_REPORT_CHARGING:
      set_status (self, connector, "Charging");
      plan_step (self, connector, CSMS_SIM_STEP_BEGIN, connector->step_delay_ms);
      break;
    case CSMS_SIM_STEP_BEGIN:
      take_begin_step (self, connector);
      break;
    case CSMS_SIM_STEP_END:
      if (connector->charge != NULL)
        end_charge (self, connector, connector->step_reason);
      break;
    case CSMS_SIM_STEP_FREE:
      plan_step (self, connector, CSMS_SIM_STEP_NONE, 0);
      set_status (self, connector, "Available");
      connector->step_mode = CSMS_SIMULATOR_COMMAND_NORMAL;
      break;
    case CSMS_SIM_STEP_NONE:
    default:
      break;
    }
}

static gboolean
is_free (CsmsSimConnector *connector)
{
  return connector->charge == NULL &&
         (connector->step == CSMS_SIM_STEP_NONE || connector->step == CSMS_SIM_STEP_FREE) &&
         (g_str_equal (connector->status, "Available") || g_str_equal (connector->status, "Preparing"));
}

static void
csms_sim_driver_finalize (GObject *object)
{
  CsmsSimDriver *self = CSMS_SIM_DRIVER (object);
  GHashTableIter iter;
  gpointer connector;

  g_hash_table_iter_init (&iter, self->armed);
  while (g_hash_table_iter_next (&iter, &connector, NULL))
    {
      csms_sim_clock_cancel (self->world->clock, &((CsmsSimConnector *) connector)->step_timer);
      csms_sim_clock_cancel (self->world->clock, &((CsmsSimConnector *) connector)->sample_timer);
    }
  g_clear_pointer (&self->armed, g_hash_table_unref);
  G_OBJECT_CLASS (csms_sim_driver_parent_class)->finalize (object);
}

static void
csms_sim_driver_class_init (CsmsSimDriverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_sim_driver_finalize;
}

static void
csms_sim_driver_init (CsmsSimDriver *self)
{
  self->armed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

CsmsSimDriver *
csms_sim_driver_new (CsmsSimWorld *world)
{
  CsmsSimDriver *self = g_object_new (CSMS_TYPE_SIM_DRIVER, NULL);

  self->world = world;
  return self;
}

CsmsSimAnswer
csms_sim_driver_remote_start (CsmsSimDriver    *self,
                              CsmsSimStation   *station,
                              CsmsSimConnector *connector,
                              const char       *id_tag)
{
  guint pace;

  g_return_val_if_fail (CSMS_IS_SIM_DRIVER (self), CSMS_SIM_ANSWER_NONE);

  pace = self->world->config->station_delay_ms;
  if (!station->online || station->fault == CSMS_SIMULATOR_COMMAND_IGNORE)
    return CSMS_SIM_ANSWER_NONE;
  if (connector == NULL || !is_free (connector) || station->fault == CSMS_SIMULATOR_COMMAND_REJECT)
    return CSMS_SIM_ANSWER_REJECTED;
  if (station->fault == CSMS_SIMULATOR_COMMAND_NO_CABLE)
    return CSMS_SIM_ANSWER_ACCEPTED;

  g_free (connector->step_id_tag);
  connector->step_id_tag = g_strdup (id_tag);
  connector->step_mode = station->fault;
  connector->step_delay_ms = station->fault_delay_ms;
  plan_step (self, connector, CSMS_SIM_STEP_PREPARE, pace);
  return CSMS_SIM_ANSWER_ACCEPTED;
}

CsmsSimAnswer
csms_sim_driver_remote_stop (CsmsSimDriver  *self,
                             CsmsSimStation *station,
                             gint64          transaction)
{
  g_return_val_if_fail (CSMS_IS_SIM_DRIVER (self), CSMS_SIM_ANSWER_NONE);

  if (!station->online || station->fault == CSMS_SIMULATOR_COMMAND_IGNORE)
    return CSMS_SIM_ANSWER_NONE;
  for (guint i = 0; i < station->n_connectors && station->fault != CSMS_SIMULATOR_COMMAND_REJECT; i++)
    {
      CsmsSimConnector *connector = &station->connectors[i];
      guint pace = self->world->config->station_delay_ms;

      if (connector->charge == NULL || connector->charge->transaction != transaction)
        continue;
      connector->step_mode = station->fault;
      connector->step_reason = g_intern_static_string ("Remote");
      if (connector->step != CSMS_SIM_STEP_END)
        plan_step (self, connector, CSMS_SIM_STEP_END, pace + station->fault_delay_ms);
      return CSMS_SIM_ANSWER_ACCEPTED;
    }
  return CSMS_SIM_ANSWER_REJECTED;
}

gint64
csms_sim_driver_local_start (CsmsSimDriver    *self,
                             CsmsSimConnector *connector,
                             const char       *id_tag)
{
  g_return_val_if_fail (CSMS_IS_SIM_DRIVER (self), 0);

  if (connector->charge != NULL)
    return 0;
  plan_step (self, connector, CSMS_SIM_STEP_NONE, 0);
  connector->step_mode = CSMS_SIMULATOR_COMMAND_NORMAL;
  /* Trap 10 is not in the guide: there, what a remote start left behind is not told of a card's charge. */
  if (!self->world->deployed)
    g_queue_clear_full (&connector->correlations, g_free);
  begin_charge (self, connector, id_tag);
  set_status (self, connector, "Charging");
  /* Where a rate is set, charges that came by themselves are metered within it. */
  if (self->metering && self->world->config->rate <= 0)
    csms_sim_driver_meter (self, connector, FRESH_SAMPLE_MS / 3);
  return connector->charge->transaction;
}

gboolean
csms_sim_driver_local_stop (CsmsSimDriver    *self,
                            CsmsSimConnector *connector,
                            const char       *reason)
{
  g_return_val_if_fail (CSMS_IS_SIM_DRIVER (self), FALSE);

  if (connector->charge == NULL)
    return FALSE;
  connector->step_mode = CSMS_SIMULATOR_COMMAND_NORMAL;
  end_charge (self, connector, reason);
  return TRUE;
}

void
csms_sim_driver_report (CsmsSimDriver    *self,
                        CsmsSimConnector *connector,
                        const char       *status,
                        const char       *error)
{
  g_return_if_fail (CSMS_IS_SIM_DRIVER (self));

  if (connector->step == CSMS_SIM_STEP_FREE)
    plan_step (self, connector, CSMS_SIM_STEP_NONE, 0);
  connector->status = g_intern_string (status);
  connector->error = g_intern_string (error != NULL ? error : "NoError");
  csms_sim_backend_status (self->world->backend, connector);
}

void
csms_sim_driver_set_online (CsmsSimDriver  *self,
                            CsmsSimStation *station,
                            gboolean        online)
{
  g_return_if_fail (CSMS_IS_SIM_DRIVER (self));

  if (station->online == online)
    return;
  station->online = online;
  if (!online)
    return;
  csms_sim_backend_station_status (self->world->backend, station, "Available", "NoError");
  for (guint i = 0; i < station->n_connectors; i++)
    csms_sim_backend_status (self->world->backend, &station->connectors[i]);
}

void
csms_sim_driver_sample (CsmsSimDriver    *self,
                        CsmsSimConnector *connector,
                        double            elapsed_s)
{
  CsmsSimStation *station;
  CsmsSimSample sample = { 0 };
  const char *measurand, *unit;
  g_autofree char *value = NULL;

  g_return_if_fail (CSMS_IS_SIM_DRIVER (self));

  if (connector->charge == NULL)
    return;
  station = connector->station;
  csms_sim_meter_read (connector, elapsed_s, csms_sim_clock_now_ms (self->world->clock), &sample);
  value = csms_sim_meter_first (&sample, station, self->world->deployed, &measurand, &unit);
  csms_sim_backend_meter (self->world->backend, station, connector->number, &sample, measurand, value, unit);
}

void
csms_sim_driver_set_metering (CsmsSimDriver *self,
                              gboolean       metering)
{
  g_return_if_fail (CSMS_IS_SIM_DRIVER (self));

  self->metering = metering;
}
