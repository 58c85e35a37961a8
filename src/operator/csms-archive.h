/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-reading.h"

G_BEGIN_DECLS

/**
 * CsmsArchive:
 *
 * What a seat's journal keeps, for those who look back: on disk, or of a demo in memory. Main thread, which never waits for it.
 *
 * The functions are those of csms-journal-reading.h, and what they say there holds here: the source object of a callback is %NULL.
 * While there is no open journal each answers with %CSMS_JOURNAL_ERROR_CLOSED.
 *
 * Signals:
 * - `changed` (): csms_archive_get_open(); when it was cleared, too: what was read before is not to be gone on with
 */
#define CSMS_TYPE_ARCHIVE (csms_archive_get_type ())
G_DECLARE_FINAL_TYPE (CsmsArchive, csms_archive, CSMS, ARCHIVE, GObject)

/** Returns: whether there is a journal to be read */
gboolean csms_archive_get_open (CsmsArchive *self);

/**
 * csms_archive_get_ticket: within `events` of the operator: what those events are known by in #CsmsJournalOutline. Returns: 0: they
 * are not kept
 */
guint64 csms_archive_get_ticket (CsmsArchive *self);

/** csms_archive_read_events_async: see csms_journal_read_events_async(); csms_journal_read_events_finish() */
void csms_archive_read_events_async (CsmsArchive *self, const CsmsJournalQuery *query, const CsmsJournalPlace *after, guint limit,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** csms_archive_outline_events_async: see csms_journal_outline_events_async(); csms_journal_outline_events_finish() */
void csms_archive_outline_events_async (CsmsArchive *self, const CsmsJournalQuery *query, const CsmsJournalPlace *after,
                                        guint64 n_before, guint stride, GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
/** csms_archive_read_transactions_async: see csms_journal_read_transactions_async(); csms_journal_read_transactions_finish() */
void csms_archive_read_transactions_async (CsmsArchive *self, const CsmsJournalQuery *query, const CsmsJournalPlace *after,
                                           guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** csms_archive_read_history_async: see csms_journal_read_history_async(); csms_journal_read_history_finish() */
void csms_archive_read_history_async (CsmsArchive *self, const char *station_id, gint64 from_ms, gint64 to_ms,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** csms_archive_read_samples_async: see csms_journal_read_samples_async(); csms_journal_read_samples_finish() */
void csms_archive_read_samples_async (CsmsArchive *self, const char *station_id, const char *transaction_id,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** csms_archive_read_facts_async: see csms_journal_read_facts_async(); csms_journal_read_facts_finish() */
void csms_archive_read_facts_async (CsmsArchive *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/** csms_archive_clear_async: see csms_journal_clear_async(); `changed` follows. @progress: (nullable): called with @user_data */
void csms_archive_clear_async (CsmsArchive *self, CsmsJournalProgressFunc progress, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_archive_clear_finish (CsmsArchive *self, GAsyncResult *result, GError **error);

G_END_DECLS
