/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-errand.h"

G_BEGIN_DECLS

/** CsmsJournalReports: what the disk thread has to say, on its way to the owner's context. Reference-counted (atomic), locked. */
typedef struct _CsmsJournalReports CsmsJournalReports;

/**
 * CsmsJournalReportHandlers: called in the owner's context, in the order of posting
 * @opened: @contents: (nullable) (transfer full), or @error (nullable)
 * @committed: everything up to @ticket is on disk
 * @state: @working, and the sentence for the operator: (nullable)
 * @overflowed: events were dropped
 * @errand: it is @done, or has come so far
 * @closed: the disk thread has come to its end; @error: (nullable): something could not be written
 */
typedef struct {
  void (*opened) (CsmsJournalContents *contents, const GError *error, gpointer data);
  void (*committed) (guint64 ticket, gpointer data);
  void (*state) (gboolean working, const char *problem, gpointer data);
  void (*overflowed) (gpointer data);
  void (*errand) (CsmsJournalErrand *errand, gboolean done, double fraction, gpointer data);
  void (*closed) (const GError *error, gpointer data);
} CsmsJournalReportHandlers;

/** csms_journal_reports_new: Returns: (transfer full): delivers in @context until csms_journal_reports_close() */
CsmsJournalReports *csms_journal_reports_new (GMainContext *context, const CsmsJournalReportHandlers *handlers, gpointer data);
CsmsJournalReports *csms_journal_reports_ref (CsmsJournalReports *self);
void csms_journal_reports_unref (CsmsJournalReports *self);
/** csms_journal_reports_close: in the owner's context: no handler is called any more */
void csms_journal_reports_close (CsmsJournalReports *self);

/* Any thread. */

/** csms_journal_reports_post_opened: @contents: (nullable) (transfer full); @error: (nullable) (transfer none) */
void csms_journal_reports_post_opened (CsmsJournalReports *self, CsmsJournalContents *contents, const GError *error);
void csms_journal_reports_post_committed (CsmsJournalReports *self, guint64 ticket);
void csms_journal_reports_post_state (CsmsJournalReports *self, gboolean working, const char *problem);
void csms_journal_reports_post_overflowed (CsmsJournalReports *self);
void csms_journal_reports_post_errand (CsmsJournalReports *self, CsmsJournalErrand *errand, gboolean done, double fraction);
void csms_journal_reports_post_closed (CsmsJournalReports *self, const GError *error);

G_END_DECLS
