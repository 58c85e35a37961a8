/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-live-events.h"

#include <gtk/gtk.h>

#include "csms-calm-list.h"

#define FLUSH_INTERVAL_MS 100

/* An event that came in. */
typedef struct
{
  CsmsEvent *event;
  guint64 ticket;
} Came;

struct _CsmsLiveEvents
{
  GObject parent_instance;

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *signals;
  CsmsJournalQuery *query;
  GArray *came;              /* of Came, in that order */
  GListModel *remembered;    /* of the fleet, or what of it stands still; NULL: what comes in is collected, if anything */
  guint flush_id;

  gint64 flushed_us;
  guint n_told;              /* of those that came */
  gboolean collecting;
  gboolean held_back;
  gboolean paused;
};

enum
{
  CHANGED,
  BETWEEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsLiveEvents, csms_live_events, G_TYPE_OBJECT)

static void
came_clear (gpointer data)
{
  g_object_unref (((Came *) data)->event);
}

static void
flush (CsmsLiveEvents *self)
{
  guint n_new = self->came->len - self->n_told;

  g_clear_handle_id (&self->flush_id, g_source_remove);
  if (n_new == 0 || self->held_back || self->paused)
    return;
  self->n_told = self->came->len;
  self->flushed_us = g_get_monotonic_time ();
  g_signal_emit (self, signals[CHANGED], 0, 0, 0, n_new);
}

static gboolean
flush_cb (gpointer user_data)
{
  CsmsLiveEvents *self = user_data;

  self->flush_id = 0;
  flush (self);
  return G_SOURCE_REMOVE;
}

static void
add (CsmsLiveEvents *self, GPtrArray *records)
{
  guint64 ticket = csms_archive_get_ticket (csms_operator_get_archive (self->operator));

  for (guint i = 0; i < records->len; i++)
    {
      Came came = { .ticket = ticket };

      if (!csms_journal_query_matches_event (self->query, records->pdata[i]))
        continue;
      came.event = csms_event_new (records->pdata[i], CSMS_EVENT_PUSHED);
      g_array_append_val (self->came, came);
    }
}

static void
tell_between (CsmsLiveEvents *self, GPtrArray *records)
{
  gint64 first_ms = G_MAXINT64;

  for (guint i = 0; i < records->len; i++)
    if (csms_journal_query_matches_event (self->query, records->pdata[i]))
      first_ms = MIN (first_ms, ((const CsmsEventRecord *) records->pdata[i])->ts_ms);
  if (first_ms != G_MAXINT64)
    g_signal_emit (self, signals[BETWEEN], 0, first_ms);
}

static void
events_cb (CsmsLiveEvents *self, GPtrArray *records, int origin)
{
  if (!self->collecting || self->paused)
    return;
  if (origin != CSMS_EVENT_PUSHED)
    {
      tell_between (self, records);
      return;
    }
  add (self, records);
  if (g_get_monotonic_time () - self->flushed_us >= FLUSH_INTERVAL_MS * G_TIME_SPAN_MILLISECOND)
    flush (self);
  else if (self->flush_id == 0)
    self->flush_id = g_timeout_add (FLUSH_INTERVAL_MS, flush_cb, self);
}

static void
remembered_cb (CsmsLiveEvents *self, guint position, guint n_removed, guint n_added)
{
  g_signal_emit (self, signals[CHANGED], 0, position, n_removed, n_added);
}

static void
set_remembered (CsmsLiveEvents *self, GListModel *remembered)
{
  if (self->remembered != NULL)
    g_signal_handlers_disconnect_by_data (self->remembered, self);
  g_set_object (&self->remembered, remembered);
  if (remembered != NULL)
    g_signal_connect_object (remembered, "items-changed", G_CALLBACK (remembered_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  return csms_journal_query_matches_event (user_data, csms_event_get_record (item));
}

static GListModel *
make_remembered (CsmsLiveEvents *self)
{
  CsmsCalmList *calm = csms_calm_list_new ();
  GtkCustomFilter *filter =
    gtk_custom_filter_new (matches_cb, csms_journal_query_copy (self->query), (GDestroyNotify) csms_journal_query_free);

  csms_calm_list_set_source (calm, csms_fleet_get_events (csms_operator_get_fleet (self->operator)));
  return G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (calm), GTK_FILTER (filter)));
}

static GListModel *
make_still (GListModel *model)
{
  GListStore *still = g_list_store_new (CSMS_TYPE_EVENT);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (items, g_list_model_get_item (model, i));
  g_list_store_splice (still, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (still);
}

static void
forget (CsmsLiveEvents *self)
{
  g_clear_handle_id (&self->flush_id, g_source_remove);
  set_remembered (self, NULL);
  g_array_set_size (self->came, 0);
  self->n_told = 0;
  self->collecting = FALSE;
  self->held_back = FALSE;
}

static void
csms_live_events_dispose (GObject *object)
{
  CsmsLiveEvents *self = CSMS_LIVE_EVENTS (object);

  forget (self);
  g_clear_object (&self->signals);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_live_events_parent_class)->dispose (object);
}

