/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-archive.h"
#include "csms-cursor-wake.h"
#include "csms-journal.h"
#include "csms-seat-journal.h"

G_BEGIN_DECLS

struct _CsmsSeatJournal {
  GObject parent_instance;

  CsmsServer *server;
  CsmsJournal *journal;
  CsmsArchive *archive;
  GSettings *settings;          /* NULL: not installed */
  char *path;                   /* NULL: in memory */
  gboolean guest;
  gboolean open;
  char *cannot_open;            /* NULL: it could, or has not been tried */
  guint64 last_ticket;
  CsmsCommitQueue waiting;
  CsmsCursorWake wake;
  gboolean behind;
  gboolean stalled;             /* events were dropped: the cursor waits for a replay */
  guint prune_source;
};

/** csms_seat_journal_note_backlog: more waits for the disk than did, or less */
void csms_seat_journal_note_backlog (CsmsSeatJournal *self);

G_END_DECLS
