/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "csms-archive-private.h"
#include "csms-choice-button.h"
#include "csms-metric.h"
#include "csms-settings.h"
#include "csms-text.h"
#include "csms-transaction-details.h"
#include "csms-transaction-facts.h"
#include "csms-transactions-page.h"
#include "fake-operator.h"
#include "fleet-fixture.h"
#include "past-journal.h"
#include "ui-fixture.h"

#define HOUR (3600 * G_GINT64_CONSTANT (1000))
#define MANY 20000
#define LAST 19999

/* The page over a seat without a server, with a journal of the past. */

typedef struct {
  GSettings *settings;
  CsmsJournal *journal;
  CsmsOperator *operator;
  CsmsFleet *fleet;
  CsmsTransactionsPage *page;
  GtkWidget *window;
  gint64 now_ms;
  CsmsDays yesterday;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->settings = csms_settings_new (&error);
  g_assert_no_error (error);
  g_settings_reset (self->settings, "hidden-transaction-columns");
  self->now_ms = g_get_real_time () / 1000;
  csms_days_init (&self->yesterday, CSMS_PERIOD_YESTERDAY, self->now_ms);
  self->operator = fake_operator_new ();
  self->fleet = csms_operator_get_fleet (self->operator);
  ui_add_stations (self->fleet, UI_ONE_STATION);
  self->journal = past_journal_new ();
  self->page = g_object_new (CSMS_TYPE_TRANSACTIONS_PAGE, NULL);
  csms_transactions_page_set_settings (self->page, self->settings);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer page = self->page;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  g_assert_null (page);
  csms_archive_set_journal (csms_operator_get_archive (self->operator), NULL);
  g_object_unref (self->operator);
  g_object_unref (self->journal);
  g_object_unref (self->settings);
}

/* Gives the page its seat, which is live and has its journal. */
static void
sit_down (Fixture *self)
{
  csms_archive_set_journal (csms_operator_get_archive (self->operator), self->journal);
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  csms_transactions_page_set_operator (self->page, self->operator);
}

static void
put (Fixture *self, const char *station, const char *id, const char *id_tag, gint64 start_ms)
{
  CsmsTransactionRecord values = past_journal_charge (station, id, start_ms);

  values.id_tag = (char *) id_tag;
  past_journal_put (self->journal, &values);
}

/* The first of the totals, which says how many there are: a value that is waited for. */
typedef struct {
  GtkWidget *metric;
  const char *value;
} Total;

static gboolean
has_value (gpointer data)
{
  Total *total = data;

  return g_str_equal (csms_metric_get_value (CSMS_METRIC (total->metric)), total->value);
}

