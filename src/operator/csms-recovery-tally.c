/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-recovery-tally.h"

#include "csms-records.h"

void
csms_recovery_tally_add (CsmsRecoveryTally *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      gint64 ts_ms = ((CsmsEventRecord *) events->pdata[i])->ts_ms;

      self->from_ms = self->from_ms == 0 ? ts_ms : MIN (self->from_ms, ts_ms);
      self->to_ms = MAX (self->to_ms, ts_ms);
    }
  self->count += events->len;
}

CsmsRecoveryTally
csms_recovery_tally_take (CsmsRecoveryTally *self)
{
  CsmsRecoveryTally sum = *self;

  *self = (CsmsRecoveryTally) { 0 };
  return sum;
}
