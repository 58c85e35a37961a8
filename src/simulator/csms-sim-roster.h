/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-world.h"

G_BEGIN_DECLS

/** Fills the fleet of @world: the stations of the demonstration first, made-up ones behind them, the same for
 * the same seed. Unless a quiet fleet is asked for, they are in the middle of a working day: charges are under
 * way, transactions and meter values lie behind them. */
void csms_sim_roster_fill (CsmsSimWorld *world);

G_END_DECLS
