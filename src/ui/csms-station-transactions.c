/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-transactions.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "csms-column-order.h"
#include "csms-transaction-cell.h"

struct _CsmsStationTransactions
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkStack *stack;
  GtkColumnView *column_view;

  /* Owned */
  CsmsOperator *operator;
  CsmsStation *station;
  GtkFilter *filter;
  GtkFilterListModel *model;
  GPtrArray *cells;            /* borrowed CsmsTransactionCell: those that show how long a charge has lasted */
};

enum
{
  PROP_SUMMARY = 1,
  N_PROPS
};

static const struct {
  CsmsTransactionColumn column;
  const char *title;
  gboolean at_end;
  gboolean expand;
} columns[] = {
  { CSMS_TRANSACTION_STARTED, N_("Started"), FALSE, TRUE },
  { CSMS_TRANSACTION_CONNECTOR, N_("Connector"), FALSE, FALSE },
  { CSMS_TRANSACTION_ID_TAG, N_("ID tag"), FALSE, TRUE },
  { CSMS_TRANSACTION_DURATION, N_("Duration"), TRUE, FALSE },
  { CSMS_TRANSACTION_ENERGY, N_("Energy (kWh)"), TRUE, FALSE },
  { CSMS_TRANSACTION_COST, N_("Cost"), TRUE, FALSE },
  { CSMS_TRANSACTION_STATUS, N_("Status"), FALSE, TRUE },
  { CSMS_TRANSACTION_REASON, N_("Stop reason"), FALSE, TRUE },
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsStationTransactions, csms_station_transactions, GTK_TYPE_WIDGET)

static gboolean
matches (gpointer item, gpointer user_data)
{
  CsmsStationTransactions *self = user_data;

  return self->station != NULL &&
         g_strcmp0 (csms_transaction_get_station_id (item), csms_station_get_id (self->station)) == 0;
}

static void
items_changed_cb (CsmsStationTransactions *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "table" : "empty");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
setup_cb (CsmsStationTransactions *self, GtkListItem *item, GtkListItemFactory *factory)
{
  CsmsTransactionColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));

  gtk_list_item_set_child (item, GTK_WIDGET (csms_transaction_cell_new (column)));
}

static void
bind_cb (CsmsStationTransactions *self, GtkListItem *item, GtkListItemFactory *factory)
{
  CsmsTransactionCell *cell = CSMS_TRANSACTION_CELL (gtk_list_item_get_child (item));

  csms_transaction_cell_bind (cell, gtk_list_item_get_item (item), csms_operator_get_fleet (self->operator));
  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column")) == CSMS_TRANSACTION_DURATION)
    g_ptr_array_add (self->cells, cell);
}

static void
unbind_cb (CsmsStationTransactions *self, GtkListItem *item)
{
  CsmsTransactionCell *cell = CSMS_TRANSACTION_CELL (gtk_list_item_get_child (item));

  g_ptr_array_remove_fast (self->cells, cell);
  csms_transaction_cell_bind (cell, NULL, NULL);
}

static void
add_columns (CsmsStationTransactions *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (columns[i].column));
      g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
      column = gtk_column_view_column_new (_(columns[i].title), factory);
      gtk_column_view_column_set_expand (column, columns[i].expand);
      gtk_column_view_append_column (self->column_view, column);
      if (columns[i].at_end)
        csms_column_title_align_end (self->column_view, column);
    }
}

static char *
make_summary (CsmsStationTransactions *self)
{
  guint n = csms_station_transactions_get_n_items (self);

  return n > 0 ? g_strdup_printf (ngettext ("%u charge known", "%u charges known", n), n) : g_strdup (_("None known"));
}

static void
csms_station_transactions_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SUMMARY:
      g_value_take_string (value, make_summary (CSMS_STATION_TRANSACTIONS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_station_transactions_dispose (GObject *object)
{
  CsmsStationTransactions *self = CSMS_STATION_TRANSACTIONS (object);

  if (self->column_view != NULL)
    gtk_column_view_set_model (self->column_view, NULL);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->filter);
  g_clear_object (&self->station);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_station_transactions_parent_class)->dispose (object);
}

static void
csms_station_transactions_finalize (GObject *object)
{
  g_ptr_array_unref (CSMS_STATION_TRANSACTIONS (object)->cells);

  G_OBJECT_CLASS (csms_station_transactions_parent_class)->finalize (object);
}

static void
csms_station_transactions_class_init (CsmsStationTransactionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_station_transactions_get_property;
  object_class->dispose = csms_station_transactions_dispose;
  object_class->finalize = csms_station_transactions_finalize;

  properties[PROP_SUMMARY] =
    g_param_spec_string ("summary", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-station-transactions.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTransactions, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTransactions, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTransactions, column_view);
}

static void
csms_station_transactions_init (CsmsStationTransactions *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_columns (self);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->model = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (selection));
}

void
csms_station_transactions_set_station (CsmsStationTransactions *self, CsmsOperator *operator, CsmsStation *station)
{
  g_return_if_fail (CSMS_IS_STATION_TRANSACTIONS (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  if (self->station == station && self->operator == operator)
    return;
  /* Cells let go of the old fleet before it can go. */
  gtk_filter_list_model_set_model (self->model, NULL);
  g_set_object (&self->operator, operator);
  g_set_object (&self->station, station);
  if (operator != NULL)
    gtk_filter_list_model_set_model (self->model, csms_fleet_get_transactions (csms_operator_get_fleet (operator)));
  items_changed_cb (self);
}

void
csms_station_transactions_tick (CsmsStationTransactions *self)
{
  gint64 offset_ms;

  g_return_if_fail (CSMS_IS_STATION_TRANSACTIONS (self));

  offset_ms = self->operator != NULL ? csms_operator_get_clock_offset_ms (self->operator) : 0;
  for (guint i = 0; i < self->cells->len; i++)
    csms_transaction_cell_tick (g_ptr_array_index (self->cells, i), offset_ms);
}

guint
csms_station_transactions_get_n_items (CsmsStationTransactions *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_TRANSACTIONS (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}
