/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-history-items.h"

/* Views hold some hundred items at a time, so that going through all of them costs nothing. */
struct _CsmsHistoryItems
{
  GHashTable *items;      /* from a position to a borrowed CsmsHistoryItem */
  GHashTable *positions;  /* and the other way round */
};

static void
gone_cb (gpointer data, GObject *item)
{
  CsmsHistoryItems *self = data;
  gpointer position;

  if (!g_hash_table_lookup_extended (self->positions, item, NULL, &position))
    return;
  g_hash_table_remove (self->positions, item);
  if (g_hash_table_lookup (self->items, position) == item)
    g_hash_table_remove (self->items, position);
}

CsmsHistoryItems *
csms_history_items_new (void)
{
  CsmsHistoryItems *self = g_new0 (CsmsHistoryItems, 1);

  self->items = g_hash_table_new (NULL, NULL);
  self->positions = g_hash_table_new (NULL, NULL);
  return self;
}

void
csms_history_items_free (CsmsHistoryItems *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->positions);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    g_object_weak_unref (item, gone_cb, self);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->positions);
  g_free (self);
}

CsmsHistoryItem *
csms_history_items_get (CsmsHistoryItems *self, guint position)
{
  return g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
}

void
csms_history_items_add (CsmsHistoryItems *self, guint position, CsmsHistoryItem *item)
{
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
  g_hash_table_insert (self->positions, item, GUINT_TO_POINTER (position));
  g_object_weak_ref (G_OBJECT (item), gone_cb, self);
}

void
csms_history_items_splice (CsmsHistoryItems *self, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->items);
  GHashTableIter iter;
  gpointer key, item;

  self->items = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &key, &item))
    {
      guint at = GPOINTER_TO_UINT (key);

      if (at >= position && at < position + n_removed)
        {
          g_hash_table_remove (self->positions, item);
          g_object_weak_unref (item, gone_cb, self);
          continue;
        }
      if (at >= position)
        at += n_added - n_removed;
      g_hash_table_insert (self->items, GUINT_TO_POINTER (at), item);
      g_hash_table_insert (self->positions, item, GUINT_TO_POINTER (at));
    }
}

gboolean
csms_history_items_fill (CsmsHistoryItems *self, CsmsHistoryFunc func, gpointer data)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;
  gboolean any = FALSE;

  /* Who is told may let go of others. */
  g_hash_table_iter_init (&iter, self->positions);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    g_ptr_array_add (held, g_object_ref (item));
  for (guint i = 0; i < held->len; i++)
    {
      gpointer position;
      CsmsEvent *event;

      if (csms_history_item_get_event (held->pdata[i]) != NULL ||
          !g_hash_table_lookup_extended (self->positions, held->pdata[i], NULL, &position))
        continue;
      event = func (GPOINTER_TO_UINT (position), data);
      if (event == NULL)
        continue;
      csms_history_item_set_event (held->pdata[i], event);
      any = TRUE;
    }
  return any;
}
