/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-banner.h"
#include "csms-ca-file-row.h"
#include "csms-connect-form.h"
#include "csms-connection-button.h"
#include "csms-event-details.h"
#include "csms-event-list.h"
#include "csms-event-row.h"
#include "csms-events-page.h"
#include "csms-transaction-cell.h"
#include "csms-transactions-page.h"
#include "ui-fixture.h"

#define EVENTS_KEPT 20000

typedef struct {
  CsmsServer *server;
  CsmsOperator *operator;
  CsmsFleet *fleet;
  GtkWidget *window;
} View;

/* A seat that is never started: its fleet is told what happens by the test. */
static void
view_open (View *self, GtkWidget *page)
{
  self->server = csms_server_new_passing ("ws://127.0.0.1:1/mobile-client", "key");
  self->operator = csms_operator_new (self->server);
  self->fleet = csms_operator_get_fleet (self->operator);
  ui_add_stations (self->fleet, UI_ONE_STATION);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), page);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
view_close (View *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  g_object_unref (self->operator);
  g_object_unref (self->server);
}

static void
push_status (CsmsFleet *fleet, CsmsEventOrigin origin, guint from, guint n)
{
  g_autoptr (GPtrArray) jsons = g_ptr_array_new_with_free_func (g_free);

  for (guint i = from; i < from + n; i++)
    g_ptr_array_add (jsons, g_strdup_printf ("{\"eventId\":\"evt-%" G_GINT64_FORMAT "-x\",\"event\":\"connector.status.changed\","
                                             "\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"fora072\",\"connectorId\":%u,"
                                             "\"status\":\"%s\",\"errorCode\":\"NoError\"}",
                                             G_GINT64_CONSTANT (1763892000000) + i, G_GINT64_CONSTANT (1763892000000) + i,
                                             i % 2 + 1, i % 4 < 2 ? "Preparing" : "Available"));
  g_ptr_array_add (jsons, NULL);
  ui_push (fleet, origin, (const char *const *) jsons->pdata);
}

static void
push_charge (CsmsFleet *fleet, int id, int connector, gint64 start_ms, double kwh)
{
  g_autofree char *start = g_strdup_printf ("{\"eventId\":\"evt-%" G_GINT64_FORMAT "-s\",\"event\":\"transaction.started\",\"ts\":%"
                                            G_GINT64_FORMAT ",\"stationId\":\"fora072\",\"connectorId\":%d,\"transactionId\":%d,"
                                            "\"idTag\":\"TAG%d\"}", start_ms, start_ms, connector, id, id);
  g_autofree char *stop = g_strdup_printf ("{\"eventId\":\"evt-%" G_GINT64_FORMAT "-p\",\"event\":\"transaction.stopped\",\"ts\":%"
                                           G_GINT64_FORMAT ",\"stationId\":\"fora072\",\"connectorId\":%d,\"transactionId\":%d,"
                                           "\"totalKWh\":%f,\"reason\":\"Local\"}", start_ms + 60000, start_ms + 60000, connector, id, kwh);

  ui_push (fleet, CSMS_EVENT_PUSHED, (const char *[]) { start, kwh >= 0 ? stop : NULL, NULL });
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static gboolean
shows_row (gpointer data)
{
  return ui_find (data, CSMS_TYPE_EVENT_ROW, NULL) != NULL;
}

static gboolean
shows_cell (gpointer data)
{
  return ui_find (data, CSMS_TYPE_TRANSACTION_CELL, NULL) != NULL;
}

static void
test_events (void)
{
  View view;
  CsmsEventsPage *page = g_object_new (CSMS_TYPE_EVENTS_PAGE, NULL);
  GListModel *shown = csms_events_page_get_shown (page);

  view_open (&view, GTK_WIDGET (page));
  csms_events_page_set_operator (page, view.operator);
  push_status (view.fleet, CSMS_EVENT_PUSHED, 0, 50);
  ui_wait (shows_row, page);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 50);

  csms_events_page_set_paused (page, TRUE);
  push_status (view.fleet, CSMS_EVENT_PUSHED, 50, 30);
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 50);
  csms_events_page_set_paused (page, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 80);
  view_close (&view);
}

static gboolean
shows_details (gpointer data)
{
  GtkWidget *details = ui_find (data, CSMS_TYPE_EVENT_DETAILS, NULL);

  return gtk_widget_get_mapped (details) && gtk_widget_get_mapped (ui_find (data, CSMS_TYPE_EVENT_LIST, NULL));
}

static gboolean
shows_details_alone (gpointer data)
{
  GtkWidget *details = ui_find (data, CSMS_TYPE_EVENT_DETAILS, NULL);

  return gtk_widget_get_mapped (details) && !gtk_widget_get_mapped (ui_find (data, CSMS_TYPE_EVENT_LIST, NULL)) &&
         gtk_widget_get_width (details) <= gtk_widget_get_width (data);
}

