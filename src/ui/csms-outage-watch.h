/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-station.h"

G_BEGIN_DECLS

/**
 * CsmsOutageWatch:
 *
 * Tells when a station becomes Faulted or goes offline, and when that is over: not with each of its changes. Main thread.
 *
 * Signals:
 * - `faulted`, `offline` (CsmsStation, gboolean now): it has become so, or is so no longer; for a station that is new when it is so
 */
#define CSMS_TYPE_OUTAGE_WATCH (csms_outage_watch_get_type ())
G_DECLARE_FINAL_TYPE (CsmsOutageWatch, csms_outage_watch, CSMS, OUTAGE_WATCH, GObject)

/** csms_outage_watch_new: @stations: (transfer none): GListModel of CsmsStation; of those there now nothing is told */
CsmsOutageWatch *csms_outage_watch_new (GListModel *stations);

/** csms_outage_watch_count_faults: @connector_id: (out): the first that is Faulted, 0 the station itself. Returns: how many are */
guint csms_outage_watch_count_faults (CsmsStation *station, int *connector_id);

G_END_DECLS
