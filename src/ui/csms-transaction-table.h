/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-transaction-facts.h"

G_BEGIN_DECLS

/**
 * CsmsTransactionTable:
 *
 * Transactions in columns, to sort by; those under way go on while one looks. Activating a row shows its station. Main thread.
 *
 * Signals:
 * - `selected` (): csms_transaction_table_get_selected()
 */
#define CSMS_TYPE_TRANSACTION_TABLE (csms_transaction_table_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionTable, csms_transaction_table, CSMS, TRANSACTION_TABLE, AdwBin)

/**
 * csms_transaction_table_set_transactions:
 * @transactions: (nullable) (transfer none): GListModel of CsmsTransaction, those under way first, then the newest
 * @fleet: (nullable) (transfer none): where a charge under way is looked up; outlives its stay here
 */
void csms_transaction_table_set_transactions (CsmsTransactionTable *self, GListModel *transactions, CsmsFleet *fleet);

/** csms_transaction_table_set_hidden: @hidden: (array fixed-size=CSMS_TRANSACTION_N_COLUMNS): columns that are not wanted */
void csms_transaction_table_set_hidden (CsmsTransactionTable *self, const gboolean *hidden);

/** Returns: (nullable) (transfer none): the row that is selected */
CsmsTransaction *csms_transaction_table_get_selected (CsmsTransactionTable *self);

/** csms_transaction_table_unselect: no row is selected */
void csms_transaction_table_unselect (CsmsTransactionTable *self);

/** csms_transaction_table_set_room: @width: px there are; columns that do not fit give way, the least important first */
void csms_transaction_table_set_room (CsmsTransactionTable *self, int width);

/**
 * csms_transaction_table_tick: a second has passed: what is under way lasts longer, and may belong elsewhere by now
 * @clock_offset_ms: see csms_transaction_cell_tick()
 */
void csms_transaction_table_tick (CsmsTransactionTable *self, gint64 clock_offset_ms);

/** csms_transaction_table_sort_by: as a click on the title of @column does */
void csms_transaction_table_sort_by (CsmsTransactionTable *self, CsmsTransactionColumn column, gboolean descending);

/** Returns: (transfer none): GListModel of CsmsTransaction, in order; the same for the life of the table */
GListModel *csms_transaction_table_get_shown (CsmsTransactionTable *self);

G_END_DECLS
