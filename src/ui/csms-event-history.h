/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsEventHistory:
 *
 * A GListModel of CsmsHistoryItem, newest first: all that a seat's journal keeps of a query and, on top, what comes in. Only what is
 * looked at is read, so that a million of them cost no more than a page. Without a journal it has what the fleet remembers. Main
 * thread.
 *
 * Signals:
 * - `loaded` (): items that were empty have their events
 * - `state-changed` (): csms_event_history_get_loading()
 */
#define CSMS_TYPE_EVENT_HISTORY (csms_event_history_get_type ())
G_DECLARE_FINAL_TYPE (CsmsEventHistory, csms_event_history, CSMS, EVENT_HISTORY, GObject)

CsmsEventHistory *csms_event_history_new (void);

/** csms_event_history_set_operator: @operator: (nullable) */
void csms_event_history_set_operator (CsmsEventHistory *self, CsmsOperator *operator);
/** csms_event_history_set_query: @query: copied; what it has is replaced */
void csms_event_history_set_query (CsmsEventHistory *self, const CsmsJournalQuery *query);
/** Returns: (transfer none): of what is shown */
const CsmsJournalQuery *csms_event_history_get_query (CsmsEventHistory *self);
/** csms_event_history_set_paused: while paused it stands still; afterwards it has what came meanwhile */
void csms_event_history_set_paused (CsmsEventHistory *self, gboolean paused);

/** Returns: whether there may be more than it has yet */
gboolean csms_event_history_get_loading (CsmsEventHistory *self);

/**
 * csms_event_history_get_newer_ms:
 *
 * Returns: the time of the event above @position, by the server's clock; G_MAXINT64 above the first; 0: it was not read yet
 */
gint64 csms_event_history_get_newer_ms (CsmsEventHistory *self, guint position);

G_END_DECLS
