/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

#include <string.h>

#include "csms-fold.h"
#include "csms-journal-reading.h"
#include "faulty-disk.h"

#define STRIDE 100

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_assert_null (source);
  *(GAsyncResult **) data = g_object_ref (result);
}

static CsmsJournalPage *
read_page (JournalFixture         *f,
           const CsmsJournalQuery *query,
           const CsmsJournalPlace *after,
           guint                   limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CsmsJournalPage *page;

  csms_journal_read_events_async (f->journal, query, after, limit, NULL, keep_result, &result);
  WAIT_FOR (result != NULL);
  page = csms_journal_read_events_finish (result, &error);
  g_assert_no_error (error);
  return page;
}

/* Returns: the numbers of all events of @query, read in pages of @limit, each once, in the order they came */
static GArray *
read_all (JournalFixture         *f,
          const CsmsJournalQuery *query,
          guint                   limit)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  CsmsJournalPlace at;
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (CsmsJournalPage) page = read_page (f, query, numbers->len > 0 ? &at : NULL, limit);

      g_assert_cmpuint (page->rows->len, <=, limit);
      for (guint i = 0; i < page->rows->len; i++)
        {
          const CsmsJournalEvent *event = g_ptr_array_index (page->rows, i);
          guint number = (guint) (event->record->ts_ms - journal_events_ms (0));

          g_array_append_val (numbers, number);
        }
      at = page->end;
      more = page->more && page->rows->len > 0;
    }
  return numbers;
}

static guint
get (GArray *numbers,
     guint   at)
{
  return g_array_index (numbers, guint, at);
}

static CsmsJournalOutline *
read_outline (JournalFixture         *f,
              const CsmsJournalQuery *query,
              const CsmsJournalPlace *after,
              guint64                 n_before)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CsmsJournalOutline *outline;

  csms_journal_outline_events_async (f->journal, query, after, n_before, STRIDE, NULL, keep_result, &result);
  WAIT_FOR (result != NULL);
  outline = csms_journal_outline_events_finish (result, &error);
  g_assert_no_error (error);
  return outline;
}

/* The same events whatever the size of the pages, in both directions, with many at one moment. */
static void
test_pages (JournalFixture *f,
            gconstpointer   data)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;
  g_autoptr (GPtrArray) same = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  const guint limits[] = { 1, 7, 1000 };

  g_assert_true (journal_fixture_open (f));
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"eventId\":\"same-%u\",\"event\":\"x\",\"ts\":%" G_GINT64_FORMAT "}", i,
                                               journal_events_ms (60));

      g_ptr_array_add (same, journal_event (json));
    }
  csms_journal_append_events (f->journal, same, CSMS_JOURNAL_RECOVERED, NULL, 5);
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 100), TRUE));
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GArray) down = read_all (f, &query, limits[i]);
      g_autoptr (GArray) up = NULL;

      query.oldest_first = TRUE;
      up = read_all (f, &query, limits[i]);
      query.oldest_first = FALSE;
      g_assert_cmpuint (down->len, ==, 150);
      g_assert_cmpuint (up->len, ==, 150);
      for (guint k = 0; k < 150; k++)
        {
          guint expected = k < 60 ? k : k <= 110 ? 60 : k - 50;

          g_assert_cmpuint (get (up, k), ==, expected);
          g_assert_cmpuint (get (down, 149 - k), ==, expected);
        }
    }
}

static void
assert_count (JournalFixture         *f,
              const CsmsJournalQuery *query,
              guint                   expected)
{
  g_autoptr (GArray) rows = read_all (f, query, 64);
  g_autoptr (CsmsJournalOutline) outline = read_outline (f, query, NULL, 0);

  g_assert_cmpuint (rows->len, ==, expected);
  g_assert_true (outline->complete);
  g_assert_cmpuint (outline->n_events, ==, expected);
}

static void
append_one (JournalFixture *f,
            const char     *json)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  g_ptr_array_add (events, journal_event (json));
  journal_fixture_wait (f, journal_fixture_append (f, events, FALSE));
}

