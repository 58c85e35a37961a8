/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <math.h>

#include "csms-journal-reading.h"

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_assert_null (source);
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
put_charge (JournalFixture *f,
            const char     *station_id,
            const char     *transaction_id,
            gint64          start_ms,
            gint64          stop_ms)
{
  g_autoptr (GPtrArray) transactions = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);
  CsmsTransactionRecord transaction = {
    .station_id = (char *) station_id, .transaction_id = (char *) transaction_id, .connector_id = 2, .id_tag = (char *) "Tag",
    .start_time_ms = start_ms, .stop_time_ms = stop_ms, .reason = (char *) "EVDisconnected", .meter_start_wh = NAN,
    .meter_stop_wh = NAN, .energy_wh = NAN, .cost = NAN, .efficiency_percent = NAN,
  };

  g_ptr_array_add (transactions, csms_transaction_record_new_copy (&transaction));
  csms_journal_put_transactions (f->journal, transactions);
}

/* Returns: the ids in the order they came, a blank between them */
static char *
read_transactions (JournalFixture         *f,
                   const CsmsJournalQuery *query,
                   guint                   limit)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  CsmsJournalPlace at;
  gboolean more = TRUE, begun = FALSE;

  while (more)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CsmsJournalPage) page = NULL;

      csms_journal_read_transactions_async (f->journal, query, begun ? &at : NULL, limit, NULL, keep_result, &result);
      WAIT_FOR (result != NULL);
      page = csms_journal_read_transactions_finish (result, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < page->rows->len; i++)
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "",
                                ((const CsmsTransactionRecord *) g_ptr_array_index (page->rows, i))->transaction_id);
      at = page->end;
      begun = TRUE;
      more = page->more;
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_transactions (JournalFixture   *f,
                     CsmsJournalQuery  query,
                     const char       *expected)
{
  for (guint limit = 1; limit < 8; limit++)
    {
      g_autofree char *ids = read_transactions (f, &query, limit);

      g_assert_cmpstr (ids, ==, expected);
    }
}

static void
test_transactions (JournalFixture *f,
                   gconstpointer   data)
{
  g_assert_true (journal_fixture_open (f));
  put_charge (f, "a", "1", 1000, 2000);
  put_charge (f, "b", "2", 3000, 0);
  put_charge (f, "a", "3", 3000, 4000);
  put_charge (f, "b", "4", 0, 3500);
  put_charge (f, "c", "5", 5000, 5001);
  put_charge (f, "c", "6", 0, 0);
  assert_transactions (f, (CsmsJournalQuery) CSMS_JOURNAL_QUERY_ALL, "5 3 2 1 4 6");
  assert_transactions (f, (CsmsJournalQuery) { .connector_id = -1, .oldest_first = TRUE }, "1 2 3 5 4 6");
  assert_transactions (f, (CsmsJournalQuery) { .connector_id = -1, .from_ms = 3000, .to_ms = 5000 }, "3 2 4");
  assert_transactions (f, (CsmsJournalQuery) { .connector_id = -1, .from_ms = 3000, .to_ms = 5000, .oldest_first = TRUE }, "2 3 4");
  assert_transactions (f, (CsmsJournalQuery) { .connector_id = -1, .station_id = "a" }, "3 1");
  assert_transactions (f, (CsmsJournalQuery) { .connector_id = 1 }, "");
  assert_transactions (f, (CsmsJournalQuery) { .connector_id = -1, .id_tag = "TAG" }, "5 3 2 1 4 6");
  assert_transactions (f, (CsmsJournalQuery) { .connector_id = -1, .text = "b/2" }, "2 4");
  assert_transactions (f, (CsmsJournalQuery) { .connector_id = -1, .text = "disconn", .to_ms = 2000 }, "1");
}

static void
append (JournalFixture *f,
        const char     *name,
        gint64          ms,
        int             connector_id,
        const char     *status)
{
  g_autofree char *json = g_strdup_printf ("{\"eventId\":\"%s-%" G_GINT64_FORMAT "\",\"event\":\"%s\",\"ts\":%" G_GINT64_FORMAT ","
                                           "\"stationId\":\"s\",\"connectorId\":%d,\"status\":\"%s\"}", name, ms, name, ms,
                                           connector_id, status);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  g_ptr_array_add (events, journal_event (json));
  journal_fixture_append (f, events, FALSE);
}

