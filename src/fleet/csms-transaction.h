/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsmsTransaction: one charge, under way or over; identity is (station id, transaction id) (trap 6). Main thread.
 * Properties and `changed` as in #CsmsConnector.
 */
#define CSMS_TYPE_TRANSACTION (csms_transaction_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransaction, csms_transaction, CSMS, TRANSACTION, GObject)

const char *csms_transaction_get_station_id (CsmsTransaction *self);
const char *csms_transaction_get_station_name (CsmsTransaction *self);
const char *csms_transaction_get_transaction_id (CsmsTransaction *self);
int csms_transaction_get_connector_id (CsmsTransaction *self);
/** Returns: (nullable): %NULL for "unknown" too */
const char *csms_transaction_get_id_tag (CsmsTransaction *self);
gint64 csms_transaction_get_start_ms (CsmsTransaction *self);
/** Returns: 0 while under way, or when it is not known */
gint64 csms_transaction_get_stop_ms (CsmsTransaction *self);
gboolean csms_transaction_get_live (CsmsTransaction *self);
double csms_transaction_get_energy_wh (CsmsTransaction *self);
double csms_transaction_get_cost (CsmsTransaction *self);
double csms_transaction_get_efficiency_percent (CsmsTransaction *self);
const char *csms_transaction_get_reason (CsmsTransaction *self);
/** Returns: (nullable): the server's word ("Completed", …) */
const char *csms_transaction_get_status_text (CsmsTransaction *self);

G_END_DECLS
