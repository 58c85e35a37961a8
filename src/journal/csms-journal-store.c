/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "csms-journal-file.h"
#include "csms-journal-schema.h"

/* How long another process may keep us waiting; a pause while it does. */
#define BUSY_US (5 * G_TIME_SPAN_SECOND)
#define BUSY_PAUSE_US (5 * G_TIME_SPAN_MILLISECOND)

/* Pages of the write-ahead log that are worth taking over: some 4 MB. */
#define CHECKPOINT_PAGES 1000

/* Of a process that steps: how often it asks whether it is still wanted. */
#define PROGRESS_STEPS 100000

/* Damage found while a file is opened that often is not the file's. */
#define OPEN_TRIES 3

static const char settings[] =
  "PRAGMA synchronous = FULL;"
  "PRAGMA journal_size_limit = 8388608;"
  "PRAGMA cache_size = -8192;"
  "PRAGMA foreign_keys = ON;"
  "PRAGMA trusted_schema = OFF;";

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

static int
on_busy (gpointer data,
         int      n_times)
{
  CsmsJournalStore *self = data;
  gint64 now_us = g_get_monotonic_time ();

  if (n_times == 0)
    self->busy_since_us = now_us;
  if (now_us - self->busy_since_us >= BUSY_US || csms_journal_inbox_is_late (self->inbox))
    return 0;
  g_usleep (BUSY_PAUSE_US);
  return 1;
}

static int
on_progress (gpointer data)
{
  return csms_journal_inbox_is_late (((CsmsJournalStore *) data)->inbox);
}

/* In the place of SQLite's own, which would take the log over by itself and keep to itself that it could not. */
static int
on_commit (gpointer    data,
           sqlite3    *handle,
           const char *name,
           int         n_pages)
{
  ((CsmsJournalStore *) data)->log_pages = n_pages;
  return SQLITE_OK;
}

/* Until we know that the file is ours to write to, closing it must leave it, and the log beside it, as they are. */
static void
leave_as_it_is (CsmsJournalStore *self,
                gboolean          leave)
{
  sqlite3_db_config (self->db.handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave, NULL);
}

static int
check (CsmsJournalStore *self)
{
  CsmsJournalRow row = csms_journal_db_row (&self->db, "PRAGMA quick_check (1)");
  gboolean sound = TRUE;
  gsize length;
  int code;

  if (csms_journal_row_next (&row))
    sound = g_strcmp0 (csms_journal_row_peek_text (&row, &length), "ok") == 0;
  code = csms_journal_row_end (&row);
  return code == SQLITE_OK && !sound ? SQLITE_CORRUPT : code;
}

/* Two processes that make the same file at once get in each other's way here without the busy handler being asked. */
static int
use_log (CsmsJournalStore *self)
{
  int n_times = 0;
  int code;

  do
    code = csms_journal_db_run (&self->db, "PRAGMA journal_mode = WAL");
  while ((code & 0xff) == SQLITE_BUSY && on_busy (self, n_times++));
  return code;
}

static int
set_up (CsmsJournalStore      *self,
        CsmsJournalSchemaKind *kind)
{
  int code = csms_journal_schema_read (&self->db, csms_journal_schema_steps, kind);

  if (code != SQLITE_OK || *kind == CSMS_JOURNAL_SCHEMA_TOO_NEW)
    return code;
  if (*kind != CSMS_JOURNAL_SCHEMA_EMPTY)
    code = check (self);
  if (code != SQLITE_OK || *kind == CSMS_JOURNAL_SCHEMA_FOREIGN)
    return code;

  /* Before there is a table, or never. */
  if (*kind == CSMS_JOURNAL_SCHEMA_EMPTY)
    code = csms_journal_db_run (&self->db, "PRAGMA auto_vacuum = INCREMENTAL");
  if (code == SQLITE_OK)
    code = use_log (self);
  if (code == SQLITE_OK)
    code = csms_journal_schema_upgrade (&self->db, csms_journal_schema_steps);
  if (code == SQLITE_OK)
    code = csms_journal_db_run (&self->db, settings);
  return code;
}

