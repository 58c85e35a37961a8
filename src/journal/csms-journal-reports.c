/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-reports.h"

typedef enum {
  REPORT_OPENED,
  REPORT_COMMITTED,
  REPORT_STATE,
  REPORT_OVERFLOWED,
  REPORT_ERRAND,
  REPORT_CLOSED,
} ReportKind;

typedef struct
{
  ReportKind kind;
  CsmsJournalContents *contents;
  GError *error;
  guint64 ticket;
  gboolean working;
  char *problem;
  CsmsJournalErrand *errand;
  gboolean done;
  double fraction;
} Report;

struct _CsmsJournalReports
{
  gatomicrefcount ref_count;

  /* Borrowed */
  const CsmsJournalReportHandlers *handlers;
  gpointer data;

  /* Owned */
  GSource *source;
  GMutex lock;
  GQueue reports;               /* under the lock */
  gboolean closed;              /* written in the owner's context, under the lock */
};

typedef struct
{
  GSource parent;
  CsmsJournalReports *reports;
} ReportSource;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_clear_pointer (&report->contents, csms_journal_contents_free);
  g_clear_error (&report->error);
  g_clear_pointer (&report->errand, csms_journal_errand_unref);
  g_free (report->problem);
  g_free (report);
}

static void
deliver (CsmsJournalReports *self,
         Report             *report)
{
  switch (report->kind)
    {
    case REPORT_OPENED:
      self->handlers->opened (g_steal_pointer (&report->contents), report->error, self->data);
      break;
    case REPORT_COMMITTED:
      self->handlers->committed (report->ticket, self->data);
      break;
    case REPORT_STATE:
      self->handlers->state (report->working, report->problem, self->data);
      break;
    case REPORT_OVERFLOWED:
      self->handlers->overflowed (self->data);
      break;
    case REPORT_ERRAND:
      self->handlers->errand (report->errand, report->done, report->fraction, self->data);
      break;
    case REPORT_CLOSED:
    default:
      self->handlers->closed (report->error, self->data);
      break;
    }
}

static Report *
take (CsmsJournalReports *self)
{
  Report *report;

  g_mutex_lock (&self->lock);
  report = g_queue_pop_head (&self->reports);
  if (report == NULL && !self->closed)
    g_source_set_ready_time (self->source, -1);
  g_mutex_unlock (&self->lock);
  return report;
}

static gboolean
dispatch (GSource     *source,
          GSourceFunc  callback,
          gpointer     data)
{
  CsmsJournalReports *self = ((ReportSource *) source)->reports;
  Report *report;

  /* A handler may let go of the journal. */
  csms_journal_reports_ref (self);
  while (!self->closed && (report = take (self)) != NULL)
    {
      deliver (self, report);
      report_free (report);
    }
  csms_journal_reports_unref (self);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs report_funcs = {
  .dispatch = dispatch,
};

CsmsJournalReports *
csms_journal_reports_new (GMainContext                    *context,
                          const CsmsJournalReportHandlers *handlers,
                          gpointer                         data)
{
  CsmsJournalReports *self = g_new0 (CsmsJournalReports, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_queue_init (&self->reports);
  self->handlers = handlers;
  self->data = data;
  self->source = g_source_new (&report_funcs, sizeof (ReportSource));
  ((ReportSource *) self->source)->reports = self;
  g_source_set_static_name (self->source, "csms journal");
  g_source_attach (self->source, context);
  return self;
}

CsmsJournalReports *
csms_journal_reports_ref (CsmsJournalReports *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_journal_reports_unref (CsmsJournalReports *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_queue_clear_full (&self->reports, report_free);
  g_source_unref (self->source);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
csms_journal_reports_close (CsmsJournalReports *self)
{
  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  g_mutex_unlock (&self->lock);
  g_source_destroy (self->source);
}

static void
post (CsmsJournalReports *self,
      Report             *report)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->reports, report);
  if (!self->closed)
    g_source_set_ready_time (self->source, 0);
  g_mutex_unlock (&self->lock);
}

static Report *
report_new (ReportKind    kind,
            const GError *error)
{
  Report *report = g_new0 (Report, 1);

  report->kind = kind;
  report->error = error != NULL ? g_error_copy (error) : NULL;
  return report;
}

void
csms_journal_reports_post_opened (CsmsJournalReports  *self,
                                  CsmsJournalContents *contents,
                                  const GError        *error)
{
  Report *report = report_new (REPORT_OPENED, error);

  report->contents = contents;
  post (self, report);
}

void
csms_journal_reports_post_committed (CsmsJournalReports *self,
                                     guint64             ticket)
{
  Report *report = report_new (REPORT_COMMITTED, NULL);

  report->ticket = ticket;
  post (self, report);
}

void
csms_journal_reports_post_state (CsmsJournalReports *self,
                                 gboolean            working,
                                 const char         *problem)
{
  Report *report = report_new (REPORT_STATE, NULL);

  report->working = working;
  report->problem = g_strdup (problem);
  post (self, report);
}

void
csms_journal_reports_post_overflowed (CsmsJournalReports *self)
{
  post (self, report_new (REPORT_OVERFLOWED, NULL));
}

void
csms_journal_reports_post_errand (CsmsJournalReports *self,
                                  CsmsJournalErrand  *errand,
                                  gboolean            done,
                                  double              fraction)
{
  Report *report = report_new (REPORT_ERRAND, NULL);

  report->errand = csms_journal_errand_ref (errand);
  report->done = done;
  report->fraction = fraction;
  post (self, report);
}

void
csms_journal_reports_post_closed (CsmsJournalReports *self,
                                  const GError       *error)
{
  post (self, report_new (REPORT_CLOSED, error));
}