/* Details stand beside the list only where both have room. */
static void
test_events_details (void)
{
  View view;
  CsmsEventsPage *page = g_object_new (CSMS_TYPE_EVENTS_PAGE, NULL);
  GtkWidget *list = ui_find (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW, "Events");

  view_open (&view, GTK_WIDGET (page));
  csms_events_page_set_operator (page, view.operator);
  push_status (view.fleet, CSMS_EVENT_PUSHED, 0, 3);
  ui_wait (shows_row, page);
  /* The first row is the empty one that keeps new events in sight. */
  g_signal_emit_by_name (list, "activate", 1);
  ui_wait (shows_details, page);
  gtk_window_set_default_size (GTK_WINDOW (view.window), 800, 700);
  ui_wait (shows_details_alone, page);
  g_assert_true (csms_events_page_back (page));
  ui_wait (shows_row, page);
  g_assert_false (csms_events_page_back (page));
  view_close (&view);
}

static gboolean
has_forty (gpointer data)
{
  return g_list_model_get_n_items (data) == 40;
}

static void
test_events_filter (void)
{
  View view;
  CsmsEventsPage *page = g_object_new (CSMS_TYPE_EVENTS_PAGE, NULL);
  GListModel *shown = csms_events_page_get_shown (page);
  GtkWidget *entry = ui_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY, "Search events");

  view_open (&view, GTK_WIDGET (page));
  csms_events_page_set_operator (page, view.operator);
  push_status (view.fleet, CSMS_EVENT_PUSHED, 0, 80);
  gtk_editable_set_text (GTK_EDITABLE (entry), "fora072/1");
  ui_wait (has_forty, shown);
  gtk_editable_set_text (GTK_EDITABLE (entry), "prepar");
  ui_wait (has_forty, shown);
  /* Those that come now are filtered as well. */
  push_status (view.fleet, CSMS_EVENT_PUSHED, 80, 4);
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 42);
  view_close (&view);
}

static gboolean
has_all_kept (gpointer shown)
{
  return g_list_model_get_n_items (shown) == EVENTS_KEPT;
}

/* The list holds what the fleet keeps, and never more, while a burst runs past it; it may be a moment behind. */
static void
test_events_burst (void)
{
  View view;
  CsmsEventsPage *page = g_object_new (CSMS_TYPE_EVENTS_PAGE, NULL);
  GtkWidget *list = ui_find (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW, "Events");
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  view_open (&view, GTK_WIDGET (page));
  csms_events_page_set_operator (page, view.operator);
  ui_wait (is_mapped, page);
  for (guint i = 0; i < 30; i++)
    {
      push_status (view.fleet, CSMS_EVENT_PUSHED, i * 1000, 1000);
      ui_settle ();
      g_assert_cmpuint (g_list_model_get_n_items (csms_events_page_get_shown (page)), <=, EVENTS_KEPT);
    }
  ui_wait (shows_row, page);
  ui_wait (has_all_kept, csms_events_page_get_shown (page));
  /* New ones are seen: who stands at the top stays there. */
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, 1);
  view_close (&view);
}

static void
test_event_name (void)
{
  View view;
  CsmsEventsPage *page = g_object_new (CSMS_TYPE_EVENTS_PAGE, NULL);
  g_autoptr (CsmsEvent) event = NULL;
  g_autofree char *name = NULL;

  view_open (&view, GTK_WIDGET (page));
  push_status (view.fleet, CSMS_EVENT_RECOVERED, 0, 1);
  event = g_list_model_get_item (csms_fleet_get_events (view.fleet), 0);
  name = csms_event_row_make_name (event);
  g_assert_cmpstr (name, ==, "10:00:00.000, connector.status.changed, fora072/1, Preparing, no error, recovered");
  view_close (&view);
}

static const char *
shown_id (GListModel *model, guint position)
{
  g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (model, position);

  return csms_transaction_get_transaction_id (transaction);
}

