/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-sums.h"

#include <math.h>

#include "csms-transaction-facts.h"

void
csms_transaction_sums_add (CsmsTransactionSums *self, CsmsTransaction *transaction, gint64 now_ms)
{
  double energy_wh = csms_transaction_get_energy_wh (transaction);
  double cost = csms_transaction_get_cost (transaction);

  self->n++;
  if (isfinite (energy_wh))
    self->energy_wh += energy_wh;
  if (isfinite (cost))
    self->cost += cost;
  self->time_ms += MAX (csms_transaction_get_duration_ms (transaction, now_ms), 0);
  if (csms_transaction_get_anomaly (transaction, now_ms) != CSMS_TRANSACTION_NORMAL)
    self->n_abnormal++;
}