static void
csms_live_events_finalize (GObject *object)
{
  g_array_unref (CSMS_LIVE_EVENTS (object)->came);
  csms_journal_query_free (CSMS_LIVE_EVENTS (object)->query);

  G_OBJECT_CLASS (csms_live_events_parent_class)->finalize (object);
}

static void
csms_live_events_class_init (CsmsLiveEventsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = CSMS_TYPE_LIVE_EVENTS;

  object_class->dispose = csms_live_events_dispose;
  object_class->finalize = csms_live_events_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT,
                                   G_TYPE_UINT);
  signals[BETWEEN] = g_signal_new ("between", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
csms_live_events_init (CsmsLiveEvents *self)
{
  const CsmsJournalQuery all = CSMS_JOURNAL_QUERY_ALL;

  self->query = csms_journal_query_copy (&all);
  self->came = g_array_new (FALSE, FALSE, sizeof (Came));
  g_array_set_clear_func (self->came, came_clear);
  self->signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->signals, "events", G_CALLBACK (events_cb), self);
}

CsmsLiveEvents *
csms_live_events_new (void)
{
  return g_object_new (CSMS_TYPE_LIVE_EVENTS, NULL);
}

void
csms_live_events_set_operator (CsmsLiveEvents *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_LIVE_EVENTS (self));

  forget (self);
  self->paused = FALSE;
  g_set_object (&self->operator, operator);
  g_signal_group_set_target (self->signals, operator);
}

void
csms_live_events_set_query (CsmsLiveEvents *self, const CsmsJournalQuery *query)
{
  g_return_if_fail (CSMS_IS_LIVE_EVENTS (self));

  forget (self);
  csms_journal_query_free (self->query);
  self->query = csms_journal_query_copy (query);
}

void
csms_live_events_use_fleet (CsmsLiveEvents *self)
{
  g_autoptr (GListModel) remembered = NULL;
  guint n_old, n_new;

  g_return_if_fail (CSMS_IS_LIVE_EVENTS (self));

  if (self->operator == NULL)
    return;
  n_old = csms_live_events_get_n (self);
  forget (self);
  remembered = make_remembered (self);
  if (self->paused)
    {
      g_autoptr (GListModel) moving = g_steal_pointer (&remembered);

      remembered = make_still (moving);
    }
  set_remembered (self, remembered);
  n_new = csms_live_events_get_n (self);
  if (n_old > 0 || n_new > 0)
    g_signal_emit (self, signals[CHANGED], 0, 0, n_old, n_new);
}

void
csms_live_events_collect (CsmsLiveEvents *self)
{
  g_return_if_fail (CSMS_IS_LIVE_EVENTS (self));

  if (self->collecting)
    return;
  self->collecting = TRUE;
  self->held_back = TRUE;
}

void
csms_live_events_begin (CsmsLiveEvents *self, guint64 ticket)
{
  guint n_known = 0;

  g_return_if_fail (CSMS_IS_LIVE_EVENTS (self));

  while (n_known < self->came->len && g_array_index (self->came, Came, n_known).ticket <= ticket)
    n_known++;
  g_array_remove_range (self->came, 0, n_known);
  self->n_told = self->came->len;
  self->held_back = FALSE;
}

void
csms_live_events_reveal (CsmsLiveEvents *self)
{
  g_return_if_fail (CSMS_IS_LIVE_EVENTS (self));

  self->held_back = FALSE;
  flush (self);
}

void
csms_live_events_set_paused (CsmsLiveEvents *self, gboolean paused)
{
  g_return_if_fail (CSMS_IS_LIVE_EVENTS (self));

  flush (self);
  self->paused = paused;
  if (!paused)
    self->held_back = self->collecting;
  if (self->remembered != NULL)
    csms_live_events_use_fleet (self);
}

guint
csms_live_events_get_n (CsmsLiveEvents *self)
{
  g_return_val_if_fail (CSMS_IS_LIVE_EVENTS (self), 0);

  return self->remembered != NULL ? g_list_model_get_n_items (self->remembered) : self->n_told;
}

CsmsEvent *
csms_live_events_get (CsmsLiveEvents *self, guint position)
{
  g_return_val_if_fail (CSMS_IS_LIVE_EVENTS (self), NULL);

  if (self->remembered != NULL)
    {
      g_autoptr (CsmsEvent) event = g_list_model_get_item (self->remembered, position);

      /* The model has it as well. */
      return event;
    }
  g_return_val_if_fail (position < self->n_told, NULL);
  return g_array_index (self->came, Came, self->n_told - 1 - position).event;
}
