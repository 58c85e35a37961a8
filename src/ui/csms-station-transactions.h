/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsStationTransactions:
 *
 * The charges of one station, those under way on top. Main thread.
 * Property `summary` (string, read-only, notified): how many are known.
 */
#define CSMS_TYPE_STATION_TRANSACTIONS (csms_station_transactions_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationTransactions, csms_station_transactions, CSMS, STATION_TRANSACTIONS, GtkWidget)

/** csms_station_transactions_set_station: @operator, @station: (nullable) (transfer none): both or none */
void csms_station_transactions_set_station (CsmsStationTransactions *self, CsmsOperator *operator, CsmsStation *station);

/** csms_station_transactions_tick: a second has passed: a charge under way has lasted longer */
void csms_station_transactions_tick (CsmsStationTransactions *self);

/** csms_station_transactions_get_n_items: Returns: charges shown */
guint csms_station_transactions_get_n_items (CsmsStationTransactions *self);

G_END_DECLS
