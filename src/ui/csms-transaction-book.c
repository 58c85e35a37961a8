/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-book.h"

#include "csms-ranking.h"
#include "csms-text.h"
#include "csms-transaction-facts.h"

typedef struct {
  const char *station_id, *transaction_id; /* of the transaction */
} Key;

typedef struct {
  Key key;
  CsmsTransactionBook *book;    /* borrowed */
  CsmsTransaction *transaction; /* owned */
  GSequenceIter *iter;          /* NULL: it does not match */
  gulong handler;               /* 0: it is not of the fleet */

  /* As placed last */
  gboolean live;
  gint64 order_ms;
} Entry;

struct _CsmsTransactionBook
{
  GObject parent_instance;

  /* Owned */
  CsmsRanking *ranking;
  GHashTable *entries;          /* Key to Entry */
  CsmsFleet *fleet;
  CsmsTransactionFilter filter;

  guint max;
  guint n_past;                 /* entries that are not of the fleet */
  CsmsDays period;
  CsmsTransactionSums unlisted;
  gboolean only_matching;
  gboolean partial;
};

static GType
csms_transaction_book_get_item_type (GListModel *model)
{
  return CSMS_TYPE_TRANSACTION;
}

static guint
csms_transaction_book_get_n_items (GListModel *model)
{
  return csms_ranking_get_length (CSMS_TRANSACTION_BOOK (model)->ranking);
}

static gpointer
csms_transaction_book_get_item (GListModel *model, guint position)
{
  Entry *entry = csms_ranking_get (CSMS_TRANSACTION_BOOK (model)->ranking, position);

  return entry != NULL ? g_object_ref (entry->transaction) : NULL;
}

static void
csms_transaction_book_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = csms_transaction_book_get_item_type;
  iface->get_n_items = csms_transaction_book_get_n_items;
  iface->get_item = csms_transaction_book_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsTransactionBook, csms_transaction_book, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, csms_transaction_book_list_model_init))

static guint
hash_key (gconstpointer key)
{
  return g_str_hash (((const Key *) key)->station_id) * 31 + g_str_hash (((const Key *) key)->transaction_id);
}

static gboolean
equal_key (gconstpointer a, gconstpointer b)
{
  return g_str_equal (((const Key *) a)->transaction_id, ((const Key *) b)->transaction_id) &&
         g_str_equal (((const Key *) a)->station_id, ((const Key *) b)->station_id);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Entry *first = a, *second = b;
  int order;

  if (first->live != second->live)
    return first->live ? -1 : 1;
  if (first->order_ms != second->order_ms)
    return first->order_ms > second->order_ms ? -1 : 1;
  order = strcmp (first->key.station_id, second->key.station_id);
  return order != 0 ? order : strcmp (first->key.transaction_id, second->key.transaction_id);
}

static void
look (Entry *entry)
{
  entry->live = csms_transaction_get_live (entry->transaction);
  entry->order_ms = csms_transaction_get_moment_ms (entry->transaction);
}

static gboolean
matches (Entry *entry)
{
  return csms_transaction_filter_matches (&entry->book->filter, entry->transaction);
}

/* As one change, so that it stays selected. */
static void
place (Entry *entry)
{
  CsmsRanking *ranking = entry->book->ranking;
  gboolean shown = matches (entry);
  gboolean moved = entry->live != csms_transaction_get_live (entry->transaction) ||
                   entry->order_ms != csms_transaction_get_moment_ms (entry->transaction);

  if (shown == (entry->iter != NULL) && !moved)
    return;
  csms_ranking_span (ranking);
  if (entry->iter != NULL && !shown)
    {
      csms_ranking_remove (ranking, entry->iter);
      entry->iter = NULL;
    }
  look (entry);
  if (entry->iter != NULL)
    entry->iter = csms_ranking_settle (ranking, entry->iter);
  else if (shown)
    entry->iter = csms_ranking_insert (ranking, entry);
  csms_ranking_unspan (ranking);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_signal_handler (&entry->handler, entry->transaction);
  g_object_unref (entry->transaction);
  g_free (entry);
}

