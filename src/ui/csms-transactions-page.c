/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transactions-page.h"

#include "csms-narrow-bin.h"
#include "csms-spinner.h"
#include "csms-transaction-table.h"
#include "csms-transaction-totals.h"

#define TOTALS_INTERVAL_MS 250

struct _CsmsTransactionsPage
{
  AdwBin parent_instance;

  /* Template */
  GtkSearchEntry *search;
  CsmsTransactionTotals *totals;
  GtkStack *stack;
  CsmsTransactionTable *table;
  CsmsNarrowBin *narrow_bin;

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *signals;
  guint second_id;
  guint totals_id;

  gboolean any;
};

G_DEFINE_FINAL_TYPE (CsmsTransactionsPage, csms_transactions_page, ADW_TYPE_BIN)

static void
set_stale (GtkWidget *widget, gboolean stale)
{
  if (stale)
    gtk_widget_add_css_class (widget, "stale");
  else
    gtk_widget_remove_css_class (widget, "stale");
}

static void
show_state (CsmsTransactionsPage *self)
{
  const CsmsSeatStatus *status = self->operator != NULL ? csms_operator_get_status (self->operator) : NULL;
  gboolean known = g_list_model_get_n_items (csms_transaction_table_get_shown (self->table)) > 0;
  const char *page = "loading";

  if (known)
    page = "table";
  else if (csms_transaction_table_get_filtered (self->table))
    page = "no-match";
  else if (status == NULL || status->ever_live || status->state == CSMS_SEAT_OFFLINE || status->state == CSMS_SEAT_KEY_REFUSED ||
           status->state == CSMS_SEAT_STOPPED)
    page = "empty";
  gtk_stack_set_visible_child_name (self->stack, page);
  set_stale (GTK_WIDGET (self->totals), status == NULL || status->state != CSMS_SEAT_LIVE);
  set_stale (GTK_WIDGET (self->stack), status == NULL || status->state != CSMS_SEAT_LIVE);
}

static gboolean
totals_cb (gpointer user_data)
{
  CsmsTransactionsPage *self = user_data;

  self->totals_id = 0;
  csms_transaction_totals_update (self->totals, csms_transaction_table_get_shown (self->table));
  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (CsmsTransactionsPage *self)
{
  guint n = g_list_model_get_n_items (csms_transaction_table_get_shown (self->table));

  if ((n > 0) != self->any)
    show_state (self);
  self->any = n > 0;
  /* They are for people: adding all up for each charge of a large fleet would leave time for little else. */
  if (self->totals_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->totals_id = g_timeout_add (TOTALS_INTERVAL_MS, totals_cb, self);
}

/* One timer for the whole page, while it is on screen. */
static gboolean
second_cb (gpointer user_data)
{
  CsmsTransactionsPage *self = user_data;

  csms_transaction_table_tick (self->table);
  csms_transaction_totals_update (self->totals, csms_transaction_table_get_shown (self->table));
  return G_SOURCE_CONTINUE;
}

static void
search_changed_cb (CsmsTransactionsPage *self)
{
  csms_transaction_table_set_search (self->table, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  csms_transaction_totals_update (self->totals, csms_transaction_table_get_shown (self->table));
  show_state (self);
}

static void
stop_search_cb (CsmsTransactionsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
arrange (CsmsTransactionsPage *self)
{
  gboolean narrow = csms_narrow_bin_get_narrow (self->narrow_bin);

  csms_transaction_table_set_room (self->table, csms_narrow_bin_get_room (self->narrow_bin));
  gtk_widget_set_halign (GTK_WIDGET (self->search), narrow ? GTK_ALIGN_FILL : GTK_ALIGN_START);
}

static void
csms_transactions_page_map (GtkWidget *widget)
{
  CsmsTransactionsPage *self = CSMS_TRANSACTIONS_PAGE (widget);

  GTK_WIDGET_CLASS (csms_transactions_page_parent_class)->map (widget);

  self->second_id = g_timeout_add_seconds (1, second_cb, self);
  csms_transaction_totals_update (self->totals, csms_transaction_table_get_shown (self->table));
}

static void
csms_transactions_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&CSMS_TRANSACTIONS_PAGE (widget)->second_id, g_source_remove);
  g_clear_handle_id (&CSMS_TRANSACTIONS_PAGE (widget)->totals_id, g_source_remove);

  GTK_WIDGET_CLASS (csms_transactions_page_parent_class)->unmap (widget);
}

static void
csms_transactions_page_dispose (GObject *object)
{
  CsmsTransactionsPage *self = CSMS_TRANSACTIONS_PAGE (object);

  /* The table is emptied as it goes, and would tell of it. */
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (csms_transaction_table_get_shown (self->table), self);
  self->table = NULL;
  g_clear_handle_id (&self->totals_id, g_source_remove);
  g_clear_handle_id (&self->second_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_transactions_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-transactions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, search);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, totals);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, table);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, narrow_bin);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
}

static void
csms_transactions_page_class_init (CsmsTransactionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_transactions_page_dispose;
  widget_class->map = csms_transactions_page_map;
  widget_class->unmap = csms_transactions_page_unmap;

  g_type_ensure (CSMS_TYPE_SPINNER);
  g_type_ensure (CSMS_TYPE_TRANSACTION_TOTALS);
  g_type_ensure (CSMS_TYPE_NARROW_BIN);
  g_type_ensure (CSMS_TYPE_TRANSACTION_TABLE);
  bind_template (widget_class);
}

static void
csms_transactions_page_init (CsmsTransactionsPage *self)
{
  self->signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->signals, "status-changed", G_CALLBACK (show_state), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (csms_transaction_table_get_shown (self->table), "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
csms_transactions_page_set_operator (CsmsTransactionsPage *self, CsmsOperator *operator)
{
  g_autoptr (CsmsOperator) old = NULL;

  g_return_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  if (self->operator == operator)
    return;
  /* The table lets go of the old fleet before that goes. */
  old = g_steal_pointer (&self->operator);
  self->operator = operator != NULL ? g_object_ref (operator) : NULL;
  g_signal_group_set_target (self->signals, operator);
  csms_transaction_table_set_fleet (self->table, operator != NULL ? csms_operator_get_fleet (operator) : NULL);
  csms_transaction_totals_update (self->totals, csms_transaction_table_get_shown (self->table));
  show_state (self);
}

void
csms_transactions_page_focus_search (CsmsTransactionsPage *self)
{
  g_return_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
csms_transactions_page_search (CsmsTransactionsPage *self, const char *text)
{
  g_return_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self));
  g_return_if_fail (text != NULL);

  csms_transactions_page_focus_search (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
}

void
csms_transactions_page_sort_by (CsmsTransactionsPage *self, guint column, gboolean descending)
{
  g_return_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self));
  g_return_if_fail (column < CSMS_TRANSACTION_N_COLUMNS);

  csms_transaction_table_sort_by (self->table, (CsmsTransactionColumn) column, descending);
}

GListModel *
csms_transactions_page_get_shown (CsmsTransactionsPage *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self), NULL);

  return csms_transaction_table_get_shown (self->table);
}
