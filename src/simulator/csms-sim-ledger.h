/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-transaction.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_LEDGER (csms_sim_ledger_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimLedger, csms_sim_ledger, CSMS, SIM_LEDGER, GObject)

/** The transactions a server remembers: with @deployed ten completed ones and no more, as recorded. */
CsmsSimLedger *csms_sim_ledger_new      (gboolean            deployed);

/** Notes that a charge the server knows of is under way at @connector. */
void           csms_sim_ledger_begin    (CsmsSimLedger      *self,
                                         CsmsSimConnector   *connector);

/** Notes that it is over, or was never known. */
void           csms_sim_ledger_end      (CsmsSimLedger      *self,
                                         CsmsSimConnector   *connector);

/** Remembers @transaction, which it takes over, as the newest completed one. */
void           csms_sim_ledger_remember (CsmsSimLedger      *self,
                                         CsmsSimTransaction *transaction);

/** Forgets everything (trap 14). */
void           csms_sim_ledger_forget   (CsmsSimLedger      *self);

/** Appends to @out the elements of a JSON array: the newest @limit transactions, newest first. In deployed
 * behaviour the limit is ignored and only completed ones are listed. */
void           csms_sim_ledger_write    (CsmsSimLedger      *self,
                                         guint               limit,
                                         GString            *out);

G_END_DECLS