/* @transaction: (transfer full); the ranking has been told that it begins to change */
static void
insert (CsmsTransactionBook *self, CsmsTransaction *transaction, gboolean of_fleet)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->key = (Key) { csms_transaction_get_station_id (transaction), csms_transaction_get_transaction_id (transaction) };
  entry->book = self;
  entry->transaction = transaction;
  if (of_fleet)
    entry->handler = g_signal_connect_swapped (transaction, "changed", G_CALLBACK (place), entry);
  else
    self->n_past++;
  look (entry);
  if (matches (entry))
    entry->iter = csms_ranking_insert (self->ranking, entry);
  g_hash_table_replace (self->entries, &entry->key, entry);
}

static Entry *
find (CsmsTransactionBook *self, const char *station_id, const char *transaction_id)
{
  Key key = { station_id, transaction_id };

  return g_hash_table_lookup (self->entries, &key);
}

static void
take_of_fleet (CsmsTransactionBook *self, CsmsTransaction *transaction, gint64 now_ms)
{
  Entry *entry = find (self, csms_transaction_get_station_id (transaction), csms_transaction_get_transaction_id (transaction));

  if (entry != NULL && entry->transaction == transaction)
    return;
  if (entry == NULL && !csms_transaction_is_of (transaction, &self->period, now_ms))
    return;
  if (entry != NULL)
    {
      self->n_past -= entry->handler == 0;
      if (entry->iter != NULL)
        csms_ranking_remove (self->ranking, entry->iter);
      g_hash_table_remove (self->entries, &entry->key);
    }
  insert (self, g_object_ref (transaction), TRUE);
}

/* What the fleet lets go of is still of the period. */
static void
fleet_changed_cb (CsmsTransactionBook *self, guint position, guint removed, guint added, GListModel *transactions)
{
  gint64 now_ms = csms_text_now ();

  csms_ranking_begin (self->ranking, added);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, position + i);

      take_of_fleet (self, transaction, now_ms);
    }
  csms_ranking_end (self->ranking);
}

static void
let_go (CsmsTransactionBook *self)
{
  if (self->fleet != NULL)
    g_signal_handlers_disconnect_by_data (csms_fleet_get_transactions (self->fleet), self);
  g_clear_object (&self->fleet);
  csms_transaction_filter_clear (&self->filter);
}

static void
csms_transaction_book_dispose (GObject *object)
{
  let_go (CSMS_TRANSACTION_BOOK (object));

  G_OBJECT_CLASS (csms_transaction_book_parent_class)->dispose (object);
}

static void
csms_transaction_book_finalize (GObject *object)
{
  CsmsTransactionBook *self = CSMS_TRANSACTION_BOOK (object);

  csms_ranking_free (self->ranking);
  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (csms_transaction_book_parent_class)->finalize (object);
}

static void
csms_transaction_book_class_init (CsmsTransactionBookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_transaction_book_dispose;
  object_class->finalize = csms_transaction_book_finalize;
}

static void
csms_transaction_book_init (CsmsTransactionBook *self)
{
  self->ranking = csms_ranking_new (G_LIST_MODEL (self), compare_cb, NULL);
  self->entries = g_hash_table_new_full (hash_key, equal_key, NULL, entry_free);
}

CsmsTransactionBook *
csms_transaction_book_new (guint max)
{
  CsmsTransactionBook *self = g_object_new (CSMS_TYPE_TRANSACTION_BOOK, NULL);

  self->max = max;
  return self;
}

static void
set_iter (gpointer entry, GSequenceIter *iter)
{
  ((Entry *) entry)->iter = iter;
}

static int
compare_entries_cb (gconstpointer a, gconstpointer b)
{
  return compare_cb (*(gconstpointer *) a, *(gconstpointer *) b, NULL);
}