/* A file begun anew goes on where the one before it stopped; and what became of a command is still to be found out. */
static int
carry_over (CsmsJournalStore *self)
{
  int code = SQLITE_OK;

  if (self->cursor_ms >= 0)
    code = csms_journal_write_cursor (&self->db, self->cursor_event_id, self->cursor_ms, FALSE);
  for (guint i = 0; self->commands != NULL && code == SQLITE_OK && i < self->commands->len; i++)
    code = csms_journal_write_command (&self->db, g_ptr_array_index (self->commands, i));
  if (code == SQLITE_OK)
    g_clear_pointer (&self->commands, g_ptr_array_unref);
  return code;
}

/* As many as can be read. Their words are those of a damaged file: a person decides. */
static void
save_commands (CsmsJournalStore *self)
{
  if (self->commands == NULL)
    self->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_journal_command_free);
  csms_journal_load_commands (&self->db, self->commands);
}

static gboolean
refuse (CsmsJournalStore       *self,
        CsmsJournalSchemaKind   kind,
        GError                **error)
{
  g_autofree char *name = g_filename_display_name (self->path != NULL ? self->path : "");

  if (kind == CSMS_JOURNAL_SCHEMA_TOO_NEW)
    g_set_error (error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_TOO_NEW,
                 _("The journal %s was written by a newer version of this program. It is left as it is."), name);
  else
    g_set_error (error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN,
                 _("%s is no journal of this program. It is left as it is."), name);
  csms_journal_store_close (self);
  return FALSE;
}

/* Returns whether it is open; else @error is set, or @code says what kind of damage there is, and the file is still open. */
static gboolean
try_open (CsmsJournalStore  *self,
          int               *code,
          GError           **error)
{
  CsmsJournalSchemaKind kind = CSMS_JOURNAL_SCHEMA_EMPTY;

  if (self->path != NULL && !csms_journal_file_prepare (self->path, error))
    return FALSE;
  self->log_pages = 0;
  *code = csms_journal_db_open (&self->db, self->path);
  if (*code == SQLITE_OK)
    {
      leave_as_it_is (self, TRUE);
      sqlite3_busy_handler (self->db.handle, on_busy, self);
      sqlite3_progress_handler (self->db.handle, PROGRESS_STEPS, on_progress, self);
      sqlite3_wal_hook (self->db.handle, on_commit, self);
      *code = set_up (self, &kind);
    }
  if (*code == SQLITE_OK && (kind == CSMS_JOURNAL_SCHEMA_TOO_NEW || kind == CSMS_JOURNAL_SCHEMA_FOREIGN))
    return refuse (self, kind, error);
  if (*code == SQLITE_OK)
    *code = carry_over (self);
  if (csms_journal_is_damage (*code) && self->path != NULL)
    return FALSE;
  if (*code != SQLITE_OK)
    {
      csms_journal_store_note_problem (self, *code);
      g_set_error_literal (error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN, self->problem);
      csms_journal_store_close (self);
      return FALSE;
    }

  leave_as_it_is (self, FALSE);
  if (self->path != NULL)
    csms_journal_file_protect (self->path);
  return TRUE;
}

gboolean
csms_journal_store_open (CsmsJournalStore  *self,
                         GError           **error)
{
  g_autoptr (GError) local = NULL;
  int code = SQLITE_OK;

  for (guint i = 0; i < OPEN_TRIES; i++)
    {
      if (try_open (self, &code, &local))
        return TRUE;
      if (local != NULL || !csms_journal_store_set_aside (self, &local))
        break;
    }
  if (local == NULL)
    {
      csms_journal_store_note_problem (self, code);
      g_set_error_literal (&local, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN, self->problem);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
csms_journal_store_close (CsmsJournalStore *self)
{
  csms_journal_db_close (&self->db);
}

static gboolean
is_still_there (gpointer data)
{
  return !csms_journal_store_has_moved (data);
}

gboolean
csms_journal_store_set_aside (CsmsJournalStore  *self,
                              GError           **error)
{
  g_autoptr (GError) local = NULL;
  char *name;

  leave_as_it_is (self, TRUE);
  save_commands (self);
  name = csms_journal_file_set_aside (self->path, is_still_there, self, &local);
  csms_journal_store_close (self);
  if (name != NULL)
    {
      g_message ("The journal was damaged; it was set aside as %s", name);
      g_free (self->set_aside);
      self->set_aside = name;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
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
