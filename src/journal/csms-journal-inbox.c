/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-inbox-private.h"

/* While closing a disk that fails is asked more often. */
#define LAST_TRIES_US (100 * G_TIME_SPAN_MILLISECOND)

static void
free_job (gpointer job)
{
  csms_journal_job_free (job);
}

CsmsJournalInbox *
csms_journal_inbox_new (void)
{
  CsmsJournalInbox *self = g_new0 (CsmsJournalInbox, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->jobs);
  g_queue_init (&self->errands);
  return self;
}

CsmsJournalInbox *
csms_journal_inbox_ref (CsmsJournalInbox *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_journal_inbox_unref (CsmsJournalInbox *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_queue_clear_full (&self->jobs, free_job);
  g_queue_clear_full (&self->errands, (GDestroyNotify) csms_journal_errand_unref);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Stations are not counted: they are merged, so there are never more than there are. */
static guint
get_weight (const CsmsJournalJob *job)
{
  return job->records != NULL && job->kind != CSMS_JOURNAL_JOB_STATIONS ? job->records->len : 0;
}

static void
count_out (CsmsJournalInbox *self,
           CsmsJournalJob   *job)
{
  self->n_events -= get_weight (job);
  self->n_bytes -= job->n_bytes;
}

static gboolean
is_too_full (CsmsJournalInbox *self)
{
  return self->n_events > CSMS_JOURNAL_BACKLOG_EVENTS || self->n_bytes > CSMS_JOURNAL_BACKLOG_BYTES;
}

/* Returns whether anything of @kinds, a bit each, was dropped. */
static gboolean
drop_oldest (CsmsJournalInbox *self,
             guint             kinds)
{
  GList *next = NULL;
  gboolean dropped = FALSE;

  for (GList *link = self->jobs.head; link != NULL && is_too_full (self); link = next)
    {
      CsmsJournalJob *job = link->data;

      next = link->next;
      if ((kinds & (1u << job->kind)) == 0 || link == self->jobs.tail)
        continue;
      count_out (self, job);
      csms_journal_job_free (job);
      g_queue_delete_link (&self->jobs, link);
      dropped = TRUE;
    }
  return dropped;
}

/* Every cursor that waits stands for what was dropped, too. */
static void
hold_cursors (CsmsJournalInbox *self)
{
  for (GList *link = self->jobs.head; link != NULL; link = link->next)
    ((CsmsJournalJob *) link->data)->held = TRUE;
  self->held = TRUE;
}

/* A server that tells its stations every half a minute must not fill the memory while the disk is full. */
static void
merge_stations (CsmsJournalInbox *self,
                CsmsJournalJob   *job)
{
  for (GList *link = self->jobs.tail; link != NULL; link = link->prev)
    {
      CsmsJournalJob *waiting = link->data;

      if (waiting->kind == CSMS_JOURNAL_JOB_STATIONS && waiting->records->len > 0)
        {
          csms_journal_job_merge_stations (waiting, job);
          return;
        }
    }
}

gboolean
csms_journal_inbox_push (CsmsJournalInbox *self,
                         CsmsJournalJob   *job)
{
  gboolean overflowed = FALSE;

  g_mutex_lock (&self->lock);
  if (job->kind == CSMS_JOURNAL_JOB_STATIONS)
    merge_stations (self, job);
  job->held = self->held;
  g_queue_push_tail (&self->jobs, job);
  self->n_events += get_weight (job);
  self->n_bytes += job->n_bytes;
  if (job->kind == CSMS_JOURNAL_JOB_COMMAND)
    {
      self->n_commands++;
      self->hurried = TRUE;
    }

  drop_oldest (self, 1u << CSMS_JOURNAL_JOB_SAMPLES);
  if (drop_oldest (self, 1u << CSMS_JOURNAL_JOB_EVENTS | 1u << CSMS_JOURNAL_JOB_TRANSACTIONS))
    {
      overflowed = !self->held;
      hold_cursors (self);
    }
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return overflowed;
}

void
csms_journal_inbox_resume (CsmsJournalInbox *self)
{
  g_mutex_lock (&self->lock);
  self->held = FALSE;
  g_mutex_unlock (&self->lock);
}

void
csms_journal_inbox_prune (CsmsJournalInbox         *self,
                          const CsmsJournalPruning *pruning)
{
  g_mutex_lock (&self->lock);
  self->pruning = *pruning;
  self->pruning_asked = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* With the lock held. Returns when the next batch is due, 0: nothing waits. */
static gint64
get_due_us (CsmsJournalInbox *self,
            gint64            not_before_us)
{
  CsmsJournalJob *oldest = g_queue_peek_head (&self->jobs);

  if (oldest == NULL)
    return 0;
  if (self->close_us != 0)
    return MAX (1, not_before_us != 0 ? MIN (not_before_us, self->tried_us + LAST_TRIES_US) : 0);
  if (self->hurried)
    return 1;
  if (not_before_us != 0)
    return not_before_us;
  if (self->n_commands > 0 || self->n_events >= CSMS_JOURNAL_BATCH_EVENTS)
    return 1;
  return oldest->queued_us + CSMS_JOURNAL_BATCH_MS * G_TIME_SPAN_MILLISECOND;
}

/* With the lock held. */
static void
take_batch (CsmsJournalInbox *self,
            GPtrArray        *batch)
{
  CsmsJournalJob *job;
  guint n_events = 0;
  gsize n_bytes = 0;

  self->hurried = FALSE;
  while ((job = g_queue_peek_head (&self->jobs)) != NULL)
    {
      n_events += get_weight (job);
      n_bytes += job->n_bytes;
      if (batch->len > 0 && (n_events > CSMS_JOURNAL_BATCH_EVENTS || n_bytes > CSMS_JOURNAL_BATCH_BYTES))
        break;
      if (job->kind == CSMS_JOURNAL_JOB_COMMAND)
        self->n_commands--;
      g_ptr_array_add (batch, g_queue_pop_head (&self->jobs));
    }
}

CsmsJournalWork
csms_journal_inbox_wait (CsmsJournalInbox *self,
                         gint64            not_before_us,
                         gint64            idle_us,
                         GPtrArray        *batch)
{
  CsmsJournalWork work;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      gint64 now_us = g_get_monotonic_time ();
      gint64 due_us = get_due_us (self, not_before_us);
      gint64 until_us = idle_us;
      gint64 errand_us = 0;

      work = CSMS_JOURNAL_WORK_CLOSE;
      if (self->close_us != 0 && (due_us == 0 || now_us >= self->close_us))
        break;
      work = CSMS_JOURNAL_WORK_WRITE;
      if (due_us != 0 && now_us >= due_us)
        break;
      work = CSMS_JOURNAL_WORK_ERRAND;
      if (csms_journal_inbox_find_errand (self, not_before_us, now_us, &errand_us) != NULL)
        break;
      work = CSMS_JOURNAL_WORK_PRUNE;
      if (self->pruning_asked && not_before_us == 0)
        break;
      work = CSMS_JOURNAL_WORK_IDLE;
      if (idle_us != 0 && now_us >= idle_us)
        break;

      if (due_us != 0 && (until_us == 0 || due_us < until_us))
        until_us = due_us;
      if (errand_us != 0 && (until_us == 0 || errand_us < until_us))
        until_us = errand_us;
      if (self->close_us != 0)
        until_us = MIN (until_us, self->close_us);
      if (until_us != 0)
        g_cond_wait_until (&self->changed, &self->lock, until_us);
      else
        g_cond_wait (&self->changed, &self->lock);
    }
  if (work == CSMS_JOURNAL_WORK_WRITE)
    take_batch (self, batch);
  g_mutex_unlock (&self->lock);
  return work;
}

void
csms_journal_inbox_done (CsmsJournalInbox *self,
                         GPtrArray        *batch)
{
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < batch->len; i++)
    count_out (self, g_ptr_array_index (batch, i));
  if (self->close_us != 0)
    self->close_us = MIN (g_get_monotonic_time () + self->close_limit_us, self->close_max_us);
  g_mutex_unlock (&self->lock);
}

void
csms_journal_inbox_put_back (CsmsJournalInbox *self,
                             GPtrArray        *batch)
{
  g_mutex_lock (&self->lock);
  self->tried_us = g_get_monotonic_time ();
  while (batch->len > 0)
    {
      CsmsJournalJob *job = g_ptr_array_steal_index (batch, batch->len - 1);

      if (job->kind == CSMS_JOURNAL_JOB_COMMAND)
        self->n_commands++;
      g_queue_push_head (&self->jobs, job);
    }
  g_mutex_unlock (&self->lock);
}

gboolean
csms_journal_inbox_take_pruning (CsmsJournalInbox   *self,
                                 CsmsJournalPruning *pruning)
{
  gboolean asked;

  g_mutex_lock (&self->lock);
  asked = self->pruning_asked;
  *pruning = self->pruning;
  self->pruning_asked = FALSE;
  g_mutex_unlock (&self->lock);
  return asked;
}

guint
csms_journal_inbox_get_n_events (CsmsJournalInbox *self)
{
  guint n_events;

  g_mutex_lock (&self->lock);
  n_events = self->n_events;
  g_mutex_unlock (&self->lock);
  return n_events;
}

gboolean
csms_journal_inbox_is_empty (CsmsJournalInbox *self)
{
  gboolean empty;

  g_mutex_lock (&self->lock);
  empty = g_queue_is_empty (&self->jobs);
  g_mutex_unlock (&self->lock);
  return empty;
}
