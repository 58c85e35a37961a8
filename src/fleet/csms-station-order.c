/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-order.h"
#include "csms-station-private.h"

#include <string.h>

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const CsmsStationEntry *first = a;
  const CsmsStationEntry *second = b;
  CsmsStationOrder *self = data;
  int order = 0;

  if (self->sort == CSMS_STATION_SORT_ATTENTION)
    order = first->category - second->category;
  else if (self->sort == CSMS_STATION_SORT_LAST_ACTIVITY)
    order = (first->last_seen_ms < second->last_seen_ms) - (first->last_seen_ms > second->last_seen_ms);
  if (order == 0)
    order = strcmp (first->key, second->key);
  if (order == 0)
    order = strcmp (csms_station_get_id (first->station), csms_station_get_id (second->station));
  return order;
}

static int
compare_entry_pointers (gconstpointer a,
                        gconstpointer b,
                        gpointer      data)
{
  return compare_entries (*(const CsmsStationEntry **) a, *(const CsmsStationEntry **) b, data);
}

/* Returns: whether anything changed that it can be ordered by */
static gboolean
take_keys (CsmsStationOrder *self,
           CsmsStationEntry *entry)
{
  int category = csms_station_get_category (entry->station);
  gint64 last_seen_ms = csms_station_get_last_seen_ms (entry->station);
  char *key = self->sort == CSMS_STATION_SORT_NAME ? csms_station_get_name_key (entry->station)
                                                   : csms_station_get_id_key (entry->station);

  if (entry->category == category && entry->last_seen_ms == last_seen_ms && entry->key == key)
    return FALSE;
  entry->category = category;
  entry->last_seen_ms = last_seen_ms;
  if (entry->key != key)
    {
      g_clear_pointer (&entry->key, g_ref_string_release);
      entry->key = g_ref_string_acquire (key);
    }
  return TRUE;
}

static gboolean
is_wanted (CsmsStationOrder *self,
           CsmsStationEntry *entry)
{
  return (self->category < 0 || self->category == (int) csms_station_get_category (entry->station)) &&
         csms_station_matches (entry->station, self->needle);
}

static void
settle (CsmsStationOrder *self,
        CsmsStationEntry *entry)
{
  gboolean whole = entry->station == self->selected && !csms_ranking_is_spanning (self->ranking);

  if (!take_keys (self, entry))
    return;
  if (whole)
    csms_ranking_span (self->ranking);
  entry->iter = csms_ranking_settle (self->ranking, entry->iter);
  if (whole)
    csms_ranking_unspan (self->ranking);
}

void
csms_station_order_place (CsmsStationOrder *self,
                          GPtrArray        *entries)
{
  csms_ranking_begin (self->ranking, entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      CsmsStationEntry *entry = g_ptr_array_index (entries, i);
      gboolean wanted = is_wanted (self, entry);

      entry->waiting = FALSE;
      if (wanted && entry->iter != NULL)
        {
          settle (self, entry);
        }
      else if (wanted)
        {
          take_keys (self, entry);
          entry->iter = csms_ranking_insert (self->ranking, entry);
        }
      else if (entry->iter != NULL)
        {
          csms_ranking_remove (self->ranking, g_steal_pointer (&entry->iter));
        }
    }
  csms_ranking_end (self->ranking);
}

static void
set_iter (gpointer       entry,
          GSequenceIter *iter)
{
  ((CsmsStationEntry *) entry)->iter = iter;
}

/* What is wanted of the shown ones, in their order, goes to @kept; what is wanted and new or out of order to @others. */
static void
choose (CsmsStationOrder *self,
        GPtrArray        *entries,
        gboolean          resort,
        GPtrArray        *kept,
        GPtrArray        *others)
{
  GSequenceIter *iter = csms_ranking_get_iter (self->ranking, 0);

  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      CsmsStationEntry *entry = g_sequence_get (iter);

      if (!resort && !entry->waiting && is_wanted (self, entry))
        g_ptr_array_add (kept, entry);
      else
        entry->waiting = TRUE;
    }

  for (guint i = 0; i < entries->len; i++)
    {
      CsmsStationEntry *entry = g_ptr_array_index (entries, i);

      if (entry->iter != NULL && !entry->waiting)
        continue;
      entry->waiting = FALSE;
      if (is_wanted (self, entry))
        {
          take_keys (self, entry);
          g_ptr_array_add (others, entry);
        }
      else
        {
          entry->iter = NULL;
        }
    }
}

void
csms_station_order_rebuild (CsmsStationOrder *self,
                            GPtrArray        *entries,
                            gboolean          resort)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();
  guint next_kept = 0, next_other = 0;

  choose (self, entries, resort, kept, others);
  g_ptr_array_sort_with_data (others, compare_entry_pointers, self);

  while (next_kept < kept->len || next_other < others->len)
    {
      CsmsStationEntry *first = next_kept < kept->len ? g_ptr_array_index (kept, next_kept) : NULL;
      CsmsStationEntry *second = next_other < others->len ? g_ptr_array_index (others, next_other) : NULL;
      gboolean take_first = second == NULL || (first != NULL && compare_entries (first, second, self) <= 0);

      g_ptr_array_add (merged, take_first ? first : second);
      next_kept += take_first;
      next_other += !take_first;
    }
  csms_ranking_replace (self->ranking, merged, set_iter);
}

void
csms_station_order_remove (CsmsStationOrder *self,
                           CsmsStationEntry *entry)
{
  if (entry->iter != NULL)
    csms_ranking_remove (self->ranking, g_steal_pointer (&entry->iter));
  g_clear_pointer (&entry->key, g_ref_string_release);
}

void
csms_station_order_init (CsmsStationOrder *self,
                         GListModel       *model)
{
  self->ranking = csms_ranking_new (model, compare_entries, self);
  self->category = -1;
}

void
csms_station_order_clear (CsmsStationOrder *self)
{
  g_clear_pointer (&self->ranking, csms_ranking_free);
  g_clear_pointer (&self->needle, g_free);
}
