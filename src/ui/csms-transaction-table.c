/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-table.h"

#include "csms-calm-list.h"
#include "csms-column-order.h"
#include "csms-text-scale.h"
#include "csms-text.h"
#include "csms-transaction-cell.h"
#include "csms-transaction-columns.h"
#include "csms-while-seen.h"

#define FRAMES_TO_TOP 3
/* Until it is known */
#define USUAL_ROOM 1280

struct _CsmsTransactionTable
{
  AdwBin parent_instance;

  /* Template */
  GtkScrolledWindow *scrolled;
  GtkColumnView *table;
  GtkCustomSorter *sorter;
  GtkSortListModel *sort_model;
  GtkSingleSelection *selection;

  /* Borrowed: owned by the table */
  GtkColumnViewColumn *columns[CSMS_TRANSACTION_N_COLUMNS];

  /* Borrowed */
  CsmsFleet *fleet;

  /* Owned */
  CsmsCalmList *calm;
  GPtrArray *ticking;
  GPtrArray *stations;

  guint frames_to_top;
  int room;
  gboolean compact;
  gboolean hidden[CSMS_TRANSACTION_N_COLUMNS];
  CsmsTransactionColumn column;
  gboolean descending;
  gint64 clock_offset_ms;
};

enum
{
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsTransactionTable, csms_transaction_table, ADW_TYPE_BIN)

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  CsmsTransactionTable *self = user_data;
  int order = csms_transaction_compare ((CsmsTransaction *) a, (CsmsTransaction *) b, self->column, csms_text_now () + self->clock_offset_ms);

  return self->descending ? -order : order;
}

static gboolean
to_top_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CsmsTransactionTable *self = CSMS_TRANSACTION_TABLE (widget);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  self->frames_to_top--;
  return self->frames_to_top > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/*
 * GTK holds the first row it sees in place, and a new charge would arrive out of sight above it. It moves the view with the next
 * layout; a tick comes before that, so it takes the ticks of two more frames.
 */
static void
keep_top (CsmsTransactionTable *self)
{
  if (self->frames_to_top == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), to_top_cb, NULL, NULL);
  self->frames_to_top = FRAMES_TO_TOP;
}

static gboolean
is_seen_at_top (CsmsTransactionTable *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self->table)) &&
         gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled)) < 1;
}

static void
sorted_changed_cb (CsmsTransactionTable *self, guint position, guint removed, guint added)
{
  if (position == 0 && is_seen_at_top (self))
    keep_top (self);
}

static void
order_changed_cb (CsmsTransactionTable *self)
{
  int id;
  gboolean descending;

  csms_column_order_get (self->table, &id, &descending);
  self->column = id < 0 ? CSMS_TRANSACTION_STARTED : (CsmsTransactionColumn) id;
  self->descending = id < 0 ? TRUE : descending;
  /* The book has them so already; sorted once more, each charge that comes or goes would be as costly as all. */
  if (self->column == CSMS_TRANSACTION_STARTED && self->descending)
    gtk_sort_list_model_set_sorter (self->sort_model, NULL);
  else
    gtk_sort_list_model_set_sorter (self->sort_model, GTK_SORTER (self->sorter));
  gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
}

static void
activate_cb (CsmsTransactionTable *self, guint position)
{
  g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (transaction != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.show-station", "s", csms_transaction_get_station_id (transaction));
}

static void
selected_cb (CsmsTransactionTable *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

/* A column that is hidden lets go of its cells without a teardown that still knows them. */
static void
cell_destroyed_cb (CsmsTransactionTable *self, GtkWidget *cell)
{
  g_ptr_array_remove_fast (self->ticking, cell);
  g_ptr_array_remove_fast (self->stations, cell);
}

static void
setup_cb (CsmsTransactionTable *self, GtkListItem *item, GtkListItemFactory *factory)
{
  CsmsTransactionColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "csms-column"));
  CsmsTransactionCell *cell = csms_transaction_cell_new (column);

  gtk_list_item_set_child (item, GTK_WIDGET (cell));
  csms_transaction_cell_tick (cell, self->clock_offset_ms);
  csms_transaction_cell_set_compact (cell, self->compact);
  if (column == CSMS_TRANSACTION_STATION)
    g_ptr_array_add (self->stations, cell);
  else if (column == CSMS_TRANSACTION_DURATION || column == CSMS_TRANSACTION_STATUS)
    g_ptr_array_add (self->ticking, cell);
  else
    return;
  g_signal_connect_object (cell, "destroy", G_CALLBACK (cell_destroyed_cb), self, G_CONNECT_SWAPPED);
}

/* There is no letting go: GTK 4.8 does so with each row below a change, and binds it to the same transaction again. */
static void
bind_cb (CsmsTransactionTable *self, GtkListItem *item)
{
  csms_transaction_cell_bind (CSMS_TRANSACTION_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                              self->fleet);
}

static void
add_column (CsmsTransactionTable *self, CsmsTransactionColumn id)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), "csms-column", GINT_TO_POINTER (id));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  column = gtk_column_view_column_new (csms_transaction_columns_get_title (id, FALSE), g_steal_pointer (&factory));
  csms_column_order_add (column, id);
  gtk_column_view_append_column (self->table, column);
  csms_column_title_ellipsize (self->table, column);
  if (csms_transaction_columns_is_number (id))
    csms_column_title_align_end (self->table, column);
  self->columns[id] = column;
  g_object_unref (column);
}

