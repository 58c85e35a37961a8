/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal.h"
#include "csms-journal-query.h"

G_BEGIN_DECLS

/*
 * What is kept, read while it goes on being written. The disk thread does it in steps of some milliseconds between its commits, so
 * neither they nor the owner's thread ever wait for a reading. All functions: the owner's thread.
 *
 * @self may be %NULL, and the journal not open: CLOSED. The source object of each callback is %NULL, for a reading does not keep
 * its journal: one that is closed ends what was under way (CLOSED). Errors besides: CANNOT_READ, G_IO_ERROR_CANCELLED.
 */

/** CSMS_JOURNAL_PAGE_MAX: rows in one answer, at most. */
#define CSMS_JOURNAL_PAGE_MAX 1000

/** CsmsJournalPlace: between two rows of a query: what was read last. Of use for the same query alone. */
typedef struct {
  gint64 ms;
  gint64 seq;
} CsmsJournalPlace;

/** CsmsJournalEvent: an event with what the journal knows of it. */
typedef struct {
  CsmsEventRecord *record;
  CsmsJournalOrigin origin;
  gint64 taken_ms;              /* by our clock */
} CsmsJournalEvent;

/** CsmsJournalPage: rows in the order that was asked for. */
typedef struct {
  GPtrArray *rows;              /* of CsmsJournalEvent, or of CsmsTransactionRecord */
  CsmsJournalPlace end;         /* to go on from */
  gboolean more;                /* there may be others behind */
} CsmsJournalPage;

void csms_journal_page_free (CsmsJournalPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsJournalPage, csms_journal_page_free)

/**
 * csms_journal_read_events_async:
 * @query: copied. Events are in the order of the server's clock, those of one moment as they came in
 * @after: (nullable): the place to go on from; %NULL: the beginning, once what was appended so far is on disk, if the disk takes it
 * @limit: rows, %CSMS_JOURNAL_PAGE_MAX at most
 */
void csms_journal_read_events_async (CsmsJournal *self, const CsmsJournalQuery *query, const CsmsJournalPlace *after, guint limit,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full): rows of #CsmsJournalEvent */
CsmsJournalPage *csms_journal_read_events_finish (GAsyncResult *result, GError **error);

/** csms_journal_read_transactions_async: the same of transactions, as they were merged; those without any known start come last */
void csms_journal_read_transactions_async (CsmsJournal *self, const CsmsJournalQuery *query, const CsmsJournalPlace *after,
                                           guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full): rows of #CsmsTransactionRecord */
CsmsJournalPage *csms_journal_read_transactions_finish (GAsyncResult *result, GError **error);

/**
 * CsmsJournalOutline: how many events a query has, and where its pages begin: enough to show any part of a million of them without
 * reading the others. A long one comes in portions.
 */
typedef struct {
  guint64 n_events;             /* in this portion */
  GArray *places;               /* of CsmsJournalPlace: before every stride-th event */
  CsmsJournalPlace end;         /* to go on from */
  gboolean complete;
  gint64 until_seq;             /* of the query; if that left it open, of the journal as it was: for the next portions and the pages */
  guint64 ticket;               /* what was appended with this one and those before it was counted; later ones were not */
} CsmsJournalOutline;

void csms_journal_outline_free (CsmsJournalOutline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsJournalOutline, csms_journal_outline_free)

/**
 * csms_journal_outline_events_async:
 * @after: (nullable): the end of the portion before; %NULL: the first portion, which waits until what was appended so far is on
 *   disk, if the disk takes it
 * @n_before: how many events the portions before had
 * @stride: events a page
 */
void csms_journal_outline_events_async (CsmsJournal *self, const CsmsJournalQuery *query, const CsmsJournalPlace *after,
                                        guint64 n_before, guint stride, GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
/** Returns: (transfer full) */
CsmsJournalOutline *csms_journal_outline_events_finish (GAsyncResult *result, GError **error);

/** CSMS_JOURNAL_LOOK_BACK_MS: how long before a time the state at that time is looked for. */
#define CSMS_JOURNAL_LOOK_BACK_MS (7 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/** CsmsJournalHistory: what a timeline shows; every array oldest first. */
typedef struct {
  GPtrArray *before;            /* of CsmsEventRecord: of each connector, and of the station, the last one before the period */
  GPtrArray *events;            /* of CsmsEventRecord: within it */
  GPtrArray *gaps;              /* of CsmsJournalSpan: those that reach into the period */
  GPtrArray *recoveries;        /* of CsmsJournalSpan: the same */
} CsmsJournalHistory;

void csms_journal_history_free (CsmsJournalHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsJournalHistory, csms_journal_history_free)

/**
 * csms_journal_read_history_async:
 * @station_id: (nullable): %NULL: gaps and recoveries alone
 * @from_ms, @to_ms: the period, by the server's clock; without @to_ms
 *
 * The connector.status.changed of a station, and whatever event is named `station.…`.
 */
void csms_journal_read_history_async (CsmsJournal *self, const char *station_id, gint64 from_ms, gint64 to_ms,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) */
CsmsJournalHistory *csms_journal_read_history_finish (GAsyncResult *result, GError **error);

/** CSMS_JOURNAL_SAMPLES_MAX: of a transaction, the newest. */
#define CSMS_JOURNAL_SAMPLES_MAX 50000

/** csms_journal_read_samples_async: the meter values of one transaction */
void csms_journal_read_samples_async (CsmsJournal *self, const char *station_id, const char *transaction_id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (element-type CsmsSampleRecord): oldest first */
GPtrArray *csms_journal_read_samples_finish (GAsyncResult *result, GError **error);

/** CsmsJournalFacts: what a journal is. */
typedef struct {
  guint64 n_bytes;              /* without what was cleared and is not yet given back */
  guint64 n_events;
  guint64 n_transactions;
  gint64 oldest_ms;             /* of the events, by the server's clock; 0: none */
  gint64 newest_ms;
} CsmsJournalFacts;

void csms_journal_read_facts_async (CsmsJournal *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_journal_read_facts_finish (GAsyncResult *result, CsmsJournalFacts *facts, GError **error);

/** CsmsJournalProgressFunc: @fraction: 0 to 1, never less than before */
typedef void (*CsmsJournalProgressFunc) (double fraction, gpointer data);

/**
 * csms_journal_clear_async:
 * @progress: (nullable): called with @user_data in the owner's thread, until the callback
 *
 * Removes everything but stations, open commands, running charges and what the cursor needs, and makes the file smaller. When it is
 * cancelled, what is gone is gone. Errors besides: CANNOT_WRITE.
 */
void csms_journal_clear_async (CsmsJournal *self, CsmsJournalProgressFunc progress, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_journal_clear_finish (GAsyncResult *result, GError **error);

G_END_DECLS
