/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <math.h>

#include "csms-journal-schema.h"
#include "csms-journal-store.h"

static const CsmsTransactionRecord nothing_known = {
  .connector_id = CSMS_CONNECTOR_NONE, .meter_start_wh = NAN, .meter_stop_wh = NAN, .energy_wh = NAN, .cost = NAN,
  .efficiency_percent = NAN,
};

static CsmsTransactionRecord
transaction_of (const char *station_id,
                const char *transaction_id)
{
  CsmsTransactionRecord values = nothing_known;

  values.station_id = (char *) station_id;
  values.transaction_id = (char *) transaction_id;
  return values;
}

static guint64
append (JournalFixture *f,
        const char     *json)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  g_ptr_array_add (events, journal_event (json));
  return csms_journal_append_events (f->journal, events, CSMS_JOURNAL_PUSHED, NULL, 1);
}

static guint64
put_transaction (JournalFixture              *f,
                 const CsmsTransactionRecord *values)
{
  g_autoptr (GPtrArray) transactions = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);

  g_ptr_array_add (transactions, csms_transaction_record_new_copy (values));
  return csms_journal_put_transactions (f->journal, transactions);
}

/* A known fact never becomes unknown, in whatever order the two accounts come. */
static void
test_transactions_merged (JournalFixture *f,
                          gconstpointer   data)
{
  CsmsTransactionRecord account = transaction_of ("s", "17");
  CsmsTransactionRecord nothing = transaction_of ("s", "17");
  CsmsTransactionRecord keyless = transaction_of ("s", NULL);
  CsmsTransactionRecord twin = transaction_of ("t", "17");
  const CsmsTransactionRecord *loaded;

  account.id_tag = (char *) "unknown";
  account.stop_time_ms = 8000;
  account.meter_start_wh = 100;
  account.energy_wh = 185;
  account.status = (char *) "Completed";
  twin.energy_wh = -INFINITY;
  g_assert_true (journal_fixture_open (f));
  append (f, "{\"event\":\"transaction.stopped\",\"eventId\":\"b\",\"ts\":9000,\"stationId\":\"s\",\"connectorId\":2,\"transactionId\":17,"
             "\"totalKWh\":0.18,\"cost\":1.5,\"reason\":\"Local\"}");
  put_transaction (f, &account);
  append (f, "{\"event\":\"transaction.started\",\"eventId\":\"a\",\"ts\":5000,\"stationId\":\"s\",\"connectorId\":2,\"transactionId\":\"17\","
             "\"idTag\":\"TAG\",\"startTime\":\"1970-01-01T00:00:04.900Z\"}");
  put_transaction (f, &nothing);
  put_transaction (f, &keyless);
  put_transaction (f, &twin);
  append (f, "{\"event\":\"transaction.started\",\"eventId\":\"d\",\"ts\":6000,\"stationId\":\"u\",\"connectorId\":0,\"transactionId\":\"17\"}");
  journal_fixture_reopen (f);

  g_assert_cmpuint (f->contents->transactions->len, ==, 3);
  loaded = g_ptr_array_index (f->contents->transactions, 0);
  g_assert_cmpstr (loaded->station_id, ==, "u");
  g_assert_cmpint (loaded->start_time_ms, ==, 6000);
  g_assert_cmpint (loaded->connector_id, ==, CSMS_CONNECTOR_NONE);
  loaded = g_ptr_array_index (f->contents->transactions, 1);
  g_assert_cmpstr (loaded->station_id, ==, "t");
  g_assert_true (isnan (loaded->energy_wh));
  loaded = g_ptr_array_index (f->contents->transactions, 2);
  g_assert_cmpstr (loaded->station_id, ==, "s");
  g_assert_cmpstr (loaded->transaction_id, ==, "17");
  g_assert_cmpint (loaded->connector_id, ==, 2);
  g_assert_cmpstr (loaded->id_tag, ==, "TAG");
  g_assert_cmpint (loaded->start_time_ms, ==, 4900);
  g_assert_cmpint (loaded->stop_time_ms, ==, 8000);
  g_assert_cmpfloat (loaded->meter_start_wh, ==, 100);
  g_assert_true (isnan (loaded->meter_stop_wh));
  g_assert_cmpfloat (loaded->energy_wh, ==, 185);
  g_assert_cmpfloat (loaded->cost, ==, 1.5);
  g_assert_true (isnan (loaded->efficiency_percent));
  g_assert_cmpstr (loaded->reason, ==, "Local");
  g_assert_cmpstr (loaded->status, ==, "Completed");
}

