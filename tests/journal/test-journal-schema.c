/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "csms-journal-schema.h"

/* A made-up past of the file, of which each version keeps what the one before it knew. */
#define STEP_1 "CREATE TABLE events (id TEXT, text TEXT); CREATE TABLE cursor (id TEXT);"
#define STEP_2 "ALTER TABLE events ADD COLUMN ms INTEGER; UPDATE events SET ms = substr (id, 5);"
#define STEP_3 "CREATE TABLE gaps AS SELECT max (ms) AS from_ms FROM events; DROP TABLE cursor;"
#define BROKEN "CREATE TABLE extra (x); INSERT INTO no_such_table VALUES (1);"

static const char *const one[] = { STEP_1, NULL };
static const char *const three[] = { STEP_1, STEP_2, STEP_3, NULL };
static const char *const broken[] = { STEP_1, STEP_2, BROKEN, NULL };

static CsmsJournalSchemaKind
upgrade (const char        *path,
         const char *const *steps,
         gboolean           works)
{
  CsmsJournalSchemaKind kind;
  CsmsJournalDb db = { NULL, NULL };

  g_assert_cmpint (csms_journal_db_open (&db, path), ==, SQLITE_OK);
  g_assert_cmpint (csms_journal_schema_read (&db, steps, &kind), ==, SQLITE_OK);
  if (kind == CSMS_JOURNAL_SCHEMA_EMPTY || kind == CSMS_JOURNAL_SCHEMA_OURS)
    g_assert_true ((csms_journal_schema_upgrade (&db, steps) == SQLITE_OK) == works);
  csms_journal_db_close (&db);
  return kind;
}

static char *
set_up_first (JournalFixture *f)
{
  char *path = g_build_filename (f->folder, "old.db", NULL);

  g_assert_cmpint (upgrade (path, one, TRUE), ==, CSMS_JOURNAL_SCHEMA_EMPTY);
  journal_run_sql (path, "INSERT INTO events VALUES ('evt-17', 'kept')");
  g_assert_cmpint (journal_query_int (path, "PRAGMA user_version"), ==, 1);
  return path;
}

