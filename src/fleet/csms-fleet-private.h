/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"
#include "csms-station-private.h"
#include "csms-status-rules.h"
#include "csms-transaction-private.h"

#include <math.h>

G_BEGIN_DECLS

/*
 * The merging rules, each source in a file of its own, and what they share of the fleet. What they change is told by
 * csms_fleet.c when the whole batch is in: one `changed` an object however many events touched it.
 */

void csms_fleet_take_snapshot (CsmsFleet *self, GPtrArray *stations, gint64 now_ms);
/** csms_fleet_take_roster: stations of an earlier run: heard when they were last seen, not now */
void csms_fleet_take_roster (CsmsFleet *self, GPtrArray *stations);
void csms_fleet_take_transactions (CsmsFleet *self, GPtrArray *transactions);
void csms_fleet_take_event (CsmsFleet *self, const CsmsEventRecord *event, CsmsEventOrigin origin, gint64 now_ms);
void csms_fleet_take_samples (CsmsFleet *self, CsmsStation *station, GPtrArray *samples, gint64 now_ms);

/** csms_fleet_hear_status: one status, whoever says it; what becomes of the charge is decided too */
void csms_fleet_hear_status (CsmsFleet *self, CsmsStation *station, CsmsConnector *connector, const CsmsStatusSaid *said);

/**
 * csms_fleet_take_delta: a meter.values.delta
 * @connector: (nullable): the one it names; without one it is found by the transaction
 * @at_ms: the event's time
 */
void csms_fleet_take_delta (CsmsFleet *self, CsmsStation *station, CsmsConnector *connector, const CsmsEventRecord *event,
                            CsmsEventOrigin origin, gint64 at_ms);

/* Charges (csms-fleet-charges.c). */

/** CsmsChargeBegin: what is known of a charge that is found to be under way */
typedef struct {
  const char *transaction_id;   /* NULL not known (trap 7) */
  const char *id_tag;
  gint64 at_ms;                 /* the server's clock: the start, or the earliest proof */
  gint64 started_ms;            /* what is shown as its start; 0 not known */
  int witness;                  /* CsmsEventOrigin of the event that tells of the start itself, or CSMS_CHARGE_NOT_WITNESSED */
} CsmsChargeBegin;

/** csms_fleet_begin_charge: it becomes the one under way, without an id that cannot be its own; another one there is over */
void csms_fleet_begin_charge (CsmsFleet *self, CsmsStation *station, CsmsConnector *connector, const CsmsChargeBegin *begin);
/** csms_fleet_end_charge: whatever is under way is over; does nothing when nothing is */
void csms_fleet_end_charge (CsmsFleet *self, CsmsStation *station, CsmsConnector *connector);
/** csms_fleet_conclude_charge: it was stopped at @at_ms: what stands on the connector is made to agree with that */
void csms_fleet_conclude_charge (CsmsFleet *self, CsmsStation *station, CsmsConnector *connector, gint64 at_ms);
/** csms_fleet_name_charge: a charge without an id is found to be @transaction_id (traps 6 and 7), or more came to be known of it */
void csms_fleet_name_charge (CsmsFleet *self, CsmsStation *station, CsmsConnector *connector, const char *transaction_id);
/** csms_fleet_forget_charge: the stop of its id names another connector (trap 6): it goes on, and is not known by that id */
void csms_fleet_forget_charge (CsmsFleet *self, CsmsStation *station, CsmsConnector *connector);
void csms_fleet_hear_started (CsmsFleet *self, CsmsStation *station, CsmsConnector *connector, const CsmsEventRecord *event,
                              CsmsEventOrigin origin, gint64 at_ms);
/** @connector: (nullable) */
void csms_fleet_hear_stopped (CsmsFleet *self, CsmsStation *station, CsmsConnector *connector, const CsmsEventRecord *event,
                              CsmsEventOrigin origin, gint64 at_ms);
/** csms_fleet_find_charge: Returns: (nullable) (transfer none): the connector of @station on which @transaction_id is under way */
CsmsConnector *csms_fleet_find_charge (CsmsStation *station, const char *transaction_id);

/* What csms-fleet.c keeps. */

/** csms_fleet_peek_station: Returns: (nullable) (transfer none): also one that is no row yet (trap 2) */
CsmsStation *csms_fleet_peek_station (CsmsFleet *self, const char *station_id);
/** csms_fleet_ensure_station: Returns: (transfer none): the station, made when there is none; no row before it has a connector */
CsmsStation *csms_fleet_ensure_station (CsmsFleet *self, const char *station_id);
void csms_fleet_foreach_station (CsmsFleet *self, void (*each) (CsmsFleet *self, CsmsStation *station, guint snapshot), guint snapshot);
guint csms_fleet_next_snapshot (CsmsFleet *self);
/** csms_fleet_touch: @station or one of its connectors changed */
void csms_fleet_touch (CsmsFleet *self, CsmsStation *station);
CsmsTransaction *csms_fleet_peek_transaction (CsmsFleet *self, const char *station_id, const char *transaction_id);
/** csms_fleet_ensure_transaction: Returns: (transfer none): touched, since it is wanted in order to change it */
CsmsTransaction *csms_fleet_ensure_transaction (CsmsFleet *self, const char *station_id, const char *transaction_id);
/** csms_fleet_announce: `transaction-started` or `transaction-stopped`, when the batch is in */
void csms_fleet_announce (CsmsFleet *self, CsmsTransaction *transaction, CsmsEventOrigin origin, gboolean stopped);

G_END_DECLS
