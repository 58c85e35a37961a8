/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-archive-events.h"

#define PAGE_ROWS 128
#define PAGES_KEPT 48

/* Of pages that are asked for while one is read, only the latest: the others were scrolled past. */
#define PAGES_WANTED 6

struct _CsmsArchiveEvents
{
  GObject parent_instance;

  /* Owned */
  CsmsArchive *archive;
  CsmsJournalQuery *query;
  GCancellable *cancellable;
  GArray *places;            /* of CsmsJournalPlace: before each page */
  GHashTable *pages;         /* from the number of a page to a GPtrArray of CsmsEvent */
  GQueue used;               /* numbers of pages that are kept, the last used first */
  GQueue wanted;             /* numbers of pages to be read, the last asked for first */

  CsmsJournalPlace end;
  guint n_events;
  guint reading;             /* number of a page */
  guint64 ticket;
  gboolean busy;             /* a page is being read */
  gboolean complete;
};

enum
{
  GROWN,
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsArchiveEvents, csms_archive_events, G_TYPE_OBJECT)

static void read_wanted (CsmsArchiveEvents *self);

/* Returns whether @error means that nobody is there any more to be told. */
static gboolean
was_closed (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static CsmsEventOrigin
get_origin (const CsmsJournalEvent *event)
{
  return event->origin == CSMS_JOURNAL_PUSHED ? CSMS_EVENT_KEPT : CSMS_EVENT_RECOVERED;
}

static void
keep_page (CsmsArchiveEvents *self, guint number, CsmsJournalPage *page)
{
  GPtrArray *events = g_ptr_array_new_full (page->rows->len, g_object_unref);

  for (guint i = 0; i < page->rows->len; i++)
    {
      const CsmsJournalEvent *event = page->rows->pdata[i];

      g_ptr_array_add (events, csms_event_new (event->record, get_origin (event)));
    }
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), events);
  g_queue_push_head (&self->used, GUINT_TO_POINTER (number));
  if (g_queue_get_length (&self->used) > PAGES_KEPT)
    g_hash_table_remove (self->pages, g_queue_pop_tail (&self->used));
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CsmsArchiveEvents *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsJournalPage) page = csms_journal_read_events_finish (result, &error);

  if (was_closed (error))
    return;
  self->busy = FALSE;
  if (page == NULL)
    {
      g_queue_clear (&self->wanted);
      g_signal_emit (self, signals[FAILED], 0);
      return;
    }
  keep_page (self, self->reading, page);
  g_object_ref (self);
  g_signal_emit (self, signals[LOADED], 0, self->reading * PAGE_ROWS, page->rows->len);
  read_wanted (self);
  g_object_unref (self);
}

static void
read_wanted (CsmsArchiveEvents *self)
{
  guint number;

  if (self->busy || g_queue_is_empty (&self->wanted) || g_cancellable_is_cancelled (self->cancellable))
    return;
  number = GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted));
  self->busy = TRUE;
  self->reading = number;
  csms_archive_read_events_async (self->archive, self->query, &g_array_index (self->places, CsmsJournalPlace, number), PAGE_ROWS,
                                  self->cancellable, page_cb, self);
}

static void
outline_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CsmsArchiveEvents *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsJournalOutline) outline = csms_journal_outline_events_finish (result, &error);

  if (was_closed (error))
    return;
  if (outline == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0);
      return;
    }
  if (self->ticket == 0)
    self->ticket = outline->ticket;
  self->query->until_seq = outline->until_seq;
  self->n_events += (guint) outline->n_events;
  self->end = outline->end;
  self->complete = outline->complete;
  g_array_append_vals (self->places, outline->places->data, outline->places->len);
  if (!self->complete)
    csms_archive_outline_events_async (self->archive, self->query, &self->end, self->n_events, PAGE_ROWS, self->cancellable,
                                       outline_cb, self);
  g_signal_emit (self, signals[GROWN], 0);
}

static void
csms_archive_events_dispose (GObject *object)
{
  csms_archive_events_close (CSMS_ARCHIVE_EVENTS (object));

  G_OBJECT_CLASS (csms_archive_events_parent_class)->dispose (object);
}

static void
csms_archive_events_finalize (GObject *object)
{
  CsmsArchiveEvents *self = CSMS_ARCHIVE_EVENTS (object);

  g_object_unref (self->archive);
  g_object_unref (self->cancellable);
  csms_journal_query_free (self->query);
  g_array_unref (self->places);
  g_hash_table_unref (self->pages);
  g_queue_clear (&self->used);
  g_queue_clear (&self->wanted);

  G_OBJECT_CLASS (csms_archive_events_parent_class)->finalize (object);
}

