/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"
#include "csms-link.h"

G_BEGIN_DECLS

/**
 * CsmsPoller:
 *
 * What no event tells and must be asked for while live, behind everything else in the frame budget: the meter values of the
 * station on screen (trap 15), each 5 s, and now and then all stations, since one that went offline vanishes without an
 * event (trap 13). Never a second question before the first is answered. Charges that were under way before it went live and whose
 * power nobody has told are asked after once, a station a second, so that the list need not wait for the next event of each. Main thread.
 *
 * Signals:
 * - `samples` (GPtrArray of CsmsSampleRecord), `transactions` (GPtrArray of CsmsTransactionRecord): already with the fleet
 */
#define CSMS_TYPE_POLLER (csms_poller_get_type ())
G_DECLARE_FINAL_TYPE (CsmsPoller, csms_poller, CSMS, POLLER, GObject)

CsmsPoller *csms_poller_new (CsmsFleet *fleet);
/** csms_poller_set_link: @link: (nullable): live on this one; %NULL: not live, nothing is asked */
void csms_poller_set_link (CsmsPoller *self, CsmsLink *link);
/** csms_poller_watch: @station_id: (nullable): the station on screen */
void csms_poller_watch (CsmsPoller *self, const char *station_id);
/** csms_poller_refresh: stations, transactions and the watched station's meter values, at once */
void csms_poller_refresh (CsmsPoller *self);

G_END_DECLS
