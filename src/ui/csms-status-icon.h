/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-station.h"

G_BEGIN_DECLS

/**
 * CsmsStatusIcon: what stands before a status word. The nine of OCPP, in order of how much they ask of an operator, and the
 * console's own; ATTENTION is a filter's, no status.
 */
typedef enum {
  CSMS_STATUS_ICON_FAULTED,
  CSMS_STATUS_ICON_UNCONFIRMED,
  CSMS_STATUS_ICON_SUSPENDED_EVSE,
  CSMS_STATUS_ICON_UNAVAILABLE,
  CSMS_STATUS_ICON_OFFLINE,
  CSMS_STATUS_ICON_CHARGING,
  CSMS_STATUS_ICON_PREPARING,
  CSMS_STATUS_ICON_SUSPENDED_EV,
  CSMS_STATUS_ICON_FINISHING,
  CSMS_STATUS_ICON_RESERVED,
  CSMS_STATUS_ICON_AVAILABLE,
  CSMS_STATUS_ICON_UNKNOWN,
  CSMS_STATUS_ICON_ATTENTION,
  CSMS_STATUS_ICON_N
} CsmsStatusIcon;

/** csms_status_icon_for: Returns: the icon of a connector's status; UNKNOWN for a word OCPP 1.6 does not have */
CsmsStatusIcon csms_status_icon_for (CsmsConnectorStatus status);

/** csms_status_icon_for_connector: Returns: the icon of its status, UNCONFIRMED while a command on it is */
CsmsStatusIcon csms_status_icon_for_connector (CsmsConnector *connector);

/** csms_status_icon_get_name: Returns: (transfer none): the name in the icon theme */
const char *csms_status_icon_get_name (CsmsStatusIcon icon);

/** csms_status_icon_get_style: Returns: (transfer none): the style class that gives the icon, and never a word, its colour */
const char *csms_status_icon_get_style (CsmsStatusIcon icon);

/** csms_status_icon_apply: @image: takes the icon and its one style class; cheap when nothing changes. Main thread */
void csms_status_icon_apply (CsmsStatusIcon icon, GtkImage *image);

/**
 * csms_status_icon_word:
 * @connector: a connector
 *
 * Returns: (transfer full): the word beside the icon: OCPP's spelling, "Unconfirmed", or the server's own word, cleaned
 */
char *csms_status_icon_word (CsmsConnector *connector);

/** csms_status_icon_worst: Returns: (nullable) (transfer none): the connector of @station whose icon asks most of an operator */
CsmsConnector *csms_status_icon_worst (CsmsStation *station);

/** csms_status_icon_for_station: Returns: the icon of its worst connector, OFFLINE for a station that is */
CsmsStatusIcon csms_status_icon_for_station (CsmsStation *station);

/** csms_status_icon_station_word: Returns: (transfer full): the word of a whole station, beside its icon; cleaned */
char *csms_status_icon_station_word (CsmsStation *station);

G_END_DECLS
