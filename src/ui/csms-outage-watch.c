/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-outage-watch.h"

#define FAULTED 1u
#define OFFLINE 2u

struct _CsmsOutageWatch
{
  GObject parent_instance;

  /* Owned */
  GListModel *stations;
  GHashTable *states;           /* CsmsStation => its outages, as they were told */
};

enum
{
  SIGNAL_FAULTED,
  SIGNAL_OFFLINE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsOutageWatch, csms_outage_watch, G_TYPE_OBJECT)

guint
csms_outage_watch_count_faults (CsmsStation *station, int *connector_id)
{
  GListModel *connectors = csms_station_get_connectors (station);
  guint n = csms_station_get_error_code (station) != NULL;

  *connector_id = 0;
  for (guint i = 0; i < g_list_model_get_n_items (connectors); i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);

      if (csms_connector_get_status (connector) != CSMS_CONNECTOR_STATUS_FAULTED)
        continue;
      if (n++ == 0)
        *connector_id = csms_connector_get_id (connector);
    }
  return n;
}

static guint
look (CsmsStation *station)
{
  int connector_id;

  return (csms_outage_watch_count_faults (station, &connector_id) > 0 ? FAULTED : 0) |
         (csms_station_get_online (station) ? 0 : OFFLINE);
}

static void
tell (CsmsOutageWatch *self, CsmsStation *station, guint was, guint is)
{
  if (((was ^ is) & FAULTED) != 0)
    g_signal_emit (self, signals[SIGNAL_FAULTED], 0, station, (is & FAULTED) != 0);
  if (((was ^ is) & OFFLINE) != 0)
    g_signal_emit (self, signals[SIGNAL_OFFLINE], 0, station, (is & OFFLINE) != 0);
}

static void
station_changed_cb (CsmsOutageWatch *self, CsmsStation *station)
{
  guint was = GPOINTER_TO_UINT (g_hash_table_lookup (self->states, station));
  guint is = look (station);

  if (was == is)
    return;
  g_hash_table_insert (self->states, g_object_ref (station), GUINT_TO_POINTER (is));
  tell (self, station, was, is);
}

static void
take (CsmsOutageWatch *self, guint position, guint added, gboolean quietly)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (self->stations, i);
      guint is = look (station);

      if (g_hash_table_contains (self->states, station))
        continue;
      g_hash_table_insert (self->states, g_object_ref (station), GUINT_TO_POINTER (is));
      g_signal_connect_object (station, "changed", G_CALLBACK (station_changed_cb), self, G_CONNECT_SWAPPED);
      if (!quietly)
        tell (self, station, 0, is);
    }
}

static void
items_changed_cb (CsmsOutageWatch *self, guint position, guint removed, guint added)
{
  take (self, position, added, FALSE);
}

static void
csms_outage_watch_dispose (GObject *object)
{
  CsmsOutageWatch *self = CSMS_OUTAGE_WATCH (object);

  g_hash_table_remove_all (self->states);
  g_clear_object (&self->stations);

  G_OBJECT_CLASS (csms_outage_watch_parent_class)->dispose (object);
}

static void
csms_outage_watch_finalize (GObject *object)
{
  g_hash_table_unref (CSMS_OUTAGE_WATCH (object)->states);

  G_OBJECT_CLASS (csms_outage_watch_parent_class)->finalize (object);
}

static void
csms_outage_watch_class_init (CsmsOutageWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = CSMS_TYPE_OUTAGE_WATCH;

  object_class->dispose = csms_outage_watch_dispose;
  object_class->finalize = csms_outage_watch_finalize;

  signals[SIGNAL_FAULTED] =
    g_signal_new ("faulted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, CSMS_TYPE_STATION, G_TYPE_BOOLEAN);
  signals[SIGNAL_OFFLINE] =
    g_signal_new ("offline", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, CSMS_TYPE_STATION, G_TYPE_BOOLEAN);
}

static void
csms_outage_watch_init (CsmsOutageWatch *self)
{
  self->states = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

CsmsOutageWatch *
csms_outage_watch_new (GListModel *stations)
{
  CsmsOutageWatch *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (stations), NULL);

  self = g_object_new (CSMS_TYPE_OUTAGE_WATCH, NULL);
  self->stations = g_object_ref (stations);
  g_signal_connect_object (stations, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  take (self, 0, g_list_model_get_n_items (stations), TRUE);
  return self;
}
