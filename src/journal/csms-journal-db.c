/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-db.h"

#include <math.h>

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

int
csms_journal_db_open (CsmsJournalDb *self,
                      const char    *path)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

  int code;

  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  code = sqlite3_open_v2 (path != NULL ? path : ":memory:", &self->handle, flags, NULL);
  if (code != SQLITE_OK)
    return code;
  self->given = csms_journal_event_table_new (self->handle);
  return self->given != NULL ? SQLITE_OK : SQLITE_NOMEM;
}

void
csms_journal_db_close (CsmsJournalDb *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  self->given = NULL;
  g_clear_pointer (&self->handle, sqlite3_close);
}

int
csms_journal_db_run (CsmsJournalDb *self,
                     const char    *sql)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
}

int
csms_journal_db_get_int (CsmsJournalDb *self,
                         const char    *sql,
                         gint64        *value)
{
  CsmsJournalRow row = csms_journal_db_row (self, sql);

  *value = csms_journal_row_next (&row) ? csms_journal_row_take_int (&row) : 0;
  return csms_journal_row_end (&row);
}

void
csms_journal_db_rollback (CsmsJournalDb *self)
{
  /* SQLite itself rolls back after some failures. */
  if (!sqlite3_get_autocommit (self->handle))
    csms_journal_db_run (self, "ROLLBACK");
}

gboolean
csms_journal_is_damage (int code)
{
  return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

CsmsJournalRow
csms_journal_db_row (CsmsJournalDb *self,
                     const char    *sql)
{
  CsmsJournalRow row = { .db = self, .code = SQLITE_OK };

  row.statement = g_hash_table_lookup (self->statements, sql);
  if (row.statement == NULL)
    {
      row.code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &row.statement, NULL);
      if (row.code == SQLITE_OK)
        g_hash_table_insert (self->statements, (gpointer) sql, row.statement);
    }
  return row;
}

static void
note (CsmsJournalRow *self,
      int             code)
{
  if (self->code == SQLITE_OK)
    self->code = code;
}

void
csms_journal_row_put_text (CsmsJournalRow *self,
                           const char     *text)
{
  self->at++;
  if (self->code == SQLITE_OK && text != NULL)
    note (self, sqlite3_bind_text (self->statement, self->at, text, -1, SQLITE_STATIC));
}

void
csms_journal_row_put_int (CsmsJournalRow *self,
                          gint64          value)
{
  self->at++;
  if (self->code == SQLITE_OK)
    note (self, sqlite3_bind_int64 (self->statement, self->at, value));
}

void
csms_journal_row_put_time (CsmsJournalRow *self,
                           gint64          ms)
{
  if (ms != 0)
    csms_journal_row_put_int (self, ms);
  else
    self->at++;
}

void
csms_journal_row_put_connector (CsmsJournalRow *self,
                                int             connector_id)
{
  if (connector_id >= 0)
    csms_journal_row_put_int (self, connector_id);
  else
    self->at++;
}

void
csms_journal_row_put_number (CsmsJournalRow *self,
                             double          value)
{
  self->at++;
  if (self->code == SQLITE_OK && isfinite (value))
    note (self, sqlite3_bind_double (self->statement, self->at, value));
}

int
csms_journal_row_run (CsmsJournalRow *self)
{
  while (csms_journal_row_next (self))
    ;
  return csms_journal_row_end (self);
}

gboolean
csms_journal_row_next (CsmsJournalRow *self)
{
  int code;

  if (self->code != SQLITE_OK)
    return FALSE;
  code = sqlite3_step (self->statement);
  self->at = 0;
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    self->code = code;
  return code == SQLITE_ROW;
}

int
csms_journal_row_end (CsmsJournalRow *self)
{
  if (self->statement != NULL)
    {
      sqlite3_reset (self->statement);
      sqlite3_clear_bindings (self->statement);
    }
  return self->code;
}

void
csms_journal_row_skip (CsmsJournalRow *self,
                       int             n_columns)
{
  self->at += n_columns;
}

char *
csms_journal_row_take_text (CsmsJournalRow *self)
{
  gsize length;
  const char *text = csms_journal_row_peek_text (self, &length);

  /* SQLite keeps any bytes as a text; whoever else writes to the file may have put such there. */
  return text != NULL ? g_utf8_make_valid (text, (gssize) length) : NULL;
}

char *
csms_journal_row_take_id (CsmsJournalRow *self)
{
  char *id = csms_journal_row_take_text (self);

  if (id != NULL && *id == '\0')
    g_clear_pointer (&id, g_free);
  return id;
}

const char *
csms_journal_row_peek_text (CsmsJournalRow *self,
                            gsize          *length)
{
  const char *text = (const char *) sqlite3_column_text (self->statement, self->at);

  *length = (gsize) sqlite3_column_bytes (self->statement, self->at++);
  return text;
}

gint64
csms_journal_row_take_int (CsmsJournalRow *self)
{
  return sqlite3_column_int64 (self->statement, self->at++);
}

int
csms_journal_row_take_connector (CsmsJournalRow *self)
{
  gint64 id = sqlite3_column_int64 (self->statement, self->at);
  int type = sqlite3_column_type (self->statement, self->at++);

  return type == SQLITE_INTEGER && id >= 0 && id <= G_MAXINT ? (int) id : -1;
}

double
csms_journal_row_take_number (CsmsJournalRow *self)
{
  int type = sqlite3_column_type (self->statement, self->at);
  double number = sqlite3_column_double (self->statement, self->at++);

  return (type == SQLITE_FLOAT || type == SQLITE_INTEGER) && isfinite (number) ? number : NAN;
}
