/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transactions-page.h"

#include <glib/gi18n.h>

#include "csms-column-order.h"
#include "csms-narrow-bin.h"
#include "csms-text.h"
#include "csms-transaction-cell.h"
#include "csms-transaction-totals.h"

struct _CsmsTransactionsPage
{
  AdwBin parent_instance;

  /* Template */
  GtkSearchEntry *search;
  CsmsTransactionTotals *totals;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkColumnView *table;
  CsmsNarrowBin *narrow_bin;
  GtkCustomFilter *filter;
  GtkCustomSorter *sorter;
  GtkFilterListModel *filter_model;
  GtkSortListModel *sort_model;
  GtkSingleSelection *selection;

  /* Borrowed: owned by the table */
  GtkColumnViewColumn *columns[CSMS_TRANSACTION_N_COLUMNS];

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *signals;
  GPtrArray *ticking;
  char *needle;
  guint second_id;
  guint totals_id;
  guint to_top_id;
  gboolean to_top;

  CsmsTransactionColumn column;
  gboolean descending;
};

G_DEFINE_FINAL_TYPE (CsmsTransactionsPage, csms_transactions_page, ADW_TYPE_BIN)

/* Where there is little room, columns go in the order of @gives_way; 0 stays. */
static const struct {
  const char *title;
  int width;
  guint gives_way;
  gboolean number;
} column_looks[CSMS_TRANSACTION_N_COLUMNS] = {
  [CSMS_TRANSACTION_STATION] = { N_("Station"), 268, 0, FALSE },
  [CSMS_TRANSACTION_CONNECTOR] = { N_("Connector"), 92, 2, FALSE },
  [CSMS_TRANSACTION_ID_TAG] = { N_("ID tag"), 170, 3, FALSE },
  [CSMS_TRANSACTION_STARTED] = { N_("Started"), 142, 6, FALSE },
  [CSMS_TRANSACTION_DURATION] = { N_("Duration"), 100, 5, TRUE },
  [CSMS_TRANSACTION_ENERGY] = { N_("Energy (kWh)"), 116, 0, TRUE },
  [CSMS_TRANSACTION_COST] = { N_("Cost"), 84, 4, TRUE },
  [CSMS_TRANSACTION_STATUS] = { N_("Status"), 150, 0, FALSE },
  [CSMS_TRANSACTION_REASON] = { N_("Stop reason"), 138, 1, FALSE },
};

/* What the station's column can live with. */
#define STATION_MIN_WIDTH 90
#define STATION_GOOD_WIDTH 200

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  CsmsTransactionsPage *self = user_data;

  return self->needle == NULL || csms_transaction_matches (item, self->needle);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  CsmsTransactionsPage *self = user_data;
  int order = csms_transaction_compare ((CsmsTransaction *) a, (CsmsTransaction *) b, self->column, csms_text_now ());

  return self->descending ? -order : order;
}

static void
show_state (CsmsTransactionsPage *self)
{
  const CsmsSeatStatus *status = self->operator != NULL ? csms_operator_get_status (self->operator) : NULL;
  gboolean known = g_list_model_get_n_items (G_LIST_MODEL (self->filter_model)) > 0;
  const char *page = "loading";

  if (known)
    page = "table";
  else if (self->needle != NULL)
    page = "no-match";
  else if (status == NULL || status->ever_live || status->state == CSMS_SEAT_OFFLINE || status->state == CSMS_SEAT_KEY_REFUSED ||
           status->state == CSMS_SEAT_STOPPED)
    page = "empty";
  gtk_stack_set_visible_child_name (self->stack, page);
  if (status != NULL && status->state == CSMS_SEAT_LIVE)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
}

static gboolean
totals_cb (gpointer user_data)
{
  CsmsTransactionsPage *self = user_data;

  self->totals_id = 0;
  csms_transaction_totals_update (self->totals, G_LIST_MODEL (self->filter_model));
  show_state (self);
  return G_SOURCE_REMOVE;
}

static gboolean
to_top_cb (gpointer user_data)
{
  CsmsTransactionsPage *self = user_data;

  self->to_top_id = 0;
  self->to_top = FALSE;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  return G_SOURCE_REMOVE;
}

/* After the next layout, which a table that is out of sight does not get before it is shown. */
static void
schedule_to_top (CsmsTransactionsPage *self)
{
  if (self->to_top && self->to_top_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->to_top_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, to_top_cb, self, NULL);
}

