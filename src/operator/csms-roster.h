/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"

G_BEGIN_DECLS

/**
 * CsmsRoster:
 *
 * Tells, some seconds later and a few hundred in a turn of the loop, which stations have become different, as records: for
 * keeping them over a restart, also those that the server no longer lists (trap 13) or lists without connectors (trap 14). Main
 * thread.
 *
 * Signal `changed-stations` (GPtrArray of CsmsStationRecord)
 */
#define CSMS_TYPE_ROSTER (csms_roster_get_type ())
G_DECLARE_FINAL_TYPE (CsmsRoster, csms_roster, CSMS, ROSTER, GObject)

CsmsRoster *csms_roster_new (CsmsFleet *fleet);
/** csms_roster_flush: tells at once what it would tell later */
void csms_roster_flush (CsmsRoster *self);

G_END_DECLS
