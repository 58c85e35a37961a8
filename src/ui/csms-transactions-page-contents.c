/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transactions-page-private.h"

#include <glib/gi18n.h>

#include "csms-text.h"

#define TOTALS_INTERVAL_MS 250
/* Adding up may take this part of the time, whatever there is to be added. */
#define TOTALS_SHARE 20

static void
set_stale (GtkWidget *widget, gboolean stale)
{
  if (stale)
    gtk_widget_add_css_class (widget, "stale");
  else
    gtk_widget_remove_css_class (widget, "stale");
}

static gint64
get_clock_offset_ms (CsmsTransactionsPage *self)
{
  return self->operator != NULL ? csms_operator_get_clock_offset_ms (self->operator) : 0;
}

static gboolean
is_waiting (CsmsTransactionsPage *self, const CsmsSeatStatus *status)
{
  if (csms_transaction_reader_get_reading (self->reader))
    return TRUE;
  return status != NULL && !status->ever_live && (status->state == CSMS_SEAT_CONNECTING || status->state == CSMS_SEAT_CATCHING_UP);
}

static void
show_note (CsmsTransactionsPage *self)
{
  const char *problem = csms_transaction_reader_get_problem (self->reader);
  guint64 n_unlisted = csms_transaction_book_get_n_unlisted (self->book);
  g_autofree char *text = NULL;

  if (problem != NULL)
    {
      g_autofree char *clean = csms_text_clean (problem, CSMS_TEXT_LONG);

      text = g_strdup_printf (_("Not all could be read from the journal, and the totals are of what is shown: %s"), clean);
    }
  else if (n_unlisted > 0 && !csms_transaction_reader_get_reading (self->reader))
    {
      g_autofree char *number = csms_text_number ((double) n_unlisted, 0);

      /* Translators: a number, as text, of transactions for which the list has no room */
      text = g_strdup_printf (_("The oldest %s are not listed. The totals and the export have them too."), number);
    }
  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

void
csms_transactions_page_show_state (CsmsTransactionsPage *self)
{
  const CsmsSeatStatus *status = self->operator != NULL ? csms_operator_get_status (self->operator) : NULL;
  gboolean stale = status == NULL || status->state != CSMS_SEAT_LIVE;
  const char *page = "empty";

  if (g_list_model_get_n_items (csms_transaction_table_get_shown (self->table)) > 0)
    page = "table";
  else if (is_waiting (self, status))
    page = "loading";
  else if (!csms_transaction_filter_is_empty (&self->filter))
    page = "no-match";
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), csms_period_bar_get_period (self->periods)->kind < CSMS_PERIOD_MONTH);
  set_stale (GTK_WIDGET (self->totals), stale);
  set_stale (GTK_WIDGET (self->stack), stale);
  show_note (self);
  csms_transactions_page_allow_export (self);
}

static void
show_totals (CsmsTransactionsPage *self)
{
  CsmsTransactionSums sums;
  gint64 begin_us = g_get_monotonic_time ();

  g_clear_handle_id (&self->totals_id, g_source_remove);
  if (csms_transaction_reader_get_reading (self->reader))
    {
      csms_transaction_totals_show (self->totals, NULL);
      return;
    }
  csms_transaction_book_add_up (self->book, csms_text_now () + get_clock_offset_ms (self), &sums);
  csms_transaction_totals_show (self->totals, &sums);
  self->totals_us = g_get_monotonic_time ();
  self->totals_took_us = self->totals_us - begin_us;
}

static gboolean
totals_cb (gpointer user_data)
{
  CsmsTransactionsPage *self = user_data;

  self->totals_id = 0;
  show_totals (self);
  return G_SOURCE_REMOVE;
}