static void
csms_archive_events_class_init (CsmsArchiveEventsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = CSMS_TYPE_ARCHIVE_EVENTS;

  object_class->dispose = csms_archive_events_dispose;
  object_class->finalize = csms_archive_events_finalize;
  signals[GROWN] = g_signal_new ("grown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_archive_events_init (CsmsArchiveEvents *self)
{
  self->cancellable = g_cancellable_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (CsmsJournalPlace));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_queue_init (&self->used);
  g_queue_init (&self->wanted);
}

CsmsArchiveEvents *
csms_archive_events_new (CsmsArchive *archive, const CsmsJournalQuery *query)
{
  CsmsArchiveEvents *self;

  g_return_val_if_fail (CSMS_IS_ARCHIVE (archive), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  self = g_object_new (CSMS_TYPE_ARCHIVE_EVENTS, NULL);
  self->archive = g_object_ref (archive);
  self->query = csms_journal_query_copy (query);
  self->query->oldest_first = FALSE;
  csms_archive_outline_events_async (archive, self->query, NULL, 0, PAGE_ROWS, self->cancellable, outline_cb, self);
  return self;
}

void
csms_archive_events_close (CsmsArchiveEvents *self)
{
  g_return_if_fail (CSMS_IS_ARCHIVE_EVENTS (self));

  g_cancellable_cancel (self->cancellable);
}

guint
csms_archive_events_get_n (CsmsArchiveEvents *self)
{
  g_return_val_if_fail (CSMS_IS_ARCHIVE_EVENTS (self), 0);

  return self->n_events;
}

gboolean
csms_archive_events_get_complete (CsmsArchiveEvents *self)
{
  g_return_val_if_fail (CSMS_IS_ARCHIVE_EVENTS (self), FALSE);

  return self->complete;
}

guint64
csms_archive_events_get_ticket (CsmsArchiveEvents *self)
{
  g_return_val_if_fail (CSMS_IS_ARCHIVE_EVENTS (self), 0);

  return self->ticket;
}

CsmsJournalPlace
csms_archive_events_get_end (CsmsArchiveEvents *self)
{
  g_return_val_if_fail (CSMS_IS_ARCHIVE_EVENTS (self), ((CsmsJournalPlace) { 0, 0 }));

  return self->end;
}

CsmsEvent *
csms_archive_events_peek (CsmsArchiveEvents *self, guint position)
{
  GPtrArray *page;
  guint row = position % PAGE_ROWS;

  g_return_val_if_fail (CSMS_IS_ARCHIVE_EVENTS (self), NULL);

  page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (position / PAGE_ROWS));
  return page != NULL && row < page->len ? page->pdata[row] : NULL;
}

CsmsEvent *
csms_archive_events_get (CsmsArchiveEvents *self, guint position)
{
  gpointer number = GUINT_TO_POINTER (position / PAGE_ROWS);

  g_return_val_if_fail (CSMS_IS_ARCHIVE_EVENTS (self), NULL);
  g_return_val_if_fail (position < self->n_events, NULL);

  if (g_hash_table_contains (self->pages, number))
    {
      if (g_queue_peek_head (&self->used) != number)
        {
          g_queue_remove (&self->used, number);
          g_queue_push_head (&self->used, number);
        }
      return csms_archive_events_peek (self, position);
    }
  if (!self->busy || self->reading != GPOINTER_TO_UINT (number))
    {
      g_queue_remove (&self->wanted, number);
      g_queue_push_head (&self->wanted, number);
      if (g_queue_get_length (&self->wanted) > PAGES_WANTED)
        g_queue_pop_tail (&self->wanted);
      read_wanted (self);
    }
  return NULL;
}

guint
csms_archive_events_count_older (CsmsArchiveEvents *self, gint64 ms)
{
  guint low = 0, high;

  g_return_val_if_fail (CSMS_IS_ARCHIVE_EVENTS (self), 0);

  /* The first page before which something older was read. */
  high = self->places->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->places, CsmsJournalPlace, middle).ms < ms)
        high = middle;
      else
        low = middle + 1;
    }
  return low < self->places->len ? self->n_events - low * PAGE_ROWS : 0;
}