static GtkWidget *
find_metric (GtkWidget *widget, const char *caption)
{
  if (CSMS_IS_METRIC (widget))
    {
      g_autofree char *text = NULL;

      g_object_get (widget, "caption", &text, NULL);
      return g_str_equal (text, caption) ? widget : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_metric (child, caption);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
await_total (Fixture *self, const char *caption, const char *value)
{
  Total total = { find_metric (GTK_WIDGET (self->page), caption), value };

  g_assert_nonnull (total.metric);
  ui_wait (has_value, &total);
}

static void
choose_period (Fixture *self, const char *label)
{
  GtkWidget *button = ui_find (GTK_WIDGET (self->page), GTK_TYPE_TOGGLE_BUTTON, label);

  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

/* What was yesterday's energy? One click. */
static void
test_yesterday (Fixture *self, gconstpointer data)
{
  put (self, "fora072", "1", "TAG-A", self->yesterday.from_ms);
  put (self, "fora072", "2", "TAG-A", self->yesterday.to_ms - 1);
  put (self, "fora072", "3", "TAG-A", self->yesterday.to_ms);
  put (self, "fora072", "4", "TAG-A", self->yesterday.from_ms - 1);
  sit_down (self);
  await_total (self, "Transactions", "4");
  choose_period (self, "Yesterday");
  await_total (self, "Transactions", "2");
  await_total (self, "Energy", "20.00");
  await_total (self, "Cost", "7.00");
  await_total (self, "Charging time", "2 h 0 min");
  await_total (self, "Abnormal", "0");
  choose_period (self, "Today");
  await_total (self, "Transactions", "1");
  choose_period (self, "30 days");
  await_total (self, "Transactions", "4");
}

/* The journal opens later than the page, and is read then. */
static void
test_opens_later (Fixture *self, gconstpointer data)
{
  put (self, "fora072", "1", "TAG-A", self->yesterday.from_ms);
  csms_transactions_page_set_operator (self->page, self->operator);
  await_total (self, "Transactions", "0");
  csms_archive_set_journal (csms_operator_get_archive (self->operator), self->journal);
  await_total (self, "Transactions", "1");
}

static void
choose (Fixture *self, const char *all_label, const char *value)
{
  GtkWidget *label = ui_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL, all_label);
  GtkWidget *button = gtk_widget_get_ancestor (label, CSMS_TYPE_CHOICE_BUTTON);
  g_autoptr (CsmsChoice) choice = csms_choice_new (value, value, NULL);

  g_assert_nonnull (button);
  csms_choice_button_choose (CSMS_CHOICE_BUTTON (button), choice);
}

static void
test_filters (Fixture *self, gconstpointer data)
{
  put (self, "fora072", "1", "TAG-A", self->yesterday.from_ms);
  put (self, "fora072", "2", "TAG-B", self->yesterday.from_ms + HOUR);
  put (self, "fora073", "3", "tag-b", self->yesterday.from_ms + 2 * HOUR);
  sit_down (self);
  await_total (self, "Transactions", "3");
  choose (self, "All ID tags", "TAG-B");
  await_total (self, "Transactions", "2");
  choose (self, "All stations", "fora073");
  await_total (self, "Transactions", "1");
  csms_transactions_page_search (self->page, "nothing has this");
  await_total (self, "Transactions", "0");
  g_signal_emit_by_name (ui_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, "Show all of this period"), "clicked");
  await_total (self, "Transactions", "3");
  g_assert_nonnull (ui_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL, "All stations"));
}

/* A charge that ends while one looks: there at once, and counted once. */
static void
test_ends (Fixture *self, gconstpointer data)
{
  GListModel *shown = csms_transactions_page_get_shown (self->page);
  g_autoptr (CsmsTransaction) transaction = NULL;

  put (self, "fora072", "1", "TAG-A", self->yesterday.from_ms);
  fixture_push (self->fleet, self->now_ms, "{'eventId':'evt-%" G_GINT64_FORMAT "-s','event':'transaction.started','ts':%" G_GINT64_FORMAT
                ",'stationId':'fora072','connectorId':1,'transactionId':2,'idTag':'TAG-A'}", self->now_ms, self->now_ms);
  sit_down (self);
  await_total (self, "Transactions", "2");
  transaction = g_list_model_get_item (shown, 0);
  g_assert_true (csms_transaction_get_live (transaction));
  fixture_push (self->fleet, self->now_ms, "{'eventId':'evt-%" G_GINT64_FORMAT "-p','event':'transaction.stopped','ts':%" G_GINT64_FORMAT
                ",'stationId':'fora072','connectorId':1,'transactionId':2,'totalKWh':5,'cost':1,'reason':'Remote'}",
                self->now_ms + 60000, self->now_ms + 60000);
  await_total (self, "Energy", "15.00");
  await_total (self, "Transactions", "2");
}

/* How long a charge has lasted is a matter of the clock that told when it began, not of ours. */
static void
test_other_clock (Fixture *self, gconstpointer data)
{
  fixture_push (self->fleet, self->now_ms, "{'eventId':'evt-%" G_GINT64_FORMAT "-s','event':'transaction.started','ts':%" G_GINT64_FORMAT
                ",'stationId':'fora072','connectorId':1,'transactionId':2,'idTag':'TAG-A'}", self->now_ms, self->now_ms);
  fake_operator_set_clock_offset_ms (self->operator, 25 * HOUR + HOUR / 120);
  sit_down (self);
  await_total (self, "Charging time", "25 h 0 min");
  await_total (self, "Abnormal", "1");
  fake_operator_set_clock_offset_ms (self->operator, -HOUR);
  await_total (self, "Charging time", "0 h 0 min");
  await_total (self, "Abnormal", "0");
}

