/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-archive.h"
#include "csms-file-export.h"
#include "csms-fleet.h"
#include "csms-days.h"
#include "csms-transaction-filter.h"

G_BEGIN_DECLS

/**
 * csms_transaction_export_async:
 * @archive: what is not kept there, or all while it is not open, is taken of @fleet alone
 * @fleet: what it knows of a charge is newer than what is kept
 * @clock_offset_ms: how far the clock that told when charges began is ahead of ours
 * @n_expected: how many transactions that is, for the progress; 0: not known
 *
 * Writes the transactions of @period that match @filter as CSV, by their start, those of the fleet that no journal has at the end:
 * see csms_file_export_async(); csms_file_export_finish(). Energy is in kWh, times are local ones with their offset. Main thread.
 */
void csms_transaction_export_async (CsmsArchive *archive, CsmsFleet *fleet, const CsmsDays *period,
                                    const CsmsTransactionFilter *filter, gint64 clock_offset_ms, guint64 n_expected, GFile *file,
                                    CsmsExportProgressFunc progress, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);

/** csms_transaction_export_make_name: Returns: (transfer full): for a file: @parts (nullable), joined, without what no file system takes */
char *csms_transaction_export_make_name (const char *const *parts, guint n_parts);

G_END_DECLS
