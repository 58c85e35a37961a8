/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-fleet.h"

#define SAMPLES_KEPT 100

struct _CsmsSimFleet
{
  GObject parent_instance;

  /* owned */
  GPtrArray *stations;
  GHashTable *by_id;
  GQueue by_activity; /* of links inside the stations */
};

G_DEFINE_FINAL_TYPE (CsmsSimFleet, csms_sim_fleet, G_TYPE_OBJECT)

static void
clear_sample (gpointer data)
{
  CsmsSimSample *sample = data;

  g_clear_pointer (&sample->odd, g_free);
}

static void
station_free (gpointer data)
{
  CsmsSimStation *station = data;

  for (guint i = 0; i < station->n_connectors; i++)
    {
      CsmsSimConnector *connector = &station->connectors[i];

      csms_sim_connector_clear_charge (connector);
      g_queue_clear_full (&connector->correlations, g_free);
      g_free (connector->step_id_tag);
    }
  g_free (station->connectors);
  g_array_unref (station->samples);
  g_free (station->name);
  g_free (station->id);
  g_free (station);
}

static void
csms_sim_fleet_finalize (GObject *object)
{
  CsmsSimFleet *self = CSMS_SIM_FLEET (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->stations, g_ptr_array_unref);
  G_OBJECT_CLASS (csms_sim_fleet_parent_class)->finalize (object);
}

static void
csms_sim_fleet_class_init (CsmsSimFleetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_sim_fleet_finalize;
}

static void
csms_sim_fleet_init (CsmsSimFleet *self)
{
  self->stations = g_ptr_array_new_with_free_func (station_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&self->by_activity);
}

CsmsSimFleet *
csms_sim_fleet_new (void)
{
  return g_object_new (CSMS_TYPE_SIM_FLEET, NULL);
}

CsmsSimStation *
csms_sim_fleet_add (CsmsSimFleet *self,
                    const char   *id,
                    const char   *name,
                    guint         n_connectors)
{
  CsmsSimStation *station;

  g_return_val_if_fail (CSMS_IS_SIM_FLEET (self), NULL);

  station = g_new0 (CsmsSimStation, 1);
  station->id = g_strdup (id);
  station->name = g_strdup (name);
  station->price = 0.39;
  station->online = TRUE;
  station->n_connectors = n_connectors;
  station->connectors = g_new0 (CsmsSimConnector, n_connectors);
  station->samples = g_array_new (FALSE, FALSE, sizeof (CsmsSimSample));
  g_array_set_clear_func (station->samples, clear_sample);
  for (guint i = 0; i < n_connectors; i++)
    {
      CsmsSimConnector *connector = &station->connectors[i];

      connector->station = station;
      connector->number = i + 1;
      connector->type = "Type 2";
      connector->max_power_w = 22000;
      connector->status = g_intern_static_string ("Available");
      connector->error = g_intern_static_string ("NoError");
      g_queue_init (&connector->correlations);
    }
  station->by_activity.data = station;
  g_queue_push_tail_link (&self->by_activity, &station->by_activity);
  g_ptr_array_add (self->stations, station);
  g_hash_table_insert (self->by_id, station->id, station);
  return station;
}

CsmsSimStation *
csms_sim_fleet_find (CsmsSimFleet *self,
                     const char   *id)
{
  g_return_val_if_fail (CSMS_IS_SIM_FLEET (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

guint
csms_sim_fleet_get_n (CsmsSimFleet *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_FLEET (self), 0);

  return self->stations->len;
}

CsmsSimStation *
csms_sim_fleet_get (CsmsSimFleet *self,
                    guint         index)
{
  g_return_val_if_fail (CSMS_IS_SIM_FLEET (self), NULL);
  g_return_val_if_fail (index < self->stations->len, NULL);

  return g_ptr_array_index (self->stations, index);
}

GQueue *
csms_sim_fleet_by_activity (CsmsSimFleet *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_FLEET (self), NULL);

  return &self->by_activity;
}

void
csms_sim_fleet_touch (CsmsSimFleet   *self,
                      CsmsSimStation *station,
                      gint64          now_ms)
{
  g_return_if_fail (CSMS_IS_SIM_FLEET (self));

  station->activity_ms = now_ms;
  g_queue_unlink (&self->by_activity, &station->by_activity);
  g_queue_push_tail_link (&self->by_activity, &station->by_activity);
}

CsmsSimConnector *
csms_sim_station_connector (CsmsSimStation *station,
                            gint64          number)
{
  g_return_val_if_fail (station != NULL, NULL);

  if (number < 1 || number > station->n_connectors)
    return NULL;
  return &station->connectors[number - 1];
}

void
csms_sim_station_keep (CsmsSimStation *station,
                       CsmsSimSample  *sample)
{
  g_return_if_fail (station != NULL);

  if (station->samples->len >= 2 * SAMPLES_KEPT)
    g_array_remove_range (station->samples, 0, SAMPLES_KEPT);
  g_array_append_val (station->samples, *sample);
}

void
csms_sim_connector_clear_charge (CsmsSimConnector *connector)
{
  g_return_if_fail (connector != NULL);

  if (connector->charge == NULL)
    return;
  g_free (connector->charge->id_tag);
  g_clear_pointer (&connector->charge, g_free);
}