static void
put_station (JournalFixture *f)
{
  g_autoptr (GPtrArray) connectors = g_ptr_array_new ();
  g_autoptr (GPtrArray) stations = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_station_record_unref);
  CsmsConnectorRecord first = { .id = 1 }, second = { .id = 2 };
  CsmsStationRecord station = { .id = (char *) "s", .connectors = connectors };

  g_ptr_array_add (connectors, &first);
  g_ptr_array_add (connectors, &second);
  g_ptr_array_add (stations, csms_station_record_new_copy (&station));
  csms_journal_put_stations (f->journal, stations);
}

static CsmsJournalHistory *
read_history (JournalFixture *f,
              const char     *station_id,
              gint64          from_ms,
              gint64          to_ms)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CsmsJournalHistory *history;

  csms_journal_read_history_async (f->journal, station_id, from_ms, to_ms, NULL, keep_result, &result);
  WAIT_FOR (result != NULL);
  history = csms_journal_read_history_finish (result, &error);
  g_assert_no_error (error);
  return history;
}

static void
assert_states (GPtrArray  *events,
               const char *expected)
{
  g_autoptr (GString) states = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      const CsmsEventRecord *event = g_ptr_array_index (events, i);

      g_string_append_printf (states, "%s%d:%s", i > 0 ? " " : "", event->connector_id, event->status_text);
    }
  g_assert_cmpstr (states->str, ==, expected);
}

/* What was the state when the day began, and what became of it. */
static void
test_history (JournalFixture *f,
              gconstpointer   data)
{
  const gint64 day = 100 * DAY_MS;
  g_autoptr (CsmsJournalHistory) history = NULL;
  g_autoptr (CsmsJournalHistory) spans = NULL;

  g_assert_true (journal_fixture_open (f));
  put_station (f);
  append (f, "connector.status.changed", day - 9 * DAY_MS, 0, "Ancient");
  append (f, "connector.status.changed", day - 3000, 2, "Old");
  append (f, "connector.status.changed", day - 2000, 2, "Faulted");
  append (f, "connector.status.changed", day - 5, 1, "Available");
  append (f, "meter.values.delta", day - 1, 1, "x");
  append (f, "connector.status.changed", day, 1, "Preparing");
  append (f, "station.offline", day + 2, 0, "Offline");
  append (f, "connector.status.changed", day + 1, 1, "Charging");
  append (f, "meter.values.delta", day + 3, 1, "x");
  append (f, "connector.status.changed", day + DAY_MS, 1, "Finishing");
  csms_journal_note_gap (f->journal, day - 50, day - 40, "before");
  csms_journal_note_gap (f->journal, day - 30, day + 40, "into");
  csms_journal_note_recovery (f->journal, 7, day + 5, day + 6, 1);
  csms_journal_note_recovery (f->journal, 8, day + DAY_MS, day + DAY_MS, 1);
  history = read_history (f, "s", day, day + DAY_MS);
  assert_states (history->before, "2:Faulted 1:Available");
  assert_states (history->events, "1:Preparing 1:Charging 0:Offline");
  g_assert_cmpuint (history->gaps->len, ==, 1);
  g_assert_cmpstr (((CsmsJournalSpan *) history->gaps->pdata[0])->why, ==, "into");
  g_assert_cmpuint (history->recoveries->len, ==, 1);
  g_assert_cmpuint (((CsmsJournalSpan *) history->recoveries->pdata[0])->count, ==, 7);

  spans = read_history (f, NULL, 0, day);
  g_assert_cmpuint (spans->gaps->len, ==, 2);
  g_assert_cmpuint (spans->events->len + spans->before->len, ==, 0);
}