static void
test_filters (JournalFixture *f,
              gconstpointer   data)
{
  const char *const names[] = { "transaction.started", "x", NULL };
  g_autofree char *umlaut = csms_fold_text ("KÖLN");

  g_assert_true (journal_fixture_open (f));
  journal_fixture_append (f, journal_events (0, 70), TRUE);
  append_one (f, "{\"eventId\":\"a\",\"event\":\"transaction.started\",\"ts\":100,\"stationId\":\"Köln\",\"connectorId\":2,"
                 "\"transactionId\":7,\"idTag\":\"TAG9\"}");
  append_one (f, "{\"eventId\":\"b\",\"event\":\"session.note\",\"ts\":200,\"stationId\":\"Köln\",\"connectorId\":0}");
  assert_count (f, &(CsmsJournalQuery) CSMS_JOURNAL_QUERY_ALL, 72);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .station_id = "st3" }, 10);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = 1, .station_id = "st3" }, 5);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = 0 }, 1);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .names = names }, 1);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .names = names + 2 }, 72);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .names = names, .other_names = TRUE }, 71);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .station_id = "Köln", .transaction_id = "7" }, 1);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .id_tag = "tag9" }, 1);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .text = "tag9" }, 1);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .text = umlaut }, 2);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .text = "ln/2" }, 1);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .text = "nowhere" }, 0);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .from_ms = 100, .to_ms = 200 }, 1);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .from_ms = 101, .to_ms = 201 }, 1);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .to_ms = 200, .oldest_first = TRUE }, 1);
  assert_count (f, &(CsmsJournalQuery) { .connector_id = -1, .from_ms = journal_events_ms (60), .oldest_first = TRUE }, 10);
}

/* Any page can be read by its place alone, and what comes in later moves none of them. */
static void
test_outline (JournalFixture *f,
              gconstpointer   data)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;
  g_autoptr (CsmsJournalOutline) outline = NULL;
  guint64 ticket;

  g_assert_true (journal_fixture_open (f));
  /* It was appended, so it is counted, written or not. */
  ticket = journal_fixture_append (f, journal_events (1000, 950), TRUE);
  outline = read_outline (f, &query, NULL, 0);
  g_assert_true (outline->complete);
  g_assert_cmpuint (outline->n_events, ==, 950);
  g_assert_cmpuint (outline->ticket, ==, ticket);
  g_assert_cmpuint (outline->places->len, ==, 10);

  journal_fixture_wait (f, journal_fixture_append (f, journal_events (990, 10), FALSE));
  append_one (f, "{\"eventId\":\"late\",\"event\":\"x\",\"ts\":1795472293990}");
  query.until_seq = outline->until_seq;
  for (guint i = 0; i < outline->places->len; i++)
    {
      g_autoptr (CsmsJournalPage) page = read_page (f, &query, &g_array_index (outline->places, CsmsJournalPlace, i), STRIDE);
      const CsmsJournalEvent *first = g_ptr_array_index (page->rows, 0);

      g_assert_cmpuint (page->rows->len, ==, i < 9 ? STRIDE : 50);
      g_assert_cmpint (first->record->ts_ms, ==, journal_events_ms (1949 - i * STRIDE));
    }
  query.until_seq = 0;
  assert_count (f, &query, 961);
}

static void
test_empty (JournalFixture *f,
            gconstpointer   data)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;
  g_autoptr (CsmsJournalOutline) outline = NULL;

  g_assert_true (journal_fixture_open (f));
  outline = read_outline (f, &query, NULL, 0);
  g_assert_cmpuint (outline->n_events, ==, 0);
  g_assert_true (outline->complete);
  /* Of a journal that was empty nothing is ever read, whatever comes. */
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 10), TRUE));
  query.until_seq = outline->until_seq;
  assert_count (f, &query, 0);
}

