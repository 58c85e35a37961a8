/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "csms-archive-private.h"
#include "csms-transaction-choices.h"
#include "csms-transaction-facts.h"
#include "csms-transaction-reader.h"
#include "csms-choice.h"
#include "fleet-fixture.h"
#include "past-journal.h"
#include "ui-fixture.h"

#define HOUR (3600 * G_GINT64_CONSTANT (1000))
#define DAY (24 * HOUR)
#define KEPT_BY_FLEET 5000

/* What is of a period, without a window. */

typedef struct {
  CsmsFleet *fleet;
  CsmsTransactionBook *book;
  CsmsTransactionFilter filter;
  CsmsDays period;
  gint64 now_ms;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->now_ms = g_get_real_time () / 1000;
  self->fleet = csms_fleet_new ();
  ui_add_stations (self->fleet, UI_ONE_STATION);
  self->book = csms_transaction_book_new (CSMS_TRANSACTION_BOOK_MAX);
  csms_days_init (&self->period, CSMS_PERIOD_WEEK, self->now_ms);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  csms_transaction_filter_clear (&self->filter);
  g_object_unref (self->book);
  g_object_unref (self->fleet);
}

static void
open_book (Fixture *self)
{
  csms_transaction_book_open (self->book, self->fleet, &self->period, &self->filter, FALSE);
}

static void
begin (Fixture *self, int connector_id, const char *id, gint64 start_ms)
{
  fixture_push (self->fleet, self->now_ms,
                "{'eventId':'evt-%" G_GINT64_FORMAT "-s%s','event':'transaction.started','ts':%" G_GINT64_FORMAT ",'stationId':'fora072',"
                "'connectorId':%d,'transactionId':'%s','idTag':'TAG-A'}", start_ms, id, start_ms, connector_id, id);
}

static void
stop (Fixture *self, int connector_id, const char *id, gint64 stop_ms)
{
  fixture_push (self->fleet, self->now_ms,
                "{'eventId':'evt-%" G_GINT64_FORMAT "-p%s','event':'transaction.stopped','ts':%" G_GINT64_FORMAT ",'stationId':'fora072',"
                "'connectorId':%d,'transactionId':'%s','totalKWh':7,'cost':2,'reason':'Remote'}", stop_ms, id, stop_ms, connector_id, id);
}

/* @values: one charge of the journal */
static void
add_past (Fixture *self, const CsmsTransactionRecord *values)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);

  g_ptr_array_add (records, csms_transaction_record_new_copy (values));
  csms_transaction_book_add (self->book, records);
}

static char *
list_ids (Fixture *self)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->book)); i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (G_LIST_MODEL (self->book), i);

      g_string_append_printf (ids, i > 0 ? " %s" : "%s", csms_transaction_get_transaction_id (transaction));
    }
  return g_string_free (ids, FALSE);
}

static void
assert_ids (Fixture *self, const char *expected)
{
  g_autofree char *ids = list_ids (self);

  g_assert_cmpstr (ids, ==, expected);
}

/* Each once, whoever has it; of another station the same id is another charge. */
static void
test_merged (Fixture *self, gconstpointer data)
{
  CsmsTransactionRecord known = past_journal_charge ("fora072", "over", self->now_ms - 5 * HOUR);
  CsmsTransactionRecord other = past_journal_charge ("fora073", "over", self->now_ms - 6 * HOUR);
  CsmsTransactionRecord newer = past_journal_charge ("fora072", "between", self->now_ms - 2 * HOUR);
  g_autoptr (CsmsTransaction) over = NULL;

  begin (self, 1, "over", self->now_ms - 3 * HOUR);
  stop (self, 1, "over", self->now_ms - HOUR);
  begin (self, 1, "live", self->now_ms - 8 * HOUR);
  open_book (self);
  assert_ids (self, "live over");
  add_past (self, &known);
  add_past (self, &other);
  add_past (self, &newer);
  add_past (self, &newer);
  assert_ids (self, "live between over over");
  over = g_list_model_get_item (G_LIST_MODEL (self->book), 2);
  g_assert_cmpfloat (csms_transaction_get_energy_wh (over), ==, 7000);
}

static void
test_of_the_period (Fixture *self, gconstpointer data)
{
  csms_days_init (&self->period, CSMS_PERIOD_YESTERDAY, self->now_ms);
  begin (self, 1, "today", self->now_ms);
  begin (self, 2, "old", self->period.from_ms - DAY);
  open_book (self);
  assert_ids (self, "");
  /* One under way is of now, whenever it began. */
  csms_days_init (&self->period, CSMS_PERIOD_TODAY, self->now_ms);
  open_book (self);
  assert_ids (self, "today old");
}

