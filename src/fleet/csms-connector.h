/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-words.h"

G_BEGIN_DECLS

/**
 * CsmsConnector:
 *
 * One socket of a station, live. Main thread. Each getter is a read-only property of the same name (notified by pspec,
 * on change only); the signal `changed` comes once after any number of them changed together.
 * Unknown: %NULL for text, NAN for numbers, 0 for times. Texts are foreign (trap 19): never markup.
 */
#define CSMS_TYPE_CONNECTOR (csms_connector_get_type ())
G_DECLARE_FINAL_TYPE (CsmsConnector, csms_connector, CSMS, CONNECTOR, GObject)

const char *csms_connector_get_station_id (CsmsConnector *self);
/** Returns: 1 or more */
int csms_connector_get_id (CsmsConnector *self);
CsmsConnectorStatus csms_connector_get_status (CsmsConnector *self);
/** Returns: (nullable): the status as it came: OCPP spelling, or a word of a newer server */
const char *csms_connector_get_status_text (CsmsConnector *self);
/** Returns: (nullable): the error code that stands, %NULL for none and for NoError */
const char *csms_connector_get_error_code (CsmsConnector *self);
/** Returns: when the status became what it is, ms since 1970, by the server's clock */
gint64 csms_connector_get_since_ms (CsmsConnector *self);
/** Returns: when anything was last heard of it, ms since 1970, by our clock; for the age shown beside every value */
gint64 csms_connector_get_heard_ms (CsmsConnector *self);
/** Returns: (nullable): "Type 2", … */
const char *csms_connector_get_plug_type (CsmsConnector *self);
/** Returns: the rating in kW, NAN unknown */
double csms_connector_get_rating_kw (CsmsConnector *self);

/* The charge under way, as far as it is known. */

/** Returns: whether a charge is under way: a started transaction not stopped (also while suspended) */
gboolean csms_connector_get_charging (CsmsConnector *self);
/** Returns: (nullable): %NULL when the server forgot it (trap 7), though a charge may be under way */
const char *csms_connector_get_transaction_id (CsmsConnector *self);
const char *csms_connector_get_id_tag (CsmsConnector *self);
gint64 csms_connector_get_started_ms (CsmsConnector *self);
/** Returns: energy of this charge in Wh; NAN while the register at its start is unknown */
double csms_connector_get_energy_wh (CsmsConnector *self);
/** Returns: the meter's register in Wh */
double csms_connector_get_register_wh (CsmsConnector *self);
/** Returns: Power.Active.Import in W; derived from two register values when the station reports none */
double csms_connector_get_power_w (CsmsConnector *self);
double csms_connector_get_soc_percent (CsmsConnector *self);
double csms_connector_get_cost (CsmsConnector *self);
/** Returns: when the newest meter value was taken, ms since 1970 */
gint64 csms_connector_get_metered_ms (CsmsConnector *self);

/** Whether a command on this connector ended Unconfirmed and nobody has settled it; set by the operator room. */
gboolean csms_connector_get_unconfirmed (CsmsConnector *self);
void csms_connector_set_unconfirmed (CsmsConnector *self, gboolean unconfirmed);

G_END_DECLS
