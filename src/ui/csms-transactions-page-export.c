/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transactions-page-private.h"

#include <glib/gi18n.h>

#include "csms-text.h"
#include "csms-transaction-export.h"

void
csms_transactions_page_allow_export (CsmsTransactionsPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), g_list_model_get_n_items (G_LIST_MODEL (self->book)) > 0);
}

static char *
make_name (CsmsTransactionsPage *self)
{
  g_autofree char *days = csms_days_to_file_part (csms_period_bar_get_period (self->periods), csms_text_now ());
  const char *parts[] = { "transactions", self->filter.station_id, self->filter.id_tag, days };

  return csms_transaction_export_make_name (parts, G_N_ELEMENTS (parts));
}

/* Where a person keeps what he writes, or wrote the last time. */
static void
propose_place (CsmsTransactionsPage *self)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *name = make_name (self);

  if (self->export_folder == NULL)
    self->export_folder = g_file_new_for_path (documents != NULL ? documents : g_get_home_dir ());
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), self->export_folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
}

static void
response_cb (CsmsTransactionsPage *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response != GTK_RESPONSE_ACCEPT || file == NULL)
    return;
  g_clear_object (&self->export_folder);
  self->export_folder = g_file_get_parent (file);
  csms_transactions_page_export_to (self, file);
}

void
csms_transactions_page_export (CsmsTransactionsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL || csms_export_bar_get_busy (self->export_bar))
    return;
  self->chooser = gtk_file_chooser_native_new (_("Export transactions"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("Export"), _("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  propose_place (self);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
csms_transactions_page_export_to (CsmsTransactionsPage *self, GFile *file)
{
  guint64 n = g_list_model_get_n_items (G_LIST_MODEL (self->book)) + csms_transaction_book_get_n_unlisted (self->book);
  GCancellable *cancellable;

  g_return_if_fail (CSMS_IS_TRANSACTIONS_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  /* The seat may have gone while the file was chosen. */
  if (self->operator == NULL || csms_export_bar_get_busy (self->export_bar))
    return;
  cancellable = csms_export_bar_begin (self->export_bar, file);
  csms_transaction_export_async (csms_operator_get_archive (self->operator), csms_operator_get_fleet (self->operator),
                                 csms_period_bar_get_period (self->periods), &self->filter,
                                 csms_operator_get_clock_offset_ms (self->operator), n, file, csms_export_bar_progress, cancellable,
                                 csms_export_bar_done, g_object_ref (self->export_bar));
}