void
csms_transaction_book_set_filter (CsmsTransactionBook *self, const CsmsTransactionFilter *filter)
{
  g_autoptr (GPtrArray) matching = NULL;
  GHashTableIter iter;
  gpointer entry;

  g_return_if_fail (CSMS_IS_TRANSACTION_BOOK (self));
  g_return_if_fail (filter != NULL);

  csms_transaction_filter_clear (&self->filter);
  csms_transaction_filter_copy (filter, &self->filter);
  matching = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (matches (entry))
      g_ptr_array_add (matching, entry);
    else
      ((Entry *) entry)->iter = NULL;
  g_ptr_array_sort (matching, compare_entries_cb);
  csms_ranking_replace (self->ranking, matching, set_iter);
}

void
csms_transaction_book_open (CsmsTransactionBook *self, CsmsFleet *fleet, const CsmsDays *period,
                            const CsmsTransactionFilter *filter, gboolean only_matching)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_return_if_fail (CSMS_IS_TRANSACTION_BOOK (self));
  g_return_if_fail (fleet == NULL || CSMS_IS_FLEET (fleet));
  g_return_if_fail (period != NULL && filter != NULL);

  let_go (self);
  csms_ranking_replace (self->ranking, none, set_iter);
  g_hash_table_remove_all (self->entries);
  self->n_past = 0;
  self->unlisted = (CsmsTransactionSums) { 0 };
  self->period = *period;
  self->only_matching = only_matching;
  self->partial = only_matching;
  csms_transaction_filter_copy (filter, &self->filter);
  if (fleet == NULL)
    return;
  self->fleet = g_object_ref (fleet);
  g_signal_connect_swapped (csms_fleet_get_transactions (fleet), "items-changed", G_CALLBACK (fleet_changed_cb), self);
  fleet_changed_cb (self, 0, 0, g_list_model_get_n_items (csms_fleet_get_transactions (fleet)), csms_fleet_get_transactions (fleet));
}

void
csms_transaction_book_add (CsmsTransactionBook *self, GPtrArray *records)
{
  gint64 now_ms = csms_text_now ();

  g_return_if_fail (CSMS_IS_TRANSACTION_BOOK (self));
  g_return_if_fail (records != NULL);

  csms_ranking_begin (self->ranking, records->len);
  for (guint i = 0; i < records->len; i++)
    {
      const CsmsTransactionRecord *record = g_ptr_array_index (records, i);
      g_autoptr (CsmsTransaction) transaction = NULL;
      gboolean shown;

      if (record->station_id == NULL || record->transaction_id == NULL ||
          find (self, record->station_id, record->transaction_id) != NULL)
        continue;
      transaction = csms_transaction_new_past (
        record, self->fleet != NULL ? csms_fleet_get_station (self->fleet, record->station_id) : NULL);
      shown = csms_transaction_filter_matches (&self->filter, transaction);
      if (self->only_matching && !shown)
        continue;
      if (self->n_past < self->max)
        {
          insert (self, g_steal_pointer (&transaction), FALSE);
          continue;
        }
      self->partial = TRUE;
      if (shown)
        csms_transaction_sums_add (&self->unlisted, transaction, now_ms);
    }
  csms_ranking_end (self->ranking);
}

gboolean
csms_transaction_book_get_partial (CsmsTransactionBook *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTION_BOOK (self), FALSE);

  return self->partial;
}

guint64
csms_transaction_book_get_n_unlisted (CsmsTransactionBook *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTION_BOOK (self), 0);

  return self->unlisted.n;
}

void
csms_transaction_book_add_up (CsmsTransactionBook *self, gint64 now_ms, CsmsTransactionSums *sums)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_BOOK (self));
  g_return_if_fail (sums != NULL);

  *sums = self->unlisted;
  for (GSequenceIter *iter = csms_ranking_get_iter (self->ranking, 0); !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    csms_transaction_sums_add (sums, ((Entry *) g_sequence_get (iter))->transaction, now_ms);
}

GPtrArray *
csms_transaction_book_list_all (CsmsTransactionBook *self)
{
  GPtrArray *all = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer entry;

  g_return_val_if_fail (CSMS_IS_TRANSACTION_BOOK (self), all);

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (all, ((Entry *) entry)->transaction);
  return all;
}