/* It goes to its place among the others in one step, and is not lost though the day it began is not shown. */
static void
test_stops (Fixture *self, gconstpointer data)
{
  g_autoptr (Mirror) mirror = NULL;
  guint n_before;

  csms_days_init (&self->period, CSMS_PERIOD_TODAY, self->now_ms);
  begin (self, 1, "long", self->period.from_ms - DAY);
  begin (self, 2, "short", self->now_ms);
  open_book (self);
  mirror = mirror_new (G_LIST_MODEL (self->book));
  n_before = mirror_get_emissions (mirror);
  stop (self, 2, "short", self->now_ms + 1000);
  assert_ids (self, "long short");
  g_assert_cmpuint (mirror_get_emissions (mirror), ==, n_before + 1);
  stop (self, 1, "long", self->now_ms + 2000);
  assert_ids (self, "short long");
  begin (self, 1, "next", self->now_ms + 3000);
  assert_ids (self, "next short long");
  mirror_check (mirror);
}

/* The fleet keeps the newest few thousand; the period has them all. */
static void
test_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("[");

  fixture_transactions (self->fleet, self->now_ms, "[{'transactionId':'first','stationId':'fora072','connectorId':1,'startTime':%" G_GINT64_FORMAT
                        ",'stopTime':%" G_GINT64_FORMAT ",'totalKWh':1}]", self->now_ms - HOUR, self->now_ms - HOUR + 1);
  open_book (self);
  for (int i = 0; i < KEPT_BY_FLEET; i++)
    g_string_append_printf (json, "%s{'transactionId':%d,'stationId':'fora072','connectorId':1,'startTime':%" G_GINT64_FORMAT
                            ",'stopTime':%" G_GINT64_FORMAT ",'totalKWh':1}", i > 0 ? "," : "", i, self->now_ms - HOUR + 10 + i, self->now_ms);
  g_string_append_c (json, ']');
  fixture_transactions (self->fleet, self->now_ms, "%s", json->str);
  g_assert_cmpuint (g_list_model_get_n_items (csms_fleet_get_transactions (self->fleet)), ==, KEPT_BY_FLEET);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, KEPT_BY_FLEET + 1);
}

/* What there is no room for is added up all the same, as far as it is asked for. */
static void
test_bounded (Fixture *self, gconstpointer data)
{
  g_autoptr (CsmsTransactionBook) small = csms_transaction_book_new (10);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);
  CsmsTransactionSums sums;

  for (int i = 0; i < 25; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", i);
      CsmsTransactionRecord values = past_journal_charge ("fora072", id, self->now_ms - i * HOUR);

      values.id_tag = (char *) (i % 5 == 0 ? "tag-b" : "TAG-A");
      g_ptr_array_add (records, csms_transaction_record_new_copy (&values));
    }
  csms_transaction_book_open (small, self->fleet, &self->period, &self->filter, FALSE);
  csms_transaction_book_add (small, records);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (small)), ==, 10);
  g_assert_true (csms_transaction_book_get_partial (small));
  g_assert_cmpuint (csms_transaction_book_get_n_unlisted (small), ==, 15);
  csms_transaction_book_add_up (small, self->now_ms, &sums);
  g_assert_cmpuint (sums.n, ==, 25);
  g_assert_cmpfloat (sums.energy_wh, ==, 250000);
  g_assert_cmpfloat (sums.cost, ==, 25 * 3.5);
  g_assert_cmpint (sums.time_ms, ==, 25 * HOUR);

  self->filter.id_tag = g_strdup ("TAG-B");
  csms_transaction_book_open (small, self->fleet, &self->period, &self->filter, TRUE);
  csms_transaction_book_add (small, records);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (small)), ==, 5);
  g_assert_cmpuint (csms_transaction_book_get_n_unlisted (small), ==, 0);
}

/* What does not match comes back with the filter, and when it changes so that it does. */
static void
test_filtered (Fixture *self, gconstpointer data)
{
  CsmsTransactionRecord past = past_journal_charge ("fora072", "past", self->now_ms - 2 * HOUR);
  g_autoptr (Mirror) mirror = mirror_new (G_LIST_MODEL (self->book));

  begin (self, 1, "live", self->now_ms - HOUR);
  begin (self, 2, "other", self->now_ms - HOUR + 1);
  open_book (self);
  add_past (self, &past);
  csms_transaction_filter_set_text (&self->filter, "ReMote");
  csms_transaction_book_set_filter (self->book, &self->filter);
  assert_ids (self, "");
  stop (self, 1, "live", self->now_ms);
  assert_ids (self, "live");
  csms_transaction_filter_set_text (&self->filter, "local");
  csms_transaction_book_set_filter (self->book, &self->filter);
  assert_ids (self, "past");
  csms_transaction_filter_clear (&self->filter);
  csms_transaction_book_set_filter (self->book, &self->filter);
  assert_ids (self, "other live past");
  mirror_check (mirror);
}

static CsmsTransactionAnomaly
judge (Fixture *self, const CsmsTransactionRecord *values)
{
  g_autoptr (CsmsTransaction) transaction = csms_transaction_new_past (values, NULL);

  return csms_transaction_get_anomaly (transaction, self->now_ms);
}

