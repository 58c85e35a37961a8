/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal.h"

G_BEGIN_DECLS

typedef enum {
  CSMS_JOURNAL_JOB_EVENTS,
  CSMS_JOURNAL_JOB_CURSOR,
  CSMS_JOURNAL_JOB_STATIONS,
  CSMS_JOURNAL_JOB_TRANSACTIONS,
  CSMS_JOURNAL_JOB_SAMPLES,
  CSMS_JOURNAL_JOB_COMMAND,
  CSMS_JOURNAL_JOB_GAP,
  CSMS_JOURNAL_JOB_RECOVERY,
} CsmsJournalJobKind;

/** CsmsJournalJob: one thing to be written, on its way from the owner's thread to the disk thread; one owner at a time. */
typedef struct {
  CsmsJournalJobKind kind;
  guint64 ticket;
  gint64 queued_us;             /* monotonic */
  gint64 now_ms;                /* by our clock */

  GPtrArray *records;           /* of EVENTS, STATIONS, TRANSACTIONS, SAMPLES */
  gsize n_bytes;                /* of the events' JSON */
  CsmsJournalOrigin origin;     /* of EVENTS */

  gboolean moves_cursor;        /* EVENTS may, CURSOR does */
  gboolean held;                /* the cursor is not to move: events before it were dropped */
  char *cursor_event_id;
  gint64 cursor_ms;

  CsmsJournalCommand *command;
  CsmsJournalSpan *span;        /* of GAP and RECOVERY */
} CsmsJournalJob;

/** csms_journal_job_new: Returns: (transfer full): a job without contents, of this moment */
CsmsJournalJob *csms_journal_job_new (CsmsJournalJobKind kind);

/** csms_journal_job_new_events: with references to the @n_records of @records from @first on */
CsmsJournalJob *csms_journal_job_new_events (GPtrArray *records, guint first, guint n_records);

/** csms_journal_job_new_records: with references to all of @records, boxed as @type */
CsmsJournalJob *csms_journal_job_new_records (CsmsJournalJobKind kind, GPtrArray *records, GType type);

/** csms_journal_job_set_cursor: @cursor: copied */
void csms_journal_job_set_cursor (CsmsJournalJob *self, const CsmsJournalCursor *cursor);

/** csms_journal_job_merge_stations: @self becomes both, without what @newer says as well as it did; @newer is left empty. To
 *  write it once does what to write them one after the other would have done. */
void csms_journal_job_merge_stations (CsmsJournalJob *self, CsmsJournalJob *newer);

void csms_journal_job_free (CsmsJournalJob *self);

G_END_DECLS
