/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsLiveEvents:
 *
 * The newest events of a query: either what came in since the archive was read, or where there is none to be read, what the fleet
 * remembers. Of a storm of them it tells a few times a second. Main thread.
 *
 * Signals:
 * - `changed` (guint position, guint removed, guint added): as of a GListModel, newest first
 * - `between` (gint64 ms): something was recovered that belongs between older ones, from this time on
 */
#define CSMS_TYPE_LIVE_EVENTS (csms_live_events_get_type ())
G_DECLARE_FINAL_TYPE (CsmsLiveEvents, csms_live_events, CSMS, LIVE_EVENTS, GObject)

CsmsLiveEvents *csms_live_events_new (void);

/** csms_live_events_set_operator: @operator: (nullable): whose; it has nothing then */
void csms_live_events_set_operator (CsmsLiveEvents *self, CsmsOperator *operator);
/** csms_live_events_set_query: @query: copied; it has nothing then, and does not tell of it */
void csms_live_events_set_query (CsmsLiveEvents *self, const CsmsJournalQuery *query);

/** csms_live_events_use_fleet: what the fleet remembers, from now on */
void csms_live_events_use_fleet (CsmsLiveEvents *self);
/** csms_live_events_collect: what comes in, from now on; it is held back until csms_live_events_begin() */
void csms_live_events_collect (CsmsLiveEvents *self);
/** csms_live_events_begin: the archive has everything up to @ticket; it has the rest, and does not tell of it */
void csms_live_events_begin (CsmsLiveEvents *self, guint64 ticket);
/** csms_live_events_reveal: what was held back is not in the archive after all */
void csms_live_events_reveal (CsmsLiveEvents *self);
/** csms_live_events_set_paused: nothing changes while it is; then what the fleet remembers is told, or collecting begins anew */
void csms_live_events_set_paused (CsmsLiveEvents *self, gboolean paused);

guint csms_live_events_get_n (CsmsLiveEvents *self);
/** Returns: (transfer none): @position: below csms_live_events_get_n() */
CsmsEvent *csms_live_events_get (CsmsLiveEvents *self, guint position);

G_END_DECLS
