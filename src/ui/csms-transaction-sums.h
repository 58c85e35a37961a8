/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-transaction.h"

G_BEGIN_DECLS

/** CsmsTransactionSums: transactions added up; what is not known of one adds nothing. Begin with zeros. */
typedef struct {
  guint64 n;
  guint64 n_abnormal;
  gint64 time_ms;
  double energy_wh;
  double cost;
} CsmsTransactionSums;

void csms_transaction_sums_add (CsmsTransactionSums *self, CsmsTransaction *transaction, gint64 now_ms);

G_END_DECLS
