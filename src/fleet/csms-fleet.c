/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-log.h"
#include "csms-fleet-private.h"
#include "csms-transaction-list.h"

/* A signal to be emitted when the batch is in. */
typedef struct {
  CsmsTransaction *transaction;
  CsmsEventOrigin origin;
  gboolean stopped;
} News;

struct _CsmsFleet
{
  GObject parent_instance;

  /* owned */
  GHashTable *by_id;        /* CsmsStation, those that are no rows yet too */
  GListStore *rows;
  CsmsTransactionList *transactions;
  CsmsEventLog *events;
  GPtrArray *dirty;         /* CsmsStation */
  GArray *news;

  guint snapshot;
};

G_DEFINE_FINAL_TYPE (CsmsFleet, csms_fleet, G_TYPE_OBJECT)

enum {
  TRANSACTION_STARTED,
  TRANSACTION_STOPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
news_clear (gpointer data)
{
  g_object_unref (((News *) data)->transaction);
}

static GArray *
news_new (void)
{
  GArray *news = g_array_new (FALSE, FALSE, sizeof (News));

  g_array_set_clear_func (news, news_clear);
  return news;
}

/* Stations first, then rows, so that a new row is told with all that is known of it. */
static void
commit_stations (CsmsFleet *self)
{
  g_autoptr (GPtrArray) dirty = g_steal_pointer (&self->dirty);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  self->dirty = g_ptr_array_new ();
  for (guint i = 0; i < dirty->len; i++)
    {
      CsmsStation *station = g_ptr_array_index (dirty, i);

      csms_station_set_dirty (station, FALSE);
      csms_station_commit (station);
      if (!csms_station_get_shown (station) && csms_station_peek_connectors (station)->len > 0)
        {
          csms_station_set_shown (station, TRUE);
          g_ptr_array_add (rows, station);
        }
    }
  if (rows->len > 0)
    g_list_store_splice (self->rows, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), 0, rows->pdata, rows->len);
}

/* Tells what a batch changed; whoever listens may begin another batch, which then tells its own. */
static void
commit (CsmsFleet *self)
{
  g_autoptr (CsmsFleet) alive = g_object_ref (self);
  g_autoptr (GArray) news = NULL;

  commit_stations (self);
  csms_transaction_list_commit (self->transactions);

  news = g_steal_pointer (&self->news);
  self->news = news_new ();
  for (guint i = 0; i < news->len; i++)
    {
      News *item = &g_array_index (news, News, i);

      g_signal_emit (self, signals[item->stopped ? TRANSACTION_STOPPED : TRANSACTION_STARTED], 0,
                     item->transaction, (int) item->origin);
    }
}

static void
csms_fleet_finalize (GObject *object)
{
  CsmsFleet *self = CSMS_FLEET (object);

  g_array_unref (self->news);
  g_ptr_array_unref (self->dirty);
  g_object_unref (self->rows);
  g_object_unref (self->transactions);
  g_object_unref (self->events);
  g_hash_table_unref (self->by_id);

  G_OBJECT_CLASS (csms_fleet_parent_class)->finalize (object);
}

static guint
add_signal (CsmsFleetClass *klass,
            const char     *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 2, CSMS_TYPE_TRANSACTION, G_TYPE_INT);
}

static void
csms_fleet_class_init (CsmsFleetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_fleet_finalize;

  signals[TRANSACTION_STARTED] = add_signal (klass, "transaction-started");
  signals[TRANSACTION_STOPPED] = add_signal (klass, "transaction-stopped");
}

static void
csms_fleet_init (CsmsFleet *self)
{
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->rows = g_list_store_new (CSMS_TYPE_STATION);
  self->transactions = csms_transaction_list_new ();
  self->events = csms_event_log_new ();
  self->dirty = g_ptr_array_new ();
  self->news = news_new ();
}

CsmsStation *
csms_fleet_peek_station (CsmsFleet  *self,
                         const char *station_id)
{
  return g_hash_table_lookup (self->by_id, station_id);
}

CsmsStation *
csms_fleet_ensure_station (CsmsFleet  *self,
                           const char *station_id)
{
  CsmsStation *station = csms_fleet_peek_station (self, station_id);

  if (station == NULL)
    {
      station = csms_station_new (station_id);
      g_hash_table_insert (self->by_id, (gpointer) csms_station_get_id (station), station);
    }
  return station;
}

void
csms_fleet_foreach_station (CsmsFleet *self,
                            void     (*each) (CsmsFleet   *self,
                                              CsmsStation *station,
                                              guint        snapshot),
                            guint      snapshot)
{
  GHashTableIter iter;
  gpointer station;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &station))
    each (self, station, snapshot);
}

guint
csms_fleet_next_snapshot (CsmsFleet *self)
{
  return ++self->snapshot;
}

void
csms_fleet_touch (CsmsFleet   *self,
                  CsmsStation *station)
{
  if (csms_station_get_dirty (station))
    return;
  csms_station_set_dirty (station, TRUE);
  g_ptr_array_add (self->dirty, station);
}

CsmsTransaction *
csms_fleet_peek_transaction (CsmsFleet  *self,
                             const char *station_id,
                             const char *transaction_id)
{
  return csms_transaction_list_lookup (self->transactions, station_id, transaction_id);
}

CsmsTransaction *
csms_fleet_ensure_transaction (CsmsFleet  *self,
                               const char *station_id,
                               const char *transaction_id)
{
  CsmsTransaction *transaction = csms_transaction_list_ensure (self->transactions, station_id, transaction_id);

  csms_transaction_list_touch (self->transactions, transaction);
  csms_transaction_set_station (transaction, csms_fleet_ensure_station (self, station_id));
  return transaction;
}

