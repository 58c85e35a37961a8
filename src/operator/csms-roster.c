/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-roster.h"

#include <math.h>

/* What is lost of the roster by a crash is at most this old, and the next list of the server brings it back. */
#define INTERVAL_S 5

/* Stations told in one turn of the loop: some milliseconds' worth. */
#define TURN 500

struct _CsmsRoster {
  GObject parent_instance;

  GListModel *stations;
  GHashTable *watched;          /* of CsmsStation: those whose changes are heard */
  GHashTable *dirty;            /* of CsmsStation */
  GHashTable *due;              /* of CsmsStation: those that are being told */
  guint source;                 /* the next turn, or the time for it */
};

enum {
  CHANGED_STATIONS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsRoster, csms_roster, G_TYPE_OBJECT)

/* Borrows every text: the copy owns its own. */
static CsmsConnectorRecord *
describe_connector (CsmsConnector *connector)
{
  CsmsConnectorRecord *record = g_new0 (CsmsConnectorRecord, 1);

  record->id = csms_connector_get_id (connector);
  record->status = csms_connector_get_status (connector);
  record->status_text = (char *) csms_connector_get_status_text (connector);
  record->transaction_id = (char *) csms_connector_get_transaction_id (connector);
  record->error_code = (char *) csms_connector_get_error_code (connector);
  record->updated_at_ms = csms_connector_get_since_ms (connector);
  record->type = (char *) csms_connector_get_plug_type (connector);
  record->power_kw = csms_connector_get_rating_kw (connector);
  record->soc_percent = csms_connector_get_soc_percent (connector);
  record->price = NAN;
  return record;
}

static CsmsStationRecord *
describe (CsmsStation *station)
{
  GListModel *connectors = csms_station_get_connectors (station);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_free);
  CsmsStationRecord values = {
    .id = (char *) csms_station_get_id (station),
    .name = (char *) csms_station_get_name (station),
    .status = (char *) csms_station_get_status_text (station),
    .is_online = csms_station_get_online (station),
    .last_activity_ms = csms_station_get_last_seen_ms (station),
    .connectors = records,
  };

  for (guint i = 0; i < g_list_model_get_n_items (connectors); i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);

      g_ptr_array_add (records, describe_connector (connector));
    }
  return csms_station_record_new_copy (&values);
}

static void
tell (CsmsRoster *self, GHashTable *stations, guint most)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_station_record_unref);
  GHashTableIter iter;
  gpointer station;

  g_hash_table_iter_init (&iter, stations);
  while (records->len < most && g_hash_table_iter_next (&iter, &station, NULL))
    {
      g_ptr_array_add (records, describe (station));
      g_hash_table_iter_remove (&iter);
    }
  if (records->len > 0)
    g_signal_emit (self, signals[CHANGED_STATIONS], 0, records);
}

static gboolean on_due (gpointer data);

static gboolean
on_turn (gpointer data)
{
  g_autoptr (CsmsRoster) self = g_object_ref (data);

  tell (self, self->due, TURN);
  if (g_hash_table_size (self->due) > 0)
    return G_SOURCE_CONTINUE;
  self->source = g_hash_table_size (self->dirty) > 0 ? g_timeout_add_seconds (INTERVAL_S, on_due, self) : 0;
  return G_SOURCE_REMOVE;
}

/* Changes that come meanwhile are told the next time: in a storm there would be no end to it. */
static gboolean
on_due (gpointer data)
{
  CsmsRoster *self = data;
  GHashTable *told = self->due;

  self->due = self->dirty;
  self->dirty = told;
  self->source = g_idle_add (on_turn, self);
  return G_SOURCE_REMOVE;
}

static void
on_station_changed (CsmsRoster *self, CsmsStation *station)
{
  g_hash_table_add (self->dirty, g_object_ref (station));
  if (self->source == 0)
    self->source = g_timeout_add_seconds (INTERVAL_S, on_due, self);
}

static void
on_items_changed (CsmsRoster *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (self->stations, i);

      if (!g_hash_table_add (self->watched, g_object_ref (station)))
        continue;
      g_signal_connect_object (station, "changed", G_CALLBACK (on_station_changed), self, G_CONNECT_SWAPPED);
      on_station_changed (self, station);
    }
}

static void
csms_roster_dispose (GObject *object)
{
  CsmsRoster *self = CSMS_ROSTER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_remove_all (self->dirty);
  g_hash_table_remove_all (self->due);
  g_hash_table_remove_all (self->watched);
  g_clear_object (&self->stations);
  G_OBJECT_CLASS (csms_roster_parent_class)->dispose (object);
}

static void
csms_roster_finalize (GObject *object)
{
  CsmsRoster *self = CSMS_ROSTER (object);

  g_hash_table_unref (self->dirty);
  g_hash_table_unref (self->due);
  g_hash_table_unref (self->watched);
  G_OBJECT_CLASS (csms_roster_parent_class)->finalize (object);
}

static void
csms_roster_class_init (CsmsRosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_roster_dispose;
  object_class->finalize = csms_roster_finalize;

  signals[CHANGED_STATIONS] = g_signal_new ("changed-stations", CSMS_TYPE_ROSTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
csms_roster_init (CsmsRoster *self)
{
  self->watched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->dirty = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->due = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

CsmsRoster *
csms_roster_new (CsmsFleet *fleet)
{
  CsmsRoster *self = g_object_new (CSMS_TYPE_ROSTER, NULL);

  self->stations = g_object_ref (csms_fleet_get_stations (fleet));
  g_signal_connect_object (self->stations, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  on_items_changed (self, 0, 0, g_list_model_get_n_items (self->stations));
  return self;
}

void
csms_roster_flush (CsmsRoster *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  tell (self, self->due, G_MAXUINT);
  tell (self, self->dirty, G_MAXUINT);
}