/* GTK holds the first row it sees in place, and a new charge would arrive out of sight above it. */
static void
sorted_changed_cb (CsmsTransactionsPage *self, guint position, guint removed, guint added)
{
  if (position != 0 || gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled)) >= 1)
    return;
  self->to_top = TRUE;
  schedule_to_top (self);
}

static void
items_changed_cb (CsmsTransactionsPage *self)
{
  if (self->totals_id == 0)
    self->totals_id = g_idle_add (totals_cb, self);
}

/* One timer for the whole table, while it is on screen: what is under way lasts longer, and may belong elsewhere by now. */
static gboolean
second_cb (gpointer user_data)
{
  CsmsTransactionsPage *self = user_data;

  for (guint i = 0; i < self->ticking->len; i++)
    csms_transaction_cell_tick (g_ptr_array_index (self->ticking, i));
  if (self->column >= CSMS_TRANSACTION_DURATION && self->column <= CSMS_TRANSACTION_STATUS)
    gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
  csms_transaction_totals_update (self->totals, G_LIST_MODEL (self->filter_model));
  return G_SOURCE_CONTINUE;
}

static void
order_changed_cb (CsmsTransactionsPage *self)
{
  int id;
  gboolean descending;

  csms_column_order_get (self->table, &id, &descending);
  self->column = id < 0 ? CSMS_TRANSACTION_STARTED : (CsmsTransactionColumn) id;
  self->descending = id < 0 ? TRUE : descending;
  gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
}

static void
search_changed_cb (CsmsTransactionsPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  g_free (self->needle);
  self->needle = *stripped != '\0' ? csms_search_fold (stripped) : NULL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  items_changed_cb (self);
}

static void
stop_search_cb (CsmsTransactionsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
activate_cb (CsmsTransactionsPage *self, guint position)
{
  g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (transaction != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.show-station", "s", csms_transaction_get_station_id (transaction));
}

/* A column that is hidden lets go of its cells without a teardown that still knows them. */
static void
cell_destroyed_cb (CsmsTransactionsPage *self, GtkWidget *cell)
{
  g_ptr_array_remove_fast (self->ticking, cell);
}

static void
setup_cb (CsmsTransactionsPage *self, GtkListItem *item, GtkListItemFactory *factory)
{
  CsmsTransactionColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "csms-column"));
  CsmsTransactionCell *cell = csms_transaction_cell_new (column);

  gtk_list_item_set_child (item, GTK_WIDGET (cell));
  if (column != CSMS_TRANSACTION_DURATION && column != CSMS_TRANSACTION_STATUS)
    return;
  g_ptr_array_add (self->ticking, cell);
  g_signal_connect_object (cell, "destroy", G_CALLBACK (cell_destroyed_cb), self, G_CONNECT_SWAPPED);
}

static void
bind_cb (CsmsTransactionsPage *self, GtkListItem *item)
{
  csms_transaction_cell_bind (CSMS_TRANSACTION_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                              self->operator != NULL ? csms_operator_get_fleet (self->operator) : NULL);
}

static void
unbind_cb (CsmsTransactionsPage *self, GtkListItem *item)
{
  csms_transaction_cell_bind (CSMS_TRANSACTION_CELL (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
add_column (CsmsTransactionsPage *self, CsmsTransactionColumn id)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), "csms-column", GINT_TO_POINTER (id));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  column = gtk_column_view_column_new (_(column_looks[id].title), g_steal_pointer (&factory));
  gtk_column_view_column_set_fixed_width (column, column_looks[id].width);
  if (id == CSMS_TRANSACTION_REASON)
    gtk_column_view_column_set_expand (column, TRUE);
  csms_column_order_add (column, id);
  gtk_column_view_append_column (self->table, column);
  if (column_looks[id].number)
    csms_column_title_align_end (self->table, column);
  self->columns[id] = column;
  g_object_unref (column);
}

static void
arrange (CsmsTransactionsPage *self)
{
  int room = csms_narrow_bin_get_room (self->narrow_bin);
  gboolean shown[CSMS_TRANSACTION_N_COLUMNS];
  int wanted = STATION_GOOD_WIDTH;

  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    {
      shown[i] = TRUE;
      wanted += i != CSMS_TRANSACTION_STATION ? column_looks[i].width : 0;
    }
  for (guint turn = 1; turn <= CSMS_TRANSACTION_N_COLUMNS && wanted > room; turn++)
    for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
      if (column_looks[i].gives_way == turn)
        {
          shown[i] = FALSE;
          wanted -= column_looks[i].width;
        }
  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    gtk_column_view_column_set_visible (self->columns[i], shown[i]);
  wanted = room - wanted + STATION_GOOD_WIDTH;
  gtk_column_view_column_set_fixed_width (self->columns[CSMS_TRANSACTION_STATION],
                                          CLAMP (wanted, STATION_MIN_WIDTH, column_looks[CSMS_TRANSACTION_STATION].width));
  gtk_widget_set_halign (GTK_WIDGET (self->search), csms_narrow_bin_get_narrow (self->narrow_bin) ? GTK_ALIGN_FILL : GTK_ALIGN_START);
}

