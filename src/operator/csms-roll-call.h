/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"
#include "csms-link.h"

G_BEGIN_DECLS

/** CsmsRollCall: what the first questions of a connection brought beside the fleet. */
typedef struct {
  gint64 server_ms;             /* the server's clock, as answered; 0: it did not say */
  gint64 server_ms_at_us;       /* when that answer came, monotonic */
  gboolean subscribed;          /* to the whole fleet; %FALSE where the server refused that */
  GPtrArray *transactions;      /* (nullable): of CsmsTransactionRecord */
} CsmsRollCall;

void csms_roll_call_free (CsmsRollCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsRollCall, csms_roll_call_free)

/**
 * csms_roll_call_async:
 *
 * What every connection begins with: ping for the server's clock, subscribe to the whole fleet, getStations and
 * getRecentTransactions, all at once; stations and transactions go to @fleet as they come, in order with the events. Main thread.
 */
void csms_roll_call_async (CsmsLink *link, CsmsFleet *fleet, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** csms_roll_call_finish: Returns: (transfer full): %NULL with @error when the stations could not be had; the rest may be missing */
CsmsRollCall *csms_roll_call_finish (GAsyncResult *result, GError **error);

G_END_DECLS
