/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-event.h"
#include "csms-station.h"
#include "csms-transaction.h"

G_BEGIN_DECLS

/**
 * CsmsFleet:
 *
 * The fleet as the console knows it: merged from snapshots, events and meter values by the protocol's rules. Main thread.
 * Knows no network and no clock: `now_ms` (ms since 1970, our clock) comes with each call.
 *
 * Signals:
 * - `transaction-started` (CsmsTransaction, CsmsEventOrigin as int): proven by transaction.started, or by `Charging` together with
 *   meter values that carry a transaction id (trap 6)
 * - `transaction-stopped` (CsmsTransaction, CsmsEventOrigin as int)
 */
#define CSMS_TYPE_FLEET (csms_fleet_get_type ())
G_DECLARE_FINAL_TYPE (CsmsFleet, csms_fleet, CSMS, FLEET, GObject)

CsmsFleet *csms_fleet_new (void);

/** Returns: (transfer none): GListModel of CsmsStation, in no order, exact `items-changed` */
GListModel *csms_fleet_get_stations (CsmsFleet *self);
/** Returns: (transfer none): GListModel of CsmsTransaction, those under way first, then newest first */
GListModel *csms_fleet_get_transactions (CsmsFleet *self);
/** Returns: (transfer none): GListModel of CsmsEvent, newest first by arrival (recovered ones by their time); the newest 20,000 */
GListModel *csms_fleet_get_events (CsmsFleet *self);
/** Returns: (nullable) (transfer none) */
CsmsStation *csms_fleet_get_station (CsmsFleet *self, const char *station_id);
/** Returns: (nullable) (transfer none) */
CsmsConnector *csms_fleet_get_connector (CsmsFleet *self, const char *station_id, int connector_id);

/**
 * csms_fleet_merge_snapshot:
 * @stations: of CsmsStationRecord, the whole fleet (getStations)
 *
 * Known and missing is offline, kept (trap 13). Unknown and without connectors makes no row (trap 2); known and without
 * connectors keeps its own (trap 14). A status without an error code does not clear Faulted by itself (trap 12). Costs one
 * `items-changed` for all new stations.
 */
void csms_fleet_merge_snapshot (CsmsFleet *self, GPtrArray *stations, gint64 now_ms);

/** csms_fleet_merge_transactions: getRecentTransactions, by (station, transaction id); never makes a known fact unknown. */
void csms_fleet_merge_transactions (CsmsFleet *self, GPtrArray *transactions, gint64 now_ms);

/** csms_fleet_apply_events: of CsmsEventRecord, each eventId once (the caller sees to that), in order. An event older than what is known changes the history, not the present. */
void csms_fleet_apply_events (CsmsFleet *self, GPtrArray *events, CsmsEventOrigin origin, gint64 now_ms);

/** csms_fleet_apply_samples: getMeterValuesRecent of one station, newest first: of CsmsSampleRecord. */
void csms_fleet_apply_samples (CsmsFleet *self, const char *station_id, GPtrArray *samples, gint64 now_ms);

/** csms_fleet_apply_connector_status: getConnectorStatus; says what was last true of an offline station too, so it never makes one online (trap 13). */
void csms_fleet_apply_connector_status (CsmsFleet *self, const char *station_id, int connector_id, const char *status,
                                        const char *error_code, const char *transaction_id, gint64 last_update_ms, gint64 now_ms);

/** csms_fleet_get_last_transaction: Returns: (nullable) (transfer none): the newest finished charge of a connector, for "last charge yesterday 18:40" */
CsmsTransaction *csms_fleet_get_last_transaction (CsmsFleet *self, const char *station_id, int connector_id);

G_END_DECLS
