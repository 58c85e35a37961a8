/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-store.h"

/* Pages of the write-ahead log that are worth taking over: some 4 MB. */
#define CHECKPOINT_PAGES 1000

CsmsJournalStore *
csms_journal_store_new (const char       *path,
                        CsmsJournalInbox *inbox)
{
  CsmsJournalStore *self = g_new0 (CsmsJournalStore, 1);

  self->path = g_strdup (path);
  self->inbox = inbox;
  self->cursor_ms = -1;
  return self;
}

void
csms_journal_store_free (CsmsJournalStore *self)
{
  csms_journal_store_close (self);
  g_free (self->path);
  g_free (self->set_aside);
  g_free (self->problem);
  g_free (self->cursor_event_id);
  g_clear_pointer (&self->commands, g_ptr_array_unref);
  g_free (self);
}

void
csms_journal_store_close (CsmsJournalStore *self)
{
  csms_journal_db_close (&self->db);
}

gboolean
csms_journal_store_has_moved (CsmsJournalStore *self)
{
  int moved = 0;

  if (self->path != NULL)
    sqlite3_file_control (self->db.handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

int
csms_journal_store_note_cursor (CsmsJournalStore *self)
{
  CsmsJournalRow row = csms_journal_db_row (&self->db, "SELECT event_id, ms FROM cursor");

  if (csms_journal_row_next (&row))
    {
      g_free (self->cursor_event_id);
      self->cursor_event_id = csms_journal_row_take_text (&row);
      self->cursor_ms = csms_journal_row_take_int (&row);
    }
  return csms_journal_row_end (&row);
}

static int
write_job (CsmsJournalStore     *self,
           const CsmsJournalJob *job)
{
  switch (job->kind)
    {
    case CSMS_JOURNAL_JOB_EVENTS:
      return csms_journal_write_events (&self->db, job);
    case CSMS_JOURNAL_JOB_STATIONS:
      return csms_journal_write_stations (&self->db, job);
    case CSMS_JOURNAL_JOB_TRANSACTIONS:
      return csms_journal_write_transactions (&self->db, job);
    case CSMS_JOURNAL_JOB_SAMPLES:
      return csms_journal_write_samples (&self->db, job);
    case CSMS_JOURNAL_JOB_COMMAND:
      return csms_journal_write_command (&self->db, job->command);
    case CSMS_JOURNAL_JOB_GAP:
      return csms_journal_write_gap (&self->db, job);
    case CSMS_JOURNAL_JOB_RECOVERY:
      return csms_journal_write_recovery (&self->db, job);
    case CSMS_JOURNAL_JOB_CURSOR:
    default:
      return SQLITE_OK;
    }
}

static int
write_jobs (CsmsJournalStore *self,
            GPtrArray        *jobs)
{
  int code = SQLITE_OK;

  for (guint i = 0; code == SQLITE_OK && i < jobs->len; i++)
    {
      const CsmsJournalJob *job = g_ptr_array_index (jobs, i);

      code = write_job (self, job);
      if (code == SQLITE_OK && job->moves_cursor && !job->held)
        code = csms_journal_write_cursor (&self->db, job->cursor_event_id, job->cursor_ms, job->kind == CSMS_JOURNAL_JOB_CURSOR);
    }
  return code;
}

int
csms_journal_store_write (CsmsJournalStore *self,
                          GPtrArray        *jobs)
{
  int code = csms_journal_db_run (&self->db, "BEGIN IMMEDIATE");

  if (code == SQLITE_OK)
    code = write_jobs (self, jobs);
  if (code == SQLITE_OK)
    code = csms_journal_db_run (&self->db, "COMMIT");
  if (code == SQLITE_OK)
    {
      csms_journal_store_note_cursor (self);
      return SQLITE_OK;
    }
  csms_journal_store_note_problem (self, code);
  csms_journal_db_rollback (&self->db);
  return code;
}

int
csms_journal_store_checkpoint (CsmsJournalStore *self,
                               gboolean          all)
{
  int code;

  if (self->log_pages < (all ? 1 : CHECKPOINT_PAGES))
    return SQLITE_OK;
  code = sqlite3_wal_checkpoint_v2 (self->db.handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

  /* Another process is at it. */
  if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
    code = SQLITE_OK;
  if (code == SQLITE_OK)
    self->log_pages = 0;
  else
    csms_journal_store_note_problem (self, code);
  return code;
}
