/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-calm-list.h"

/* So many changes in so long a time are passed on one by one. */
#define FEW_CHANGES 4
#define INTERVAL_US (G_USEC_PER_SEC / 4)

struct _CsmsCalmList
{
  GObject parent_instance;

  /* Owned */
  GListModel *source;
  GPtrArray *items;
  guint timeout_id;

  gint64 since_us;
  guint n_changes;
  guint n_same_above;           /* items at the start, and at the end, that are as the source has them */
  guint n_same_below;
  guint n_new_first;            /* all that has changed, as long as only_ends: put before the first, dropped at the end */
  guint n_gone_last;
  gboolean only_ends;
  gboolean behind;
};

static GType
csms_calm_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
csms_calm_list_get_n_items (GListModel *model)
{
  return CSMS_CALM_LIST (model)->items->len;
}

static gpointer
csms_calm_list_get_item (GListModel *model, guint position)
{
  CsmsCalmList *self = CSMS_CALM_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
csms_calm_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = csms_calm_list_get_item_type;
  iface->get_n_items = csms_calm_list_get_n_items;
  iface->get_item = csms_calm_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsCalmList, csms_calm_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, csms_calm_list_list_model_init))

static void
replace (CsmsCalmList *self, guint above, guint below, guint n_added)
{
  gsize n_old;
  g_autofree gpointer *old = g_ptr_array_steal (self->items, &n_old);

  for (guint i = 0; i < above; i++)
    g_ptr_array_add (self->items, old[i]);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (self->items, g_list_model_get_item (self->source, above + i));
  for (gsize i = n_old - below; i < n_old; i++)
    g_ptr_array_add (self->items, old[i]);
  for (gsize i = above; i < n_old - below; i++)
    g_object_unref (old[i]);
}

/* A history grows at one end and is cut at the other: told as one change, all of it would seem to be another. */
static void
move_on (CsmsCalmList *self)
{
  guint n_kept = self->items->len - self->n_gone_last;
  guint n_gone = self->n_gone_last, n_new = self->n_new_first;

  if (n_gone > 0)
    {
      g_ptr_array_remove_range (self->items, n_kept, n_gone);
      g_list_model_items_changed (G_LIST_MODEL (self), n_kept, n_gone, 0);
    }
  if (n_new > 0)
    {
      replace (self, 0, n_kept, n_new);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n_new);
    }
}

static void
catch_up (CsmsCalmList *self)
{
  guint n_now = self->source != NULL ? g_list_model_get_n_items (self->source) : 0;
  guint n_same = MIN (self->items->len, n_now);
  guint above = MIN (self->n_same_above, n_same);
  /* What was above one change and below another is counted twice. */
  guint below = MIN (self->n_same_below, n_same - above);
  guint n_removed = self->items->len - above - below;
  guint n_added = n_now - above - below;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->behind = FALSE;
  if (n_removed == 0 && n_added == 0)
    return;
  if (self->only_ends && self->n_gone_last <= self->items->len)
    {
      move_on (self);
      return;
    }
  replace (self, above, below, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), above, n_removed, n_added);
}

static gboolean
timeout_cb (gpointer user_data)
{
  CsmsCalmList *self = user_data;

  self->timeout_id = 0;
  catch_up (self);
  return G_SOURCE_REMOVE;
}

static void
source_changed_cb (CsmsCalmList *self, guint position, guint removed, guint added)
{
  gint64 now_us = g_get_monotonic_time ();
  guint below = g_list_model_get_n_items (self->source) - position - added;

  if (!self->behind)
    {
      self->n_same_above = self->n_same_below = G_MAXUINT;
      self->n_new_first = self->n_gone_last = 0;
      self->only_ends = TRUE;
    }
  self->n_same_above = MIN (self->n_same_above, position);
  self->n_same_below = MIN (self->n_same_below, below);
  if (position == 0 && removed == 0)
    self->n_new_first += added;
  else if (below == 0 && added == 0)
    self->n_gone_last += removed;
  else
    self->only_ends = FALSE;
  self->behind = TRUE;
  if (now_us - self->since_us > INTERVAL_US)
    {
      self->since_us = now_us;
      self->n_changes = 0;
    }
  if (++self->n_changes <= FEW_CHANGES)
    catch_up (self);
  else if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add (INTERVAL_US / 1000, timeout_cb, self);
}

static void
let_go (CsmsCalmList *self)
{
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, source_changed_cb, self);
  g_clear_object (&self->source);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
}

static void
csms_calm_list_dispose (GObject *object)
{
  let_go (CSMS_CALM_LIST (object));

  G_OBJECT_CLASS (csms_calm_list_parent_class)->dispose (object);
}

static void
csms_calm_list_finalize (GObject *object)
{
  g_ptr_array_unref (CSMS_CALM_LIST (object)->items);

  G_OBJECT_CLASS (csms_calm_list_parent_class)->finalize (object);
}

static void
csms_calm_list_class_init (CsmsCalmListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_calm_list_dispose;
  object_class->finalize = csms_calm_list_finalize;
}

static void
csms_calm_list_init (CsmsCalmList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

CsmsCalmList *
csms_calm_list_new (void)
{
  return g_object_new (CSMS_TYPE_CALM_LIST, NULL);
}

void
csms_calm_list_set_source (CsmsCalmList *self, GListModel *source)
{
  g_return_if_fail (CSMS_IS_CALM_LIST (self));
  g_return_if_fail (source == NULL || G_IS_LIST_MODEL (source));

  if (self->source == source)
    return;
  let_go (self);
  self->source = source != NULL ? g_object_ref (source) : NULL;
  if (source != NULL)
    g_signal_connect_swapped (source, "items-changed", G_CALLBACK (source_changed_cb), self);
  self->n_same_above = self->n_same_below = 0;
  self->only_ends = FALSE;
  catch_up (self);
}
