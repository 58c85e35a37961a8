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
 * Knows no network and no clock: `now_ms` (ms since 1970, our clock) comes with each call. Each call is a batch: objects are
 * changed at once and told at its end, each once: stations, new rows, transactions, then the signals.
 * Nothing a server says is an error here: what makes no sense changes nothing.
 *
 * Signals:
 * - `transaction-started` (CsmsTransaction, CsmsEventOrigin as int): proven by transaction.started, or by `Charging` together with
 *   meter values that carry a transaction id (trap 6). Once a transaction; not for one that was under way before anyone looked
 * - `transaction-stopped` (CsmsTransaction, CsmsEventOrigin as int): by its transaction.stopped and nothing else, once, with
 *   the facts; a status or a list may have shown before that it is over
 */
#define CSMS_TYPE_FLEET (csms_fleet_get_type ())
G_DECLARE_FINAL_TYPE (CsmsFleet, csms_fleet, CSMS, FLEET, GObject)

/** csms_fleet_new: Returns: (transfer full): a fleet nothing is known of */
CsmsFleet *csms_fleet_new (void);

/** csms_fleet_get_stations: Returns: (transfer none): GListModel of CsmsStation, in no order, exact `items-changed` */
GListModel *csms_fleet_get_stations (CsmsFleet *self);
/** csms_fleet_get_transactions: Returns: (transfer none): GListModel of CsmsTransaction, all those under way first, then the newest 5,000 of the others, newest first */
GListModel *csms_fleet_get_transactions (CsmsFleet *self);
/** csms_fleet_get_events: Returns: (transfer none): GListModel of CsmsEvent, newest first by arrival (recovered ones by their time); the newest 20,000 */
GListModel *csms_fleet_get_events (CsmsFleet *self);
/* A station id is foreign text that an answer may lack: where one is asked for, %NULL is nobody's. */

/** csms_fleet_get_station: Returns: (nullable) (transfer none): a station that is a row */
CsmsStation *csms_fleet_get_station (CsmsFleet *self, const char *station_id);
/** csms_fleet_get_connector: Returns: (nullable) (transfer none): a connector, 1 or more */
CsmsConnector *csms_fleet_get_connector (CsmsFleet *self, const char *station_id, int connector_id);

/**
 * csms_fleet_merge_snapshot:
 * @stations: of CsmsStationRecord, the whole fleet (getStations): never the list of one station's subscription
 *
 * Known and missing is offline, kept (trap 13). Unknown and without connectors makes no row (trap 2); known and without
 * connectors keeps its own (trap 14). A status without an error code does not clear Faulted by itself (trap 12). Costs one
 * `items-changed` for all new stations.
 */
void csms_fleet_merge_snapshot (CsmsFleet *self, GPtrArray *stations, gint64 now_ms);

/**
 * csms_fleet_restore:
 * @stations: of CsmsStationRecord; @transactions: of CsmsTransactionRecord; @events: of CsmsEventRecord, oldest first
 *
 * What a journal kept of an earlier run, into a fleet nothing is known of: what was last true, as old as it is. Nothing of it
 * is news. The next list of the server says which of these stations are still there.
 */
void csms_fleet_restore (CsmsFleet *self, GPtrArray *stations, GPtrArray *transactions, GPtrArray *events);

/**
 * csms_fleet_merge_transactions:
 * @transactions: of CsmsTransactionRecord (getRecentTransactions)
 *
 * By (station, transaction id) (trap 6); never makes a known fact unknown. One that is over ends its charge.
 */
void csms_fleet_merge_transactions (CsmsFleet *self, GPtrArray *transactions, gint64 now_ms);

/**
 * csms_fleet_apply_events:
 * @events: of CsmsEventRecord, each eventId once (the caller sees to that), in order
 *
 * An event older than what is known changes the history, not the present (trap 12). A station first heard of by an event of one
 * of its connectors becomes a row: online when it was pushed, offline when it was recovered. Results of commands make no rows
 * (trap 17).
 */
void csms_fleet_apply_events (CsmsFleet *self, GPtrArray *events, CsmsEventOrigin origin, gint64 now_ms);

/**
 * csms_fleet_apply_samples:
 * @samples: of CsmsSampleRecord, newest first (getMeterValuesRecent of one station)
 *
 * Names a charge whose id is unknown (traps 6 and 7). Samples that were told before, and those of another charge than the one
 * under way, change nothing.
 */
void csms_fleet_apply_samples (CsmsFleet *self, const char *station_id, GPtrArray *samples, gint64 now_ms);

/**
 * csms_fleet_apply_connector_status:
 * @status: (nullable): as it came; `Unknown` changes nothing
 * @error_code: (nullable): %NULL when nothing was said of it (trap 12)
 * @transaction_id: (nullable)
 * @last_update_ms: by the server's clock; 0 not told
 *
 * getConnectorStatus; says what was last true of an offline station too, so it never makes one online (trap 13).
 */
void csms_fleet_apply_connector_status (CsmsFleet *self, const char *station_id, int connector_id, const char *status,
                                        const char *error_code, const char *transaction_id, gint64 last_update_ms, gint64 now_ms);

/** csms_fleet_get_last_transaction: Returns: (nullable) (transfer none): the newest finished charge of a connector, for "last charge yesterday 18:40" */
CsmsTransaction *csms_fleet_get_last_transaction (CsmsFleet *self, const char *station_id, int connector_id);

G_END_DECLS
