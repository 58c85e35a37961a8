/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-meter-history.h"
#include "csms-words.h"

G_BEGIN_DECLS

/**
 * CsmsConnector:
 *
 * One socket of a station, live. Main thread only. Each getter is a read-only property of the same name (notified by pspec,
 * on change only; `status` as int); the signal `changed` comes once after any number of them changed together, which is once
 * for a batch of events.
 * Unknown: %NULL for text, NAN for numbers, 0 for times. Texts are foreign and may have 10 KB (trap 19): never markup.
 * Strings belong to the connector and are valid until its next change. Times are milliseconds since 1970.
 */
#define CSMS_TYPE_CONNECTOR (csms_connector_get_type ())
G_DECLARE_FINAL_TYPE (CsmsConnector, csms_connector, CSMS, CONNECTOR, GObject)

/** csms_connector_get_station_id: Returns: (transfer none): the id of the station it belongs to */
const char *csms_connector_get_station_id (CsmsConnector *self);

/** csms_connector_get_id: Returns: 1 or more: connector 0 is the station itself and no socket */
int csms_connector_get_id (CsmsConnector *self);

/**
 * csms_connector_get_status:
 *
 * What the station last said by the server's clock, whatever came last; where it says nothing around a transaction, what
 * follows from the transaction. Never the `Available` that the server makes up over a fault, a charge or a plugged-in car
 * (trap 12). Of a station that is offline: what it last was (trap 13).
 *
 * Returns: the status
 */
CsmsConnectorStatus csms_connector_get_status (CsmsConnector *self);

/** csms_connector_get_status_text: Returns: (nullable) (transfer none): the status as it came: OCPP spelling, or a word of a newer server */
const char *csms_connector_get_status_text (CsmsConnector *self);

/** csms_connector_get_error_code: Returns: (nullable) (transfer none): the error code that stands, %NULL for none and for NoError */
const char *csms_connector_get_error_code (CsmsConnector *self);

/** csms_connector_get_since_ms: Returns: when the status became what it is, as far as is known, by the server's clock */
gint64 csms_connector_get_since_ms (CsmsConnector *self);

/**
 * csms_connector_get_heard_ms:
 *
 * Returns: when its state was last told by the station, or confirmed by the server while the station was connected; by our
 *   clock, for the age shown beside every value. What a server merely remembers of an offline station does not count, nor do
 *   recovered events.
 */
gint64 csms_connector_get_heard_ms (CsmsConnector *self);

/** csms_connector_get_plug_type: Returns: (nullable) (transfer none): "Type 2", … */
const char *csms_connector_get_plug_type (CsmsConnector *self);

/** csms_connector_get_rating_kw: Returns: the rating in kW; NAN unknown */
double csms_connector_get_rating_kw (CsmsConnector *self);

/* The charge under way, as far as it is known; all of it unknown when there is none. */

/**
 * csms_connector_get_charging:
 *
 * Returns: whether a charge is under way: a transaction started and not stopped (also while suspended or faulted), or a status
 *   that OCPP has only during one, although its start was not told (trap 6) or its id is forgotten (trap 7). It is over when
 *   transaction.stopped says so, another one starts, or a newer status or list proves it.
 */
gboolean csms_connector_get_charging (CsmsConnector *self);

/** csms_connector_get_transaction_id: Returns: (nullable) (transfer none): %NULL too when nobody has told it yet (traps 6 and 7), though a charge is under way */
const char *csms_connector_get_transaction_id (CsmsConnector *self);

/** csms_connector_get_id_tag: Returns: (nullable) (transfer none): who charges; %NULL for "unknown" as well */
const char *csms_connector_get_id_tag (CsmsConnector *self);

/** csms_connector_get_started_ms: Returns: when the charge started, by the station's clock where it told, else the server's; 0 unknown */
gint64 csms_connector_get_started_ms (CsmsConnector *self);

/**
 * csms_connector_get_began_ms:
 * @exact: (out) (optional): %FALSE: it began then or earlier
 *
 * For how long the charge has gone on: its start by the server's clock wherever that told of it, since a station's clock may be
 * hours off; else `started_ms`, else the earliest proof that it was under way. Changes together with the charge.
 *
 * Returns: ms since 1970; 0 unknown
 */
gint64 csms_connector_get_began_ms (CsmsConnector *self, gboolean *exact);

/** csms_connector_get_history: Returns: (nullable) (transfer none): the readings of this charge; %NULL when there was none yet */
const CsmsMeterHistory *csms_connector_get_history (CsmsConnector *self);

/** csms_connector_get_meter_start_wh: Returns: the register when this charge began, in Wh; NAN unknown */
double csms_connector_get_meter_start_wh (CsmsConnector *self);

/**
 * csms_connector_get_energy_wh:
 *
 * Returns: energy of this charge in Wh; NAN while the register at its start is unknown. That is known from the server's
 *   account of this charge or the one before, from the register at rest, or from a sample taken at the start; a start that
 *   was seen live is also taken to be where the first reading within a minute stood (so short of one reading at most).
 */
double csms_connector_get_energy_wh (CsmsConnector *self);

/** csms_connector_get_register_wh: Returns: the meter's register in Wh; kept between charges */
double csms_connector_get_register_wh (CsmsConnector *self);

/** csms_connector_get_power_w: Returns: Power.Active.Import in W (phases added up); derived from two registers while the station reports none */
double csms_connector_get_power_w (CsmsConnector *self);

/** csms_connector_get_soc_percent: Returns: the car's state of charge, 0 to 100; NAN unknown */
double csms_connector_get_soc_percent (CsmsConnector *self);

/** csms_connector_get_cost: Returns: energy so far times the connector's price for a kWh, in the server's currency; NAN when either is unknown */
double csms_connector_get_cost (CsmsConnector *self);

/** csms_connector_get_metered_ms: Returns: when the newest meter value was taken: by the station's clock in a poll, by the server's in an event */
gint64 csms_connector_get_metered_ms (CsmsConnector *self);

/** csms_connector_get_unconfirmed: Returns: whether a command on this connector ended Unconfirmed and nobody has settled it */
gboolean csms_connector_get_unconfirmed (CsmsConnector *self);

/** csms_connector_set_unconfirmed: for the operator room alone; told at once, by the station too */
void csms_connector_set_unconfirmed (CsmsConnector *self, gboolean unconfirmed);

G_END_DECLS
