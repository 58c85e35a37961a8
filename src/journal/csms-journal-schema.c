/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-schema.h"

/* Opened by people with plain SQL, so the columns say what they hold. Times are milliseconds since 1970. */
#define FIRST_EVENTS \
  "CREATE TABLE events (\n" \
  "  seq INTEGER PRIMARY KEY,  -- in the order of coming in\n" \
  "  event_id TEXT,\n" \
  "  name TEXT NOT NULL,\n" \
  "  ts_ms INTEGER NOT NULL,  -- the server's clock; 0: the event had none\n" \
  "  station_id TEXT,\n" \
  "  connector_id INTEGER,\n" \
  "  transaction_id TEXT,\n" \
  "  id_tag TEXT,\n" \
  "  origin TEXT NOT NULL,\n" \
  "  taken_ms INTEGER NOT NULL,  -- our clock\n" \
  "  json TEXT NOT NULL\n" \
  ");\n" \
  "CREATE UNIQUE INDEX events_once ON events (event_id) WHERE event_id IS NOT NULL;\n" \
  "CREATE INDEX events_by_time ON events (ts_ms);\n" \
  "CREATE INDEX events_by_station ON events (station_id, ts_ms) WHERE station_id IS NOT NULL;\n" \
  "CREATE INDEX events_by_transaction ON events (transaction_id, station_id) WHERE transaction_id IS NOT NULL;\n" \
  "CREATE TABLE cursor (\n" \
  "  one INTEGER PRIMARY KEY CHECK (one = 1),\n" \
  "  event_id TEXT,\n" \
  "  ms INTEGER NOT NULL  -- the server's clock; 0: not known\n" \
  ");\n" \
  "CREATE TABLE gaps (\n" \
  "  from_ms INTEGER PRIMARY KEY,  -- the server's clock\n" \
  "  to_ms INTEGER NOT NULL,\n" \
  "  why TEXT,\n" \
  "  noted_ms INTEGER NOT NULL\n" \
  ");\n" \
  "CREATE TABLE recoveries (\n" \
  "  id INTEGER PRIMARY KEY,\n" \
  "  count INTEGER NOT NULL,\n" \
  "  from_ms INTEGER NOT NULL,  -- the server's clock\n" \
  "  to_ms INTEGER NOT NULL,\n" \
  "  noted_ms INTEGER NOT NULL\n" \
  ");\n"

#define FIRST_FLEET \
  "CREATE TABLE stations (\n" \
  "  id TEXT PRIMARY KEY,\n" \
  "  name TEXT,\n" \
  "  status TEXT,\n" \
  "  is_online INTEGER NOT NULL,\n" \
  "  last_activity_ms INTEGER,\n" \
  "  taken_ms INTEGER NOT NULL\n" \
  ");\n" \
  "CREATE TABLE connectors (\n" \
  "  station_id TEXT NOT NULL REFERENCES stations (id) ON DELETE CASCADE,\n" \
  "  id INTEGER NOT NULL,\n" \
  "  status TEXT,\n" \
  "  transaction_id TEXT,\n" \
  "  error_code TEXT,\n" \
  "  updated_at_ms INTEGER,\n" \
  "  type TEXT,\n" \
  "  power_kw REAL,\n" \
  "  soc_percent REAL,\n" \
  "  price REAL,\n" \
  "  PRIMARY KEY (station_id, id)\n" \
  ");\n" \
  "CREATE TABLE transactions (\n" \
  "  station_id TEXT NOT NULL,\n" \
  "  transaction_id TEXT NOT NULL,\n" \
  "  connector_id INTEGER,\n" \
  "  id_tag TEXT,\n" \
  "  start_ms INTEGER,\n" \
  "  stop_ms INTEGER,\n" \
  "  meter_start_wh REAL,\n" \
  "  meter_stop_wh REAL,\n" \
  "  energy_wh REAL,\n" \
  "  cost REAL,\n" \
  "  efficiency_percent REAL,\n" \
  "  reason TEXT,\n" \
  "  status TEXT,\n" \
  "  taken_ms INTEGER NOT NULL,\n" \
  "  PRIMARY KEY (station_id, transaction_id)\n" \
  ");\n" \
  "CREATE INDEX transactions_by_start ON transactions (start_ms);\n" \
  "CREATE INDEX transactions_running ON transactions (station_id) WHERE stop_ms IS NULL;\n" \
  /* What a sample has not is '' here: each once, and NULL is never equal to NULL. */ \
  "CREATE TABLE samples (\n" \
  "  seq INTEGER PRIMARY KEY,\n" \
  "  station_id TEXT NOT NULL,\n" \
  "  transaction_id TEXT NOT NULL,\n" \
  "  timestamp_ms INTEGER NOT NULL,\n" \
  "  connector_id INTEGER NOT NULL,\n" \
  "  measurand TEXT NOT NULL,\n" \
  "  unit TEXT NOT NULL,\n" \
  "  phase TEXT NOT NULL,\n" \
  "  context TEXT NOT NULL,\n" \
  "  location TEXT NOT NULL,\n" \
  "  format TEXT NOT NULL,\n" \
  "  value_text TEXT NOT NULL,\n" \
  "  value REAL,\n" \
  "  taken_ms INTEGER NOT NULL,\n" \
  "  UNIQUE (station_id, transaction_id, timestamp_ms, connector_id, measurand, unit, phase, context, location, format, value_text)\n" \
  ");\n"

