/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"
#include "csms-days.h"

G_BEGIN_DECLS

/** CsmsTransactionColumn: the columns of the table of transactions. */
typedef enum {
  CSMS_TRANSACTION_STATION,
  CSMS_TRANSACTION_CONNECTOR,
  CSMS_TRANSACTION_ID_TAG,
  CSMS_TRANSACTION_STARTED,
  CSMS_TRANSACTION_DURATION,
  CSMS_TRANSACTION_ENERGY,
  CSMS_TRANSACTION_COST,
  CSMS_TRANSACTION_STATUS,
  CSMS_TRANSACTION_REASON,
  CSMS_TRANSACTION_N_COLUMNS
} CsmsTransactionColumn;

/** CsmsTransactionAnomaly: what makes a person look twice, the worst first. */
typedef enum {
  CSMS_TRANSACTION_REGISTER_FELL,  /* negative energy: the meter ran backwards or was changed */
  CSMS_TRANSACTION_NO_STOP,        /* over, but nobody saw it stop */
  CSMS_TRANSACTION_OVER_A_DAY,
  CSMS_TRANSACTION_NO_ENERGY,      /* over, and not a watt-hour flowed */
  CSMS_TRANSACTION_NORMAL,
} CsmsTransactionAnomaly;

/**
 * csms_transaction_get_duration_ms:
 * @now_ms: our clock
 *
 * Returns: how long it has lasted, or lasted; -1 when it is not known. Never negative otherwise, whatever the clocks say
 */
gint64 csms_transaction_get_duration_ms (CsmsTransaction *self, gint64 now_ms);

/** csms_transaction_get_moment_ms: Returns: its start, else its stop; 0: neither is known */
gint64 csms_transaction_get_moment_ms (CsmsTransaction *self);

/** csms_transaction_is_of: Returns: whether it belongs to @period: by its start, or, under way, because the period reaches to @now_ms */
gboolean csms_transaction_is_of (CsmsTransaction *self, const CsmsDays *period, gint64 now_ms);

/** csms_transaction_get_anomaly: judged at @now_ms */
CsmsTransactionAnomaly csms_transaction_get_anomaly (CsmsTransaction *self, gint64 now_ms);

/** csms_transaction_anomaly_text: Returns: (nullable) (transfer none): "No energy", …; %NULL for NORMAL */
const char *csms_transaction_anomaly_text (CsmsTransactionAnomaly anomaly);

/** csms_transaction_anomaly_meaning: Returns: (nullable) (transfer none): what it means and what to do, to go on after "No energy: " */
const char *csms_transaction_anomaly_meaning (CsmsTransactionAnomaly anomaly);

/**
 * csms_transaction_compare:
 * @column: what to sort by
 *
 * Unknown values come first; charges that are equal stay apart by their start. By start, those under way come after all
 * others, so that the newest-first order has them on top.
 *
 * Returns: below, at or above 0
 */
int csms_transaction_compare (CsmsTransaction *a, CsmsTransaction *b, CsmsTransactionColumn column, gint64 now_ms);

/** csms_transaction_describe: Returns: (transfer full): the accessible name of its row, what matters of it in one sentence */
char *csms_transaction_describe (CsmsTransaction *self, gint64 now_ms);

/** csms_transaction_explain_reason: Returns: (transfer full) (nullable): its stop reason, what that means and a next step */
char *csms_transaction_explain_reason (CsmsTransaction *self);

/** csms_transaction_explain_anomaly: Returns: (transfer full) (nullable): the same of what is abnormal; %NULL for nothing */
char *csms_transaction_explain_anomaly (CsmsTransaction *self, gint64 now_ms);

/** csms_transaction_matches: @needle: folded by csms_search_fold(). Returns: whether station, ID tag, transaction id or stop reason contains it */
gboolean csms_transaction_matches (CsmsTransaction *self, const char *needle);

G_END_DECLS
