/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-store.h"

#include <glib/gi18n-lib.h>

#include "csms-journal-file.h"
#include "csms-journal-schema.h"

/* How long another process may keep us waiting; a pause while it does. */
#define BUSY_US (5 * G_TIME_SPAN_SECOND)
#define BUSY_PAUSE_US (5 * G_TIME_SPAN_MILLISECOND)

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
  if (code == SQLITE_OK)
    code = carry_over (self);
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

static int
open_once (CsmsJournalStore      *self,
           CsmsJournalSchemaKind *kind)
{
  int code = csms_journal_db_open (&self->db, self->path);

  self->log_pages = 0;
  if (code != SQLITE_OK)
    return code;
  leave_as_it_is (self, TRUE);
  sqlite3_busy_handler (self->db.handle, on_busy, self);
  sqlite3_progress_handler (self->db.handle, PROGRESS_STEPS, on_progress, self);
  sqlite3_wal_hook (self->db.handle, on_commit, self);
  return set_up (self, kind);
}

static gboolean
accept_file (CsmsJournalStore       *self,
             CsmsJournalSchemaKind   kind,
             GError                **error)
{
  g_autofree char *name = g_filename_display_name (self->path != NULL ? self->path : "");

  if (kind == CSMS_JOURNAL_SCHEMA_EMPTY || kind == CSMS_JOURNAL_SCHEMA_OURS)
    {
      leave_as_it_is (self, FALSE);
      if (self->path != NULL)
        csms_journal_file_protect (self->path);
      return TRUE;
    }

  if (kind == CSMS_JOURNAL_SCHEMA_TOO_NEW)
    g_set_error (error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_TOO_NEW,
                 _("The journal %s was written by a newer version of this program. It is left as it is."), name);
  else
    g_set_error (error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN,
                 _("%s is no journal of this program. It is left as it is."), name);
  csms_journal_store_close (self);
  return FALSE;
}

gboolean
csms_journal_store_open (CsmsJournalStore  *self,
                         GError           **error)
{
  CsmsJournalSchemaKind kind = CSMS_JOURNAL_SCHEMA_EMPTY;
  gboolean again = TRUE;

  for (guint i = 0; again && i < OPEN_TRIES; i++)
    {
      int code;

      if (self->path != NULL && !csms_journal_file_prepare (self->path, error))
        return FALSE;
      code = open_once (self, &kind);
      if (code == SQLITE_OK)
        return accept_file (self, kind, error);
      csms_journal_store_note_problem (self, code);
      if (csms_journal_is_damage (code) && self->path != NULL)
        {
          if (!csms_journal_store_set_aside (self, error))
            return FALSE;
          continue;
        }

      /* Another process may have set it aside while we were reading it. */
      again = csms_journal_store_has_moved (self);
      csms_journal_store_close (self);
    }
  g_set_error_literal (error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN, self->problem);
  return FALSE;
}
