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
CsmsRequest *csms_request_ref (CsmsRequest *self);
void csms_request_unref (CsmsRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsRequest, csms_request_unref)

CsmsRequest *csms_request_new_auth (const char *api_key);
CsmsRequest *csms_request_new_ping (void);
CsmsRequest *csms_request_new_get_stations (void);
/** @limit: 1 or more */
CsmsRequest *csms_request_new_get_recent_transactions (guint limit);
CsmsRequest *csms_request_new_start_charging (const char *station_id, int connector_id, const char *id_tag);
/** @transaction_id: as text; it is sent as a number when it is all digits and fits 53 bits, as the guide does, else as a string */
CsmsRequest *csms_request_new_stop_charging (const char *station_id, const char *transaction_id, int connector_id);
CsmsRequest *csms_request_new_get_connector_status (const char *station_id, int connector_id);
/** @limit: 1 to 100 */
CsmsRequest *csms_request_new_get_meter_values_recent (const char *station_id, guint limit);
/** @station_id: (nullable): one station, or the whole fleet; `events` is never sent, so every event matches (trap 16) */
CsmsRequest *csms_request_new_subscribe (const char *station_id);
CsmsRequest *csms_request_new_unsubscribe (const char *subscription_id);
/** @limit: 1 to 200 */
CsmsRequest *csms_request_new_get_events_recent (guint limit);
/** The published form. @limit: 1 to 500 (more is a 400) */
CsmsRequest *csms_request_new_get_events_since_id (const char *event_id, guint limit);
/** The form that loses nothing (trap 3). @ts_ms: events after this millisecond; @limit: 1 to 500, or 0 for all of them */
CsmsRequest *csms_request_new_get_events_since_ts (gint64 ts_ms, guint limit);

CsmsAction csms_request_get_action (const CsmsRequest *self);

/**
 * csms_request_encode:
 * @id: the correlation id, sent as a string
 * @error: domain %CSMS_PROTOCOL_ERROR, code %CSMS_PROTOCOL_ERROR_BAD_REQUEST when the frame would exceed %CSMS_REQUEST_MAX_BYTES
 *
 * Returns: (transfer full): the text frame, or %NULL
 */
char *csms_request_encode (const CsmsRequest *self, const char *id, GError **error);

G_END_DECLS
