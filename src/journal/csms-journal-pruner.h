/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-store.h"

G_BEGIN_DECLS

/** CsmsJournalPruner: a pruning under way, in steps of some milliseconds. The disk thread alone. */
typedef struct {
  CsmsJournalPruning wanted;
  guint stage;
  gint64 at;                    /* the last row that was looked at in this stage */
  guint n_kept;                 /* one after the other, up to there */
} CsmsJournalPruner;

void csms_journal_pruner_start (CsmsJournalPruner *self, const CsmsJournalPruning *wanted);
gboolean csms_journal_pruner_is_done (const CsmsJournalPruner *self);
/** csms_journal_pruner_is_giving_back: Returns: whether all that may go is gone, and the file is becoming smaller */
gboolean csms_journal_pruner_is_giving_back (const CsmsJournalPruner *self);
/** csms_journal_pruner_step: Returns: SQLITE_OK, or why nothing more was removed */
int csms_journal_pruner_step (CsmsJournalPruner *self, CsmsJournalStore *store);

G_END_DECLS