/* A long search comes in portions, and none of the writes meanwhile waits for its end. */
static void
test_beside_writing (JournalFixture *f,
                     gconstpointer   data)
{
  CsmsJournalQuery query = { .connector_id = CSMS_CONNECTOR_NONE, .text = "in none of them" };
  GAsyncResult *results[40] = { NULL };
  guint n_done = 0;

  g_assert_true (journal_fixture_open (f));
  for (guint i = 0; i < 60; i++)
    journal_fixture_append (f, journal_events (i * 1000, 1000), TRUE);
  journal_fixture_hurry (f);
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (60000, 1), TRUE));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    csms_journal_read_events_async (f->journal, &query, NULL, 10, NULL, keep_result, &results[i]);
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (70000, 1), TRUE));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    n_done += results[i] != NULL;
  g_assert_cmpuint (n_done, <, G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      WAIT_FOR (results[i] != NULL);
      g_object_unref (results[i]);
    }
}

static void
assert_fails (GAsyncResult *result,
              GQuark        domain,
              int           code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (csms_journal_read_events_finish (result, &error));
  g_assert_error (error, domain, code);
}

static void
test_ends (JournalFixture *f,
           gconstpointer   data)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL, unopened = NULL, dropped = NULL, none = NULL;

  csms_journal_read_events_async (NULL, &query, NULL, 10, NULL, keep_result, &none);
  WAIT_FOR (none != NULL);
  assert_fails (none, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CLOSED);

  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 1000), TRUE));
  csms_journal_read_events_async (f->journal, &query, NULL, 10, cancellable, keep_result, &cancelled);
  g_cancellable_cancel (cancellable);
  WAIT_FOR (cancelled != NULL);
  assert_fails (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* It does not keep the journal, which ends it. */
  query.text = "in none of them";
  for (guint i = 0; i < 40; i++)
    csms_journal_read_events_async (f->journal, &query, NULL, 10, NULL, NULL, NULL);
  csms_journal_read_events_async (f->journal, &query, NULL, 10, NULL, keep_result, &dropped);
  g_clear_object (&f->journal);
  WAIT_FOR (dropped != NULL);
  assert_fails (dropped, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CLOSED);

  g_assert_true (journal_fixture_open (f));
  g_assert_true (journal_fixture_close (f));
  csms_journal_read_events_async (f->journal, &query, NULL, 10, NULL, keep_result, &unopened);
  WAIT_FOR (unopened != NULL);
  assert_fails (unopened, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CLOSED);
}

/* What is there can be read while nothing more can be written. */
static void
test_disk_full (JournalFixture *f,
                gconstpointer   data)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;
  g_autoptr (CsmsJournalOutline) outline = NULL;

  g_assert_true (journal_fixture_open (f));
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 100), TRUE));
  faulty_disk_break (FAULTY_DISK_FULL, 1, TRUE);
  journal_fixture_append (f, journal_events (100, 100), TRUE);
  WAIT_FOR (journal_fixture_is_broken (f));
  outline = read_outline (f, &query, NULL, 0);
  g_assert_cmpuint (outline->n_events, ==, 100);
  g_assert_cmpuint (outline->ticket, <, 2);
  faulty_disk_heal ();
  WAIT_FOR (csms_journal_get_working (f->journal));
  assert_count (f, &query, 200);
}

static void
test_in_memory (JournalFixture *f,
                gconstpointer   data)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;

  g_assert_true (journal_fixture_open_at (f, NULL));
  journal_fixture_append (f, journal_events (0, 100), TRUE);
  assert_count (f, &query, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  JOURNAL_TEST ("/journal/reading/pages", test_pages);
  JOURNAL_TEST ("/journal/reading/filters", test_filters);
  JOURNAL_TEST ("/journal/reading/outline", test_outline);
  JOURNAL_TEST ("/journal/reading/empty", test_empty);
  JOURNAL_TEST ("/journal/reading/beside-writing", test_beside_writing);
  JOURNAL_TEST ("/journal/reading/ends", test_ends);
  JOURNAL_TEST ("/journal/reading/disk-full", test_disk_full);
  JOURNAL_TEST ("/journal/reading/in-memory", test_in_memory);
  return g_test_run ();
}
