/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-mailbox.h"

#define DRAIN_US (6 * G_TIME_SPAN_MILLISECOND)

/* Short enough that one handler call stays far below DRAIN_US, long enough that the calls themselves cost nothing. */
#define RUN_MAX 64

/* While slow: one run in so long a time. */
#define SLOW_US (16 * G_TIME_SPAN_MILLISECOND)

typedef enum {
  LETTER_STATUS,
  LETTER_EVENTS,
  LETTER_SENT,
  LETTER_DONE,
  LETTER_FOREIGN,
} LetterKind;

typedef struct
{
  LetterKind kind;
  guint generation;
  guint64 serial;
  CsmsLinkStatus *status;
  GPtrArray *events;
  CsmsReply *reply;
  GError *error;
  char *text;
} Letter;

struct _CsmsMailbox
{
  gatomicrefcount ref_count;

  /* Borrowed */
  const CsmsMailboxHandlers *handlers;
  gpointer data;

  /* Owned */
  GSource *paced;
  GSource *spare;               /* after everything else, redrawing too; while a delivery has left something over */
  gboolean slow;                /* the receiver's */
  GQueue inbox;                 /* the receiver's, taken from `letters` */
  GQueue letters;               /* under the lock */

  GMutex lock;
  gint64 interval_us;
  gint64 drained_us;            /* under the lock */
  guint backlog;                /* under the lock: letters, and each event of a run */
  gboolean told_full;           /* under the lock */
  gboolean armed;               /* under the lock */
  gboolean closed;
};

typedef struct
{
  GSource parent;
  CsmsMailbox *mailbox;
} DrainSource;

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_clear_pointer (&letter->status, csms_link_status_free);
  g_clear_pointer (&letter->events, g_ptr_array_unref);
  g_clear_pointer (&letter->reply, csms_reply_unref);
  g_clear_error (&letter->error);
  g_free (letter->text);
  g_free (letter);
}

static void
deliver (CsmsMailbox *self,
         Letter      *letter)
{
  switch (letter->kind)
    {
    case LETTER_STATUS:
      self->handlers->status (g_steal_pointer (&letter->status), self->data);
      break;
    case LETTER_EVENTS:
      self->handlers->events (letter->events, letter->generation, self->data);
      break;
    case LETTER_SENT:
      self->handlers->sent (letter->serial, self->data);
      break;
    case LETTER_DONE:
      self->handlers->done (letter->serial, letter->reply, letter->error, self->data);
      break;
    case LETTER_FOREIGN:
    default:
      self->handlers->foreign (letter->text, self->data);
      break;
    }
}

static guint
get_weight (const Letter *letter)
{
  return letter->events != NULL ? letter->events->len : 1;
}

/* Returns whether the sender is to be told to go on. */
static gboolean
lighten (CsmsMailbox *self,
         guint        weight)
{
  gboolean relieved;

  g_mutex_lock (&self->lock);
  self->backlog -= weight;
  relieved = self->told_full && self->backlog < CSMS_MAILBOX_FULL / 2;
  if (relieved)
    self->told_full = FALSE;
  g_mutex_unlock (&self->lock);
  return relieved;
}

static void
take_letters (CsmsMailbox *self)
{
  g_mutex_lock (&self->lock);
  self->inbox = self->letters;
  g_queue_init (&self->letters);
  g_mutex_unlock (&self->lock);
}

static void
rearm (CsmsMailbox *self,
       gint64       began_us)
{
  gint64 interval_us = self->slow ? MAX (self->interval_us, SLOW_US) : self->interval_us;

  g_mutex_lock (&self->lock);
  self->drained_us = began_us;
  self->armed = !g_queue_is_empty (&self->inbox) || !g_queue_is_empty (&self->letters);
  g_source_set_ready_time (self->paced, self->armed ? began_us + interval_us : -1);
  g_source_set_ready_time (self->spare, self->armed && !self->slow ? 0 : -1);
  g_mutex_unlock (&self->lock);
}

