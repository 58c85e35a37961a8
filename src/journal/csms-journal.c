/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-private.h"

#include <glib/gi18n-lib.h>

#include "csms-journal-errand.h"
#include "csms-journal-reports.h"
#include "csms-journal-thread.h"

/* How long the end may take without a success, and in all; and how much later a disk that does not answer is given up. */
#define CLOSE_MS 3000
#define CLOSE_MAX_MS 10000
#define CLOSE_GRACE_MS 250

struct _CsmsJournal
{
  GObject parent_instance;

  char *path;
  CsmsJournalInbox *inbox;
  CsmsJournalReports *reports;
  GThread *thread;              /* NULL: not open */
  GTask *opening;
  GTask *closing;
  GPtrArray *errands;           /* of CsmsJournalErrand: those that were not answered yet */
  GSource *close_limit;
  GMainContext *context;

  guint64 last_ticket;
  guint64 committed;
  gboolean closed;              /* for good */
  gboolean working;
  char *problem;
};

enum {
  COMMITTED,
  PROBLEM_CHANGED,
  OVERFLOWED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsJournal, csms_journal, G_TYPE_OBJECT)

static void
join (CsmsJournal *self)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}

static void
on_errand (CsmsJournalErrand *errand,
           gboolean           done,
           double             fraction,
           gpointer           data)
{
  csms_journal_errands_take_report (((CsmsJournal *) data)->errands, errand, done, fraction);
}

static void
on_closed (const GError *error,
           gpointer      data)
{
  CsmsJournal *self = data;
  g_autoptr (GTask) task = g_steal_pointer (&self->closing);

  join (self);
  csms_journal_errands_end (self->errands);
  self->working = FALSE;
  if (self->close_limit != NULL)
    g_source_destroy (self->close_limit);
  g_clear_pointer (&self->close_limit, g_source_unref);
  if (task == NULL)
    return;
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_opened (CsmsJournalContents *contents,
           const GError        *error,
           gpointer             data)
{
  CsmsJournal *self = data;
  g_autoptr (GTask) task = g_steal_pointer (&self->opening);

  self->working = contents != NULL;
  if (contents != NULL)
    {
      g_task_return_pointer (task, contents, (GDestroyNotify) csms_journal_contents_free);
      return;
    }
  g_task_return_error (task, g_error_copy (error));
  on_closed (NULL, self);
}

static void
on_committed (guint64  ticket,
              gpointer data)
{
  CsmsJournal *self = data;

  self->committed = ticket;
  g_signal_emit (self, signals[COMMITTED], 0, ticket);
}

static void
on_state (gboolean    working,
          const char *problem,
          gpointer    data)
{
  CsmsJournal *self = data;

  self->working = working;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_signal_emit (self, signals[PROBLEM_CHANGED], 0);
}

static void
on_overflowed (gpointer data)
{
  g_signal_emit (data, signals[OVERFLOWED], 0);
}

static const CsmsJournalReportHandlers report_handlers = {
  .opened = on_opened,
  .committed = on_committed,
  .state = on_state,
  .overflowed = on_overflowed,
  .errand = on_errand,
  .closed = on_closed,
};

/* A thread that waits for a disk that does not answer cannot be joined: it ends by itself, if ever, and is heard no more. */
static void
leave_thread (CsmsJournal *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->opening);

  csms_journal_reports_close (self->reports);
  g_thread_unref (g_steal_pointer (&self->thread));
  csms_journal_errands_end (self->errands);
  if (task != NULL)
    g_task_return_new_error (task, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN, _("The disk does not answer."));
  g_message ("The journal's disk does not answer; it is left to itself");
}

static void
csms_journal_dispose (GObject *object)
{
  CsmsJournal *self = CSMS_JOURNAL (object);

  if (self->thread != NULL)
    {
      if (csms_journal_inbox_get_close_us (self->inbox) == 0)
        csms_journal_inbox_close (self->inbox, CLOSE_MS, CLOSE_MAX_MS);
      if (csms_journal_inbox_wait_ended (self->inbox, CLOSE_GRACE_MS))
        join (self);
      else
        leave_thread (self);
    }
  csms_journal_reports_close (self->reports);
  csms_journal_errands_end (self->errands);
  self->closed = TRUE;
  G_OBJECT_CLASS (csms_journal_parent_class)->dispose (object);
}

static void
csms_journal_finalize (GObject *object)
{
  CsmsJournal *self = CSMS_JOURNAL (object);

  csms_journal_inbox_unref (self->inbox);
  csms_journal_reports_unref (self->reports);
  g_ptr_array_unref (self->errands);
  g_main_context_unref (self->context);
  g_free (self->path);
  g_free (self->problem);
  G_OBJECT_CLASS (csms_journal_parent_class)->finalize (object);
}

