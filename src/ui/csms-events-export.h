/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-export-bar.h"

G_BEGIN_DECLS

/**
 * csms_events_export:
 * @bar: tells how far it is; nothing happens while it tells of another
 * @query: copied
 * @n_events: how many that is
 *
 * Asks for a file and writes the events of @query to it. Main thread.
 */
void csms_events_export (CsmsExportBar *bar, CsmsArchive *archive, const CsmsJournalQuery *query, guint64 n_events,
                         CsmsExportFormat format);

G_END_DECLS
