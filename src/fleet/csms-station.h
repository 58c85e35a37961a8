/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-connector.h"

G_BEGIN_DECLS

/**
 * CsmsStationCategory: every station is in exactly one, the worst that fits, in this order.
 * @CSMS_STATION_ATTENTION: a connector is Faulted, Unavailable or SuspendedEVSE, has an error code, or a command on it is Unconfirmed
 * @CSMS_STATION_OFFLINE: not connected to the server, or missing from its list (trap 13)
 * @CSMS_STATION_CHARGING: a connector is Preparing, Charging, SuspendedEV or Finishing, or a charge is under way
 * @CSMS_STATION_AVAILABLE: a connector is Available
 * @CSMS_STATION_OTHER: none of these (all reserved, nothing heard yet)
 */
typedef enum {
  CSMS_STATION_ATTENTION,
  CSMS_STATION_OFFLINE,
  CSMS_STATION_CHARGING,
  CSMS_STATION_AVAILABLE,
  CSMS_STATION_OTHER,
  CSMS_STATION_N_CATEGORIES
} CsmsStationCategory;

/**
 * CsmsStation:
 *
 * One charging station, live. Main thread only. Properties and `changed` as in #CsmsConnector; a change of one of its
 * connectors is a change of the station. Texts are foreign (trap 19).
 */
#define CSMS_TYPE_STATION (csms_station_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStation, csms_station, CSMS, STATION, GObject)

/** csms_station_get_id: Returns: (transfer none): never changes */
const char *csms_station_get_id (CsmsStation *self);

/** csms_station_get_name: Returns: (nullable) (transfer none): %NULL when the server gives none, or only the id again */
const char *csms_station_get_name (CsmsStation *self);

/**
 * csms_station_get_online:
 *
 * Returns: whether it is connected, by the server's last list or by its own voice since: a station that is missing from the
 *   list is offline until the next event that it must have sent itself (trap 13)
 */
gboolean csms_station_get_online (CsmsStation *self);

/** csms_station_get_status_text: Returns: (nullable) (transfer none): the station's word in the server's last list, as it came; csms_station_get_category() is live */
const char *csms_station_get_status_text (CsmsStation *self);

/** csms_station_get_last_seen_ms: Returns: when the station was last active, ms since 1970 by the server's clock: the later of lastActivity and its last event; 0 never */
gint64 csms_station_get_last_seen_ms (CsmsStation *self);

/** csms_station_get_category: Returns: the worst that fits; a fault of the station itself counts as a connector's */
CsmsStationCategory csms_station_get_category (CsmsStation *self);

/** csms_station_get_power_w: Returns: the sum of its connectors' power in W; NAN when none is known, and while offline */
double csms_station_get_power_w (CsmsStation *self);

/** csms_station_get_connectors: Returns: (transfer none): GListModel of CsmsConnector by id, exact `items-changed` */
GListModel *csms_station_get_connectors (CsmsStation *self);

/** csms_station_get_connector: Returns: (nullable) (transfer none): connector @id */
CsmsConnector *csms_station_get_connector (CsmsStation *self, int id);

/** csms_station_get_error_code: Returns: (nullable) (transfer none): error code of the station itself (connector 0), which never is a socket row */
const char *csms_station_get_error_code (CsmsStation *self);

/**
 * csms_station_matches:
 * @needle: (nullable): case-folded by csms_search_fold(); %NULL and "" match all
 *
 * Returns: whether id, name, an ID tag or a transaction id of a charge under way contains @needle
 */
gboolean csms_station_matches (CsmsStation *self, const char *needle);

/** csms_search_fold: Returns: (transfer full): @text normalised and case-folded for csms_station_matches() */
char *csms_search_fold (const char *text);

G_END_DECLS