static void
test_transactions (void)
{
  View view;
  CsmsTransactionsPage *page = g_object_new (CSMS_TYPE_TRANSACTIONS_PAGE, NULL);
  GListModel *shown = csms_transactions_page_get_shown (page);
  gint64 now_ms = g_get_real_time () / 1000;

  /* The fleet's own order: GTK complains when what it has sorted by changes meanwhile. */
  g_assert_null (gtk_sort_list_model_get_sorter (GTK_SORT_LIST_MODEL (shown)));
  view_open (&view, GTK_WIDGET (page));
  csms_transactions_page_set_operator (page, view.operator);
  push_charge (view.fleet, 1, 1, now_ms - 7200000, 30.5);
  push_charge (view.fleet, 2, 1, now_ms - 3600000, 10.25);
  push_charge (view.fleet, 3, 2, now_ms - 9000000, -1);
  ui_wait (is_mapped, page);
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 3);
  /* Under way first, then the newest. */
  g_assert_cmpstr (shown_id (shown, 0), ==, "3");
  g_assert_cmpstr (shown_id (shown, 1), ==, "2");

  csms_transactions_page_sort_by (page, CSMS_TRANSACTION_ENERGY, FALSE);
  g_assert_cmpstr (shown_id (shown, 2), ==, "1");
  csms_transactions_page_sort_by (page, CSMS_TRANSACTION_ENERGY, TRUE);
  g_assert_cmpstr (shown_id (shown, 0), ==, "1");
  g_assert_cmpstr (shown_id (shown, 1), ==, "2");
  csms_transactions_page_sort_by (page, CSMS_TRANSACTION_CONNECTOR, TRUE);
  g_assert_cmpstr (shown_id (shown, 0), ==, "3");
  csms_transactions_page_sort_by (page, CSMS_TRANSACTION_ID_TAG, FALSE);
  g_assert_cmpstr (shown_id (shown, 0), ==, "1");
  view_close (&view);
}

static gboolean
has_all_columns (gpointer data)
{
  return ui_cells_in_order (data, CSMS_TRANSACTION_N_COLUMNS);
}

static gboolean
has_few_columns (gpointer data)
{
  return ui_cells_in_order (data, 3);
}

/* Columns that had to go come back to where they were: keys and screen readers go by the order of the cells. */
static void
test_transactions_columns (void)
{
  View view;
  CsmsTransactionsPage *page = g_object_new (CSMS_TYPE_TRANSACTIONS_PAGE, NULL);
  GtkWidget *table = ui_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW, NULL);
  gint64 now_ms = g_get_real_time () / 1000;

  view_open (&view, GTK_WIDGET (page));
  csms_transactions_page_set_operator (page, view.operator);
  push_charge (view.fleet, 1, 1, now_ms - 7200000, 30.5);
  push_charge (view.fleet, 2, 1, now_ms - 3600000, 10.25);
  ui_wait (has_all_columns, table);
  gtk_window_set_default_size (GTK_WINDOW (view.window), 360, 700);
  ui_wait (has_few_columns, table);
  push_charge (view.fleet, 3, 2, now_ms - 1800000, 5);
  gtk_window_set_default_size (GTK_WINDOW (view.window), 1200, 700);
  ui_wait (has_all_columns, table);
  view_close (&view);
}

static gboolean
has_one (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static void
test_transactions_search (void)
{
  View view;
  CsmsTransactionsPage *page = g_object_new (CSMS_TYPE_TRANSACTIONS_PAGE, NULL);
  GListModel *shown = csms_transactions_page_get_shown (page);
  GtkWidget *entry = ui_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY, NULL);
  gint64 now_ms = g_get_real_time () / 1000;

  view_open (&view, GTK_WIDGET (page));
  csms_transactions_page_set_operator (page, view.operator);
  push_charge (view.fleet, 1, 1, now_ms - 7200000, 30.5);
  push_charge (view.fleet, 2, 1, now_ms - 3600000, 10.25);
  gtk_editable_set_text (GTK_EDITABLE (entry), "tag2");
  ui_wait (has_one, shown);
  g_assert_cmpstr (shown_id (shown, 0), ==, "2");
  view_close (&view);
}

/* Out of sight they make no rows, whatever comes in. */
static void
test_out_of_sight (void)
{
  View view;
  GtkStack *stack = GTK_STACK (gtk_stack_new ());
  CsmsTransactionsPage *transactions = g_object_new (CSMS_TYPE_TRANSACTIONS_PAGE, NULL);
  CsmsEventsPage *events = g_object_new (CSMS_TYPE_EVENTS_PAGE, NULL);
  gint64 now_ms = g_get_real_time () / 1000;

  gtk_stack_add_named (stack, gtk_label_new (NULL), "else");
  gtk_stack_add_named (stack, GTK_WIDGET (transactions), "transactions");
  gtk_stack_add_named (stack, GTK_WIDGET (events), "events");
  view_open (&view, GTK_WIDGET (stack));
  csms_transactions_page_set_operator (transactions, view.operator);
  csms_events_page_set_operator (events, view.operator);
  push_charge (view.fleet, 1, 1, now_ms - 7200000, 30.5);
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (csms_transactions_page_get_shown (transactions)), ==, 1);
  g_assert_null (ui_find (GTK_WIDGET (transactions), CSMS_TYPE_TRANSACTION_CELL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (csms_events_page_get_shown (events)), ==, 2);
  g_assert_null (ui_find (GTK_WIDGET (events), CSMS_TYPE_EVENT_ROW, NULL));

  gtk_stack_set_visible_child_name (stack, "transactions");
  ui_wait (shows_cell, transactions);
  gtk_stack_set_visible_child_name (stack, "events");
  ui_wait (shows_row, events);
  g_assert_null (ui_find (GTK_WIDGET (transactions), CSMS_TYPE_TRANSACTION_CELL, NULL));
  view_close (&view);
}

