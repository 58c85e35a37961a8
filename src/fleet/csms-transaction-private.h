/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-records.h"
#include "csms-station.h"
#include "csms-transaction.h"

G_BEGIN_DECLS

/** CsmsTransactionKey: the identity of a charge: the transaction id alone is not enough (trap 6) */
typedef struct {
  const char *station_id;
  const char *transaction_id;
} CsmsTransactionKey;

/** CsmsTransactionPlace: where the list of transactions keeps it; the list's own. The order is that of the last sorting. */
typedef struct {
  CsmsTransactionKey key;
  GSequenceIter *iter;
  gboolean live;
  gint64 order_ms;
  guint64 serial;
  gboolean dirty;
} CsmsTransactionPlace;

/**
 * CsmsTransactionFacts:
 *
 * What is to be learned; missing ones as in the records (%NULL, NAN, 0, %CSMS_CONNECTOR_NONE) and they change nothing, so that
 * a known fact never becomes unknown.
 */
typedef struct {
  int connector_id;
  const char *id_tag;
  gint64 start_ms;
  gint64 stop_ms;
  double energy_wh;
  double cost;
  double efficiency_percent;
  const char *reason;
  const char *status_text;
  double meter_start_wh;
  double meter_stop_wh;
} CsmsTransactionFacts;

#define CSMS_TRANSACTION_FACTS_NONE \
  ((CsmsTransactionFacts) { .connector_id = CSMS_CONNECTOR_NONE, .energy_wh = NAN, .cost = NAN, .efficiency_percent = NAN, \
                            .meter_start_wh = NAN, .meter_stop_wh = NAN })

/** CsmsTransactionProof: what the server has said of it so far; bits */
typedef enum {
  CSMS_TRANSACTION_STARTED = 1 << 0,   /* its start was told: transaction.started, or what proves as much (trap 6) */
  CSMS_TRANSACTION_STOPPED = 1 << 1,   /* its stop was told by transaction.stopped */
  CSMS_TRANSACTION_FINISHED = 1 << 2,  /* it is known to be over, by whatever proof that cannot be taken back */
} CsmsTransactionProof;

CsmsTransaction *csms_transaction_new (const char *station_id, const char *transaction_id);

/** csms_transaction_learn: @certain: replaces what is known too (the server's final account); else only fills what is unknown */
void csms_transaction_learn (CsmsTransaction *self, const CsmsTransactionFacts *facts, gboolean certain);
/** csms_transaction_learn_record: the same of all that @record knows */
void csms_transaction_learn_record (CsmsTransaction *self, const CsmsTransactionRecord *record, gboolean certain);
void csms_transaction_set_live (CsmsTransaction *self, gboolean live);
/** csms_transaction_set_energy_wh: of a charge under way, from its meter */
void csms_transaction_set_energy_wh (CsmsTransaction *self, double energy_wh);
/** csms_transaction_set_station: @station: (nullable): for its name */
void csms_transaction_set_station (CsmsTransaction *self, CsmsStation *station);
gboolean csms_transaction_has_station (CsmsTransaction *self);

guint csms_transaction_get_proof (CsmsTransaction *self);
void csms_transaction_add_proof (CsmsTransaction *self, guint proof);
double csms_transaction_get_meter_start_wh (CsmsTransaction *self);
double csms_transaction_get_meter_stop_wh (CsmsTransaction *self);
/** Returns: what it is ordered by: its start, else its stop; ms since 1970 */
gint64 csms_transaction_get_order_ms (CsmsTransaction *self);
/** csms_transaction_commit: Returns: whether anything had changed; notifies it, then emits `changed` */
gboolean csms_transaction_commit (CsmsTransaction *self);
CsmsTransactionPlace *csms_transaction_get_place (CsmsTransaction *self);

G_END_DECLS