static gboolean
dispatch_drain (GSource     *source,
                GSourceFunc  callback,
                gpointer     data)
{
  CsmsMailbox *self = ((DrainSource *) source)->mailbox;
  gint64 began_us = g_get_monotonic_time ();
  Letter *letter;

  /* A handler may let go of the link, and the link of the mailbox. */
  g_atomic_ref_count_inc (&self->ref_count);
  if (g_queue_is_empty (&self->inbox))
    take_letters (self);

  while (!self->closed && (letter = g_queue_pop_head (&self->inbox)) != NULL)
    {
      guint weight = get_weight (letter);
      gboolean enough = self->slow && letter->kind == LETTER_EVENTS;

      deliver (self, letter);
      letter_free (letter);
      if (lighten (self, weight) && !self->closed)
        self->handlers->relieved (self->data);
      if (enough || g_get_monotonic_time () - began_us >= DRAIN_US)
        break;
    }

  if (!self->closed)
    rearm (self, began_us);
  csms_mailbox_unref (self);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs drain_funcs = {
  .dispatch = dispatch_drain,
};

/* With the lock held. */
static void
post (CsmsMailbox *self,
      Letter      *letter)
{
  g_queue_push_tail (&self->letters, letter);
  self->backlog += get_weight (letter);
  if (self->armed)
    return;
  self->armed = TRUE;
  g_source_set_ready_time (self->paced, self->drained_us + self->interval_us);
}

static GSource *
attach_source (CsmsMailbox  *self,
               GMainContext *context,
               const char   *name,
               int           priority)
{
  GSource *source = g_source_new (&drain_funcs, sizeof (DrainSource));

  ((DrainSource *) source)->mailbox = self;
  g_source_set_static_name (source, name);
  g_source_set_priority (source, priority);
  g_source_attach (source, context);
  return source;
}

CsmsMailbox *
csms_mailbox_new (GMainContext              *context,
                  guint                      interval_ms,
                  const CsmsMailboxHandlers *handlers,
                  gpointer                   data)
{
  CsmsMailbox *self = g_new0 (CsmsMailbox, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_queue_init (&self->inbox);
  g_queue_init (&self->letters);
  self->handlers = handlers;
  self->data = data;
  self->interval_us = (gint64) interval_ms * 1000;
  self->paced = attach_source (self, context, "csms mailbox", G_PRIORITY_DEFAULT);
  self->spare = attach_source (self, context, "csms mailbox, spare time", G_PRIORITY_DEFAULT_IDLE);
  return self;
}

void
csms_mailbox_unref (CsmsMailbox *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_assert (self->closed);
  g_queue_clear_full (&self->inbox, letter_free);
  g_queue_clear_full (&self->letters, letter_free);
  g_source_unref (self->paced);
  g_source_unref (self->spare);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
csms_mailbox_close (CsmsMailbox *self)
{
  self->closed = TRUE;
  g_source_destroy (self->paced);
  g_source_destroy (self->spare);
}

void
csms_mailbox_set_slow (CsmsMailbox *self,
                       gboolean     slow)
{
  self->slow = slow;
}

gboolean
csms_mailbox_take_full (CsmsMailbox *self)
{
  gboolean full;

  g_mutex_lock (&self->lock);
  full = !self->told_full && self->backlog >= CSMS_MAILBOX_FULL;
  if (full)
    self->told_full = TRUE;
  g_mutex_unlock (&self->lock);
  return full;
}

void
csms_mailbox_post_status (CsmsMailbox          *self,
                          const CsmsLinkStatus *status)
{
  CsmsLinkStatus *copy = csms_link_status_copy (status);
  Letter *last;

  g_mutex_lock (&self->lock);
  last = g_queue_peek_tail (&self->letters);
  if (last != NULL && last->kind == LETTER_STATUS && last->status->state == copy->state &&
      last->status->generation == copy->generation)
    {
      /* Only the numbers changed, and nobody has seen the old ones yet. */
      csms_link_status_free (last->status);
      last->status = copy;
    }
  else
    {
      Letter *letter = g_new0 (Letter, 1);

      letter->kind = LETTER_STATUS;
      letter->status = copy;
      post (self, letter);
    }
  g_mutex_unlock (&self->lock);
}

void
csms_mailbox_post_event (CsmsMailbox     *self,
                         CsmsEventRecord *event,
                         guint            generation)
{
  Letter *last;

  g_mutex_lock (&self->lock);
  last = g_queue_peek_tail (&self->letters);
  if (last == NULL || last->kind != LETTER_EVENTS || last->generation != generation || last->events->len >= RUN_MAX)
    {
      last = g_new0 (Letter, 1);
      last->kind = LETTER_EVENTS;
      last->generation = generation;
      last->events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
      post (self, last);
    }
  g_ptr_array_add (last->events, csms_event_record_ref (event));
  self->backlog++;
  g_mutex_unlock (&self->lock);
}

static void
post_new (CsmsMailbox *self,
          Letter      *letter)
{
  g_mutex_lock (&self->lock);
  post (self, letter);
  g_mutex_unlock (&self->lock);
}

void
csms_mailbox_post_sent (CsmsMailbox *self,
                        guint64      serial)
{
  Letter *letter = g_new0 (Letter, 1);

  letter->kind = LETTER_SENT;
  letter->serial = serial;
  post_new (self, letter);
}

void
csms_mailbox_post_done (CsmsMailbox  *self,
                        guint64       serial,
                        CsmsReply    *reply,
                        const GError *error)
{
  Letter *letter = g_new0 (Letter, 1);

  letter->kind = LETTER_DONE;
  letter->serial = serial;
  letter->reply = reply != NULL ? csms_reply_ref (reply) : NULL;
  letter->error = error != NULL ? g_error_copy (error) : NULL;
  post_new (self, letter);
}

void
csms_mailbox_post_foreign (CsmsMailbox *self,
                           const char  *text)
{
  Letter *letter = g_new0 (Letter, 1);

  letter->kind = LETTER_FOREIGN;
  letter->text = g_strdup (text);
  post_new (self, letter);
}
