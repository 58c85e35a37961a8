/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-inbox.h"

G_BEGIN_DECLS

struct _CsmsJournalInbox
{
  gatomicrefcount ref_count;
  GMutex lock;
  GCond changed;

  /* under the lock */
  GQueue jobs;
  guint n_events;               /* and transactions and samples, waiting or being written */
  gsize n_bytes;
  guint n_commands;             /* waiting */
  gboolean hurried;             /* a command came since the last batch */
  gboolean held;
  GQueue errands;
  gboolean pruning_asked;
  CsmsJournalPruning pruning;
  gint64 close_us;              /* monotonic; 0: not asked for */
  gint64 close_limit_us;        /* how much later it becomes with a success */
  gint64 close_max_us;          /* monotonic: but no later than that */
  gint64 tried_us;              /* monotonic: when a batch came back last */
  gboolean ended;
};

/** csms_journal_inbox_find_errand: with the lock held: sets @due_us (out) to when one is to be served, 0: none is. Returns: (nullable): its place, once it is */
GList *csms_journal_inbox_find_errand (CsmsJournalInbox *self, gint64 not_before_us, gint64 now_us, gint64 *due_us);

G_END_DECLS
