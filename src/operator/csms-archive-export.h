/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-archive.h"
#include "csms-file-export.h"

G_BEGIN_DECLS

/**
 * CsmsExportFormat:
 * @CSMS_EXPORT_JSON_LINES: each event as the server sent it, one a line
 * @CSMS_EXPORT_CSV: a table, with a row of titles
 */
typedef enum {
  CSMS_EXPORT_JSON_LINES,
  CSMS_EXPORT_CSV,
} CsmsExportFormat;

/**
 * csms_archive_export_events_async:
 * @query: what is wanted; oldest first it is in any case
 * @n_expected: how many events that is, for the progress; 0: not known
 *
 * Writes events to @file, page by page: see csms_file_export_async(); csms_file_export_finish()
 */
void csms_archive_export_events_async (CsmsArchive *self, const CsmsJournalQuery *query, guint64 n_expected, CsmsExportFormat format,
                                       GFile *file, CsmsExportProgressFunc progress, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
