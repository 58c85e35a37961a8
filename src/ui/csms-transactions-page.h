/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"
#include "csms-period-bar.h"

G_BEGIN_DECLS

/**
 * CsmsTransactionsPage:
 *
 * The view *Transactions*: the charges under way and those of a period, out of the journal and of what the server tells, with
 * filters, the totals of what is shown, and a way to export it. The journal is read only while the page is seen. Main thread.
 */
#define CSMS_TYPE_TRANSACTIONS_PAGE (csms_transactions_page_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionsPage, csms_transactions_page, CSMS, TRANSACTIONS_PAGE, AdwBin)

/** csms_transactions_page_set_operator: @operator: (nullable) */
void csms_transactions_page_set_operator (CsmsTransactionsPage *self, CsmsOperator *operator);

/** csms_transactions_page_set_settings: @settings: (nullable) (transfer none): which columns are shown is kept there */
void csms_transactions_page_set_settings (CsmsTransactionsPage *self, GSettings *settings);

/** csms_transactions_page_focus_search: puts the cursor into the search entry */
void csms_transactions_page_focus_search (CsmsTransactionsPage *self);

/** csms_transactions_page_search: as if @text had been typed there */
void csms_transactions_page_search (CsmsTransactionsPage *self, const char *text);

/** csms_transactions_page_back: Returns: whether there was anything to go back from: a row that was selected */
gboolean csms_transactions_page_back (CsmsTransactionsPage *self);

/** Returns: (transfer none): the period that is shown, to choose another one */
CsmsPeriodBar *csms_transactions_page_get_periods (CsmsTransactionsPage *self);

/** csms_transactions_page_export_to: writes what is shown to @file, as *Export CSV…* does once a file is chosen; not while it does */
void csms_transactions_page_export_to (CsmsTransactionsPage *self, GFile *file);

/** csms_transactions_page_sort_by: sorts by @column, as a click on its title does */
void csms_transactions_page_sort_by (CsmsTransactionsPage *self, guint column, gboolean descending);

/** Returns: (transfer none): GListModel of CsmsTransaction as shown: filtered and in order */
GListModel *csms_transactions_page_get_shown (CsmsTransactionsPage *self);

G_END_DECLS
