/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transactions-page-private.h"

#include "csms-names.h"
#include "csms-spinner.h"
#include "csms-text-scale.h"
#include "csms-transaction-choices.h"

/* The periods and all the filters beside them */
#define ONE_LINE_WIDTH 1180

G_DEFINE_FINAL_TYPE (CsmsTransactionsPage, csms_transactions_page, ADW_TYPE_BIN)

static void
search_changed_cb (CsmsTransactionsPage *self)
{
  if (csms_transaction_filter_set_text (&self->filter, gtk_editable_get_text (GTK_EDITABLE (self->search))))
    csms_transactions_page_apply_filter (self);
}

static void
choice_changed_cb (CsmsTransactionsPage *self)
{
  g_free (self->filter.station_id);
  self->filter.station_id = g_strdup (csms_choice_button_get_value (self->stations));
  g_free (self->filter.id_tag);
  self->filter.id_tag = g_strdup (csms_choice_button_get_value (self->id_tags));
  csms_transactions_page_apply_filter (self);
}

static void
stop_search_cb (CsmsTransactionsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
show_all_cb (CsmsTransactionsPage *self)
{
  stop_search_cb (self);
  csms_choice_button_choose (self->stations, NULL);
  csms_choice_button_choose (self->id_tags, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
show_more_cb (CsmsTransactionsPage *self)
{
  /* The button is about to go, and the focus with it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  csms_period_bar_choose (self->periods, CSMS_PERIOD_MONTH);
}

static GPtrArray *
list_stations (gpointer data)
{
  CsmsTransactionsPage *self = data;

  if (self->operator == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  return csms_transaction_choices_stations (csms_operator_get_fleet (self->operator));
}

static GPtrArray *
list_id_tags (gpointer data)
{
  g_autoptr (GPtrArray) all = csms_transaction_book_list_all (((CsmsTransactionsPage *) data)->book);

  return csms_transaction_choices_id_tags (all);
}

static void
selected_cb (CsmsTransactionsPage *self)
{
  csms_transaction_details_set_transaction (self->details, csms_transaction_table_get_selected (self->table),
                                            self->operator != NULL ? csms_operator_get_clock_offset_ms (self->operator) : 0);
}

static void
columns_changed_cb (CsmsTransactionsPage *self)
{
  csms_transaction_table_set_hidden (self->table, csms_column_choice_get_hidden (self->columns));
}

static void
put (CsmsTransactionsPage *self, gpointer tool, int column, int row, int span)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->tools));
  GtkGridLayoutChild *child = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, tool));

  gtk_grid_layout_child_set_column (child, column);
  gtk_grid_layout_child_set_row (child, row);
  gtk_grid_layout_child_set_column_span (child, span);
}

/* Search, choices, buttons; where there is little room the choices come below. */
static void
arrange_tools (CsmsTransactionsPage *self, gboolean narrow)
{
  put (self, self->choices, narrow ? 0 : 1, narrow ? 1 : 0, narrow ? 2 : 1);
  put (self, self->buttons, narrow ? 1 : 2, 0, 1);
  gtk_box_set_homogeneous (self->choices, narrow);
  gtk_widget_set_hexpand (GTK_WIDGET (self->stations), narrow);
  gtk_widget_set_hexpand (GTK_WIDGET (self->id_tags), narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->export_label), !narrow);
}

static void
arrange (CsmsTransactionsPage *self)
{
  gboolean narrow = csms_narrow_bin_get_narrow (self->narrow_bin);
  gboolean one_line = csms_narrow_bin_get_room (self->narrow_bin) >= csms_text_scale_px (GTK_WIDGET (self), ONE_LINE_WIDTH);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar), one_line ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  arrange_tools (self, narrow);
  gtk_widget_set_halign (GTK_WIDGET (self->search), one_line ? GTK_ALIGN_END : GTK_ALIGN_FILL);
  csms_transaction_totals_set_narrow (self->totals, narrow);
  csms_period_bar_set_narrow (self->periods, narrow);
  csms_transaction_table_set_room (self->table, csms_narrow_bin_get_room (self->narrow_bin));
}

/* One timer for the whole page, while it is on screen. */
static gboolean
second_cb (gpointer user_data)
{
  csms_transactions_page_tick (user_data);
  return G_SOURCE_CONTINUE;
}

static void
csms_transactions_page_map (GtkWidget *widget)
{
  CsmsTransactionsPage *self = CSMS_TRANSACTIONS_PAGE (widget);

  GTK_WIDGET_CLASS (csms_transactions_page_parent_class)->map (widget);

  self->second_id = g_timeout_add_seconds (1, second_cb, self);
  csms_period_bar_tick (self->periods);
  csms_transactions_page_read (self);
  csms_transactions_page_show_totals_soon (self);
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

  csms_transactions_page_unwatch (self);
  g_clear_handle_id (&self->second_id, g_source_remove);
  if (self->columns != NULL)
    g_signal_handlers_disconnect_by_data (self->columns, self);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->export_folder);
  g_clear_object (&self->columns);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_transactions_page_parent_class)->dispose (object);
}

