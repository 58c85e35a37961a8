/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-inbox.h"

G_BEGIN_DECLS

/** csms_journal_push: @job: (transfer full). Returns: its ticket */
guint64 csms_journal_push (CsmsJournal *self, CsmsJournalJob *job);

G_END_DECLS