static void
csms_transactions_page_map (GtkWidget *widget)
{
  CsmsTransactionsPage *self = CSMS_TRANSACTIONS_PAGE (widget);

  GTK_WIDGET_CLASS (csms_transactions_page_parent_class)->map (widget);

  self->second_id = g_timeout_add_seconds (1, second_cb, self);
  csms_transaction_totals_update (self->totals, G_LIST_MODEL (self->filter_model));
  schedule_to_top (self);
}

static void
csms_transactions_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&CSMS_TRANSACTIONS_PAGE (widget)->second_id, g_source_remove);

  GTK_WIDGET_CLASS (csms_transactions_page_parent_class)->unmap (widget);
}

static void
csms_transactions_page_dispose (GObject *object)
{
  CsmsTransactionsPage *self = CSMS_TRANSACTIONS_PAGE (object);

  /* A table that is taken apart loses its columns one by one, and tells of it. */
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->table), self);
  self->table = NULL;
  g_clear_handle_id (&self->totals_id, g_source_remove);
  g_clear_handle_id (&self->second_id, g_source_remove);
  g_clear_handle_id (&self->to_top_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_transactions_page_parent_class)->dispose (object);
}

static void
csms_transactions_page_finalize (GObject *object)
{
  CsmsTransactionsPage *self = CSMS_TRANSACTIONS_PAGE (object);

  g_ptr_array_unref (self->ticking);
  g_free (self->needle);

  G_OBJECT_CLASS (csms_transactions_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-transactions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, search);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, totals);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, table);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, narrow_bin);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, sorter);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, filter_model);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, sort_model);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
}

static void
csms_transactions_page_class_init (CsmsTransactionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_transactions_page_dispose;
  object_class->finalize = csms_transactions_page_finalize;
  widget_class->map = csms_transactions_page_map;
  widget_class->unmap = csms_transactions_page_unmap;

  g_type_ensure (CSMS_TYPE_TRANSACTION_TOTALS);
  g_type_ensure (CSMS_TYPE_NARROW_BIN);
  bind_template (widget_class);
}

static void
csms_transactions_page_init (CsmsTransactionsPage *self)
{
  self->ticking = g_ptr_array_new ();
  self->column = CSMS_TRANSACTION_STARTED;
  self->descending = TRUE;
  self->signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->signals, "status-changed", G_CALLBACK (show_state), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, matches_cb, self, NULL);
  gtk_custom_sorter_set_sort_func (self->sorter, compare_cb, self, NULL);
  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    add_column (self, (CsmsTransactionColumn) i);
  gtk_column_view_sort_by_column (self->table, self->columns[CSMS_TRANSACTION_STARTED], GTK_SORT_DESCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed", G_CALLBACK (order_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sort_model, "items-changed", G_CALLBACK (sorted_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter_model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

void
csms_transactions_page_set_operator (CsmsTransactionsPage *self, CsmsOperator *operator)
{
  GListModel *transactions = NULL;

  g_return_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  if (!g_set_object (&self->operator, operator))
    return;
  g_signal_group_set_target (self->signals, operator);
  if (operator != NULL)
    transactions = csms_fleet_get_transactions (csms_operator_get_fleet (operator));
  /* The view comes last: given a model that is sorted only later, it would begin scrolled to the middle. */
  gtk_column_view_set_model (self->table, NULL);
  gtk_filter_list_model_set_model (self->filter_model, transactions);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
  csms_transaction_totals_update (self->totals, G_LIST_MODEL (self->filter_model));
  show_state (self);
}

void
csms_transactions_page_focus_search (CsmsTransactionsPage *self)
{
  g_return_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
csms_transactions_page_sort_by (CsmsTransactionsPage *self, guint column, gboolean descending)
{
  g_return_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self));
  g_return_if_fail (column < CSMS_TRANSACTION_N_COLUMNS);

  gtk_column_view_sort_by_column (self->table, self->columns[column], descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

GListModel *
csms_transactions_page_get_shown (CsmsTransactionsPage *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self), NULL);

  return G_LIST_MODEL (self->sort_model);
}
