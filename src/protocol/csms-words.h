/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CsmsConnectorStatus:
 *
 * OCPP 1.6 ChargePointStatus in its order of publication, plus what the server itself says
 * (`Unknown`) and what a newer server might say (%CSMS_CONNECTOR_STATUS_OTHER: show the text as it came).
 */
typedef enum {
  CSMS_CONNECTOR_STATUS_UNKNOWN,
  CSMS_CONNECTOR_STATUS_AVAILABLE,
  CSMS_CONNECTOR_STATUS_PREPARING,
  CSMS_CONNECTOR_STATUS_CHARGING,
  CSMS_CONNECTOR_STATUS_SUSPENDED_EV,
  CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE,
  CSMS_CONNECTOR_STATUS_FINISHING,
  CSMS_CONNECTOR_STATUS_RESERVED,
  CSMS_CONNECTOR_STATUS_UNAVAILABLE,
  CSMS_CONNECTOR_STATUS_FAULTED,
  CSMS_CONNECTOR_STATUS_OTHER,
} CsmsConnectorStatus;

/** CsmsEventKind: the events of the protocol; %CSMS_EVENT_OTHER for any name that is not known. */
typedef enum {
  CSMS_EVENT_OTHER,
  CSMS_EVENT_CONNECTOR_STATUS_CHANGED,
  CSMS_EVENT_TRANSACTION_STARTED,
  CSMS_EVENT_TRANSACTION_STOPPED,
  CSMS_EVENT_REMOTE_START_RESULT,
  CSMS_EVENT_REMOTE_STOP_RESULT,
  CSMS_EVENT_METER_VALUES_DELTA,
  CSMS_EVENT_SESSION_EXPIRED,
  CSMS_EVENT_RATE_LIMIT,
  CSMS_EVENT_MESSAGE_TOO_LARGE,
} CsmsEventKind;

/** CsmsAction: the twelve actions a client can ask for. */
typedef enum {
  CSMS_ACTION_AUTH,
  CSMS_ACTION_PING,
  CSMS_ACTION_GET_STATIONS,
  CSMS_ACTION_GET_RECENT_TRANSACTIONS,
  CSMS_ACTION_START_CHARGING,
  CSMS_ACTION_STOP_CHARGING,
  CSMS_ACTION_GET_CONNECTOR_STATUS,
  CSMS_ACTION_GET_METER_VALUES_RECENT,
  CSMS_ACTION_SUBSCRIBE,
  CSMS_ACTION_UNSUBSCRIBE,
  CSMS_ACTION_GET_EVENTS_RECENT,
  CSMS_ACTION_GET_EVENTS_SINCE,
} CsmsAction;

/** CSMS_ID_TAG_MAX: length of an OCPP 1.6 idToken in characters (CiString20Type). */
#define CSMS_ID_TAG_MAX 20

/**
 * csms_connector_status_from_string:
 * @text: (nullable): the word on the wire
 *
 * Returns: the status; %CSMS_CONNECTOR_STATUS_UNKNOWN for %NULL, "" and `Unknown`,
 *   %CSMS_CONNECTOR_STATUS_OTHER for a word OCPP 1.6 does not have
 */
CsmsConnectorStatus csms_connector_status_from_string (const char *text);

/**
 * csms_connector_status_to_string:
 * @status: any value
 *
 * Returns: (transfer none): the OCPP 1.6 spelling; "Unknown" for both UNKNOWN and OTHER
 */
const char *csms_connector_status_to_string (CsmsConnectorStatus status);

/** csms_event_kind_from_string: Returns: the kind of the event called @name (nullable), case-sensitive */
CsmsEventKind csms_event_kind_from_string (const char *name);

/** csms_action_to_string: Returns: (transfer none): the name of @action on the wire */
const char *csms_action_to_string (CsmsAction action);

/**
 * csms_action_is_command:
 * @action: any action
 *
 * Returns: whether @action can move real current (startCharging, stopCharging) and so must never be repeated
 */
gboolean csms_action_is_command (CsmsAction action);

/**
 * csms_id_tag_validate:
 * @id_tag: (nullable): what a person typed, not necessarily UTF-8
 * @error: domain %CSMS_PROTOCOL_ERROR, code %CSMS_PROTOCOL_ERROR_BAD_REQUEST, a sentence for that person
 *
 * An ID tag has 1 to %CSMS_ID_TAG_MAX printable characters, not all of them blank (OCPP 1.6, CiString20Type); ends are not
 * trimmed here.
 *
 * Returns: whether @id_tag can be sent
 */
gboolean csms_id_tag_validate (const char *id_tag, GError **error);

/** csms_id_tag_equal: Returns: whether @a and @b (nullable) are the same ID tag; case-insensitive in OCPP 1.6 (trap 19);
 *  %NULL only equals %NULL */
gboolean csms_id_tag_equal (const char *a, const char *b);

/**
 * csms_event_id_get_ms:
 * @event_id: (nullable): `evt-MS-RANDOM`
 * @ms: (out): milliseconds since 1970, which can be 1 less than the event's `ts`; unchanged if there are none
 *
 * Returns: whether @event_id has a number in the middle; a server replays from the beginning of time for one that has not (trap 3)
 */
gboolean csms_event_id_get_ms (const char *event_id, gint64 *ms);

G_END_DECLS