static void
test_transactions_bounded (JournalFixture *f,
                           gconstpointer   data)
{
  g_autoptr (GPtrArray) transactions = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);
  const CsmsTransactionRecord *loaded;

  g_assert_true (journal_fixture_open (f));
  for (guint i = 1; i <= CSMS_JOURNAL_LOAD_TRANSACTIONS + 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      CsmsTransactionRecord values = transaction_of ("s", id);

      values.start_time_ms = i;
      values.stop_time_ms = i % 1000 == 0 ? 0 : i + 1;
      g_ptr_array_add (transactions, csms_transaction_record_new_copy (&values));
    }
  csms_journal_put_transactions (f->journal, transactions);
  journal_fixture_reopen (f);
  g_assert_cmpuint (f->contents->transactions->len, ==, CSMS_JOURNAL_LOAD_TRANSACTIONS);
  for (guint i = 0; i < 5; i++)
    {
      loaded = g_ptr_array_index (f->contents->transactions, i);
      g_assert_cmpint (loaded->start_time_ms, ==, 5000 - i * 1000);
      g_assert_cmpint (loaded->stop_time_ms, ==, 0);
    }
  loaded = g_ptr_array_index (f->contents->transactions, 5);
  g_assert_cmpint (loaded->start_time_ms, ==, CSMS_JOURNAL_LOAD_TRANSACTIONS + 100);
}

static void
test_samples (JournalFixture *f,
              gconstpointer   data)
{
  CsmsSampleRecord values = {
    .station_id = (char *) "s", .connector_id = 1, .transaction_id = (char *) "17", .timestamp_ms = 8, .measurand = (char *) "Voltage",
    .unit = (char *) "V", .value_text = (char *) "229.9", .value = 229.9,
  };
  CsmsTransactionRecord running = transaction_of ("s", "17");
  CsmsTransactionRecord over = transaction_of ("s", "16");
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_sample_record_unref);
  const CsmsSampleRecord *loaded;

  g_ptr_array_add (samples, csms_sample_record_new_copy (&values));
  values.phase = (char *) "L1";
  values.timestamp_ms = 7;
  values.value = NAN;
  values.value_text = (char *) "much";
  g_ptr_array_add (samples, csms_sample_record_new_copy (&values));
  values.transaction_id = (char *) "16";
  g_ptr_array_add (samples, csms_sample_record_new_copy (&values));
  values.transaction_id = NULL;
  g_ptr_array_add (samples, csms_sample_record_new_copy (&values));

  over.stop_time_ms = 3;
  g_assert_true (journal_fixture_open (f));
  put_transaction (f, &running);
  put_transaction (f, &over);
  csms_journal_put_samples (f->journal, samples);
  csms_journal_put_samples (f->journal, samples);
  journal_fixture_reopen (f);
  journal_fixture_wait (f, csms_journal_put_samples (f->journal, samples));

  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM samples"), ==, 3);
  g_assert_cmpuint (f->contents->samples->len, ==, 2);
  loaded = g_ptr_array_index (f->contents->samples, 0);
  g_assert_cmpint (loaded->timestamp_ms, ==, 7);
  g_assert_cmpstr (loaded->phase, ==, "L1");
  g_assert_cmpstr (loaded->value_text, ==, "much");
  g_assert_true (isnan (loaded->value));
  loaded = g_ptr_array_index (f->contents->samples, 1);
  g_assert_cmpstr (loaded->station_id, ==, "s");
  g_assert_cmpstr (loaded->transaction_id, ==, "17");
  g_assert_cmpint (loaded->connector_id, ==, 1);
  g_assert_cmpint (loaded->timestamp_ms, ==, 8);
  g_assert_cmpstr (loaded->measurand, ==, "Voltage");
  g_assert_cmpstr (loaded->unit, ==, "V");
  g_assert_null (loaded->phase);
  g_assert_null (loaded->context);
  g_assert_cmpfloat (loaded->value, ==, 229.9);
}