static void
test_samples (JournalFixture *f,
              gconstpointer   data)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_sample_record_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  g_assert_true (journal_fixture_open (f));
  for (guint i = 0; i < 3000; i++)
    {
      CsmsSampleRecord sample = {
        .station_id = (char *) "s", .transaction_id = (char *) (i % 3 == 0 ? "other" : "t"), .timestamp_ms = 1 + i / 2,
        .connector_id = 1, .measurand = (char *) (i % 2 == 0 ? "Power.Active.Import" : "SoC"), .unit = (char *) "W", .value = i,
      };

      g_ptr_array_add (samples, csms_sample_record_new_copy (&sample));
    }
  csms_journal_put_samples (f->journal, samples);
  csms_journal_read_samples_async (f->journal, "s", "t", NULL, keep_result, &result);
  WAIT_FOR (result != NULL);
  kept = csms_journal_read_samples_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 2000);
  for (guint i = 1; i < kept->len; i++)
    g_assert_cmpint (((CsmsSampleRecord *) kept->pdata[i])->timestamp_ms, >=, ((CsmsSampleRecord *) kept->pdata[i - 1])->timestamp_ms);
}

static CsmsJournalFacts
read_facts (JournalFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CsmsJournalFacts facts;

  csms_journal_read_facts_async (f->journal, NULL, keep_result, &result);
  WAIT_FOR (result != NULL);
  g_assert_true (csms_journal_read_facts_finish (result, &facts, &error));
  g_assert_no_error (error);
  return facts;
}

typedef struct {
  GAsyncResult *result;
  GCancellable *cancellable;
  double fraction;
  guint n_told;
} Clearing;

static void
on_progress (double   fraction,
             gpointer data)
{
  Clearing *clearing = data;

  g_assert_cmpfloat (fraction, >=, clearing->fraction);
  g_assert_cmpfloat (fraction, <=, 1);
  clearing->fraction = fraction;
  clearing->n_told++;
  if (clearing->cancellable != NULL)
    g_cancellable_cancel (clearing->cancellable);
}

static void
on_cleared (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  ((Clearing *) data)->result = g_object_ref (result);
}

static gboolean
clear (JournalFixture *f,
       Clearing       *clearing,
       GError        **error)
{
  gboolean cleared;

  csms_journal_clear_async (f->journal, on_progress, clearing->cancellable, on_cleared, clearing);
  WAIT_FOR (clearing->result != NULL);
  cleared = csms_journal_clear_finish (clearing->result, error);
  g_object_unref (clearing->result);
  return cleared;
}

/* 40,000 events are 40 s of the server's clock, of which the cursor needs the last 10 s. */
static void
test_clear (JournalFixture *f,
            gconstpointer   data)
{
  CsmsJournalCommand over = { .id = "over", .state = "refused", .created_ms = 5, .changed_ms = 5 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Clearing clearing = { 0 }, stopped = { .cancellable = cancellable };
  CsmsJournalFacts before, after;

  g_assert_true (journal_fixture_open (f));
  for (guint i = 0; i < 40; i++)
    journal_fixture_append (f, journal_events (i * 1000, 1000), TRUE);
  put_charge (f, "s", "over", 5, 6);
  put_charge (f, "s", "running", 5, 0);
  csms_journal_put_command (f->journal, &journal_intent);
  csms_journal_put_command (f->journal, &over);
  before = read_facts (f);
  g_assert_cmpuint (before.n_events, ==, 40000);
  g_assert_cmpuint (before.n_transactions, ==, 2);
  g_assert_cmpint (before.oldest_ms, ==, journal_events_ms (0));
  g_assert_cmpint (before.newest_ms, ==, journal_events_ms (39999));

  /* What was cancelled is half done, and nothing is wrong with it. */
  g_assert_false (clear (f, &stopped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  after = read_facts (f);
  g_assert_cmpuint (after.n_events, <, 40000);
  g_assert_cmpuint (after.n_events, >, 10001);

  g_assert_true (clear (f, &clearing, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (clearing.n_told, >, 0);
  after = read_facts (f);
  g_assert_cmpuint (after.n_events, ==, 10001);
  g_assert_cmpuint (after.n_transactions, ==, 1);
  g_assert_cmpuint (after.n_bytes, <, before.n_bytes / 2);
  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM commands"), ==, 1);
  g_assert_cmpint (journal_query_int (f->path, "SELECT ms FROM cursor"), ==, journal_events_ms (39999));
  g_assert_true (journal_fixture_close (f));
  journal_assert_sound (f->path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  JOURNAL_TEST ("/journal/asking/transactions", test_transactions);
  JOURNAL_TEST ("/journal/asking/history", test_history);
  JOURNAL_TEST ("/journal/asking/samples", test_samples);
  JOURNAL_TEST ("/journal/asking/clear", test_clear);
  return g_test_run ();
}
