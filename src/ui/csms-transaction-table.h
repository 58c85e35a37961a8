/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-transaction-facts.h"

G_BEGIN_DECLS

/**
 * CsmsTransactionTable:
 *
 * Transactions in columns, to sort by; those under way go on while one looks. Activating a row shows its station. Main thread.
 */
#define CSMS_TYPE_TRANSACTION_TABLE (csms_transaction_table_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionTable, csms_transaction_table, CSMS, TRANSACTION_TABLE, AdwBin)

/** csms_transaction_table_set_fleet: @fleet: (nullable) (transfer none): outlives its stay here */
void csms_transaction_table_set_fleet (CsmsTransactionTable *self, CsmsFleet *fleet);

/** csms_transaction_table_set_search: @text: what the operator typed; "" shows all */
void csms_transaction_table_set_search (CsmsTransactionTable *self, const char *text);

/** Returns: whether a search hides anything that does not match */
gboolean csms_transaction_table_get_filtered (CsmsTransactionTable *self);

/** csms_transaction_table_set_room: @width: px there are; columns that do not fit give way, the least important first */
void csms_transaction_table_set_room (CsmsTransactionTable *self, int width);

/** csms_transaction_table_tick: a second has passed: what is under way lasts longer, and may belong elsewhere by now */
void csms_transaction_table_tick (CsmsTransactionTable *self);

/** csms_transaction_table_sort_by: as a click on the title of @column does */
void csms_transaction_table_sort_by (CsmsTransactionTable *self, CsmsTransactionColumn column, gboolean descending);

/** Returns: (transfer none): GListModel of CsmsTransaction as shown, in order; the same for the life of the table */
GListModel *csms_transaction_table_get_shown (CsmsTransactionTable *self);

G_END_DECLS