static void
assert_invalid (CsmsConnectForm *form, const char *address, const char *key)
{
  GtkWidget *entry = ui_find (GTK_WIDGET (form), ADW_TYPE_ENTRY_ROW, NULL);
  GtkWidget *password = ui_find (GTK_WIDGET (form), ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), address);
  gtk_editable_set_text (GTK_EDITABLE (password), key);
  g_assert_false (csms_connect_form_validate (form, NULL));
}

static void
test_connect_form (void)
{
  GtkWidget *window = gtk_window_new ();
  CsmsConnectForm *form = g_object_new (CSMS_TYPE_CONNECT_FORM, NULL);
  GtkWidget *entry = ui_find (GTK_WIDGET (form), ADW_TYPE_ENTRY_ROW, NULL);
  GtkWidget *password = ui_find (GTK_WIDGET (form), ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
  GtkWidget *ca_file = ui_find (GTK_WIDGET (form), CSMS_TYPE_CA_FILE_ROW, NULL);
  g_autofree char *url = NULL;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (form));
  g_assert_nonnull (ui_find (GTK_WIDGET (form), GTK_TYPE_TEXT, "Server address"));
  g_assert_nonnull (ui_find (GTK_WIDGET (form), GTK_TYPE_TEXT, "API key"));
  assert_invalid (form, "", "key");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  assert_invalid (form, "ftp://example.com", "key");
  assert_invalid (form, "ws://user:secret@10.0.0.1/mobile-client", "key");
  assert_invalid (form, "10.20.4.11:8081", "");
  g_assert_true (gtk_widget_has_css_class (password, "error"));

  gtk_editable_set_text (GTK_EDITABLE (password), "key");
  g_assert_false (gtk_widget_has_css_class (password, "error"));
  g_assert_true (csms_connect_form_validate (form, &url));
  g_assert_cmpstr (url, ==, "ws://10.20.4.11:8081/mobile-client");
  g_assert_false (gtk_widget_get_visible (ca_file));
  gtk_editable_set_text (GTK_EDITABLE (entry), "csms.example");
  g_assert_true (gtk_widget_get_visible (ca_file));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_connection_button (void)
{
  View view;
  CsmsConnectionButton *button = g_object_new (CSMS_TYPE_CONNECTION_BUTTON, NULL);
  GtkWidget *toggle;

  view_open (&view, GTK_WIDGET (button));
  csms_connection_button_set_operator (button, view.operator);
  toggle = ui_find (GTK_WIDGET (button), GTK_TYPE_TOGGLE_BUTTON, "Connection: Not connected");
  g_assert_nonnull (toggle);
  ui_wait (is_mapped, button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (ui_find (GTK_WIDGET (button), GTK_TYPE_MENU_BUTTON, NULL)));
  ui_settle ();
  g_assert_nonnull (ui_find (GTK_WIDGET (button), GTK_TYPE_LABEL, "ws://127.0.0.1:1/mobile-client"));
  g_assert_nonnull (ui_find (GTK_WIDGET (button), GTK_TYPE_BUTTON, "Reconnect now"));
  view_close (&view);
}

static void
test_banner_without_a_seat (void)
{
  CsmsBanner *banner = g_object_ref_sink (g_object_new (CSMS_TYPE_BANNER, NULL));

  g_assert_null (csms_banner_get_text (banner));
  csms_banner_set_operator (banner, NULL);
  g_assert_null (csms_banner_get_text (banner));
  g_object_unref (banner);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add_func ("/ui/events/live-and-paused", test_events);
  g_test_add_func ("/ui/events/details", test_events_details);
  g_test_add_func ("/ui/events/filter", test_events_filter);
  g_test_add_func ("/ui/events/burst", test_events_burst);
  g_test_add_func ("/ui/events/accessible-name", test_event_name);
  g_test_add_func ("/ui/transactions/order", test_transactions);
  g_test_add_func ("/ui/transactions/columns", test_transactions_columns);
  g_test_add_func ("/ui/transactions/search", test_transactions_search);
  g_test_add_func ("/ui/views/out-of-sight", test_out_of_sight);
  g_test_add_func ("/ui/connect-form/validation", test_connect_form);
  g_test_add_func ("/ui/connection-button/name-and-popover", test_connection_button);
  g_test_add_func ("/ui/banner/without-a-seat", test_banner_without_a_seat);
  return g_test_run ();
}
