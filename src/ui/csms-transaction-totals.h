/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** CsmsTransactionTotals: how many transactions, their energy, cost and time, and how many are abnormal. Main thread. */
#define CSMS_TYPE_TRANSACTION_TOTALS (csms_transaction_totals_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionTotals, csms_transaction_totals, CSMS, TRANSACTION_TOTALS, AdwBin)

/** csms_transaction_totals_update: @transactions: of CsmsTransaction; added up anew, what is unknown counts nothing */
void csms_transaction_totals_update (CsmsTransactionTotals *self, GListModel *transactions);

G_END_DECLS
