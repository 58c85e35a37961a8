/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-entries.h"

static void
count (CsmsStationEntries *self,
       CsmsStationEntry   *entry)
{
  int category = csms_station_get_category (entry->station);

  if (entry->counted == category)
    return;
  if (entry->counted >= 0)
    self->counts[entry->counted]--;
  self->counts[category]++;
  entry->counted = category;
  self->counts_changed = TRUE;
}

static void
add_dirty (CsmsStationEntries *self,
           CsmsStationEntry   *entry)
{
  if (entry->dirty)
    return;
  entry->dirty = TRUE;
  g_ptr_array_add (self->dirty, entry);
  if (self->dirty->len == 1)
    self->changed (self->data);
}

static void
on_station_changed (CsmsStation *station,
                    gpointer     data)
{
  CsmsStationEntry *entry = data;

  add_dirty (entry->owner, entry);
}

static CsmsStationEntry *
entry_new (CsmsStationEntries *self,
           CsmsStation        *station)
{
  CsmsStationEntry *entry = g_new0 (CsmsStationEntry, 1);

  entry->owner = self;
  entry->station = station;
  entry->counted = -1;
  entry->category = -1;
  entry->handler = g_signal_connect (station, "changed", G_CALLBACK (on_station_changed), entry);
  g_hash_table_insert (self->by_station, station, entry);
  return entry;
}

static void
entry_free (gpointer data)
{
  CsmsStationEntry *entry = data;

  g_signal_handler_disconnect (entry->station, entry->handler);
  g_clear_pointer (&entry->key, g_ref_string_release);
  g_object_unref (entry->station);
  g_free (entry);
}

static void
forget (CsmsStationEntries *self,
        CsmsStationEntry   *entry)
{
  if (entry->dirty)
    g_ptr_array_remove_fast (self->dirty, entry);
  if (entry->waiting)
    g_ptr_array_remove_fast (self->waiting, entry);
  if (entry->counted >= 0)
    self->counts[entry->counted]--;
  self->counts_changed = TRUE;
  g_hash_table_remove (self->by_station, entry->station);
  csms_station_order_remove (self->order, entry);
}

static void
on_stations_changed (GListModel *stations,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     gpointer    data)
{
  CsmsStationEntries *self = data;

  csms_ranking_begin (self->order->ranking, n_removed);
  for (guint i = 0; i < n_removed; i++)
    forget (self, g_ptr_array_index (self->all, position + i));
  csms_ranking_end (self->order->ranking);
  if (n_removed > 0)
    {
      g_ptr_array_remove_range (self->all, position, n_removed);
      self->changed (self->data);
    }

  for (guint i = 0; i < n_added; i++)
    {
      CsmsStationEntry *entry = entry_new (self, g_list_model_get_item (stations, position + i));

      g_ptr_array_insert (self->all, position + i, entry);
      add_dirty (self, entry);
    }
}

void
csms_station_entries_init (CsmsStationEntries *self,
                           GListModel         *stations,
                           CsmsStationOrder   *order,
                           void              (*changed) (gpointer data),
                           gpointer            data)
{
  self->order = order;
  self->changed = changed;
  self->data = data;
  self->stations = g_object_ref (stations);
  self->all = g_ptr_array_new_with_free_func (entry_free);
  self->by_station = g_hash_table_new (NULL, NULL);
  self->dirty = g_ptr_array_new ();
  self->waiting = g_ptr_array_new ();

  g_signal_connect (stations, "items-changed", G_CALLBACK (on_stations_changed), self);
  on_stations_changed (stations, 0, 0, g_list_model_get_n_items (stations), self);
}

void
csms_station_entries_clear (CsmsStationEntries *self)
{
  if (self->stations == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->stations, on_stations_changed, self);
  /* last the model would have it that every station was taken out */
  on_stations_changed (self->stations, 0, self->all->len, 0, self);
  g_clear_object (&self->stations);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->by_station, g_hash_table_unref);
  g_clear_pointer (&self->dirty, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
}

void
csms_station_entries_count (CsmsStationEntries *self)
{
  for (guint i = 0; i < self->dirty->len; i++)
    {
      CsmsStationEntry *entry = g_ptr_array_index (self->dirty, i);

      entry->dirty = FALSE;
      count (self, entry);
      if (!entry->waiting)
        {
          entry->waiting = TRUE;
          g_ptr_array_add (self->waiting, entry);
        }
    }
  g_ptr_array_set_size (self->dirty, 0);
}

GPtrArray *
csms_station_entries_take_waiting (CsmsStationEntries *self)
{
  GPtrArray *waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new ();
  return waiting;
}

CsmsStationEntry *
csms_station_entries_find (CsmsStationEntries *self,
                           CsmsStation        *station)
{
  return g_hash_table_lookup (self->by_station, station);
}
