/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-private.h"

/* What the journal is given to keep: each becomes a job for the disk thread. */

guint64
csms_journal_append_events (CsmsJournal             *self,
                            GPtrArray               *events,
                            CsmsJournalOrigin        origin,
                            const CsmsJournalCursor *cursor,
                            gint64                   now_ms)
{
  guint first = 0;
  guint64 ticket;

  g_return_val_if_fail (CSMS_IS_JOURNAL (self), 0);
  g_return_val_if_fail (events != NULL, 0);

  do
    {
      guint n_events = MIN (events->len - first, CSMS_JOURNAL_BATCH_EVENTS);
      CsmsJournalJob *job = csms_journal_job_new_events (events, first, n_events);

      job->origin = origin;
      job->now_ms = now_ms;
      first += n_events;
      if (cursor != NULL && first == events->len)
        csms_journal_job_set_cursor (job, cursor);
      ticket = csms_journal_push (self, job);
    }
  while (first < events->len);
  return ticket;
}

guint64
csms_journal_set_cursor (CsmsJournal             *self,
                         const CsmsJournalCursor *cursor)
{
  CsmsJournalJob *job;

  g_return_val_if_fail (CSMS_IS_JOURNAL (self), 0);
  g_return_val_if_fail (cursor != NULL, 0);

  job = csms_journal_job_new (CSMS_JOURNAL_JOB_CURSOR);
  csms_journal_job_set_cursor (job, cursor);
  return csms_journal_push (self, job);
}

guint64
csms_journal_put_stations (CsmsJournal *self,
                           GPtrArray   *stations)
{
  g_return_val_if_fail (CSMS_IS_JOURNAL (self), 0);
  g_return_val_if_fail (stations != NULL, 0);

  return csms_journal_push (self, csms_journal_job_new_records (CSMS_JOURNAL_JOB_STATIONS, stations, CSMS_TYPE_STATION_RECORD));
}

guint64
csms_journal_put_transactions (CsmsJournal *self,
                               GPtrArray   *transactions)
{
  g_return_val_if_fail (CSMS_IS_JOURNAL (self), 0);
  g_return_val_if_fail (transactions != NULL, 0);

  return csms_journal_push (self, csms_journal_job_new_records (CSMS_JOURNAL_JOB_TRANSACTIONS, transactions,
                                                                CSMS_TYPE_TRANSACTION_RECORD));
}

guint64
csms_journal_put_samples (CsmsJournal *self,
                          GPtrArray   *samples)
{
  g_return_val_if_fail (CSMS_IS_JOURNAL (self), 0);
  g_return_val_if_fail (samples != NULL, 0);

  return csms_journal_push (self, csms_journal_job_new_records (CSMS_JOURNAL_JOB_SAMPLES, samples, CSMS_TYPE_SAMPLE_RECORD));
}

guint64
csms_journal_put_command (CsmsJournal              *self,
                          const CsmsJournalCommand *command)
{
  CsmsJournalJob *job;

  g_return_val_if_fail (CSMS_IS_JOURNAL (self), 0);
  g_return_val_if_fail (command != NULL && command->id != NULL, 0);

  job = csms_journal_job_new (CSMS_JOURNAL_JOB_COMMAND);
  job->command = csms_journal_command_copy (command);
  return csms_journal_push (self, job);
}

guint64
csms_journal_note_gap (CsmsJournal *self,
                       gint64       from_ms,
                       gint64       to_ms,
                       const char  *why)
{
  CsmsJournalSpan span = { .from_ms = from_ms, .to_ms = to_ms, .why = (char *) why };
  CsmsJournalJob *job;

  g_return_val_if_fail (CSMS_IS_JOURNAL (self), 0);

  job = csms_journal_job_new (CSMS_JOURNAL_JOB_GAP);
  job->span = csms_journal_span_copy (&span);
  return csms_journal_push (self, job);
}

guint64
csms_journal_note_recovery (CsmsJournal *self,
                            guint64      count,
                            gint64       from_ms,
                            gint64       to_ms,
                            gint64       now_ms)
{
  CsmsJournalSpan span = { .count = count, .from_ms = from_ms, .to_ms = to_ms };
  CsmsJournalJob *job;

  g_return_val_if_fail (CSMS_IS_JOURNAL (self), 0);

  job = csms_journal_job_new (CSMS_JOURNAL_JOB_RECOVERY);
  job->span = csms_journal_span_copy (&span);
  job->now_ms = now_ms;
  return csms_journal_push (self, job);
}
