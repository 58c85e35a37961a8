/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <math.h>

static guint64
put_station (JournalFixture          *f,
             const CsmsStationRecord *values)
{
  g_autoptr (GPtrArray) stations = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_station_record_unref);

  g_ptr_array_add (stations, csms_station_record_new_copy (values));
  return csms_journal_put_stations (f->journal, stations);
}

/* Of these thousand the last ten are as old as matters. */
#define LONG_BEFORE (CURSOR_AT - CSMS_JOURNAL_LOAD_IDS_MS - 990)
#define CURSOR_AT 100000
#define NEWER 30000

/* The events that a replay will bring again are not told as if they were known. */
static void
test_up_to_the_cursor (JournalFixture *f,
                       gconstpointer   data)
{
  CsmsJournalCursor cursor = { .event_id = "evt-1795472392486-0000", .ms = journal_events_ms (CURSOR_AT) };
  const CsmsEventRecord *event;

  g_assert_true (journal_fixture_open (f));
  journal_fixture_append (f, journal_events (LONG_BEFORE, 1000), FALSE);
  journal_fixture_append (f, journal_events (CURSOR_AT - NEWER, NEWER + 1000), FALSE);
  journal_fixture_wait (f, csms_journal_set_cursor (f->journal, &cursor));
  journal_fixture_reopen (f);
  g_assert_cmpuint (f->contents->event_ids->len, ==, 10 + NEWER + 1);
  g_assert_cmpstr (g_ptr_array_index (f->contents->event_ids, 0), ==, "evt-1795472332486-0000");
  g_assert_cmpstr (g_ptr_array_index (f->contents->event_ids, 10 + NEWER), ==, "evt-1795472392486-0000");
  g_assert_cmpuint (f->contents->events->len, ==, CSMS_JOURNAL_LOAD_EVENTS);
  event = g_ptr_array_index (f->contents->events, 0);
  g_assert_cmpint (event->ts_ms, ==, journal_events_ms (CURSOR_AT + 1 - CSMS_JOURNAL_LOAD_EVENTS));
  event = g_ptr_array_index (f->contents->events, CSMS_JOURNAL_LOAD_EVENTS - 1);
  g_assert_cmpint (event->ts_ms, ==, journal_events_ms (CURSOR_AT));
}

/* Without a cursor a replay may bring anything. */
static void
test_without_a_cursor (JournalFixture *f,
                       gconstpointer   data)
{
  CsmsJournalCursor id_only = { .event_id = "evt-x-1", .ms = 0 };

  g_assert_true (journal_fixture_open (f));
  journal_fixture_append (f, journal_events (0, 20000), FALSE);
  journal_fixture_reopen (f);
  g_assert_null (f->contents->cursor_event_id);
  g_assert_cmpuint (f->contents->event_ids->len, ==, 20000);
  g_assert_cmpuint (f->contents->events->len, ==, CSMS_JOURNAL_LOAD_EVENTS);

  csms_journal_set_cursor (f->journal, &id_only);
  journal_fixture_reopen (f);
  g_assert_cmpstr (f->contents->cursor_event_id, ==, "evt-x-1");
  g_assert_cmpint (f->contents->cursor_ms, ==, 0);
  g_assert_cmpuint (f->contents->event_ids->len, ==, 20000);
}