/* They are for people: adding all up for each charge of a large fleet would leave time for little else. */
void
csms_transactions_page_show_totals_soon (CsmsTransactionsPage *self)
{
  guint interval = MAX (TOTALS_INTERVAL_MS, (guint) (self->totals_took_us * TOTALS_SHARE / 1000));

  if (self->totals_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->totals_id = g_timeout_add (interval, totals_cb, self);
}

static void
items_changed_cb (CsmsTransactionsPage *self)
{
  guint n = g_list_model_get_n_items (csms_transaction_table_get_shown (self->table));

  if ((n > 0) != self->any)
    csms_transactions_page_show_state (self);
  self->any = n > 0;
  csms_transactions_page_show_totals_soon (self);
}

void
csms_transactions_page_tick (CsmsTransactionsPage *self)
{
  csms_period_bar_tick (self->periods);
  csms_transaction_table_tick (self->table, get_clock_offset_ms (self));
  if (g_get_monotonic_time () - self->totals_us > self->totals_took_us * TOTALS_SHARE)
    show_totals (self);
}

void
csms_transactions_page_read (CsmsTransactionsPage *self)
{
  CsmsArchive *archive = self->operator != NULL ? csms_operator_get_archive (self->operator) : NULL;

  if (!self->to_read || archive == NULL || !csms_archive_get_open (archive) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->to_read = FALSE;
  csms_transaction_reader_read (self->reader, archive, csms_period_bar_get_period (self->periods));
}

/* What the fleet has of the period is there at once; what only the journal has comes while the page is seen. */
void
csms_transactions_page_open (CsmsTransactionsPage *self)
{
  CsmsFleet *fleet = self->operator != NULL ? csms_operator_get_fleet (self->operator) : NULL;
  /* Kept are the newest of the period; those a filter asks for may be among the others. */
  gboolean only_matching = csms_transaction_book_get_partial (self->book) && !csms_transaction_filter_is_empty (&self->filter);

  csms_transaction_reader_cancel (self->reader);
  csms_transaction_book_open (self->book, fleet, csms_period_bar_get_period (self->periods), &self->filter, only_matching);
  self->to_read = TRUE;
  csms_transactions_page_read (self);
  csms_transactions_page_show_state (self);
  csms_transactions_page_show_totals_soon (self);
}

static void
archive_changed_cb (CsmsTransactionsPage *self)
{
  if (csms_archive_get_open (csms_operator_get_archive (self->operator)))
    csms_transactions_page_open (self);
}

static void
reader_changed_cb (CsmsTransactionsPage *self)
{
  csms_transactions_page_show_state (self);
  if (csms_transaction_reader_get_reading (self->reader))
    csms_transactions_page_show_totals_soon (self);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_totals (self);
}

void
csms_transactions_page_apply_filter (CsmsTransactionsPage *self)
{
  if (csms_transaction_book_get_partial (self->book))
    csms_transactions_page_open (self);
  else
    csms_transaction_book_set_filter (self->book, &self->filter);
  csms_transactions_page_show_state (self);
  show_totals (self);
}

void
csms_transactions_page_watch (CsmsTransactionsPage *self)
{
  self->book = csms_transaction_book_new (CSMS_TRANSACTION_BOOK_MAX);
  self->reader = csms_transaction_reader_new (self->book);
  g_signal_connect_swapped (self->reader, "changed", G_CALLBACK (reader_changed_cb), self);
  self->signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->signals, "status-changed", G_CALLBACK (csms_transactions_page_show_state), self);
  self->archive_signals = g_signal_group_new (CSMS_TYPE_ARCHIVE);
  g_signal_group_connect_swapped (self->archive_signals, "changed", G_CALLBACK (archive_changed_cb), self);
  g_signal_connect_object (csms_transaction_table_get_shown (self->table), "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
csms_transactions_page_unwatch (CsmsTransactionsPage *self)
{
  /* The table is emptied as it goes, and would tell of it. */
  if (self->table != NULL)
    g_signal_handlers_disconnect_by_data (csms_transaction_table_get_shown (self->table), self);
  self->table = NULL;
  g_clear_handle_id (&self->totals_id, g_source_remove);
  if (self->reader != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->reader, self);
      csms_transaction_reader_cancel (self->reader);
    }
  g_clear_object (&self->reader);
  g_clear_object (&self->signals);
  g_clear_object (&self->archive_signals);
}
