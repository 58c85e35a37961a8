/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-ranking.h"

/* Above this many changes in one go, views are better off with one change that spans them all. */
#define MANY_CHANGES 100

struct _CsmsRanking
{
  /* borrowed */
  GListModel *model;
  GCompareDataFunc compare;
  gpointer data;

  /* owned */
  GSequence *sequence;

  gboolean spanning;
  guint n_before;
  guint n_same_above;
  guint n_same_below;
};

CsmsRanking *
csms_ranking_new (GListModel       *model,
                  GCompareDataFunc  compare,
                  gpointer          data)
{
  CsmsRanking *self = g_new0 (CsmsRanking, 1);

  self->model = model;
  self->compare = compare;
  self->data = data;
  self->sequence = g_sequence_new (NULL);
  return self;
}

void
csms_ranking_free (CsmsRanking *self)
{
  g_sequence_free (self->sequence);
  g_free (self);
}

guint
csms_ranking_get_length (CsmsRanking *self)
{
  return g_sequence_get_length (self->sequence);
}

gpointer
csms_ranking_get (CsmsRanking *self,
                  guint        position)
{
  if (position >= csms_ranking_get_length (self))
    return NULL;
  return g_sequence_get (g_sequence_get_iter_at_pos (self->sequence, position));
}

GSequenceIter *
csms_ranking_get_iter (CsmsRanking *self,
                       guint        position)
{
  return g_sequence_get_iter_at_pos (self->sequence, position);
}

/* @position and @n_below: how many entries are above and below the changed one */
static void
tell (CsmsRanking *self,
      guint        position,
      guint        n_below,
      guint        n_removed,
      guint        n_added)
{
  if (self->spanning)
    {
      self->n_same_above = MIN (self->n_same_above, position);
      self->n_same_below = MIN (self->n_same_below, n_below);
    }
  else
    {
      g_list_model_items_changed (self->model, position, n_removed, n_added);
    }
}

void
csms_ranking_span (CsmsRanking *self)
{
  g_assert (!self->spanning);

  self->spanning = TRUE;
  self->n_before = csms_ranking_get_length (self);
  self->n_same_above = self->n_before;
  self->n_same_below = self->n_before;
}

void
csms_ranking_unspan (CsmsRanking *self)
{
  guint n_now = csms_ranking_get_length (self);
  guint n_same = MIN (self->n_before, n_now);
  guint n_same_below, n_removed, n_added;

  g_assert (self->spanning);

  self->spanning = FALSE;
  /* what was above one change and below another is counted twice */
  n_same_below = MIN (self->n_same_below, n_same - MIN (self->n_same_above, n_same));
  n_removed = self->n_before - self->n_same_above - n_same_below;
  n_added = n_now - self->n_same_above - n_same_below;
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (self->model, self->n_same_above, n_removed, n_added);
}

gboolean
csms_ranking_is_spanning (CsmsRanking *self)
{
  return self->spanning;
}

void
csms_ranking_begin (CsmsRanking *self,
                    guint        n_changes)
{
  if (n_changes > MANY_CHANGES)
    csms_ranking_span (self);
}

void
csms_ranking_end (CsmsRanking *self)
{
  if (self->spanning)
    csms_ranking_unspan (self);
}

GSequenceIter *
csms_ranking_insert (CsmsRanking *self,
                     gpointer     entry)
{
  GSequenceIter *iter = g_sequence_insert_sorted (self->sequence, entry, self->compare, self->data);
  guint position = g_sequence_iter_get_position (iter);

  tell (self, position, csms_ranking_get_length (self) - 1 - position, 0, 1);
  return iter;
}

void
csms_ranking_remove (CsmsRanking   *self,
                     GSequenceIter *iter)
{
  guint position = g_sequence_iter_get_position (iter);

  g_sequence_remove (iter);
  tell (self, position, csms_ranking_get_length (self) - position, 1, 0);
}

static gboolean
is_in_order (CsmsRanking   *self,
             GSequenceIter *first,
             GSequenceIter *second)
{
  return self->compare (g_sequence_get (first), g_sequence_get (second), self->data) <= 0;
}

GSequenceIter *
csms_ranking_settle (CsmsRanking   *self,
                     GSequenceIter *iter)
{
  gpointer entry = g_sequence_get (iter);
  GSequenceIter *next = g_sequence_iter_next (iter);

  if ((g_sequence_iter_is_begin (iter) || is_in_order (self, g_sequence_iter_prev (iter), iter)) &&
      (g_sequence_iter_is_end (next) || is_in_order (self, iter, next)))
    return iter;

  csms_ranking_remove (self, iter);
  return csms_ranking_insert (self, entry);
}

void
csms_ranking_replace (CsmsRanking *self,
                      GPtrArray   *entries,
                      void       (*set_iter) (gpointer       entry,
                                              GSequenceIter *iter))
{
  guint n_before = csms_ranking_get_length (self);
  guint n_common = MIN (n_before, entries->len);
  guint above = 0, below = 0;
  GSequenceIter *iter = g_sequence_get_begin_iter (self->sequence);

  for (; above < n_common && g_sequence_get (iter) == g_ptr_array_index (entries, above); iter = g_sequence_iter_next (iter))
    above++;
  iter = g_sequence_get_end_iter (self->sequence);
  while (below < n_common - above)
    {
      iter = g_sequence_iter_prev (iter);
      if (g_sequence_get (iter) != g_ptr_array_index (entries, entries->len - 1 - below))
        break;
      below++;
    }
  if (above == n_before && above == entries->len)
    return;

  g_sequence_remove_range (g_sequence_get_iter_at_pos (self->sequence, above),
                           g_sequence_get_iter_at_pos (self->sequence, n_before - below));
  iter = g_sequence_get_iter_at_pos (self->sequence, above);
  for (guint i = above; i < entries->len - below; i++)
    set_iter (g_ptr_array_index (entries, i), g_sequence_insert_before (iter, g_ptr_array_index (entries, i)));
  g_list_model_items_changed (self->model, above, n_before - above - below, entries->len - above - below);
}
