/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-log.h"

#include <sqlite3.h>

#include "csms-sim-json.h"
#include "csms-simulator.h"

typedef struct
{
  gint64 ts;
  char *event_id;
  char *event;
  char *station_id;
  char *connector_json;
  char *data;
} Entry;

struct _CsmsSimLog
{
  GObject parent_instance;

  /* owned */
  CsmsSimClock *clock;
  sqlite3 *db;
  sqlite3_stmt *insert;
  GPtrArray *queue;

  guint delay_ms;
  guint flush_timer;
  gboolean broken;
};

G_DEFINE_FINAL_TYPE (CsmsSimLog, csms_sim_log, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->event_id);
  g_free (entry->event);
  g_free (entry->station_id);
  g_free (entry->connector_json);
  g_free (entry->data);
  g_free (entry);
}

static void
bind_text (sqlite3_stmt *statement,
           int           column,
           const char   *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, column, text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, column);
}

static void
insert_entry (CsmsSimLog  *self,
              const Entry *entry)
{
  sqlite3_bind_int64 (self->insert, 1, entry->ts);
  sqlite3_bind_int64 (self->insert, 2, csms_sim_clock_now_ms (self->clock));
  bind_text (self->insert, 3, entry->event_id);
  bind_text (self->insert, 4, entry->event);
  bind_text (self->insert, 5, entry->station_id);
  bind_text (self->insert, 6, entry->connector_json);
  bind_text (self->insert, 7, entry->data);
  if (sqlite3_step (self->insert) != SQLITE_DONE)
    g_message ("An event was not stored: %s", sqlite3_errmsg (self->db));
  sqlite3_reset (self->insert);
}

static void
flush_on_time (gpointer data)
{
  CsmsSimLog *self = data;

  self->flush_timer = 0;
  csms_sim_log_flush (self);
}

