/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-history.h"

#include "csms-archive-events.h"
#include "csms-history-items.h"
#include "csms-live-events.h"

/* So many on top are put into the archive's part again; and what was recovered comes to its place after so long. */
#define LIVE_MAX 2000
#define SETTLE_MS 700

struct _CsmsEventHistory
{
  GObject parent_instance;

  /* Owned */
  CsmsOperator *operator;
  CsmsJournalQuery *query;
  CsmsLiveEvents *live;        /* what is on top */
  CsmsArchiveEvents *kept;     /* what is below; NULL: nothing */
  CsmsArchiveEvents *next;     /* what that will be */
  CsmsHistoryItems *items;
  guint settle_id;

  guint n_live;                /* as told */
  guint n_kept;                /* as told */
  gint64 moved_ms;             /* from here on something has come in between since; G_MAXINT64: nothing has */
  gboolean paused;
};

enum
{
  LOADED,
  STATE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_next (CsmsEventHistory *self);

static CsmsEvent *
get_event (guint position, gpointer user_data)
{
  CsmsEventHistory *self = user_data;

  if (position < self->n_live)
    return csms_live_events_get (self->live, position);
  return self->kept != NULL ? csms_archive_events_get (self->kept, position - self->n_live) : NULL;
}

static CsmsEvent *
peek_event (guint position, gpointer user_data)
{
  CsmsEventHistory *self = user_data;

  if (position < self->n_live)
    return csms_live_events_get (self->live, position);
  return self->kept != NULL ? csms_archive_events_peek (self->kept, position - self->n_live) : NULL;
}

static GType
csms_event_history_get_item_type (GListModel *model)
{
  return CSMS_TYPE_HISTORY_ITEM;
}

static guint
csms_event_history_get_n_items (GListModel *model)
{
  CsmsEventHistory *self = CSMS_EVENT_HISTORY (model);

  return self->n_live + self->n_kept;
}

static gpointer
csms_event_history_get_item (GListModel *model, guint position)
{
  CsmsEventHistory *self = CSMS_EVENT_HISTORY (model);
  CsmsHistoryItem *item;

  if (position >= self->n_live + self->n_kept)
    return NULL;
  item = csms_history_items_get (self->items, position);
  if (item != NULL)
    return g_object_ref (item);
  item = csms_history_item_new (get_event (position, self));
  csms_history_items_add (self->items, position, item);
  return item;
}

static void
csms_event_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = csms_event_history_get_item_type;
  iface->get_n_items = csms_event_history_get_n_items;
  iface->get_item = csms_event_history_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsEventHistory, csms_event_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, csms_event_history_list_model_init))

