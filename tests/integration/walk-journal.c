/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

#include <sqlite3.h>

#include "csms-journal.h"

/* As a person would look into it who has not got this program. */

static sqlite3 *
open_journal (Walk *self)
{
  g_autofree char *path = csms_journal_dup_path (csms_server_get_url (self->seat->server));
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  return db;
}

/* @text: (nullable): what the question's parameter is */
static gint64
query (sqlite3 *db, const char *sql, const char *text)
{
  sqlite3_stmt *statement = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (text != NULL)
    sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

static void
check_events (Walk *self, sqlite3 *db)
{
  g_auto (GStrv) logged = csms_test_seat_dup_logged (self->seat);
  gint64 cursor_ms = query (db, "SELECT ms FROM cursor", NULL);

  for (guint i = 0; logged[i] != NULL; i++)
    if (query (db, "SELECT count(*) FROM events WHERE event_id = ?1", logged[i]) != 1)
      g_error ("%s is not in the journal, whose cursor is at %" G_GINT64_FORMAT, logged[i], cursor_ms);
  g_assert_cmpint (query (db, "SELECT max(ts_ms) FROM events", NULL), >=, cursor_ms);
  g_assert_cmpint (query (db, "SELECT count(*) - count(DISTINCT event_id) FROM events WHERE event_id IS NOT NULL", NULL), ==, 0);
}

/* What the server has had was written down first, and each command's history ends where the command is. */
static void
check_ledger (Walk *self, sqlite3 *db)
{
  GHashTableIter iter;
  gpointer tag;

  g_hash_table_iter_init (&iter, self->started);
  while (g_hash_table_iter_next (&iter, &tag, NULL))
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", (char *) tag);
      guint n_sent = csms_test_seat_count_frames (self->seat, quoted);

      g_assert_cmpint (query (db, "SELECT count(*) FROM commands WHERE kind = 'start' AND id_tag = ?1", tag), >=, n_sent);
    }
  g_assert_cmpint (query (db, "SELECT count(*) - count(DISTINCT id_tag) FROM commands WHERE kind = 'start'", NULL), ==, 0);
  g_assert_cmpint (query (db, "SELECT count(*) FROM commands WHERE state IN ('looking-up', 'sending', 'sent')", NULL), ==, 0);
  g_assert_cmpint (query (db, "SELECT count(*) FROM commands AS c WHERE state IS NOT (SELECT state FROM command_states"
                              " WHERE command_id = c.id ORDER BY seq DESC LIMIT 1)", NULL), ==, 0);
}

void
walk_check_journal (Walk *self)
{
  sqlite3 *db = open_journal (self);

  check_events (self, db);
  check_ledger (self, db);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}
