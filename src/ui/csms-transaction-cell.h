/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-transaction-facts.h"

G_BEGIN_DECLS

/**
 * CsmsTransactionCell:
 *
 * One value of one transaction in a table. Follows the transaction while it is bound, redrawn once a frame at most. Main thread.
 */
#define CSMS_TYPE_TRANSACTION_CELL (csms_transaction_cell_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionCell, csms_transaction_cell, CSMS, TRANSACTION_CELL, GtkWidget)

CsmsTransactionCell *csms_transaction_cell_new (CsmsTransactionColumn column);

/**
 * csms_transaction_cell_bind:
 * @transaction: (nullable): %NULL lets go of the last one
 * @fleet: (nullable): where the status of the connector under way is looked up
 */
void csms_transaction_cell_bind (CsmsTransactionCell *self, CsmsTransaction *transaction, CsmsFleet *fleet);

/** csms_transaction_cell_set_compact: the station's cell says when it began instead of the name, where that column has no room */
void csms_transaction_cell_set_compact (CsmsTransactionCell *self, gboolean compact);

/**
 * csms_transaction_cell_tick: a second has passed: a charge under way has lasted longer
 * @clock_offset_ms: how far the clock that told its start is ahead of ours, see csms_operator_get_clock_offset_ms()
 */
void csms_transaction_cell_tick (CsmsTransactionCell *self, gint64 clock_offset_ms);

G_END_DECLS
