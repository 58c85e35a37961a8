/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-transaction.h"

G_BEGIN_DECLS

/** CSMS_TRANSACTION_LIST_MAX_OVER: finished charges kept, the newest; those under way are all kept. */
#define CSMS_TRANSACTION_LIST_MAX_OVER 5000

/** CsmsTransactionList: a GListModel of CsmsTransaction, those under way first, then newest first. */
#define CSMS_TYPE_TRANSACTION_LIST (csms_transaction_list_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionList, csms_transaction_list, CSMS, TRANSACTION_LIST, GObject)

CsmsTransactionList *csms_transaction_list_new (void);

/** csms_transaction_list_lookup: Returns: (nullable) (transfer none): by the only key there is, both of them (trap 6) */
CsmsTransaction *csms_transaction_list_lookup (CsmsTransactionList *self, const char *station_id, const char *transaction_id);
/** csms_transaction_list_ensure: Returns: (transfer none): the same, made when there is none; in the list from the next commit on */
CsmsTransaction *csms_transaction_list_ensure (CsmsTransactionList *self, const char *station_id, const char *transaction_id);
/** csms_transaction_list_touch: @transaction changed, and perhaps its place */
void csms_transaction_list_touch (CsmsTransactionList *self, CsmsTransaction *transaction);
/** csms_transaction_list_commit: tells what was touched, moves it, drops the oldest */
void csms_transaction_list_commit (CsmsTransactionList *self);
/** csms_transaction_list_find_over: Returns: (nullable) (transfer none): the newest finished one of a connector */
CsmsTransaction *csms_transaction_list_find_over (CsmsTransactionList *self, const char *station_id, int connector_id);

G_END_DECLS
