/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-life.h"

#include "csms-sim-driver.h"

#define TICK_MS 20
/* At its natural pace something happens to each station about this often. */
#define NATURAL_MS_A_STATION 150000
#define NATURAL_MS_LEAST 200
/* At that pace nobody drives off so soon after the start. */
#define NATURAL_STAY_MS 600000
/* More charges than this are metered by chance and not each by its own timer. */
#define METERED_CHARGES_MAX 200
/* Many things that happen make no event, with the throttle of trap 15 above all. */
#define TRIES_AN_EVENT 20
#define EVENTS_A_TICK_MAX 2000

struct _CsmsSimLife
{
  GObject parent_instance;

  /* borrowed */
  CsmsSimWorld *world;

  guint timer;
  gint64 ticked_us;
  double due;
};

G_DEFINE_FINAL_TYPE (CsmsSimLife, csms_sim_life, G_TYPE_OBJECT)

static gboolean
chance (CsmsSimLife *self,
        guint        percent)
{
  return (guint) g_rand_int_range (self->world->rand, 0, 100) < percent;
}

static char *
draw_id_tag (CsmsSimLife *self)
{
  const char *const known[] = { "04A2B9C1F3", "04E25D0B77", "OFFICE-0112", "MARKET-POOL-07", "0413F8D0A2" };

  if (chance (self, 40))
    return g_strdup (known[g_rand_int_range (self->world->rand, 0, G_N_ELEMENTS (known))]);
  return g_strdup_printf ("04%08X", g_rand_int (self->world->rand));
}

static void
live_through_charge (CsmsSimLife      *self,
                     CsmsSimConnector *connector)
{
  CsmsSimDriver *driver = self->world->driver;
  gint64 age_ms = csms_sim_clock_now_ms (self->world->clock) - connector->charge->start_ms;
  gboolean may_leave = self->world->config->rate > 0 || age_ms > NATURAL_STAY_MS;

  if (g_str_equal (connector->status, "SuspendedEV"))
    {
      if (may_leave && chance (self, 30))
        csms_sim_driver_local_stop (driver, connector, "EVDisconnected");
      return;
    }
  if (g_str_equal (connector->status, "SuspendedEVSE"))
    {
      if (chance (self, 30))
        csms_sim_driver_report (driver, connector, "Charging", NULL);
      return;
    }
  if (may_leave && chance (self, 15))
    csms_sim_driver_local_stop (driver, connector, chance (self, 70) ? "EVDisconnected" : "Local");
  else if (may_leave && chance (self, 3))
    csms_sim_driver_report (driver, connector, "SuspendedEVSE", NULL);
  else if (may_leave && chance (self, 4))
    csms_sim_driver_report (driver, connector, "SuspendedEV", NULL);
  else
    csms_sim_driver_sample (driver, connector,
                            (double) (csms_sim_clock_now_ms (self->world->clock) - connector->charge->sampled_ms) / 1000);
}

static void
live_through_idleness (CsmsSimLife      *self,
                       CsmsSimConnector *connector)
{
  CsmsSimDriver *driver = self->world->driver;
  const char *status = connector->status;

  if (g_str_equal (status, "Available"))
    {
      if (chance (self, 25))
        csms_sim_driver_report (driver, connector, "Preparing", NULL);
      else if (chance (self, 2))
        csms_sim_driver_report (driver, connector, "Faulted", chance (self, 50) ? "ConnectorLockFailure" : "GroundFailure");
      else if (chance (self, 2))
        csms_sim_driver_report (driver, connector, "Reserved", NULL);
      else if (self->world->config->rate > 0)
        csms_sim_driver_report (driver, connector, "Available", NULL);
    }
  else if (g_str_equal (status, "Preparing"))
    {
      g_autofree char *id_tag = draw_id_tag (self);

      if (chance (self, 90))
        csms_sim_driver_local_start (driver, connector, id_tag);
      else
        csms_sim_driver_report (driver, connector, "Available", NULL);
    }
  else if (chance (self, g_str_equal (status, "Reserved") || g_str_equal (status, "Finishing") ? 60 : 8))
    {
      csms_sim_driver_report (driver, connector, "Available", NULL);
    }
}

