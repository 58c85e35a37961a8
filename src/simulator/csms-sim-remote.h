/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-request.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_REMOTE (csms_sim_remote_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimRemote, csms_sim_remote, CSMS, SIM_REMOTE, GObject)

/** Remote commands on their way: sent to a station, and not yet answered to the operator. */
CsmsSimRemote *csms_sim_remote_new    (CsmsSimWorld         *world);

/** Forgets all commands under way, unanswered, as a restarted server does. */
void           csms_sim_remote_forget (CsmsSimRemote        *self);

/** Answers startCharging, when the outcome is known or the time is over (traps 8, 9, 11). */
void           csms_sim_remote_start  (const CsmsSimRequest *request);

/** Answers stopCharging likewise. */
void           csms_sim_remote_stop   (const CsmsSimRequest *request);

G_END_DECLS
