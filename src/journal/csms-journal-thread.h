/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-inbox.h"
#include "csms-journal-reports.h"

G_BEGIN_DECLS

/**
 * csms_journal_thread_new:
 * @path: (nullable): %NULL: in memory
 *
 * The disk thread: opens the file, says what is in it, writes what comes into @inbox and says so in @reports. It ends by
 * itself when it cannot open the file, or after csms_journal_inbox_close(); the last report is `opened` with an error, or
 * `closed`.
 *
 * Returns: (transfer full): for g_thread_join()
 */
GThread *csms_journal_thread_new (const char *path, CsmsJournalInbox *inbox, CsmsJournalReports *reports);

G_END_DECLS
