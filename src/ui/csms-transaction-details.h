/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-transaction.h"

G_BEGIN_DECLS

/**
 * CsmsTransactionDetails:
 *
 * What a row of the table has no room for, of one transaction: its id, exact times, and what its stop reason and what is abnormal
 * mean, with a next step; all that tooltips say, for those who use no mouse. Hidden without a transaction. Main thread.
 */
#define CSMS_TYPE_TRANSACTION_DETAILS (csms_transaction_details_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionDetails, csms_transaction_details, CSMS, TRANSACTION_DETAILS, AdwBin)

/**
 * csms_transaction_details_set_transaction:
 * @transaction: (nullable) (transfer none): followed while it is shown
 * @clock_offset_ms: see csms_transaction_cell_tick()
 */
void csms_transaction_details_set_transaction (CsmsTransactionDetails *self, CsmsTransaction *transaction, gint64 clock_offset_ms);

G_END_DECLS
