/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-row.h"
#include "csms-events-page.h"
#include "csms-transaction-cell.h"
#include "csms-transactions-page.h"
#include "csms-while-seen.h"
#include "ui-fixture.h"

#define N_ROWS 200
#define SCROLLED_TO 300.0

/* A list on one page of two. */
typedef struct {
  GtkWidget *window;
  GtkStack *stack;
  GtkWidget *list;
  GtkStringList *strings;
  double from_end;
} List;

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
add_at_top (List *self, guint n)
{
  for (guint i = 0; i < n; i++)
    gtk_string_list_splice (self->strings, 0, 0, (const char *[]) { "row", NULL });
}

static void
list_open (List *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GtkNoSelection) model = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->strings = gtk_string_list_new (NULL);
  add_at_top (self, N_ROWS);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->strings)));
  self->list = gtk_list_view_new (NULL, factory);
  csms_while_seen_show (self->list, GTK_SELECTION_MODEL (model));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, gtk_label_new (NULL), "else");
  gtk_stack_add_named (self->stack, scrolled, "list");
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 400, 400);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->stack));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
list_close (List *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  g_object_unref (self->strings);
}

static GtkAdjustment *
get_adjustment (List *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
}

static double
get_from_end (List *self)
{
  return gtk_adjustment_get_upper (get_adjustment (self)) - gtk_adjustment_get_value (get_adjustment (self));
}

static gboolean
has_rows (gpointer data)
{
  List *self = data;

  return gtk_adjustment_get_upper (get_adjustment (self)) > gtk_adjustment_get_page_size (get_adjustment (self)) + SCROLLED_TO;
}

static gboolean
stands_there (gpointer data)
{
  return has_rows (data) && ABS (get_from_end (data) - ((List *) data)->from_end) < 1;
}

static gboolean
stands_at_top (gpointer data)
{
  return has_rows (data) && gtk_adjustment_get_value (get_adjustment (data)) < 1;
}

static gboolean
is_out_of_sight (gpointer data)
{
  return !gtk_widget_get_mapped (((List *) data)->list);
}

static void
hide (List *self)
{
  gtk_stack_set_visible_child_name (self->stack, "else");
  ui_wait (is_out_of_sight, self);
  g_assert_null (ui_find (self->list, GTK_TYPE_LABEL, NULL));
}

static void
test_rows (void)
{
  List list;

  list_open (&list);
  ui_settle ();
  g_assert_null (ui_find (list.list, GTK_TYPE_LABEL, NULL));
  gtk_stack_set_visible_child_name (list.stack, "list");
  ui_wait (stands_at_top, &list);
  g_assert_nonnull (ui_find (list.list, GTK_TYPE_LABEL, "row"));
  hide (&list);
  list_close (&list);
}

static void
test_place (void)
{
  List list;

  list_open (&list);
  gtk_stack_set_visible_child_name (list.stack, "list");
  ui_wait (has_rows, &list);
  gtk_adjustment_set_value (get_adjustment (&list), SCROLLED_TO);
  ui_settle ();
  list.from_end = get_from_end (&list);

  for (guint i = 0; i < 3; i++)
    {
      hide (&list);
      add_at_top (&list, i * 10);
      gtk_stack_set_visible_child_name (list.stack, "list");
      ui_wait (stands_there, &list);
    }
  list_close (&list);
}

static void
test_top (void)
{
  List list;

  list_open (&list);
  gtk_stack_set_visible_child_name (list.stack, "list");
  ui_wait (stands_at_top, &list);
  hide (&list);
  add_at_top (&list, 10);
  gtk_stack_set_visible_child_name (list.stack, "list");
  ui_wait (stands_at_top, &list);
  list_close (&list);
}

#define STARTED \
  "{\"eventId\":\"evt-1763892000000-s\",\"event\":\"transaction.started\",\"ts\":1763892000000," \
  "\"stationId\":\"fora072\",\"connectorId\":1,\"transactionId\":1763892000,\"idTag\":\"TAG\"}"

static gboolean
shows_cell (gpointer page)
{
  return ui_find (page, CSMS_TYPE_TRANSACTION_CELL, NULL) != NULL;
}

static gboolean
shows_event (gpointer page)
{
  return ui_find (page, CSMS_TYPE_EVENT_ROW, NULL) != NULL;
}

/* The pages of the window that are not seen make no rows of what comes in. */
static void
test_pages (void)
{
  g_autoptr (CsmsServer) server = csms_server_new_passing ("ws://127.0.0.1:1/mobile-client", "key");
  g_autoptr (CsmsOperator) operator = csms_operator_new (server);
  CsmsFleet *fleet = csms_operator_get_fleet (operator);
  CsmsTransactionsPage *transactions = g_object_new (CSMS_TYPE_TRANSACTIONS_PAGE, NULL);
  CsmsEventsPage *events = g_object_new (CSMS_TYPE_EVENTS_PAGE, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkStack *stack = GTK_STACK (gtk_stack_new ());

  gtk_stack_add_named (stack, gtk_label_new (NULL), "else");
  gtk_stack_add_named (stack, GTK_WIDGET (transactions), "transactions");
  gtk_stack_add_named (stack, GTK_WIDGET (events), "events");
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (stack));
  gtk_window_present (GTK_WINDOW (window));
  csms_transactions_page_set_operator (transactions, operator);
  csms_events_page_set_operator (events, operator);
  ui_add_stations (fleet, UI_ONE_STATION);
  ui_push (fleet, CSMS_EVENT_PUSHED, (const char *[]) { STARTED, NULL });
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (csms_transactions_page_get_shown (transactions)), ==, 1);
  g_assert_false (shows_cell (transactions));
  g_assert_cmpuint (g_list_model_get_n_items (csms_events_page_get_shown (events)), ==, 1);
  g_assert_false (shows_event (events));

  gtk_stack_set_visible_child_name (stack, "transactions");
  ui_wait (shows_cell, transactions);
  gtk_stack_set_visible_child_name (stack, "events");
  ui_wait (shows_event, events);
  g_assert_false (shows_cell (transactions));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add_func ("/ui/while-seen/rows", test_rows);
  g_test_add_func ("/ui/while-seen/place", test_place);
  g_test_add_func ("/ui/while-seen/top", test_top);
  g_test_add_func ("/ui/while-seen/pages", test_pages);
  return g_test_run ();
}