static gboolean
has_columns (gpointer data)
{
  Fixture *self = data;

  return ui_cells_in_order (ui_find (GTK_WIDGET (self->page), GTK_TYPE_COLUMN_VIEW, NULL), CSMS_TRANSACTION_N_COLUMNS - 2);
}

/* What is hidden stays so in the next window. */
static void
test_columns (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) kept = NULL;

  put (self, "fora072", "1", "TAG-A", self->yesterday.from_ms);
  sit_down (self);
  await_total (self, "Transactions", "1");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), "columns.cost", NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), "columns.id-tag", NULL));
  ui_wait (has_columns, self);
  kept = g_settings_get_strv (self->settings, "hidden-transaction-columns");
  g_assert_cmpuint (g_strv_length (kept), ==, 2);
  g_assert_cmpstr (kept[0], ==, "id-tag");
  g_assert_cmpstr (kept[1], ==, "cost");
}

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_visible (data);
}

/* What a tooltip says is there for those without a mouse. */
static void
test_details (Fixture *self, gconstpointer data)
{
  GtkWidget *details = ui_find (GTK_WIDGET (self->page), CSMS_TYPE_TRANSACTION_DETAILS, NULL);
  GtkWidget *table = ui_find (GTK_WIDGET (self->page), GTK_TYPE_COLUMN_VIEW, NULL);

  put (self, "fora072", "1", "TAG-A", self->yesterday.from_ms);
  sit_down (self);
  await_total (self, "Transactions", "1");
  g_assert_false (gtk_widget_get_visible (details));
  gtk_selection_model_select_item (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)), 0, TRUE);
  ui_wait (is_shown, details);
  g_assert_nonnull (ui_find (details, GTK_TYPE_LABEL, "fora072/1, transaction 1"));
  g_assert_true (csms_transactions_page_back (self->page));
  g_assert_false (gtk_widget_get_visible (details));
  g_assert_false (csms_transactions_page_back (self->page));
}

static gboolean
is_written (gpointer data)
{
  return g_file_query_exists (data, NULL);
}

static void
test_export (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("csms-page-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  put (self, "fora072", "1", "TAG-A", self->yesterday.from_ms);
  put (self, "fora072", "2", "TAG-A", self->yesterday.from_ms - 1);
  sit_down (self);
  choose_period (self, "Yesterday");
  await_total (self, "Transactions", "1");
  csms_transactions_page_export_to (self->page, file);
  ui_wait (is_written, file);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[1], "fora072,Harbour Deck P2,1,1,TAG-A,"));
  ui_settle ();
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gboolean
has_all (gpointer data)
{
  return g_list_model_get_n_items (data) == MANY;
}

/* All are counted, and the list begins with the newest. */
static void
test_many (Fixture *self, gconstpointer data)
{
  GListModel *shown = csms_transactions_page_get_shown (self->page);
  g_autoptr (CsmsTransaction) first = NULL;
  g_autoptr (CsmsTransaction) last = NULL;
  g_autofree char *number = csms_text_number (MANY, 0);
  g_autofree char *energy = csms_text_number (MANY * 10, 2);

  past_journal_fill (self->journal, MANY, self->now_ms - HOUR);
  sit_down (self);
  await_total (self, "Transactions", number);
  await_total (self, "Energy", energy);
  ui_wait (has_all, shown);
  first = g_list_model_get_item (shown, 0);
  last = g_list_model_get_item (shown, MANY - 1);
  g_assert_cmpstr (csms_transaction_get_transaction_id (first), ==, "p" G_STRINGIFY (LAST));
  g_assert_cmpstr (csms_transaction_get_transaction_id (last), ==, "p0");
}

#define ADD(name, function) g_test_add ("/ui/transactions/page/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  ADD ("yesterday", test_yesterday);
  ADD ("opens-later", test_opens_later);
  ADD ("filters", test_filters);
  ADD ("ends", test_ends);
  ADD ("other-clock", test_other_clock);
  ADD ("columns", test_columns);
  ADD ("details", test_details);
  ADD ("export", test_export);
  ADD ("many", test_many);
  return g_test_run ();
}
