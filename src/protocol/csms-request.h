/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-protocol-error.h"
#include "csms-words.h"

G_BEGIN_DECLS

/** CSMS_REQUEST_MAX_BYTES: what the server takes in one frame; more costs the connection (protocol, Limits). */
#define CSMS_REQUEST_MAX_BYTES 32768

/**
 * CsmsRequest:
 *
 * One request, immutable and reference-counted (atomic), in the published shape only. It has no id of its own:
 * that is given when it is encoded. connectorId always goes out as a JSON number (trap 11).
 */
typedef struct _CsmsRequest CsmsRequest;

#define CSMS_TYPE_REQUEST (csms_request_get_type ())
GType csms_request_get_type (void);

/** csms_request_ref: Returns: (transfer full): @self */
CsmsRequest *csms_request_ref (CsmsRequest *self);

/** csms_request_unref: Gives up a reference (transfer full). */
void csms_request_unref (CsmsRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsRequest, csms_request_unref)

/*
 * One constructor an action; each returns (transfer full) and copies its texts. None fails: what may not be sent (an empty
 * key, connector 0, an ID tag of 21 characters) is refused by csms_request_encode(), in words for the person who asked.
 * Limits outside their range are moved to its nearest end. Any thread.
 */

/** csms_request_new_auth: @api_key: always sent as a string (trap 11). The server answers anything sent behind it with 401 (trap 4). */
CsmsRequest *csms_request_new_auth (const char *api_key);

/** csms_request_new_ping: answered without a session too: it proves a socket */
CsmsRequest *csms_request_new_ping (void);

/** csms_request_new_get_stations: the whole fleet, in no order */
CsmsRequest *csms_request_new_get_stations (void);

/** csms_request_new_get_recent_transactions: @limit: 1 or more; servers were seen to ignore it and send 10 at most */
CsmsRequest *csms_request_new_get_recent_transactions (guint limit);

/** csms_request_new_start_charging: @connector_id: 1 or more (trap 11); @id_tag: see csms_id_tag_validate() */
CsmsRequest *csms_request_new_start_charging (const char *station_id, int connector_id, const char *id_tag);

/** csms_request_new_stop_charging: @transaction_id: as text; sent as a number when it is one that fits 53 bits, as the guide
 *  does, else as a string (trap 6); without one the request is refused (trap 7) */
CsmsRequest *csms_request_new_stop_charging (const char *station_id, const char *transaction_id, int connector_id);

/** csms_request_new_get_connector_status: @connector_id: 1 or more */
CsmsRequest *csms_request_new_get_connector_status (const char *station_id, int connector_id);

/** csms_request_new_get_meter_values_recent: @limit: 1 to 100 */
CsmsRequest *csms_request_new_get_meter_values_recent (const char *station_id, guint limit);

/** csms_request_new_subscribe: @station_id: (nullable): one station, or the whole fleet; `events` is never sent, so every
 *  event matches (trap 16) and none of its entries can break the server (trap 11) */
CsmsRequest *csms_request_new_subscribe (const char *station_id);

/** csms_request_new_unsubscribe: after the last one a server sends everything again (trap 16) */
CsmsRequest *csms_request_new_unsubscribe (const char *subscription_id);

/** csms_request_new_get_events_recent: @limit: 1 to 200 */
CsmsRequest *csms_request_new_get_events_recent (guint limit);

/** csms_request_new_get_events_since_id: the published form. @event_id: one that csms_event_id_get_ms() can read, or the
 *  server replays from the beginning of time (trap 3); @limit: 1 to 500 (more is a 400) */
CsmsRequest *csms_request_new_get_events_since_id (const char *event_id, guint limit);

/** csms_request_new_get_events_since_ts: the form that loses nothing (trap 3). @ts_ms: events after this millisecond since
 *  1970; @limit: 1 to 500, or 0 for all of them */
CsmsRequest *csms_request_new_get_events_since_ts (gint64 ts_ms, guint limit);

/** csms_request_get_action: Returns: what is asked, for csms_reply_decode() of the answer */
CsmsAction csms_request_get_action (const CsmsRequest *self);

/**
 * csms_request_encode:
 * @self: any request
 * @id: the correlation id, UTF-8, sent as a string
 * @error: domain %CSMS_PROTOCOL_ERROR, code %CSMS_PROTOCOL_ERROR_BAD_REQUEST when it may not be sent: something is missing or
 *   wrong, or the frame would exceed %CSMS_REQUEST_MAX_BYTES
 *
 * Any thread; the same request may be encoded again under another id.
 *
 * Returns: (transfer full): the text frame on one line, or %NULL
 */
char *csms_request_encode (const CsmsRequest *self, const char *id, GError **error);

/** csms_request_encode_shown: Returns: (transfer full) (nullable): the same frame, but %CSMS_REDACTED for the key of an auth */
char *csms_request_encode_shown (const CsmsRequest *self, const char *id);

G_END_DECLS
