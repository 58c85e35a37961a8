/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-records.h"
#include "csms-station.h"

G_BEGIN_DECLS

/**
 * CsmsTransaction:
 *
 * One charge, under way or over; identity is (station id, transaction id) (trap 6). Main thread only. Properties and `changed`
 * as in #CsmsConnector. What was known once never becomes unknown.
 */
#define CSMS_TYPE_TRANSACTION (csms_transaction_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransaction, csms_transaction, CSMS, TRANSACTION, GObject)

/**
 * csms_transaction_new_past:
 * @record: one with both halves of its identity, that no fleet keeps any more
 * @station: (nullable): for its name
 *
 * Returns: (transfer full): that charge, over and done with
 */
CsmsTransaction *csms_transaction_new_past (const CsmsTransactionRecord *record, CsmsStation *station);

/** csms_transaction_get_station_id: Returns: (transfer none): half of its identity */
const char *csms_transaction_get_station_id (CsmsTransaction *self);

/** csms_transaction_get_station_name: Returns: (nullable) (transfer none): as csms_station_get_name(); a later renaming is not notified here */
const char *csms_transaction_get_station_name (CsmsTransaction *self);

/** csms_transaction_get_transaction_id: Returns: (transfer none): as text, whatever it was on the wire */
const char *csms_transaction_get_transaction_id (CsmsTransaction *self);

/** csms_transaction_get_connector_id: Returns: 1 or more; -1 not known */
int csms_transaction_get_connector_id (CsmsTransaction *self);

/** csms_transaction_get_id_tag: Returns: (nullable) (transfer none): %NULL for "unknown" too */
const char *csms_transaction_get_id_tag (CsmsTransaction *self);

/** csms_transaction_get_start_ms: Returns: ms since 1970, by the station's clock where it told, else the server's; 0 not known */
gint64 csms_transaction_get_start_ms (CsmsTransaction *self);

/** csms_transaction_get_stop_ms: Returns: ms since 1970, likewise; 0 while under way, or when it is not known */
gint64 csms_transaction_get_stop_ms (CsmsTransaction *self);

/** csms_transaction_get_live: Returns: whether it is the charge under way on its connector; one without a known stop can be over all the same */
gboolean csms_transaction_get_live (CsmsTransaction *self);

/** csms_transaction_get_energy_wh: Returns: Wh: the server's account, or while live what the meter tells; NAN not known */
double csms_transaction_get_energy_wh (CsmsTransaction *self);

/** csms_transaction_get_cost: Returns: in the server's currency, unrounded; NAN not known */
double csms_transaction_get_cost (CsmsTransaction *self);

/** csms_transaction_get_efficiency_percent: Returns: as the server has it; NAN not known */
double csms_transaction_get_efficiency_percent (CsmsTransaction *self);

/** csms_transaction_get_reason: Returns: (nullable) (transfer none): OCPP's stop reason, as it came */
const char *csms_transaction_get_reason (CsmsTransaction *self);

/** csms_transaction_get_status_text: Returns: (nullable) (transfer none): the server's word ("Completed", …) */
const char *csms_transaction_get_status_text (CsmsTransaction *self);

G_END_DECLS
