/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"
#include "csms-days.h"
#include "csms-transaction-filter.h"
#include "csms-transaction-sums.h"

G_BEGIN_DECLS

/**
 * CsmsTransactionBook:
 *
 * The transactions of a period, a GListModel of CsmsTransaction, as far as they match a filter: those of the fleet, which go on,
 * and those that only a journal keeps any more; each once, by station and transaction id (trap 6). A period that reaches to now has
 * all those under way, whenever they began, and they come first; then the newest. What was in it once stays, so that a charge does not go from under the eyes of
 * who looks when it ends. Main thread.
 */
#define CSMS_TYPE_TRANSACTION_BOOK (csms_transaction_book_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionBook, csms_transaction_book, CSMS, TRANSACTION_BOOK, GObject)

/** CSMS_TRANSACTION_BOOK_MAX: of so many it is a list; what the journal has beyond is only added up. */
#define CSMS_TRANSACTION_BOOK_MAX 100000

/** csms_transaction_book_new: @max: how many to list, see %CSMS_TRANSACTION_BOOK_MAX */
CsmsTransactionBook *csms_transaction_book_new (guint max);

/**
 * csms_transaction_book_open:
 * @fleet: (nullable) (transfer none)
 * @filter: copied
 * @only_matching: of the journal not even kept is what does not match: there is more room then for what does
 *
 * Begins anew: with what the fleet has of @period.
 */
void csms_transaction_book_open (CsmsTransactionBook *self, CsmsFleet *fleet, const CsmsDays *period,
                                 const CsmsTransactionFilter *filter, gboolean only_matching);

/**
 * csms_transaction_book_set_filter:
 * @filter: copied
 *
 * Lists those that match instead. Of a partial book that is not enough: it is to be opened anew, and read.
 */
void csms_transaction_book_set_filter (CsmsTransactionBook *self, const CsmsTransactionFilter *filter);

/** csms_transaction_book_add: @records: of CsmsTransactionRecord, of the journal, in any order */
void csms_transaction_book_add (CsmsTransactionBook *self, GPtrArray *records);

/** csms_transaction_book_get_partial: Returns: whether some are not listed, or were not kept */
gboolean csms_transaction_book_get_partial (CsmsTransactionBook *self);

/** csms_transaction_book_get_n_unlisted: Returns: how many match that there was no room for */
guint64 csms_transaction_book_get_n_unlisted (CsmsTransactionBook *self);

/**
 * csms_transaction_book_add_up:
 * @now_ms: by the clock that told when charges began
 * @sums: (out): of all that match, listed or not
 */
void csms_transaction_book_add_up (CsmsTransactionBook *self, gint64 now_ms, CsmsTransactionSums *sums);

/** csms_transaction_book_list_all: Returns: (transfer container) (element-type CsmsTransaction): those kept, in no order, whatever the filter */
GPtrArray *csms_transaction_book_list_all (CsmsTransactionBook *self);

G_END_DECLS