/* Whether they come in one commit or in two. */
static void
put_stations_twice (JournalFixture *f,
                    gboolean        at_once)
{
  CsmsConnectorRecord full = {
    .id = 1, .status_text = (char *) "Charging", .transaction_id = (char *) "17", .error_code = (char *) "NoError",
    .updated_at_ms = 5, .type = (char *) "CCS2", .power_kw = 150, .soc_percent = 41.5, .price = 0.39,
  };
  CsmsConnectorRecord bare = { .id = 1, .status_text = (char *) "Faulted", .power_kw = NAN, .soc_percent = NAN, .price = NAN };
  CsmsConnectorRecord second = { .id = 2, .power_kw = INFINITY, .soc_percent = NAN, .price = NAN };
  g_autoptr (GPtrArray) connectors = g_ptr_array_new ();
  CsmsStationRecord station = { .id = (char *) "b", .name = (char *) "Depot", .status = (char *) "Charging", .is_online = TRUE,
                                .last_activity_ms = 9, .connectors = connectors };
  CsmsStationRecord other = { .id = (char *) "a" };
  CsmsStationRecord nameless = { .id = NULL };
  const CsmsStationRecord *loaded;
  const CsmsConnectorRecord *connector;
  guint64 ticket;

  g_ptr_array_add (connectors, &full);
  g_ptr_array_add (connectors, &second);
  g_assert_true (journal_fixture_open (f));
  put_station (f, &station);
  put_station (f, &nameless);
  ticket = put_station (f, &other);
  if (!at_once)
    journal_fixture_wait (f, ticket);

  /* What is true now replaces what was; its shape is not forgotten, nor a connector that is not told again (trap 14). */
  g_ptr_array_set_size (connectors, 0);
  g_ptr_array_add (connectors, &bare);
  station.name = NULL;
  station.status = (char *) "Offline";
  station.is_online = FALSE;
  station.last_activity_ms = 0;
  put_station (f, &station);
  journal_fixture_reopen (f);

  g_assert_cmpuint (f->contents->stations->len, ==, 2);
  loaded = g_ptr_array_index (f->contents->stations, 0);
  g_assert_cmpstr (loaded->id, ==, "a");
  g_assert_cmpuint (loaded->connectors->len, ==, 0);
  loaded = g_ptr_array_index (f->contents->stations, 1);
  g_assert_cmpstr (loaded->id, ==, "b");
  g_assert_cmpstr (loaded->name, ==, "Depot");
  g_assert_cmpstr (loaded->status, ==, "Offline");
  g_assert_false (loaded->is_online);
  g_assert_cmpint (loaded->last_activity_ms, ==, 9);
  g_assert_cmpuint (loaded->connectors->len, ==, 2);
  connector = g_ptr_array_index (loaded->connectors, 0);
  g_assert_cmpint (connector->status, ==, CSMS_CONNECTOR_STATUS_FAULTED);
  g_assert_null (connector->transaction_id);
  g_assert_null (connector->error_code);
  g_assert_cmpstr (connector->type, ==, "CCS2");
  g_assert_cmpfloat (connector->power_kw, ==, 150);
  g_assert_true (isnan (connector->soc_percent));
  g_assert_cmpfloat (connector->price, ==, 0.39);
  connector = g_ptr_array_index (loaded->connectors, 1);
  g_assert_cmpint (connector->id, ==, 2);
  g_assert_true (isnan (connector->power_kw));
  journal_fixture_forget (f);
}

static void
test_stations (JournalFixture *f,
               gconstpointer   data)
{
  put_stations_twice (f, TRUE);
  put_stations_twice (f, FALSE);
}