void
csms_fleet_announce (CsmsFleet       *self,
                     CsmsTransaction *transaction,
                     CsmsEventOrigin  origin,
                     gboolean         stopped)
{
  News item = { g_object_ref (transaction), origin, stopped };

  g_array_append_val (self->news, item);
}

CsmsFleet *
csms_fleet_new (void)
{
  return g_object_new (CSMS_TYPE_FLEET, NULL);
}

GListModel *
csms_fleet_get_stations (CsmsFleet *self)
{
  g_return_val_if_fail (CSMS_IS_FLEET (self), NULL);
  return G_LIST_MODEL (self->rows);
}

GListModel *
csms_fleet_get_transactions (CsmsFleet *self)
{
  g_return_val_if_fail (CSMS_IS_FLEET (self), NULL);
  return G_LIST_MODEL (self->transactions);
}

GListModel *
csms_fleet_get_events (CsmsFleet *self)
{
  g_return_val_if_fail (CSMS_IS_FLEET (self), NULL);
  return G_LIST_MODEL (self->events);
}

CsmsStation *
csms_fleet_get_station (CsmsFleet  *self,
                        const char *station_id)
{
  CsmsStation *station;

  g_return_val_if_fail (CSMS_IS_FLEET (self), NULL);

  station = station_id != NULL ? csms_fleet_peek_station (self, station_id) : NULL;
  return station != NULL && csms_station_get_shown (station) ? station : NULL;
}

CsmsConnector *
csms_fleet_get_connector (CsmsFleet  *self,
                          const char *station_id,
                          int         connector_id)
{
  CsmsStation *station = csms_fleet_get_station (self, station_id);

  return station != NULL ? csms_station_get_connector (station, connector_id) : NULL;
}

void
csms_fleet_merge_snapshot (CsmsFleet *self,
                           GPtrArray *stations,
                           gint64     now_ms)
{
  g_return_if_fail (CSMS_IS_FLEET (self));
  g_return_if_fail (stations != NULL);

  csms_fleet_take_snapshot (self, stations, now_ms);
  commit (self);
}

void
csms_fleet_restore (CsmsFleet *self,
                    GPtrArray *stations,
                    GPtrArray *transactions,
                    GPtrArray *events)
{
  g_return_if_fail (CSMS_IS_FLEET (self));
  g_return_if_fail (stations != NULL && transactions != NULL && events != NULL);

  csms_fleet_take_roster (self, stations);
  csms_fleet_take_transactions (self, transactions);
  csms_event_log_add (self->events, events, CSMS_EVENT_KEPT);
  commit (self);
}

void
csms_fleet_merge_transactions (CsmsFleet *self,
                               GPtrArray *transactions,
                               gint64     now_ms)
{
  g_return_if_fail (CSMS_IS_FLEET (self));
  g_return_if_fail (transactions != NULL);

  csms_fleet_take_transactions (self, transactions);
  commit (self);
}

void
csms_fleet_apply_events (CsmsFleet       *self,
                         GPtrArray       *events,
                         CsmsEventOrigin  origin,
                         gint64           now_ms)
{
  g_return_if_fail (CSMS_IS_FLEET (self));
  g_return_if_fail (events != NULL);

  for (guint i = 0; i < events->len; i++)
    csms_fleet_take_event (self, g_ptr_array_index (events, i), origin, now_ms);
  csms_event_log_add (self->events, events, origin);
  commit (self);
}

void
csms_fleet_apply_samples (CsmsFleet  *self,
                          const char *station_id,
                          GPtrArray  *samples,
                          gint64      now_ms)
{
  CsmsStation *station;

  g_return_if_fail (CSMS_IS_FLEET (self));
  g_return_if_fail (samples != NULL);

  station = csms_fleet_get_station (self, station_id);
  if (station == NULL)
    return;
  csms_fleet_take_samples (self, station, samples, now_ms);
  commit (self);
}

void
csms_fleet_apply_connector_status (CsmsFleet  *self,
                                   const char *station_id,
                                   int         connector_id,
                                   const char *status,
                                   const char *error_code,
                                   const char *transaction_id,
                                   gint64      last_update_ms,
                                   gint64      now_ms)
{
  CsmsStation *station;
  CsmsConnector *connector;
  CsmsStatusSaid said = {
    .source = CSMS_STATUS_FROM_MEMORY,
    .status = csms_connector_status_from_string (status),
    .text = status,
    .error_code = error_code,
    .transaction_id = transaction_id,
    .at_ms = last_update_ms,
  };

  g_return_if_fail (CSMS_IS_FLEET (self));

  station = csms_fleet_get_station (self, station_id);
  connector = station != NULL ? csms_station_get_connector (station, connector_id) : NULL;
  if (connector == NULL)
    return;
  csms_fleet_hear_status (self, station, connector, &said);
  if (csms_station_get_online (station) && said.status != CSMS_CONNECTOR_STATUS_UNKNOWN)
    csms_connector_set_heard_ms (connector, now_ms);
  csms_fleet_touch (self, station);
  commit (self);
}

CsmsTransaction *
csms_fleet_get_last_transaction (CsmsFleet  *self,
                                 const char *station_id,
                                 int         connector_id)
{
  g_return_val_if_fail (CSMS_IS_FLEET (self), NULL);

  return station_id != NULL ? csms_transaction_list_find_over (self->transactions, station_id, connector_id) : NULL;
}
