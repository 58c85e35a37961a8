/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CsmsRecoveryTally: how many events a replay has brought, and from when to when, by the server's clock. Pure. */
typedef struct {
  guint64 count;
  gint64 from_ms;               /* 0: none yet */
  gint64 to_ms;
} CsmsRecoveryTally;

/** csms_recovery_tally_add: @events: of CsmsEventRecord */
void csms_recovery_tally_add (CsmsRecoveryTally *self, GPtrArray *events);
/** csms_recovery_tally_take: Returns: the sum, which begins anew */
CsmsRecoveryTally csms_recovery_tally_take (CsmsRecoveryTally *self);

G_END_DECLS
