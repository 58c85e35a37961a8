/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsTransactionsPage:
 *
 * The view *Transactions*: the charges under way and the recent ones, sortable, with a search and the totals of what is shown.
 * Main thread.
 */
#define CSMS_TYPE_TRANSACTIONS_PAGE (csms_transactions_page_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionsPage, csms_transactions_page, CSMS, TRANSACTIONS_PAGE, AdwBin)

/** csms_transactions_page_set_operator: @operator: (nullable) */
void csms_transactions_page_set_operator (CsmsTransactionsPage *self, CsmsOperator *operator);

/** csms_transactions_page_focus_search: puts the cursor into the search entry */
void csms_transactions_page_focus_search (CsmsTransactionsPage *self);

/** csms_transactions_page_search: as if @text had been typed there */
void csms_transactions_page_search (CsmsTransactionsPage *self, const char *text);

/** csms_transactions_page_sort_by: sorts by @column, as a click on its title does */
void csms_transactions_page_sort_by (CsmsTransactionsPage *self, guint column, gboolean descending);

/** Returns: (transfer none): GListModel of CsmsTransaction as shown: filtered and in order */
GListModel *csms_transactions_page_get_shown (CsmsTransactionsPage *self);

G_END_DECLS
