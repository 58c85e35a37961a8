/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-request.h"

G_BEGIN_DECLS

/** Answers getEventsRecent: from memory, flat, newest first. */
void csms_sim_replay_recent (const CsmsSimRequest *request);

/** Answers getEventsSince: from the log, as stored, oldest first; with all holes of trap 3 where deployed. */
void csms_sim_replay_since  (const CsmsSimRequest *request);

G_END_DECLS
