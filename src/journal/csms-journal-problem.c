/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>

#include "csms-journal-store.h"

static gboolean
is_disk_full (CsmsJournalStore *self,
              int               code)
{
  int cause = self->db.handle != NULL ? sqlite3_system_errno (self->db.handle) : 0;

  return (code & 0xff) == SQLITE_FULL || ((code & 0xff) == SQLITE_IOERR && (cause == ENOSPC || cause == EDQUOT));
}

void
csms_journal_store_note_problem (CsmsJournalStore *self,
                                 int               code)
{
  char *problem;

  if (is_disk_full (self, code))
    problem = g_strdup (_("The journal cannot be written: the disk is full."));
  else if ((code & 0xff) == SQLITE_IOERR)
    problem = g_strdup (_("The journal cannot be written: the disk reports an error."));
  else if ((code & 0xff) == SQLITE_READONLY || (code & 0xff) == SQLITE_PERM || (code & 0xff) == SQLITE_CANTOPEN)
    problem = g_strdup (_("The journal cannot be written: its file may not be changed."));
  else if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
    problem = g_strdup (_("The journal cannot be written: another program keeps its file to itself."));
  else if (csms_journal_is_damage (code))
    problem = g_strdup (_("The journal cannot be written: its file is damaged."));
  else
    problem = g_strdup_printf (_("The journal cannot be written: %s"), sqlite3_errstr (code));
  g_debug ("The journal: code %d, %s", code, self->db.handle != NULL ? sqlite3_errmsg (self->db.handle) : "closed");

  g_free (self->problem);
  self->problem = problem;
}