static void
test_commands (JournalFixture *f,
               gconstpointer   data)
{
  CsmsJournalCommand command = {
    .id = "c2", .kind = "stop", .station_id = "s", .connector_id = 2, .id_tag = "TAG", .transaction_id = "17",
    .prior_transaction_id = "16", .since_ms = 1, .created_ms = 20, .changed_ms = 20, .state = "sending", .reason = "", .open = TRUE,
  };
  CsmsJournalCommand older = { .id = "c1", .kind = "start", .created_ms = 10, .state = "unconfirmed", .open = TRUE };
  const CsmsJournalCommand *loaded;
  g_autofree char *states = NULL;

  g_assert_true (journal_fixture_open (f));
  csms_journal_put_command (f->journal, &command);
  csms_journal_put_command (f->journal, &older);
  command.state = "sent";
  command.sent_ms = 25;
  command.changed_ms = 25;
  csms_journal_put_command (f->journal, &command);
  command.message = "still the same";
  csms_journal_put_command (f->journal, &command);
  command.state = "unconfirmed";
  command.reason = "timeout";
  command.correlation_id = "corr-1";
  command.changed_ms = 30;
  csms_journal_put_command (f->journal, &command);
  journal_fixture_reopen (f);

  g_assert_cmpuint (f->contents->commands->len, ==, 2);
  loaded = g_ptr_array_index (f->contents->commands, 0);
  g_assert_cmpstr (loaded->id, ==, "c1");
  g_assert_null (loaded->station_id);
  loaded = g_ptr_array_index (f->contents->commands, 1);
  g_assert_cmpstr (loaded->id, ==, "c2");
  g_assert_cmpstr (loaded->kind, ==, "stop");
  g_assert_cmpstr (loaded->station_id, ==, "s");
  g_assert_cmpint (loaded->connector_id, ==, 2);
  g_assert_cmpstr (loaded->id_tag, ==, "TAG");
  g_assert_cmpstr (loaded->transaction_id, ==, "17");
  g_assert_cmpstr (loaded->prior_transaction_id, ==, "16");
  g_assert_cmpint (loaded->since_ms, ==, 1);
  g_assert_cmpint (loaded->created_ms, ==, 20);
  g_assert_cmpint (loaded->sent_ms, ==, 25);
  g_assert_cmpint (loaded->changed_ms, ==, 30);
  g_assert_cmpstr (loaded->state, ==, "unconfirmed");
  g_assert_cmpstr (loaded->reason, ==, "timeout");
  g_assert_cmpstr (loaded->correlation_id, ==, "corr-1");
  g_assert_cmpstr (loaded->message, ==, "still the same");
  g_assert_true (loaded->open);
  states = journal_query_text (f->path, "SELECT state, reason, changed_ms FROM command_states WHERE command_id = 'c2' ORDER BY seq");
  g_assert_cmpstr (states, ==, "sending||20\nsent||25\nunconfirmed|timeout|30");

  command.state = "confirmed";
  command.open = FALSE;
  csms_journal_put_command (f->journal, &command);
  journal_fixture_reopen (f);
  g_assert_cmpuint (f->contents->commands->len, ==, 1);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM commands"), ==, 2);
}

static void
test_spans (JournalFixture *f,
            gconstpointer   data)
{
  const CsmsJournalSpan *span;

  g_assert_true (journal_fixture_open (f));
  csms_journal_note_gap (f->journal, 500, 600, "later");
  csms_journal_note_gap (f->journal, 100, 200, "The server has no log.");
  csms_journal_note_gap (f->journal, 100, 300, "The server has no log yet.");
  csms_journal_note_recovery (f->journal, 143, 1000, 1100, 77);
  csms_journal_note_recovery (f->journal, G_MAXUINT64, 900, 950, 78);
  journal_fixture_reopen (f);

  g_assert_cmpuint (f->contents->gaps->len, ==, 2);
  span = g_ptr_array_index (f->contents->gaps, 0);
  g_assert_cmpint (span->from_ms, ==, 100);
  g_assert_cmpint (span->to_ms, ==, 300);
  g_assert_cmpstr (span->why, ==, "The server has no log yet.");
  g_assert_cmpint (span->noted_ms, >, 0);
  span = g_ptr_array_index (f->contents->gaps, 1);
  g_assert_cmpint (span->from_ms, ==, 500);
  g_assert_cmpuint (f->contents->recoveries->len, ==, 2);
  span = g_ptr_array_index (f->contents->recoveries, 0);
  g_assert_cmpuint (span->count, ==, 143);
  g_assert_cmpint (span->from_ms, ==, 1000);
  g_assert_cmpint (span->to_ms, ==, 1100);
  g_assert_cmpint (span->noted_ms, ==, 77);
}