static void
arrange (CsmsTransactionTable *self)
{
  CsmsTransactionColumns columns;
  int titles[CSMS_TRANSACTION_N_COLUMNS];

  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    titles[i] = csms_column_title_measure (self->table, self->columns[i]);
  csms_transaction_columns_arrange (self->room, csms_text_scale (GTK_WIDGET (self)), self->hidden, titles, &columns);
  csms_column_order_show (self->table, self->columns, columns.shown, CSMS_TRANSACTION_N_COLUMNS);
  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    {
      /* GTK 4.8 leaves room for a hidden column too where the text runs from right to left. */
      gtk_column_view_column_set_fixed_width (self->columns[i], columns.shown[i] ? columns.width[i] : 0);
      gtk_column_view_column_set_expand (self->columns[i], i == columns.last);
    }
  self->compact = columns.compact;
  gtk_column_view_column_set_title (self->columns[CSMS_TRANSACTION_ENERGY],
                                    csms_transaction_columns_get_title (CSMS_TRANSACTION_ENERGY, self->compact));
  for (guint i = 0; i < self->stations->len; i++)
    csms_transaction_cell_set_compact (g_ptr_array_index (self->stations, i), self->compact);
}

static void
csms_transaction_table_dispose (GObject *object)
{
  CsmsTransactionTable *self = CSMS_TRANSACTION_TABLE (object);

  /* A table that is taken apart loses its columns one by one, and tells of it. */
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->table), self);
  self->table = NULL;

  G_OBJECT_CLASS (csms_transaction_table_parent_class)->dispose (object);
}

static void
csms_transaction_table_finalize (GObject *object)
{
  CsmsTransactionTable *self = CSMS_TRANSACTION_TABLE (object);

  g_object_unref (self->calm);
  g_ptr_array_unref (self->ticking);
  g_ptr_array_unref (self->stations);

  G_OBJECT_CLASS (csms_transaction_table_parent_class)->finalize (object);
}

static void
csms_transaction_table_class_init (CsmsTransactionTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_transaction_table_dispose;
  object_class->finalize = csms_transaction_table_finalize;

  signals[SELECTED] = g_signal_new ("selected", CSMS_TYPE_TRANSACTION_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-transaction-table.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTable, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTable, table);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTable, sorter);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTable, sort_model);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTable, selection);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
csms_transaction_table_init (CsmsTransactionTable *self)
{
  self->ticking = g_ptr_array_new ();
  self->stations = g_ptr_array_new ();
  self->calm = csms_calm_list_new ();
  self->column = CSMS_TRANSACTION_STARTED;
  self->descending = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_sort_list_model_set_model (self->sort_model, G_LIST_MODEL (self->calm));
  gtk_custom_sorter_set_sort_func (self->sorter, compare_cb, self, NULL);
  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    add_column (self, (CsmsTransactionColumn) i);
  self->room = USUAL_ROOM;
  arrange (self);
  gtk_column_view_sort_by_column (self->table, self->columns[CSMS_TRANSACTION_STARTED], GTK_SORT_DESCENDING);
  order_changed_cb (self);
  csms_text_scale_notify (GTK_WIDGET (self), G_CALLBACK (arrange));
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed", G_CALLBACK (order_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sort_model, "items-changed", G_CALLBACK (sorted_changed_cb), self, G_CONNECT_SWAPPED);
}

void
csms_transaction_table_set_transactions (CsmsTransactionTable *self, GListModel *transactions, CsmsFleet *fleet)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_TABLE (self));
  g_return_if_fail (transactions == NULL || G_IS_LIST_MODEL (transactions));
  g_return_if_fail (fleet == NULL || CSMS_IS_FLEET (fleet));

  /* The view comes last: given a model that is sorted only later, it would begin scrolled to the middle. */
  csms_while_seen_show (GTK_WIDGET (self->table), NULL);
  self->fleet = fleet;
  csms_calm_list_set_source (self->calm, transactions);
  csms_while_seen_show (GTK_WIDGET (self->table), GTK_SELECTION_MODEL (self->selection));
}

void
csms_transaction_table_set_hidden (CsmsTransactionTable *self, const gboolean *hidden)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_TABLE (self));
  g_return_if_fail (hidden != NULL);

  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    self->hidden[i] = hidden[i];
  arrange (self);
}

CsmsTransaction *
csms_transaction_table_get_selected (CsmsTransactionTable *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTION_TABLE (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

void
csms_transaction_table_unselect (CsmsTransactionTable *self)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_TABLE (self));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
csms_transaction_table_set_room (CsmsTransactionTable *self, int width)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_TABLE (self));

  if (is_seen_at_top (self))
    keep_top (self);
  self->room = width;
  arrange (self);
}

void
csms_transaction_table_tick (CsmsTransactionTable *self, gint64 clock_offset_ms)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_TABLE (self));

  self->clock_offset_ms = clock_offset_ms;
  for (guint i = 0; i < self->ticking->len; i++)
    csms_transaction_cell_tick (g_ptr_array_index (self->ticking, i), clock_offset_ms);
  if (self->column >= CSMS_TRANSACTION_DURATION && self->column <= CSMS_TRANSACTION_STATUS)
    gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
}

void
csms_transaction_table_sort_by (CsmsTransactionTable *self, CsmsTransactionColumn column, gboolean descending)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_TABLE (self));
  g_return_if_fail (column < CSMS_TRANSACTION_N_COLUMNS);

  gtk_column_view_sort_by_column (self->table, self->columns[column], descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

GListModel *
csms_transaction_table_get_shown (CsmsTransactionTable *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTION_TABLE (self), NULL);

  return G_LIST_MODEL (self->sort_model);
}