static void
csms_transactions_page_finalize (GObject *object)
{
  CsmsTransactionsPage *self = CSMS_TRANSACTIONS_PAGE (object);

  csms_transaction_filter_clear (&self->filter);
  g_object_unref (self->book);

  G_OBJECT_CLASS (csms_transactions_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-transactions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, narrow_bin);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, tools);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, periods);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, search);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, stations);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, id_tags);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, choices);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, export_label);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, totals);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, note);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, export_bar);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, table);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionsPage, details);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_more_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
  gtk_widget_class_bind_template_callback_full (widget_class, "open_book", G_CALLBACK (csms_transactions_page_open));
  gtk_widget_class_bind_template_callback_full (widget_class, "export_cb", G_CALLBACK (csms_transactions_page_export));
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

  g_type_ensure (CSMS_TYPE_CHOICE_BUTTON);
  g_type_ensure (CSMS_TYPE_EXPORT_BAR);
  g_type_ensure (CSMS_TYPE_NARROW_BIN);
  g_type_ensure (CSMS_TYPE_PERIOD_BAR);
  g_type_ensure (CSMS_TYPE_SPINNER);
  g_type_ensure (CSMS_TYPE_TRANSACTION_DETAILS);
  g_type_ensure (CSMS_TYPE_TRANSACTION_TABLE);
  g_type_ensure (CSMS_TYPE_TRANSACTION_TOTALS);
  bind_template (widget_class);
}

static void
csms_transactions_page_init (CsmsTransactionsPage *self)
{
  g_autoptr (GMenuModel) menu = csms_column_choice_make_menu ("columns");

  gtk_widget_init_template (GTK_WIDGET (self));
  self->columns = csms_column_choice_new ();
  g_signal_connect_swapped (self->columns, "changed", G_CALLBACK (columns_changed_cb), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", csms_column_choice_get_actions (self->columns));
  gtk_menu_button_set_menu_model (self->columns_button, menu);
  csms_names_menu_button (self->columns_button, gtk_widget_get_tooltip_text (GTK_WIDGET (self->columns_button)));
  csms_choice_button_set_choices (self->stations, list_stations, self);
  csms_choice_button_set_choices (self->id_tags, list_id_tags, self);
  csms_transactions_page_watch (self);
}

void
csms_transactions_page_set_operator (CsmsTransactionsPage *self, CsmsOperator *operator)
{
  g_autoptr (CsmsOperator) old = NULL;
  CsmsFleet *fleet;

  g_return_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  if (self->operator == operator)
    return;
  /* The table lets go of the old fleet before that goes; another server's stations and tags are others. */
  old = g_steal_pointer (&self->operator);
  csms_transaction_table_set_transactions (self->table, NULL, NULL);
  self->operator = operator != NULL ? g_object_ref (operator) : NULL;
  fleet = operator != NULL ? csms_operator_get_fleet (operator) : NULL;
  csms_choice_button_choose (self->stations, NULL);
  csms_choice_button_choose (self->id_tags, NULL);
  g_signal_group_set_target (self->signals, operator);
  g_signal_group_set_target (self->archive_signals, operator != NULL ? csms_operator_get_archive (operator) : NULL);
  csms_transactions_page_open (self);
  csms_transaction_table_set_transactions (self->table, G_LIST_MODEL (self->book), fleet);
  csms_transactions_page_show_state (self);
}

void
csms_transactions_page_set_settings (CsmsTransactionsPage *self, GSettings *settings)
{
  g_return_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self));

  csms_column_choice_set_settings (self->columns, settings);
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

gboolean
csms_transactions_page_back (CsmsTransactionsPage *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self), FALSE);

  if (csms_transaction_table_get_selected (self->table) == NULL)
    return FALSE;
  csms_transaction_table_unselect (self->table);
  return TRUE;
}

CsmsPeriodBar *
csms_transactions_page_get_periods (CsmsTransactionsPage *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self), NULL);

  return self->periods;
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