static void
tell (CsmsEventHistory *self, guint position, guint n_removed, guint n_added)
{
  if (n_removed == 0 && n_added == 0)
    return;
  csms_history_items_splice (self->items, position, n_removed, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static void
loaded_cb (CsmsEventHistory *self)
{
  if (csms_history_items_fill (self->items, peek_event, self))
    g_signal_emit (self, signals[LOADED], 0);
}

static void
drop (CsmsEventHistory *self, CsmsArchiveEvents **events)
{
  if (*events == NULL)
    return;
  g_signal_handlers_disconnect_by_data (*events, self);
  csms_archive_events_close (*events);
  g_clear_object (events);
}

/* How many at the old end are those they were, in the archive as it is now. */
static guint
count_same (CsmsEventHistory *self)
{
  CsmsJournalPlace old, new;

  if (self->kept == NULL || !csms_archive_events_get_complete (self->kept) || !csms_archive_events_get_complete (self->next))
    return 0;
  old = csms_archive_events_get_end (self->kept);
  new = csms_archive_events_get_end (self->next);
  /* Something was cleared away. */
  if (old.ms != new.ms || old.seq != new.seq)
    return 0;
  return self->moved_ms == G_MAXINT64 ? self->n_live + self->n_kept : csms_archive_events_count_older (self->kept, self->moved_ms);
}

/* The next state of the archive takes the place of the last, and of what is on top that it has. */
static void
move_on (CsmsEventHistory *self)
{
  guint n_old = self->n_live + self->n_kept;
  guint n_same = count_same (self);
  guint n_new;

  drop (self, &self->kept);
  self->kept = g_steal_pointer (&self->next);
  self->moved_ms = G_MAXINT64;
  csms_live_events_begin (self->live, csms_archive_events_get_ticket (self->kept));
  self->n_live = csms_live_events_get_n (self->live);
  self->n_kept = csms_archive_events_get_n (self->kept);
  n_new = self->n_live + self->n_kept;
  n_same = MIN (n_same, n_new);
  tell (self, 0, n_old - n_same, n_new - n_same);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
grown_cb (CsmsEventHistory *self, CsmsArchiveEvents *events)
{
  guint n_kept = csms_archive_events_get_n (events);

  if (events == self->kept)
    {
      guint n_more = n_kept - self->n_kept;

      self->n_kept = n_kept;
      tell (self, self->n_live + n_kept - n_more, 0, n_more);
      g_signal_emit (self, signals[STATE_CHANGED], 0);
    }
  /* What takes the place of something whole is to be whole itself. */
  else if (self->kept == NULL || csms_archive_events_get_complete (events))
    {
      move_on (self);
    }
}

static void
failed_cb (CsmsEventHistory *self, CsmsArchiveEvents *events)
{
  if (events == self->next)
    drop (self, &self->next);
  if (self->kept == NULL)
    csms_live_events_use_fleet (self->live);
  else
    csms_live_events_reveal (self->live);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
start_next (CsmsEventHistory *self)
{
  CsmsArchive *archive = self->operator != NULL ? csms_operator_get_archive (self->operator) : NULL;

  g_clear_handle_id (&self->settle_id, g_source_remove);
  drop (self, &self->next);
  if (archive == NULL || !csms_archive_get_open (archive))
    return;
  csms_live_events_collect (self->live);
  self->next = csms_archive_events_new (archive, self->query);
  g_signal_connect_object (self->next, "grown", G_CALLBACK (grown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

/* From the beginning: another query, another journal, or none. */
static void
reload (CsmsEventHistory *self)
{
  guint n_old = self->n_live + self->n_kept;

  drop (self, &self->kept);
  csms_live_events_set_query (self->live, self->query);
  self->n_live = self->n_kept = 0;
  self->moved_ms = G_MAXINT64;
  tell (self, 0, n_old, 0);
  start_next (self);
  if (self->next == NULL)
    csms_live_events_use_fleet (self->live);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static gboolean
settle_cb (gpointer user_data)
{
  CsmsEventHistory *self = user_data;

  if (self->next != NULL || (self->kept != NULL && !csms_archive_events_get_complete (self->kept)))
    return G_SOURCE_CONTINUE;
  self->settle_id = 0;
  start_next (self);
  return G_SOURCE_REMOVE;
}

static void
settle_later (CsmsEventHistory *self)
{
  if (self->settle_id == 0 && !self->paused)
    self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static void
live_changed_cb (CsmsEventHistory *self, guint position, guint n_removed, guint n_added)
{
  self->n_live = self->n_live - n_removed + n_added;
  tell (self, position, n_removed, n_added);
  if (self->kept != NULL && self->n_live > LIVE_MAX)
    settle_later (self);
}

/* What belongs between others cannot be put on top. */
static void
between_cb (CsmsEventHistory *self, gint64 ms)
{
  self->moved_ms = MIN (self->moved_ms, ms);
  /* One that is under way may have counted some of them. */
  if (self->kept != NULL)
    drop (self, &self->next);
  settle_later (self);
}

static void
csms_event_history_dispose (GObject *object)
{
  CsmsEventHistory *self = CSMS_EVENT_HISTORY (object);

  csms_event_history_set_operator (self, NULL);
  g_clear_handle_id (&self->settle_id, g_source_remove);

  G_OBJECT_CLASS (csms_event_history_parent_class)->dispose (object);
}

static void
csms_event_history_finalize (GObject *object)
{
  CsmsEventHistory *self = CSMS_EVENT_HISTORY (object);

  g_object_unref (self->live);
  csms_history_items_free (self->items);
  csms_journal_query_free (self->query);

  G_OBJECT_CLASS (csms_event_history_parent_class)->finalize (object);
}

static void
csms_event_history_class_init (CsmsEventHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = CSMS_TYPE_EVENT_HISTORY;

  object_class->dispose = csms_event_history_dispose;
  object_class->finalize = csms_event_history_finalize;
  signals[LOADED] = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_event_history_init (CsmsEventHistory *self)
{
  const CsmsJournalQuery all = CSMS_JOURNAL_QUERY_ALL;

  self->query = csms_journal_query_copy (&all);
  self->items = csms_history_items_new ();
  self->live = csms_live_events_new ();
  self->moved_ms = G_MAXINT64;
  g_signal_connect_object (self->live, "changed", G_CALLBACK (live_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->live, "between", G_CALLBACK (between_cb), self, G_CONNECT_SWAPPED);
}

CsmsEventHistory *
csms_event_history_new (void)
{
  return g_object_new (CSMS_TYPE_EVENT_HISTORY, NULL);
}

void
csms_event_history_set_operator (CsmsEventHistory *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_EVENT_HISTORY (self));

  if (self->operator == operator)
    return;
  if (self->operator != NULL)
    g_signal_handlers_disconnect_by_data (csms_operator_get_archive (self->operator), self);
  g_set_object (&self->operator, operator);
  if (operator != NULL)
    g_signal_connect_object (csms_operator_get_archive (operator), "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  self->paused = FALSE;
  csms_live_events_set_operator (self->live, operator);
  reload (self);
}

void
csms_event_history_set_query (CsmsEventHistory *self, const CsmsJournalQuery *query)
{
  g_return_if_fail (CSMS_IS_EVENT_HISTORY (self));
  g_return_if_fail (query != NULL);

  csms_journal_query_free (self->query);
  self->query = csms_journal_query_copy (query);
  reload (self);
}

const CsmsJournalQuery *
csms_event_history_get_query (CsmsEventHistory *self)
{
  g_return_val_if_fail (CSMS_IS_EVENT_HISTORY (self), NULL);

  return self->query;
}

void
csms_event_history_set_paused (CsmsEventHistory *self, gboolean paused)
{
  g_return_if_fail (CSMS_IS_EVENT_HISTORY (self));

  if (self->paused == paused)
    return;
  self->paused = paused;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  csms_live_events_set_paused (self->live, paused);
  if (!paused && self->kept != NULL)
    start_next (self);
  else if (paused && self->kept != NULL)
    drop (self, &self->next);
}

gboolean
csms_event_history_get_loading (CsmsEventHistory *self)
{
  g_return_val_if_fail (CSMS_IS_EVENT_HISTORY (self), FALSE);

  return self->kept != NULL ? !csms_archive_events_get_complete (self->kept) : self->next != NULL;
}

gint64
csms_event_history_get_newer_ms (CsmsEventHistory *self, guint position)
{
  CsmsHistoryItem *item;
  CsmsEvent *event;

  g_return_val_if_fail (CSMS_IS_EVENT_HISTORY (self), 0);

  if (position == 0)
    return G_MAXINT64;
  item = csms_history_items_get (self->items, position - 1);
  event = item != NULL ? csms_history_item_get_event (item) : NULL;
  if (event == NULL)
    event = peek_event (position - 1, self);
  return event != NULL ? csms_event_get_record (event)->ts_ms : 0;
}