static const char *
column_text (sqlite3_stmt *statement,
             int           column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* The shape of a stored event differs from that of a pushed one: its further members are under "data". */
static void
write_row (sqlite3_stmt *row,
           GString      *out)
{
  gint64 id = sqlite3_column_int64 (row, 0);
  gint64 ts = sqlite3_column_int64 (row, 1);
  g_autofree char *object_id = NULL;

  object_id = g_strdup_printf ("%08x42138131b7%06x", (guint) (ts / 1000), (guint) (id & 0xffffff));
  csms_sim_json_comma (out);
  g_string_append_c (out, '{');
  csms_sim_json_member_string (out, "eventId", column_text (row, 3));
  csms_sim_json_member_string (out, "event", column_text (row, 4));
  csms_sim_json_member_int (out, "ts", ts);
  if (sqlite3_column_type (row, 5) != SQLITE_NULL)
    csms_sim_json_member_string (out, "stationId", column_text (row, 5));
  if (sqlite3_column_type (row, 6) != SQLITE_NULL)
    csms_sim_json_member_raw (out, "connectorId", column_text (row, 6));
  csms_sim_json_name (out, "data");
  g_string_append_printf (out, "{%s}", column_text (row, 7));
  csms_sim_json_member_string (out, "_id", object_id);
  csms_sim_json_member_time (out, "createdAt", sqlite3_column_int64 (row, 2));
  csms_sim_json_member_int (out, "__v", 0);
  g_string_append_c (out, '}');
}

static gboolean
open_database (CsmsSimLog  *self,
               const char  *path,
               GError     **error)
{
  const char *schema =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    "CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, ts INTEGER NOT NULL, created INTEGER NOT NULL,"
    " event_id TEXT NOT NULL, event TEXT NOT NULL, station TEXT, connector TEXT, data TEXT NOT NULL);"
    "CREATE INDEX IF NOT EXISTS events_by_time ON events (ts);";

  if (sqlite3_open (path != NULL ? path : ":memory:", &self->db) == SQLITE_OK &&
      sqlite3_exec (self->db, schema, NULL, NULL, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (self->db, "INSERT INTO events (ts, created, event_id, event, station, connector, data)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                          -1, &self->insert, NULL) == SQLITE_OK)
    return TRUE;

  g_set_error (error, CSMS_SIMULATOR_ERROR, CSMS_SIMULATOR_ERROR_STATE, "The state file %s cannot be used: %s",
               path != NULL ? path : "in memory", sqlite3_errmsg (self->db));
  return FALSE;
}

static void
csms_sim_log_finalize (GObject *object)
{
  CsmsSimLog *self = CSMS_SIM_LOG (object);

  if (self->insert != NULL)
    csms_sim_log_flush (self);
  csms_sim_clock_cancel (self->clock, &self->flush_timer);
  g_clear_pointer (&self->queue, g_ptr_array_unref);
  g_clear_pointer (&self->insert, sqlite3_finalize);
  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (csms_sim_log_parent_class)->finalize (object);
}

static void
csms_sim_log_class_init (CsmsSimLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_sim_log_finalize;
}

static void
csms_sim_log_init (CsmsSimLog *self)
{
  self->queue = g_ptr_array_new_with_free_func (entry_free);
}

CsmsSimLog *
csms_sim_log_new (CsmsSimClock  *clock,
                  const char    *path,
                  guint          delay_ms,
                  GError       **error)
{
  g_autoptr (CsmsSimLog) self = g_object_new (CSMS_TYPE_SIM_LOG, NULL);

  self->clock = g_object_ref (clock);
  self->delay_ms = delay_ms;
  if (!open_database (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
csms_sim_log_append (CsmsSimLog *self,
                     gint64      ts,
                     const char *event_id,
                     const char *event,
                     const char *station_id,
                     const char *connector_json,
                     const char *data)
{
  Entry *entry;

  g_return_if_fail (CSMS_IS_SIM_LOG (self));

  if (self->broken)
    return;
  entry = g_new0 (Entry, 1);
  entry->ts = ts;
  entry->event_id = g_strdup (event_id);
  entry->event = g_strdup (event);
  entry->station_id = g_strdup (station_id);
  entry->connector_json = g_strdup (connector_json);
  entry->data = g_strdup (data != NULL ? data : "");
  g_ptr_array_add (self->queue, entry);
  if (self->flush_timer == 0)
    self->flush_timer = csms_sim_clock_after (self->clock, self->delay_ms, flush_on_time, self);
}

void
csms_sim_log_flush (CsmsSimLog *self)
{
  g_return_if_fail (CSMS_IS_SIM_LOG (self));

  if (self->queue->len == 0)
    return;
  csms_sim_clock_cancel (self->clock, &self->flush_timer);
  sqlite3_exec (self->db, "BEGIN", NULL, NULL, NULL);
  for (guint i = 0; i < self->queue->len; i++)
    insert_entry (self, g_ptr_array_index (self->queue, i));
  sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL);
  g_ptr_array_set_size (self->queue, 0);
}

void
csms_sim_log_set_broken (CsmsSimLog *self,
                         gboolean    broken)
{
  g_return_if_fail (CSMS_IS_SIM_LOG (self));

  self->broken = broken;
}

gint64
csms_sim_log_find (CsmsSimLog *self,
                   gint64      ts,
                   const char *event_id)
{
  sqlite3_stmt *query = NULL;
  gint64 row = 0;

  g_return_val_if_fail (CSMS_IS_SIM_LOG (self), 0);

  if (sqlite3_prepare_v2 (self->db, "SELECT id FROM events WHERE ts BETWEEN ? AND ? AND event_id = ?",
                          -1, &query, NULL) != SQLITE_OK)
    return 0;
  sqlite3_bind_int64 (query, 1, ts);
  sqlite3_bind_int64 (query, 2, ts < G_MAXINT64 ? ts + 1 : ts);
  bind_text (query, 3, event_id);
  if (sqlite3_step (query) == SQLITE_ROW)
    row = sqlite3_column_int64 (query, 0);
  sqlite3_finalize (query);
  return row;
}

guint
csms_sim_log_write_since (CsmsSimLog  *self,
                          gint64       ts,
                          gint64       after_row,
                          guint        limit,
                          GString     *out,
                          char       **last_event_id)
{
  const char *by_time = "SELECT id, ts, created, event_id, event, station, connector, data FROM events"
                        " WHERE ts > ? ORDER BY ts, id LIMIT ?";
  const char *by_row = "SELECT id, ts, created, event_id, event, station, connector, data FROM events"
                       " WHERE id > ? ORDER BY id LIMIT ?";
  sqlite3_stmt *query = NULL;
  guint n = 0;

  g_return_val_if_fail (CSMS_IS_SIM_LOG (self), 0);

  *last_event_id = NULL;
  if (sqlite3_prepare_v2 (self->db, after_row > 0 ? by_row : by_time, -1, &query, NULL) != SQLITE_OK)
    return 0;
  sqlite3_bind_int64 (query, 1, after_row > 0 ? after_row : ts);
  sqlite3_bind_int64 (query, 2, limit > 0 ? (gint64) limit : -1);
  while (sqlite3_step (query) == SQLITE_ROW)
    {
      write_row (query, out);
      g_free (*last_event_id);
      *last_event_id = g_strdup (column_text (query, 3));
      n++;
    }
  sqlite3_finalize (query);
  return n;
}

guint
csms_sim_log_count (CsmsSimLog *self)
{
  sqlite3_stmt *query = NULL;
  guint n = 0;

  g_return_val_if_fail (CSMS_IS_SIM_LOG (self), 0);

  if (sqlite3_prepare_v2 (self->db, "SELECT count(*) FROM events", -1, &query, NULL) == SQLITE_OK &&
      sqlite3_step (query) == SQLITE_ROW)
    n = (guint) sqlite3_column_int64 (query, 0);
  sqlite3_finalize (query);
  return n;
}

char **
csms_sim_log_dup_event_ids (CsmsSimLog *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *query = NULL;

  g_return_val_if_fail (CSMS_IS_SIM_LOG (self), NULL);

  if (sqlite3_prepare_v2 (self->db, "SELECT event_id FROM events ORDER BY id", -1, &query, NULL) == SQLITE_OK)
    while (sqlite3_step (query) == SQLITE_ROW)
      g_ptr_array_add (ids, g_strdup (column_text (query, 0)));
  sqlite3_finalize (query);
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}