#define FIRST_COMMANDS \
  "CREATE TABLE commands (\n" \
  "  id TEXT PRIMARY KEY,\n" \
  "  kind TEXT,\n" \
  "  station_id TEXT,\n" \
  "  connector_id INTEGER,\n" \
  "  id_tag TEXT,\n" \
  "  transaction_id TEXT,\n" \
  "  prior_transaction_id TEXT,\n" \
  "  since_ms INTEGER,  -- the server's clock\n" \
  "  created_ms INTEGER,  -- our clock, like those that follow\n" \
  "  sent_ms INTEGER,\n" \
  "  changed_ms INTEGER,\n" \
  "  state TEXT,\n" \
  "  reason TEXT,\n" \
  "  correlation_id TEXT,\n" \
  "  message TEXT,\n" \
  "  open INTEGER NOT NULL\n" \
  ");\n" \
  "CREATE INDEX commands_open ON commands (created_ms) WHERE open;\n" \
  "CREATE TABLE command_states (\n" \
  "  seq INTEGER PRIMARY KEY,\n" \
  "  command_id TEXT NOT NULL REFERENCES commands (id) ON DELETE CASCADE,\n" \
  "  state TEXT,\n" \
  "  reason TEXT,\n" \
  "  changed_ms INTEGER\n" \
  ");\n" \
  "CREATE INDEX command_states_by_command ON command_states (command_id);\n"

const char *const csms_journal_schema_steps[] = {
  FIRST_EVENTS FIRST_FLEET FIRST_COMMANDS,
  NULL,
};

static guint
count_steps (const char *const *steps)
{
  return g_strv_length ((char **) steps);
}

int
csms_journal_schema_read (CsmsJournalDb         *db,
                          const char *const     *steps,
                          CsmsJournalSchemaKind *kind)
{
  gint64 application = 0, version = 0, tables = 0;
  int code = csms_journal_db_run (db, "BEGIN");

  /* All of one moment: another process may be making the file. */
  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, "PRAGMA application_id", &application);
  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, "PRAGMA user_version", &version);
  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, "SELECT count(*) FROM sqlite_schema", &tables);
  csms_journal_db_rollback (db);

  if (application == CSMS_JOURNAL_APPLICATION_ID && version >= 0)
    *kind = version > count_steps (steps) ? CSMS_JOURNAL_SCHEMA_TOO_NEW : CSMS_JOURNAL_SCHEMA_OURS;
  else if (application == 0 && version == 0 && tables == 0)
    *kind = CSMS_JOURNAL_SCHEMA_EMPTY;
  else
    *kind = CSMS_JOURNAL_SCHEMA_FOREIGN;
  return code;
}

static int
take_steps (CsmsJournalDb     *db,
            const char *const *steps)
{
  gint64 version = 0;
  int code = csms_journal_db_get_int (db, "PRAGMA user_version", &version);
  g_autofree char *marks = g_strdup_printf ("PRAGMA user_version = %u; PRAGMA application_id = %d;", count_steps (steps),
                                            CSMS_JOURNAL_APPLICATION_ID);

  /* Another process may have been here first. */
  if (code == SQLITE_OK && version >= count_steps (steps))
    return SQLITE_OK;
  for (gint64 i = version; code == SQLITE_OK && steps[i] != NULL; i++)
    code = csms_journal_db_run (db, steps[i]);
  if (code == SQLITE_OK)
    code = csms_journal_db_run (db, marks);
  return code;
}

int
csms_journal_schema_upgrade (CsmsJournalDb     *db,
                             const char *const *steps)
{
  int code = csms_journal_db_run (db, "BEGIN IMMEDIATE");

  if (code == SQLITE_OK)
    code = take_steps (db, steps);
  if (code == SQLITE_OK)
    code = csms_journal_db_run (db, "COMMIT");
  if (code != SQLITE_OK)
    csms_journal_db_rollback (db);
  return code;
}