/* Something, or nothing, happens to a station. */
static void
step (CsmsSimLife *self)
{
  guint n = csms_sim_fleet_get_n (self->world->fleet);
  CsmsSimStation *station;
  CsmsSimConnector *connector;

  if (n == 0)
    return;
  station = csms_sim_fleet_get (self->world->fleet, (guint) g_rand_int_range (self->world->rand, 0, (gint32) n));
  if (!station->online)
    {
      if (chance (self, 6))
        csms_sim_driver_set_online (self->world->driver, station, TRUE);
      return;
    }
  if (g_rand_int_range (self->world->rand, 0, 1000) < 2)
    {
      csms_sim_driver_set_online (self->world->driver, station, FALSE);
      return;
    }
  if (station->n_connectors == 0)
    return;
  connector = &station->connectors[g_rand_int_range (self->world->rand, 0, (gint32) station->n_connectors)];
  if (connector->step != CSMS_SIM_STEP_NONE)
    return;
  if (connector->charge != NULL)
    live_through_charge (self, connector);
  else
    live_through_idleness (self, connector);
}

static void
live_naturally (gpointer data)
{
  CsmsSimLife *self = data;
  guint n = MAX (1, csms_sim_fleet_get_n (self->world->fleet));
  guint mean_ms = MAX (NATURAL_MS_LEAST, NATURAL_MS_A_STATION / n);

  if (self->ticked_us != 0)
    step (self);
  self->ticked_us = g_get_monotonic_time ();
  self->timer = csms_sim_clock_after (self->world->clock,
                                      (guint) g_rand_int_range (self->world->rand, 1, 2 * (gint32) mean_ms),
                                      live_naturally, self);
}

static void
live_by_rate (gpointer data)
{
  CsmsSimLife *self = data;
  gint64 now = g_get_monotonic_time ();
  guint64 before = csms_sim_hub_get_count (self->world->hub);
  guint tries = 0;

  self->due += self->world->config->rate * (double) (now - self->ticked_us) / G_USEC_PER_SEC;
  self->due = MIN (self->due, EVENTS_A_TICK_MAX);
  self->ticked_us = now;
  /* What made more events than were due is made up for: @due can be negative. */
  while ((double) (csms_sim_hub_get_count (self->world->hub) - before) + 1 <= self->due &&
         tries++ < TRIES_AN_EVENT * EVENTS_A_TICK_MAX)
    step (self);
  self->due -= (double) (csms_sim_hub_get_count (self->world->hub) - before);
  self->timer = csms_sim_clock_after (self->world->clock, TICK_MS, live_by_rate, self);
}

static void
meter_charges (CsmsSimLife *self)
{
  guint n_metered = 0;

  for (guint i = 0; i < csms_sim_fleet_get_n (self->world->fleet) && n_metered < METERED_CHARGES_MAX; i++)
    {
      CsmsSimStation *station = csms_sim_fleet_get (self->world->fleet, i);

      for (guint k = 0; k < station->n_connectors; k++)
        if (station->connectors[k].charge != NULL)
          csms_sim_driver_meter (self->world->driver, &station->connectors[k], 500 + (n_metered++ * 1300) % 10000);
    }
}

static void
csms_sim_life_dispose (GObject *object)
{
  csms_sim_life_stop (CSMS_SIM_LIFE (object));
  G_OBJECT_CLASS (csms_sim_life_parent_class)->dispose (object);
}

static void
csms_sim_life_class_init (CsmsSimLifeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_sim_life_dispose;
}

static void
csms_sim_life_init (CsmsSimLife *self)
{
}

CsmsSimLife *
csms_sim_life_new (CsmsSimWorld *world)
{
  CsmsSimLife *self = g_object_new (CSMS_TYPE_SIM_LIFE, NULL);

  self->world = world;
  return self;
}

void
csms_sim_life_start (CsmsSimLife *self)
{
  g_return_if_fail (CSMS_IS_SIM_LIFE (self));

  csms_sim_driver_set_metering (self->world->driver, TRUE);
  if (self->world->config->rate > 0)
    {
      self->ticked_us = g_get_monotonic_time ();
      live_by_rate (self);
    }
  else
    {
      meter_charges (self);
      live_naturally (self);
    }
}

void
csms_sim_life_stop (CsmsSimLife *self)
{
  g_return_if_fail (CSMS_IS_SIM_LIFE (self));

  csms_sim_driver_set_metering (self->world->driver, FALSE);
  csms_sim_clock_cancel (self->world->clock, &self->timer);
}
