/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-ranking.h"
#include "csms-transaction-list.h"
#include "csms-transaction-private.h"

struct _CsmsTransactionList
{
  GObject parent_instance;

  /* owned */
  CsmsRanking *ranking;
  GHashTable *by_key;       /* CsmsTransactionKey, inside the value, to CsmsTransaction */
  GPtrArray *touched;       /* of CsmsTransaction */

  guint n_live;             /* of those in the ranking */
  guint64 serial;
};

static GType
csms_transaction_list_get_item_type (GListModel *model)
{
  return CSMS_TYPE_TRANSACTION;
}

static guint
csms_transaction_list_get_n_items (GListModel *model)
{
  return csms_ranking_get_length (CSMS_TRANSACTION_LIST (model)->ranking);
}

static gpointer
csms_transaction_list_get_item (GListModel *model,
                                guint       position)
{
  gpointer transaction = csms_ranking_get (CSMS_TRANSACTION_LIST (model)->ranking, position);

  return transaction != NULL ? g_object_ref (transaction) : NULL;
}

static void
csms_transaction_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = csms_transaction_list_get_item_type;
  iface->get_n_items = csms_transaction_list_get_n_items;
  iface->get_item = csms_transaction_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsTransactionList, csms_transaction_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, csms_transaction_list_list_model_init))

static int
compare_place (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const CsmsTransactionPlace *first = csms_transaction_get_place ((CsmsTransaction *) a);
  const CsmsTransactionPlace *second = csms_transaction_get_place ((CsmsTransaction *) b);

  if (first->live != second->live)
    return first->live ? -1 : 1;
  if (first->order_ms != second->order_ms)
    return first->order_ms > second->order_ms ? -1 : 1;
  return (first->serial < second->serial) - (first->serial > second->serial);
}

static guint
hash_key (gconstpointer key)
{
  const CsmsTransactionKey *self = key;

  return g_str_hash (self->station_id) * 31 + g_str_hash (self->transaction_id);
}

static gboolean
equal_key (gconstpointer a,
           gconstpointer b)
{
  const CsmsTransactionKey *first = a;
  const CsmsTransactionKey *second = b;

  return g_str_equal (first->transaction_id, second->transaction_id) &&
         g_str_equal (first->station_id, second->station_id);
}

static void
place (CsmsTransactionList *self,
       CsmsTransaction     *transaction)
{
  CsmsTransactionPlace *at = csms_transaction_get_place (transaction);
  gboolean live = csms_transaction_get_live (transaction);
  gint64 order_ms = csms_transaction_get_order_ms (transaction);

  if (at->iter != NULL && at->live == live && at->order_ms == order_ms)
    return;
  if (at->iter != NULL)
    self->n_live -= at->live;
  at->live = live;
  at->order_ms = order_ms;
  self->n_live += live;
  if (at->iter != NULL)
    at->iter = csms_ranking_settle (self->ranking, at->iter);
  else
    at->iter = csms_ranking_insert (self->ranking, transaction);
}

static void
drop_oldest (CsmsTransactionList *self)
{
  while (csms_ranking_get_length (self->ranking) - self->n_live > CSMS_TRANSACTION_LIST_MAX_OVER)
    {
      guint last = csms_ranking_get_length (self->ranking) - 1;
      CsmsTransaction *transaction = csms_ranking_get (self->ranking, last);

      csms_ranking_remove (self->ranking, csms_transaction_get_place (transaction)->iter);
      csms_transaction_get_place (transaction)->iter = NULL;
      g_hash_table_remove (self->by_key, &csms_transaction_get_place (transaction)->key);
    }
}

static void
csms_transaction_list_finalize (GObject *object)
{
  CsmsTransactionList *self = CSMS_TRANSACTION_LIST (object);

  csms_ranking_free (self->ranking);
  g_ptr_array_unref (self->touched);
  g_hash_table_unref (self->by_key);

  G_OBJECT_CLASS (csms_transaction_list_parent_class)->finalize (object);
}

static void
csms_transaction_list_class_init (CsmsTransactionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_transaction_list_finalize;
}

static void
csms_transaction_list_init (CsmsTransactionList *self)
{
  self->ranking = csms_ranking_new (G_LIST_MODEL (self), compare_place, NULL);
  self->by_key = g_hash_table_new_full (hash_key, equal_key, NULL, g_object_unref);
  self->touched = g_ptr_array_new_with_free_func (g_object_unref);
}

CsmsTransactionList *
csms_transaction_list_new (void)
{
  return g_object_new (CSMS_TYPE_TRANSACTION_LIST, NULL);
}

CsmsTransaction *
csms_transaction_list_lookup (CsmsTransactionList *self,
                              const char          *station_id,
                              const char          *transaction_id)
{
  CsmsTransactionKey key = { station_id, transaction_id };

  return g_hash_table_lookup (self->by_key, &key);
}

CsmsTransaction *
csms_transaction_list_ensure (CsmsTransactionList *self,
                              const char          *station_id,
                              const char          *transaction_id)
{
  CsmsTransaction *transaction = csms_transaction_list_lookup (self, station_id, transaction_id);

  if (transaction == NULL)
    {
      CsmsTransactionPlace *at;

      transaction = csms_transaction_new (station_id, transaction_id);
      at = csms_transaction_get_place (transaction);
      at->serial = ++self->serial;
      g_hash_table_insert (self->by_key, &at->key, transaction);
      csms_transaction_list_touch (self, transaction);
    }
  return transaction;
}

void
csms_transaction_list_touch (CsmsTransactionList *self,
                             CsmsTransaction     *transaction)
{
  CsmsTransactionPlace *at = csms_transaction_get_place (transaction);

  if (at->dirty)
    return;
  at->dirty = TRUE;
  g_ptr_array_add (self->touched, g_object_ref (transaction));
}

void
csms_transaction_list_commit (CsmsTransactionList *self)
{
  g_autoptr (GPtrArray) touched = NULL;

  if (self->touched->len == 0)
    return;
  /* whoever listens may touch others */
  touched = g_steal_pointer (&self->touched);
  self->touched = g_ptr_array_new_with_free_func (g_object_unref);

  csms_ranking_begin (self->ranking, touched->len);
  for (guint i = 0; i < touched->len; i++)
    {
      csms_transaction_get_place (g_ptr_array_index (touched, i))->dirty = FALSE;
      place (self, g_ptr_array_index (touched, i));
    }
  drop_oldest (self);
  csms_ranking_end (self->ranking);

  for (guint i = 0; i < touched->len; i++)
    csms_transaction_commit (g_ptr_array_index (touched, i));
}

CsmsTransaction *
csms_transaction_list_find_over (CsmsTransactionList *self,
                                 const char          *station_id,
                                 int                  connector_id)
{
  GSequenceIter *iter = csms_ranking_get_iter (self->ranking, self->n_live);

  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      CsmsTransaction *transaction = g_sequence_get (iter);

      if (csms_transaction_get_connector_id (transaction) == connector_id &&
          g_str_equal (csms_transaction_get_station_id (transaction), station_id))
        return transaction;
    }
  return NULL;
}
