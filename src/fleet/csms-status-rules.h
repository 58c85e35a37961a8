/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-connector-private.h"

G_BEGIN_DECLS

/** CsmsStatusSource: who says a status; the more of it is said at one moment of the server's, the later in this list */
typedef enum {
  CSMS_STATUS_FROM_LOG,       /* an event recovered from the server's log */
  CSMS_STATUS_FROM_PUSH,      /* an event as it happens */
  CSMS_STATUS_FROM_MEMORY,    /* getStations, getConnectorStatus: what the server remembers, made-up ones included */
} CsmsStatusSource;

/** CsmsStatusSaid: one saying of a connector's status; texts as they came */
typedef struct {
  CsmsStatusSource source;
  CsmsConnectorStatus status;
  const char *text;
  const char *error_code;       /* NULL: nothing was said of it, which is not NoError (trap 12) */
  const char *transaction_id;   /* NULL: none, or forgotten (trap 7) */
  gint64 at_ms;                 /* the server's clock; 0 not told */
} CsmsStatusSaid;

/** csms_status_is_charge: Returns: whether OCPP has this status only while a transaction is under way */
gboolean csms_status_is_charge (CsmsConnectorStatus status);

/** csms_status_is_history: Returns: whether what stands was said later than @said, so that @said tells nothing of now */
gboolean csms_status_is_history (CsmsConnector *connector, const CsmsStatusSaid *said);

/**
 * csms_status_ends_charge:
 *
 * Returns: whether @said proves that the charge under way on @connector is over; never the `Available` that the server makes
 *   up two seconds after the stop of the charge before (trap 12)
 */
gboolean csms_status_ends_charge (CsmsConnector *connector, const CsmsStatusSaid *said);

/** csms_status_denies_start: Returns: whether what stands proves that a charge begun at @start_ms is over already */
gboolean csms_status_denies_start (CsmsConnector *connector, gint64 start_ms);

/** csms_status_is_made_up: Returns: whether @said says nothing against what stands: the server's own `Available` (trap 12) */
gboolean csms_status_is_made_up (CsmsConnector *connector, const CsmsStatusSaid *said);

/** csms_status_keeps_fault: Returns: whether a fault stands that @said, without an error code, cannot clear (trap 12) */
gboolean csms_status_keeps_fault (CsmsConnector *connector, const CsmsStatusSaid *said);

/** csms_status_is_of_station: Returns: whether @said is the station's own word, and so proves that it is connected (trap 13) */
gboolean csms_status_is_of_station (const CsmsStatusSaid *said);

G_END_DECLS
