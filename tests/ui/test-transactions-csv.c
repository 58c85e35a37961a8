/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "csms-archive-private.h"
#include "csms-transaction-export.h"
#include "fleet-fixture.h"
#include "past-journal.h"
#include "ui-fixture.h"

/* 2026-11-26T21:26:40Z */
#define NOW G_GINT64_CONSTANT (1795728400000)

/* The transactions as a file for a spreadsheet, without a window. */

typedef struct {
  CsmsFleet *fleet;
  CsmsJournal *journal;
  CsmsArchive *archive;
  CsmsTransactionFilter filter;
  CsmsDays period;
  char *folder;
  GFile *file;
  GAsyncResult *result;
  GCancellable *cancellable;
  double fraction;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  GDate day;

  self->folder = g_dir_make_tmp ("csms-csv-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "out.csv", NULL);
  self->file = g_file_new_for_path (path);
  self->fleet = csms_fleet_new ();
  ui_add_stations (self->fleet, UI_ONE_STATION);
  self->archive = csms_archive_new ();
  self->journal = past_journal_new ();
  csms_archive_set_journal (self->archive, self->journal);
  self->cancellable = g_cancellable_new ();
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 26, G_DATE_NOVEMBER, 2026);
  csms_days_init_range (&self->period, &day, &day);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_file_delete (self->file, NULL, NULL);
  /* Not empty, were anything left beside the file. */
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_object_unref (self->file);
  g_object_unref (self->cancellable);
  g_object_unref (self->archive);
  g_object_unref (self->journal);
  g_object_unref (self->fleet);
  csms_transaction_filter_clear (&self->filter);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Fixture *) data)->result = g_object_ref (result);
}

static void
progress_cb (double fraction, guint64 n_bytes, gpointer data)
{
  Fixture *self = data;

  g_assert_cmpfloat (fraction, >=, self->fraction);
  self->fraction = fraction;
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->result != NULL;
}

static gboolean
export (Fixture *self, guint64 n, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  csms_transaction_export_async (self->archive, self->fleet, &self->period, &self->filter, 0, n, self->file, progress_cb,
                                 self->cancellable, done_cb, self);
  ui_wait (is_done, self);
  result = g_steal_pointer (&self->result);
  return csms_file_export_finish (result, NULL, error);
}

static char *
read_file (Fixture *self)
{
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_load_contents (self->file, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

#define TITLES \
  "station,station_name,connector,transaction,id_tag,start_time,stop_time,duration_s,energy_kwh,cost,status,stop_reason,remark\r\n"
#define FIRST \
  "fora072,Harbour Deck P2,1,1,TAG-A,2026-11-26T19:26:40.000+00:00,2026-11-26T20:26:40.000+00:00,3600,10,3.5,completed,Local,\r\n"

/* Names are the fleet's, numbers exact, foreign text harmless; what the fleet knows is newer than what is kept. */
static void
test_rows (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  CsmsTransactionRecord values = past_journal_charge ("fora072", "1", NOW - 7200000);

  past_journal_put (self->journal, &values);
  values = past_journal_charge ("gone", "2", NOW - 3600000);
  values.id_tag = (char *) "=1+1";
  values.cost = 0.00030000000000000003;
  values.energy_wh = 0;
  values.reason = (char *) "Say \"stop\", please";
  past_journal_put (self->journal, &values);
  values = past_journal_charge ("fora072", "3", NOW - 1800000);
  past_journal_put (self->journal, &values);
  values = past_journal_charge ("fora072", "other day", NOW - 86400000);
  past_journal_put (self->journal, &values);
  fixture_transactions (self->fleet, NOW, "[{'transactionId':3,'stationId':'fora072','connectorId':2,'idTag':'TAG-A',"
                        "'startTime':'2026-11-26T20:56:40.000Z','stopTime':'2026-11-26T21:00:00.000Z','totalKWh':12.345,'cost':4,"
                        "'reason':'Remote','status':'Completed'}]");
  g_assert_true (export (self, 3, &error));
  g_assert_no_error (error);
  text = read_file (self);
  g_assert_cmpstr (text, ==, TITLES FIRST
                   "gone,,1,2,'=1+1,2026-11-26T20:26:40.000+00:00,2026-11-26T21:26:40.000+00:00,3600,0,0.0003,completed,"
                   "\"Say \"\"stop\"\", please\",no_energy\r\n"
                   "fora072,Harbour Deck P2,2,3,TAG-A,2026-11-26T20:56:40.000+00:00,2026-11-26T21:00:00.000+00:00,200,12.345,4,completed,"
                   "Remote,\r\n");
  g_assert_cmpfloat (self->fraction, ==, 1);
}

/* What no journal has is written too, and what the filter hides is not. */
static void
test_without_journal (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  csms_archive_set_journal (self->archive, NULL);
  fixture_transactions (self->fleet, NOW, "[{'transactionId':1,'stationId':'fora072','connectorId':1,'idTag':'TAG-A',"
                        "'startTime':'2026-11-26T19:26:40.000Z','stopTime':'2026-11-26T20:26:40.000Z','totalKWh':10,'cost':3.5,"
                        "'reason':'Local','status':'Completed'},"
                        "{'transactionId':2,'stationId':'fora072','connectorId':1,'idTag':'TAG-B',"
                        "'startTime':'2026-11-26T20:30:00.000Z','stopTime':'2026-11-26T20:40:00.000Z','totalKWh':1}]");
  self->filter.id_tag = g_strdup ("tag-a");
  g_assert_true (export (self, 1, &error));
  g_assert_no_error (error);
  text = read_file (self);
  g_assert_cmpstr (text, ==, TITLES FIRST);
}

static void
test_many (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  past_journal_fill (self->journal, 3500, NOW);
  g_assert_true (export (self, 3500, &error));
  g_assert_no_error (error);
  text = read_file (self);
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 3500 + 1);
  g_assert_true (g_str_has_prefix (lines[1], "fora072,Harbour Deck P2,1,p0,"));
  g_assert_true (g_str_has_prefix (lines[3500], "fora072,Harbour Deck P2,1,p3499,"));
}

/* What was there before is still there, and nothing beside it. */
static void
test_stopped (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents (self->file, "before", 6, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  past_journal_fill (self->journal, 3500, NOW);
  g_cancellable_cancel (self->cancellable);
  g_assert_false (export (self, 3500, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  text = read_file (self);
  g_assert_cmpstr (text, ==, "before");
}

static void
test_name (void)
{
  const char *parts[] = { "transactions", "../st 1\nä", NULL, "2026-11-26" };
  g_autofree char *name = csms_transaction_export_make_name (parts, G_N_ELEMENTS (parts));

  g_assert_cmpstr (name, ==, "transactions-___st_1_a-2026-11-26.csv");
}

#define ADD(name, function) g_test_add ("/ui/transactions/csv/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  ADD ("rows", test_rows);
  ADD ("without-journal", test_without_journal);
  ADD ("many", test_many);
  ADD ("stopped", test_stopped);
  g_test_add_func ("/ui/transactions/csv/name", test_name);
  return g_test_run ();
}
