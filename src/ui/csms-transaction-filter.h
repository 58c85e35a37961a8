/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-transaction.h"

G_BEGIN_DECLS

/** CsmsTransactionFilter: which transactions are wanted, their time aside: all that is said here, together. Begin with zeros. */
typedef struct {
  char *needle;                 /* folded; NULL: any */
  char *station_id;             /* NULL: any */
  char *id_tag;                 /* NULL: any; letter case aside, as OCPP has it */
} CsmsTransactionFilter;

void csms_transaction_filter_clear (CsmsTransactionFilter *self);

/** csms_transaction_filter_copy: @copy: (out caller-allocates): to be cleared */
void csms_transaction_filter_copy (const CsmsTransactionFilter *self, CsmsTransactionFilter *copy);

/** csms_transaction_filter_set_text: @text: what the operator typed. Returns: whether that is something else than before */
gboolean csms_transaction_filter_set_text (CsmsTransactionFilter *self, const char *text);

/** csms_transaction_filter_is_empty: Returns: whether it lets all through */
gboolean csms_transaction_filter_is_empty (const CsmsTransactionFilter *self);

gboolean csms_transaction_filter_matches (const CsmsTransactionFilter *self, CsmsTransaction *transaction);

G_END_DECLS