/* Somebody's hand, or a bug of long ago: the rest can still be read. */
static void
test_odd_rows (JournalFixture *f,
               gconstpointer   data)
{
  const char *rows[] = {
    "UPDATE events SET json = 'no JSON' WHERE seq = 1",
    "UPDATE events SET json = x'ff00ff' WHERE seq = 2",
    "UPDATE events SET json = '[]', ts_ms = 'late' WHERE seq = 3",
    "UPDATE cursor SET ms = 'never'",
    "INSERT INTO transactions (station_id, transaction_id, connector_id, start_ms, energy_wh, taken_ms) VALUES ('s', '1', 'two', 'then', 'much', 'x')",
    "INSERT INTO commands (id, connector_id, created_ms, open) VALUES ('x', 1e300, 'a', 'yes'), ('y', -3, NULL, 7)",
    "INSERT INTO stations (id, is_online, taken_ms) VALUES ('s', 'perhaps', 0), (x'ff', 1, 0)",
    "INSERT INTO connectors (station_id, id, power_kw) VALUES ('s', 99999999999, 'a lot'), ('s', 3, 9e999)",
  };

  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));
  g_assert_true (journal_fixture_close (f));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    journal_run_sql (f->path, rows[i]);
  g_assert_true (journal_fixture_open (f));
  g_assert_cmpuint (f->contents->events->len, ==, 7);
  g_assert_cmpuint (f->contents->transactions->len, ==, 1);
  g_assert_cmpuint (f->contents->commands->len, ==, 1);
  g_assert_cmpuint (f->contents->stations->len, >=, 1);
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (10, 1), TRUE));
}

/* Of a file that somebody else wrote to: what the records promise of the wire holds here, too. */
static void
test_hostile_rows (JournalFixture *f,
                   gconstpointer   unused)
{
  static const char *const hostile[] = {
    "INSERT INTO stations VALUES ('s', CAST (x'41ff' AS TEXT), NULL, 1, 0, 0)",
    "INSERT INTO stations VALUES ('', 'nobody', NULL, 1, 0, 0)",
    "INSERT INTO connectors VALUES ('s', 0, 'Available', NULL, NULL, 0, NULL, NULL, NULL, NULL)",
    "INSERT INTO connectors VALUES ('s', 1, 'Charging', '', '', 0, NULL, 9e999, -9e999, 1)",
    "INSERT INTO commands (id, kind, station_id, message, open) VALUES ('c', 'start', 's', CAST (x'41ff' AS TEXT), 1)",
    "INSERT INTO gaps VALUES (1, 2, CAST (x'ff' AS TEXT), 3)",
  };
  const CsmsStationRecord *station;
  const CsmsConnectorRecord *connector;

  g_assert_true (journal_fixture_open (f));
  g_assert_true (journal_fixture_close (f));
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    journal_run_sql (f->path, hostile[i]);
  g_assert_true (journal_fixture_open (f));

  g_assert_cmpuint (f->contents->stations->len, ==, 1);
  station = f->contents->stations->pdata[0];
  g_assert_cmpstr (station->id, ==, "s");
  g_assert_cmpstr (station->name, ==, "A\357\277\275");
  g_assert_cmpuint (station->connectors->len, ==, 1);
  connector = station->connectors->pdata[0];
  g_assert_cmpint (connector->id, ==, 1);
  g_assert_null (connector->transaction_id);
  g_assert_null (connector->error_code);
  g_assert_true (isnan (connector->power_kw) && isnan (connector->soc_percent));
  g_assert_cmpfloat (connector->price, ==, 1);
  g_assert_cmpuint (f->contents->commands->len, ==, 1);
  g_assert_cmpstr (((CsmsJournalCommand *) f->contents->commands->pdata[0])->message, ==, "A\357\277\275");
  g_assert_cmpstr (((CsmsJournalSpan *) f->contents->gaps->pdata[0])->why, ==, "\357\277\275");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  JOURNAL_TEST ("/journal/contents/up-to-the-cursor", test_up_to_the_cursor);
  JOURNAL_TEST ("/journal/contents/without-a-cursor", test_without_a_cursor);
  JOURNAL_TEST ("/journal/contents/stations", test_stations);
  JOURNAL_TEST ("/journal/contents/commands", test_commands);
  JOURNAL_TEST ("/journal/contents/spans", test_spans);
  JOURNAL_TEST ("/journal/contents/odd-rows", test_odd_rows);
  JOURNAL_TEST ("/journal/contents/hostile-rows", test_hostile_rows);
  return g_test_run ();
}
