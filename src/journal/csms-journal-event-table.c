/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-event-table.h"

#include <string.h>

#include "csms-records.h"

#define DECLARATION \
  "CREATE TABLE given (event_id TEXT, name TEXT, ts_ms INTEGER, station_id TEXT, connector_id INTEGER, transaction_id TEXT," \
  " id_tag TEXT, json TEXT)"

typedef enum {
  COLUMN_EVENT_ID,
  COLUMN_NAME,
  COLUMN_TS_MS,
  COLUMN_STATION_ID,
  COLUMN_CONNECTOR_ID,
  COLUMN_TRANSACTION_ID,
  COLUMN_ID_TAG,
  COLUMN_JSON,
} Column;

typedef struct {
  sqlite3_vtab parent;
  CsmsJournalEventTable *table;
} Table;

static CsmsJournalEventTable *
get_table (sqlite3_vtab_cursor *cursor)
{
  return ((Table *) cursor->pVtab)->table;
}

static int
connect_table (sqlite3           *handle,
               void              *data,
               int                argc,
               const char *const *argv,
               sqlite3_vtab     **vtab,
               char             **error)
{
  Table *self;
  int code = sqlite3_declare_vtab (handle, DECLARATION);

  if (code != SQLITE_OK)
    return code;
  self = g_new0 (Table, 1);
  self->table = data;
  *vtab = &self->parent;
  return SQLITE_OK;
}

static int
disconnect_table (sqlite3_vtab *vtab)
{
  g_free (vtab);
  return SQLITE_OK;
}

/* There is one way to read it: from the first to the last. */
static int
choose_index (sqlite3_vtab       *vtab,
              sqlite3_index_info *info)
{
  return SQLITE_OK;
}

static int
open_cursor (sqlite3_vtab         *vtab,
             sqlite3_vtab_cursor **cursor)
{
  *cursor = g_new0 (sqlite3_vtab_cursor, 1);
  return SQLITE_OK;
}

static int
close_cursor (sqlite3_vtab_cursor *cursor)
{
  g_free (cursor);
  return SQLITE_OK;
}

static int
go_to_first (sqlite3_vtab_cursor *cursor,
             int                  index,
             const char          *name,
             int                  argc,
             sqlite3_value      **argv)
{
  CsmsJournalEventTable *table = get_table (cursor);

  table->at = table->first;
  return SQLITE_OK;
}

static int
go_to_next (sqlite3_vtab_cursor *cursor)
{
  get_table (cursor)->at++;
  return SQLITE_OK;
}

static int
is_at_end (sqlite3_vtab_cursor *cursor)
{
  const CsmsJournalEventTable *table = get_table (cursor);

  return table->events == NULL || table->at >= table->events->len;
}

/* Without a copy: the event outlives the statement. */
static void
give_text (sqlite3_context *context,
           const char      *text)
{
  if (text != NULL)
    sqlite3_result_text64 (context, text, strlen (text), SQLITE_STATIC, SQLITE_UTF8);
}

static int
give_column (sqlite3_vtab_cursor *cursor,
             sqlite3_context     *context,
             int                  column)
{
  const CsmsJournalEventTable *table = get_table (cursor);
  const CsmsEventRecord *event = g_ptr_array_index (table->events, table->at);

  switch ((Column) column)
    {
    case COLUMN_EVENT_ID: give_text (context, event->event_id); break;
    case COLUMN_NAME: give_text (context, event->name); break;
    case COLUMN_TS_MS: sqlite3_result_int64 (context, event->ts_ms); break;
    case COLUMN_STATION_ID: give_text (context, event->station_id); break;
    case COLUMN_TRANSACTION_ID: give_text (context, event->transaction_id); break;
    case COLUMN_ID_TAG: give_text (context, event->id_tag); break;
    case COLUMN_JSON: give_text (context, event->json); break;
    case COLUMN_CONNECTOR_ID:
      if (event->connector_id >= 0)
        sqlite3_result_int (context, event->connector_id);
      break;
    default: g_assert_not_reached ();
    }
  return SQLITE_OK;
}

static int
give_row_id (sqlite3_vtab_cursor *cursor,
             sqlite3_int64       *row_id)
{
  *row_id = get_table (cursor)->at;
  return SQLITE_OK;
}

/* Without xCreate: there is the one table, and no file ever names it. */
static const sqlite3_module module = {
  .xConnect = connect_table,
  .xBestIndex = choose_index,
  .xDisconnect = disconnect_table,
  .xOpen = open_cursor,
  .xClose = close_cursor,
  .xFilter = go_to_first,
  .xNext = go_to_next,
  .xEof = is_at_end,
  .xColumn = give_column,
  .xRowid = give_row_id,
};

static void
table_free (gpointer data)
{
  CsmsJournalEventTable *self = data;

  g_byte_array_unref (self->fresh);
  g_free (self);
}

/* One that was there before is not inserted, and nothing is said of it. */
static void
on_insert (void          *data,
           int            operation,
           const char    *schema,
           const char    *name,
           sqlite3_int64  row_id)
{
  CsmsJournalEventTable *self = data;

  self->fresh->data[self->at] = TRUE;
}

CsmsJournalEventTable *
csms_journal_event_table_new (sqlite3 *handle)
{
  CsmsJournalEventTable *self = g_new0 (CsmsJournalEventTable, 1);

  self->fresh = g_byte_array_new ();
  /* When it fails it has freed the table. */
  return sqlite3_create_module_v2 (handle, "given", &module, self, table_free) == SQLITE_OK ? self : NULL;
}

void
csms_journal_event_table_begin (CsmsJournalEventTable *self,
                                sqlite3               *handle,
                                const GPtrArray       *events,
                                guint                  first)
{
  self->events = events;
  self->first = first;
  if (first == 0)
    {
      g_byte_array_set_size (self->fresh, events->len);
      memset (self->fresh->data, 0, events->len);
    }
  sqlite3_update_hook (handle, on_insert, self);
}

void
csms_journal_event_table_end (CsmsJournalEventTable *self,
                              sqlite3               *handle)
{
  sqlite3_update_hook (handle, NULL, NULL);
  self->events = NULL;
}

gboolean
csms_journal_event_table_is_fresh (const CsmsJournalEventTable *self,
                                   guint                        i)
{
  return self->fresh->data[i];
}