#define STARTED(id) "{\"event\":\"transaction.started\",\"eventId\":\"" id "\",\"ts\":5,\"stationId\":\"s\",\"connectorId\":1," \
                    "\"transactionId\":\"t-" id "\"}"

static GPtrArray *
events_of (const char *const *texts)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (events, journal_event (texts[i]));
  return events;
}

/* Of a batch only what was not known before says anything of a charge, wherever in it that stands. */
static void
test_known_events (JournalFixture *f,
                   gconstpointer   data)
{
  g_autoptr (GPtrArray) first = events_of ((const char *[]) { STARTED ("a"), NULL });
  g_autoptr (GPtrArray) second = events_of ((const char *[]) {
    STARTED ("a"), "{\"event\":\"x\",\"ts\":6}", STARTED ("b"), STARTED ("a"), STARTED ("b"), "{\"event\":\"x\",\"ts\":6}", STARTED ("c"), NULL });
  g_autofree char *charges = NULL;
  g_autofree char *events = NULL;

  g_assert_true (journal_fixture_open (f));
  csms_journal_append_events (f->journal, first, CSMS_JOURNAL_PUSHED, NULL, 1);
  csms_journal_append_events (f->journal, second, CSMS_JOURNAL_RECOVERED, NULL, 2);
  journal_fixture_reopen (f);
  charges = journal_query_text (f->path, "SELECT transaction_id, taken_ms FROM transactions ORDER BY 1");
  g_assert_cmpstr (charges, ==, "t-a|1\nt-b|2\nt-c|2");
  events = journal_query_text (f->path, "SELECT seq, coalesce (event_id, ''), origin, taken_ms FROM events ORDER BY seq");
  g_assert_cmpstr (events, ==, "1|a|pushed|1\n2||recovered|2\n3|b|recovered|2\n4||recovered|2\n5|c|recovered|2");
}

/* To try again would keep everything behind it waiting for ever. */
static void
test_too_large (void)
{
  g_autofree char *long_name = g_strnfill (2000, 'n');
  g_autofree char *large = g_strdup_printf ("{\"event\":\"%s\",\"eventId\":\"l\"}", long_name);
  g_autoptr (GPtrArray) events = events_of ((const char *[]) { STARTED ("a"), large, large, STARTED ("b"), large, NULL });
  CsmsJournalJob *job = csms_journal_job_new_events (events, 0, events->len);
  CsmsJournalDb db = { NULL };
  gint64 count;

  g_assert_cmpint (csms_journal_db_open (&db, NULL), ==, SQLITE_OK);
  g_assert_cmpint (csms_journal_schema_upgrade (&db, csms_journal_schema_steps), ==, SQLITE_OK);
  sqlite3_limit (db.handle, SQLITE_LIMIT_LENGTH, 1000);
  g_assert_cmpint (csms_journal_db_run (&db, "BEGIN"), ==, SQLITE_OK);
  for (guint i = 0; i < 3; i++)
    g_test_expect_message ("csms-journal", G_LOG_LEVEL_MESSAGE, "An event is too large for the journal: l");
  g_assert_cmpint (csms_journal_write_events (&db, job), ==, SQLITE_OK);
  g_test_assert_expected_messages ();
  g_assert_cmpint (csms_journal_db_run (&db, "COMMIT"), ==, SQLITE_OK);
  g_assert_cmpint (csms_journal_db_get_int (&db, "SELECT count(*) FROM events", &count), ==, SQLITE_OK);
  g_assert_cmpint (count, ==, 2);
  g_assert_cmpint (csms_journal_db_get_int (&db, "SELECT count(*) FROM transactions", &count), ==, SQLITE_OK);
  g_assert_cmpint (count, ==, 2);
  csms_journal_db_close (&db);
  csms_journal_job_free (job);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  JOURNAL_TEST ("/journal/charges/transactions-merged", test_transactions_merged);
  JOURNAL_TEST ("/journal/charges/transactions-bounded", test_transactions_bounded);
  JOURNAL_TEST ("/journal/charges/samples", test_samples);
  JOURNAL_TEST ("/journal/charges/known-events", test_known_events);
  g_test_add_func ("/journal/charges/too-large", test_too_large);
  return g_test_run ();
}