static void
csms_journal_class_init (CsmsJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_journal_dispose;
  object_class->finalize = csms_journal_finalize;

  signals[COMMITTED] = g_signal_new ("committed", CSMS_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                     G_TYPE_UINT64);
  signals[PROBLEM_CHANGED] = g_signal_new ("problem-changed", CSMS_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  signals[OVERFLOWED] = g_signal_new ("overflowed", CSMS_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_journal_init (CsmsJournal *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->inbox = csms_journal_inbox_new ();
  self->errands = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_journal_errand_unref);
  self->reports = csms_journal_reports_new (self->context, &report_handlers, self);
}

CsmsJournal *
csms_journal_new (const char *path)
{
  CsmsJournal *self = g_object_new (CSMS_TYPE_JOURNAL, NULL);

  self->path = g_strdup (path);
  return self;
}

void
csms_journal_open_async (CsmsJournal         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CSMS_IS_JOURNAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_journal_open_async);
  if (self->closed || self->thread != NULL)
    {
      g_task_return_new_error (task, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CLOSED, _("The journal was opened before."));
      return;
    }
  self->opening = g_steal_pointer (&task);
  self->thread = csms_journal_thread_new (self->path, self->inbox, self->reports);
}

CsmsJournalContents *
csms_journal_open_finish (CsmsJournal   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
on_close_limit (gpointer data)
{
  CsmsJournal *self = data;
  gint64 end_us = csms_journal_inbox_get_close_us (self->inbox) + CLOSE_GRACE_MS * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GTask) task = NULL;

  if (g_get_monotonic_time () < end_us)
    return G_SOURCE_CONTINUE;

  task = g_steal_pointer (&self->closing);
  leave_thread (self);
  self->working = FALSE;
  g_clear_pointer (&self->close_limit, g_source_unref);
  g_task_return_new_error (task, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_WRITE,
                           _("The journal cannot be written: the disk does not answer."));
  return G_SOURCE_REMOVE;
}

void
csms_journal_close_async (CsmsJournal         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CSMS_IS_JOURNAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_journal_close_async);
  if (self->thread == NULL || self->closing != NULL)
    {
      g_task_return_new_error (task, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CLOSED, _("The journal is not open."));
      return;
    }
  self->closed = TRUE;
  self->closing = g_steal_pointer (&task);
  self->close_limit = g_timeout_source_new (CLOSE_GRACE_MS);
  g_source_set_callback (self->close_limit, on_close_limit, self, NULL);
  g_source_attach (self->close_limit, self->context);
  csms_journal_inbox_close (self->inbox, CLOSE_MS, CLOSE_MAX_MS);
}

gboolean
csms_journal_close_finish (CsmsJournal   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

guint64
csms_journal_push (CsmsJournal    *self,
                   CsmsJournalJob *job)
{
  job->ticket = ++self->last_ticket;
  if (self->closed)
    csms_journal_job_free (job);
  else if (csms_journal_inbox_push (self->inbox, job))
    csms_journal_reports_post_overflowed (self->reports);
  return self->last_ticket;
}

void
csms_journal_send (CsmsJournal         *self,
                   CsmsJournalErrand   *errand,
                   gboolean             after_writes,
                   gpointer             tag,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_atomic_ref_count_init (&errand->ref_count);
  errand->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  errand->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (errand->task, tag);
  if (self != NULL && self->thread != NULL && !self->closed)
    {
      errand->ticket = after_writes ? self->last_ticket : 0;
      csms_journal_inbox_push_errand (self->inbox, errand);
      g_ptr_array_add (self->errands, errand);
      return;
    }
  csms_journal_errand_fail (errand, CSMS_JOURNAL_ERROR_CLOSED, _("The journal is not open."));
  csms_journal_errand_answer (errand);
  csms_journal_errand_unref (errand);
}

void
csms_journal_resume_cursor (CsmsJournal *self)
{
  g_return_if_fail (CSMS_IS_JOURNAL (self));

  csms_journal_inbox_resume (self->inbox);
}

void
csms_journal_prune (CsmsJournal *self,
                    guint        keep_days,
                    guint64      max_bytes,
                    gint64       now_ms)
{
  CsmsJournalPruning pruning = { .keep_days = keep_days, .max_bytes = max_bytes, .now_ms = now_ms };

  g_return_if_fail (CSMS_IS_JOURNAL (self));

  csms_journal_inbox_prune (self->inbox, &pruning);
}

guint64
csms_journal_get_committed (CsmsJournal *self)
{
  g_return_val_if_fail (CSMS_IS_JOURNAL (self), 0);

  return self->committed;
}

guint
csms_journal_get_backlog (CsmsJournal *self)
{
  g_return_val_if_fail (CSMS_IS_JOURNAL (self), 0);

  return csms_journal_inbox_get_n_events (self->inbox);
}

gboolean
csms_journal_get_working (CsmsJournal *self)
{
  g_return_val_if_fail (CSMS_IS_JOURNAL (self), FALSE);

  return self->working;
}

const char *
csms_journal_get_problem (CsmsJournal *self)
{
  g_return_val_if_fail (CSMS_IS_JOURNAL (self), NULL);

  return self->problem;
}
