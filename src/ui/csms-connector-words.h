/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"

G_BEGIN_DECLS

/*
 * A connector and its charge in words. Main thread; texts are (transfer full), plain, and clean. `now_ms` is our clock, or
 * the time as of which everything is shown once the connection is lost.
 */

/** csms_connector_words_as_of: @operator: (nullable). Returns: our clock while live, else when it was last live; ms since 1970 */
gint64 csms_connector_words_as_of (CsmsOperator *operator);

/** csms_connector_words_server_as_of: @operator: (nullable). Returns: the same moment by the server's clock, for what it dated */
gint64 csms_connector_words_server_as_of (CsmsOperator *operator);

/** csms_connector_words_plug: Returns: "Type 2, 22 kW"; "" when nothing is known */
char *csms_connector_words_plug (CsmsConnector *connector);

/**
 * csms_connector_words_since:
 * @last: (nullable): the newest finished charge of the connector
 * @live: whether values may be shown as now
 *
 * Returns: after the status word: "since 07:55 · last charge yesterday 18:40, 31.20 kWh", "since 09:12, as of 10:02"
 */
char *csms_connector_words_since (CsmsConnector *connector, CsmsTransaction *last, gboolean live, gint64 now_ms);

/** csms_connector_words_elapsed: @unit: (out) (transfer none): "h", "min" or "s". Returns: the time since @began_ms: "1:04"; "–" for 0 */
char *csms_connector_words_elapsed (gint64 began_ms, gint64 now_ms, const char **unit);

/**
 * csms_connector_words_charge_time:
 * @server_now_ms: by the server's clock
 * @unit: (out) (transfer none) (nullable): "h", "min" or "s"
 *
 * Returns: how long the charge has gone on: "1:04"; "≥ 1:04" when it began then or earlier; "–" unknown
 */
char *csms_connector_words_charge_time (CsmsConnector *connector, gint64 server_now_ms, const char **unit);

/** csms_connector_words_energy: @unit: (out) (transfer none) (nullable). Returns: the energy of the charge: "22.38"; "≥ 3.20" when only a part of it was seen; "–" unknown */
char *csms_connector_words_energy (CsmsConnector *connector, const char **unit);

/** csms_connector_words_is_charging: Returns: whether the button should stop: a charge is under way, or the status says so (trap 7) */
gboolean csms_connector_words_is_charging (CsmsConnector *connector);

G_END_DECLS