static void
test_abnormal (Fixture *self, gconstpointer data)
{
  CsmsTransactionRecord values = past_journal_charge ("fora072", "1", self->now_ms - 50 * HOUR);

  g_assert_cmpint (judge (self, &values), ==, CSMS_TRANSACTION_NORMAL);
  values.energy_wh = 0;
  g_assert_cmpint (judge (self, &values), ==, CSMS_TRANSACTION_NO_ENERGY);
  values.energy_wh = -1;
  g_assert_cmpint (judge (self, &values), ==, CSMS_TRANSACTION_REGISTER_FELL);
  values.energy_wh = 5;
  values.stop_time_ms = values.start_time_ms + 24 * HOUR;
  g_assert_cmpint (judge (self, &values), ==, CSMS_TRANSACTION_NORMAL);
  values.stop_time_ms++;
  g_assert_cmpint (judge (self, &values), ==, CSMS_TRANSACTION_OVER_A_DAY);
  /* A stop before the start is a clock that was set, and no long charge. */
  values.stop_time_ms = values.start_time_ms - 30 * HOUR;
  g_assert_cmpint (judge (self, &values), ==, CSMS_TRANSACTION_NORMAL);
  values.stop_time_ms = 0;
  g_assert_cmpint (judge (self, &values), ==, CSMS_TRANSACTION_NORMAL);
  values.status = NULL;
  g_assert_cmpint (judge (self, &values), ==, CSMS_TRANSACTION_NO_STOP);
}

static gboolean
has_read (gpointer data)
{
  return !csms_transaction_reader_get_reading (data);
}

/* In pages, all of the period and nothing else; a period that is given up leaves nothing behind. */
static void
test_read (Fixture *self, gconstpointer data)
{
  g_autoptr (CsmsJournal) journal = past_journal_new ();
  g_autoptr (CsmsArchive) archive = csms_archive_new ();
  g_autoptr (CsmsTransactionReader) reader = csms_transaction_reader_new (self->book);
  CsmsTransactionRecord old;

  past_journal_fill (journal, 2500, self->period.from_ms + DAY);
  old = past_journal_charge ("fora072", "old", self->period.from_ms - 1);
  past_journal_put (journal, &old);
  csms_archive_set_journal (archive, journal);
  open_book (self);
  csms_transaction_reader_read (reader, archive, &self->period);
  ui_wait (has_read, reader);
  g_assert_null (csms_transaction_reader_get_problem (reader));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, 2500);

  csms_transaction_reader_read (reader, archive, &self->period);
  csms_days_init (&self->period, CSMS_PERIOD_TODAY, self->now_ms);
  open_book (self);
  csms_transaction_reader_read (reader, archive, &self->period);
  ui_wait (has_read, reader);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, 0);

  /* A journal that is not there is a reason to be told. */
  csms_archive_set_journal (archive, NULL);
  csms_transaction_reader_read (reader, archive, &self->period);
  ui_wait (has_read, reader);
  g_assert_nonnull (csms_transaction_reader_get_problem (reader));
}

static void
test_choices (Fixture *self, gconstpointer data)
{
  CsmsTransactionRecord first = past_journal_charge ("fora072", "1", self->now_ms);
  CsmsTransactionRecord second = past_journal_charge ("fora072", "2", self->now_ms);
  CsmsTransactionRecord third = past_journal_charge ("fora072", "3", self->now_ms);
  g_autoptr (GPtrArray) stations = csms_transaction_choices_stations (self->fleet);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) tags = NULL;

  open_book (self);
  second.id_tag = (char *) "tag-a";
  third.id_tag = (char *) "A-TAG";
  add_past (self, &first);
  add_past (self, &second);
  add_past (self, &third);
  all = csms_transaction_book_list_all (self->book);
  tags = csms_transaction_choices_id_tags (all);
  g_assert_cmpuint (tags->len, ==, 2);
  g_assert_cmpstr (csms_choice_get_title (g_ptr_array_index (tags, 0)), ==, "A-TAG");
  g_assert_cmpuint (stations->len, ==, 1);
  g_assert_cmpstr (csms_choice_get_value (g_ptr_array_index (stations, 0)), ==, "fora072");
  g_assert_cmpstr (csms_choice_get_detail (g_ptr_array_index (stations, 0)), ==, "Harbour Deck P2");
}

#define ADD(name, function) g_test_add ("/ui/transactions/book/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  ADD ("merged", test_merged);
  ADD ("of-the-period", test_of_the_period);
  ADD ("stops", test_stops);
  ADD ("stays", test_stays);
  ADD ("bounded", test_bounded);
  ADD ("filtered", test_filtered);
  ADD ("abnormal", test_abnormal);
  ADD ("read", test_read);
  ADD ("choices", test_choices);
  return g_test_run ();
}