static void
test_upgrade (JournalFixture *f,
              gconstpointer   data)
{
  g_autofree char *path = set_up_first (f);
  g_autofree char *events = NULL;

  g_assert_cmpint (upgrade (path, three, TRUE), ==, CSMS_JOURNAL_SCHEMA_OURS);
  g_assert_cmpint (journal_query_int (path, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (journal_query_int (path, "PRAGMA application_id"), ==, CSMS_JOURNAL_APPLICATION_ID);
  events = journal_query_text (path, "SELECT id, text, ms, from_ms FROM events, gaps");
  g_assert_cmpstr (events, ==, "evt-17|kept|17|17");

  /* Nothing is done twice. */
  g_assert_cmpint (upgrade (path, three, TRUE), ==, CSMS_JOURNAL_SCHEMA_OURS);
  g_assert_cmpint (journal_query_int (path, "SELECT count(*) FROM events"), ==, 1);
}

static void
test_failed_upgrade (JournalFixture *f,
                     gconstpointer   data)
{
  g_autofree char *path = set_up_first (f);
  g_autofree char *events = NULL;

  g_assert_cmpint (upgrade (path, broken, FALSE), ==, CSMS_JOURNAL_SCHEMA_OURS);
  g_assert_cmpint (journal_query_int (path, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (journal_query_int (path, "SELECT count(*) FROM sqlite_schema"), ==, 2);
  events = journal_query_text (path, "SELECT * FROM events");
  g_assert_cmpstr (events, ==, "evt-17|kept");
}

static void
test_newer (JournalFixture *f,
            gconstpointer   data)
{
  g_autofree char *path = set_up_first (f);

  g_assert_cmpint (upgrade (path, three, TRUE), ==, CSMS_JOURNAL_SCHEMA_OURS);
  g_assert_cmpint (upgrade (path, one, TRUE), ==, CSMS_JOURNAL_SCHEMA_TOO_NEW);
  journal_run_sql (path, "PRAGMA user_version = -1");
  g_assert_cmpint (upgrade (path, one, TRUE), ==, CSMS_JOURNAL_SCHEMA_FOREIGN);
}

/* What a person who opens it finds. A column that is renamed or lost is a new version, with a step that brings the old one there. */
static void
test_first_version (JournalFixture *f,
                    gconstpointer   data)
{
  g_autofree char *tables = NULL;

  g_assert_true (journal_fixture_open (f));
  g_assert_true (journal_fixture_close (f));
  g_assert_cmpint (journal_query_int (f->path, "PRAGMA user_version"), ==, g_strv_length ((char **) csms_journal_schema_steps));
  tables = journal_query_text (f->path, "SELECT t.name, group_concat (c.name, ' ') FROM sqlite_schema t JOIN pragma_table_info (t.name) c"
                                        " WHERE t.type = 'table' GROUP BY t.name ORDER BY t.name");
  g_assert_cmpstr (tables, ==,
    "command_states|seq command_id state reason changed_ms\n"
    "commands|id kind station_id connector_id id_tag transaction_id prior_transaction_id since_ms created_ms sent_ms changed_ms state"
    " reason correlation_id message open\n"
    "connectors|station_id id status transaction_id error_code updated_at_ms type power_kw soc_percent price\n"
    "cursor|one event_id ms\n"
    "events|seq event_id name ts_ms station_id connector_id transaction_id id_tag origin taken_ms json\n"
    "gaps|from_ms to_ms why noted_ms\n"
    "recoveries|id count from_ms to_ms noted_ms\n"
    "samples|seq station_id transaction_id timestamp_ms connector_id measurand unit phase context location format value_text value"
    " taken_ms\n"
    "stations|id name status is_online last_activity_ms taken_ms\n"
    "transactions|station_id transaction_id connector_id id_tag start_ms stop_ms meter_start_wh meter_stop_wh energy_wh cost"
    " efficiency_percent reason status taken_ms");
}

static void
assert_uses_index (const char *path,
                   const char *query,
                   const char *index)
{
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", query, NULL);
  g_autofree char *plan = journal_query_text (path, sql);

  g_test_message ("%s: %s", query, plan);
  g_assert_nonnull (strstr (plan, index));
  g_assert_null (strstr (plan, "TEMP B-TREE"));
}

static void
test_indexes (JournalFixture *f,
              gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  g_assert_true (journal_fixture_close (f));
  assert_uses_index (f->path, "SELECT * FROM events ORDER BY ts_ms DESC, seq DESC LIMIT 9", "events_by_time");
  assert_uses_index (f->path, "SELECT * FROM events WHERE station_id = 'a' ORDER BY ts_ms DESC LIMIT 9", "events_by_station");
  assert_uses_index (f->path, "SELECT * FROM events WHERE station_id = 'a' AND transaction_id = '1'", "events_by_");
  assert_uses_index (f->path, "SELECT * FROM events WHERE transaction_id = '1'", "events_by_transaction");
  assert_uses_index (f->path, "SELECT * FROM events WHERE event_id = 'a'", "events_once");
  assert_uses_index (f->path, "SELECT * FROM commands WHERE open ORDER BY created_ms", "commands_open");
  assert_uses_index (f->path, "SELECT * FROM transactions WHERE stop_ms IS NULL", "transactions_running");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  JOURNAL_TEST ("/journal/schema/upgrade", test_upgrade);
  JOURNAL_TEST ("/journal/schema/failed-upgrade", test_failed_upgrade);
  JOURNAL_TEST ("/journal/schema/newer", test_newer);
  JOURNAL_TEST ("/journal/schema/first-version", test_first_version);
  JOURNAL_TEST ("/journal/schema/indexes", test_indexes);
  return g_test_run ();
}
