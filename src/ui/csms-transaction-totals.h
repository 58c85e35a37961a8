/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-transaction-sums.h"

G_BEGIN_DECLS

/** CsmsTransactionTotals: how many transactions, their energy, cost and time, and how many are abnormal. Main thread. */
#define CSMS_TYPE_TRANSACTION_TOTALS (csms_transaction_totals_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionTotals, csms_transaction_totals, CSMS, TRANSACTION_TOTALS, AdwBin)

/** csms_transaction_totals_show: @sums: (nullable): %NULL: they are not known yet */
void csms_transaction_totals_show (CsmsTransactionTotals *self, const CsmsTransactionSums *sums);

/** csms_transaction_totals_set_narrow: whether they stand closer together, for more of them in a line */
void csms_transaction_totals_set_narrow (CsmsTransactionTotals *self, gboolean narrow);

G_END_DECLS
