/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <math.h>

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  JOURNAL_TEST ("/journal/charges/transactions-merged", test_transactions_merged);
  JOURNAL_TEST ("/journal/charges/transactions-bounded", test_transactions_bounded);
  JOURNAL_TEST ("/journal/charges/samples", test_samples);
  return g_test_run ();
}
