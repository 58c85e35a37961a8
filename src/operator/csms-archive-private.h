/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-archive.h"

G_BEGIN_DECLS

CsmsArchive *csms_archive_new (void);

/** csms_archive_set_journal: @journal: (nullable) (transfer none): open; a reference is taken, and given up with %NULL */
void csms_archive_set_journal (CsmsArchive *self, CsmsJournal *journal);
/** csms_archive_set_ticket: @ticket: of what was appended last */
void csms_archive_set_ticket (CsmsArchive *self, guint64 ticket);

G_END_DECLS
