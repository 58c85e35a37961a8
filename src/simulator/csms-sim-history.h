/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-world.h"

G_BEGIN_DECLS

/** Gives @connector a charge that began @minutes ago, with the meter values since then; nothing is emitted. */
void csms_sim_history_charge (CsmsSimWorld     *world,
                              CsmsSimConnector *connector,
                              const char       *id_tag,
                              guint             minutes);

/** Fills the transactions and, where it is empty, the event log with the day that lies behind the fleet. */
void csms_sim_history_recall (CsmsSimWorld     *world);

G_END_DECLS
