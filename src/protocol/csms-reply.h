/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-frame.h"

G_BEGIN_DECLS

/**
 * CsmsReply:
 *
 * A server's answer to one request, decoded for its action, immutable, reference-counted (atomic). A "no" is an answer
 * too: @error_code and @error_message say it, csms_reply_check() makes a #GError of it.
 * Only the fields of the action are set.
 */
typedef struct {
  gatomicrefcount ref_count;
  CsmsAction action;
  gboolean is_error;
  int error_code;
  char *error_message;

  char *session_id;             /* auth */
  gint64 ts_ms;                 /* ping: the server's clock */
  GPtrArray *stations;          /* getStations, subscribe (snapshot; NULL if there is none): CsmsStationRecord */
  GPtrArray *transactions;      /* getRecentTransactions, newest first: CsmsTransactionRecord */
  GPtrArray *samples;           /* getMeterValuesRecent, newest first, one a sampled value: CsmsSampleRecord */
  GPtrArray *events;            /* getEventsRecent (newest first), getEventsSince (oldest first): CsmsEventRecord */
  char *cursor;                 /* getEventsSince: lastEventId; NULL: keep the old one */
  char *subscription_id;        /* subscribe, unsubscribe */

  char *status;                 /* start/stop: "Accepted"; getConnectorStatus: the status as it came; auth: "ok" */
  char *station_id;             /* start/stop/getConnectorStatus, if echoed */
  int connector_id;             /* likewise, CSMS_CONNECTOR_NONE if not */
  char *transaction_id;
  char *correlation_id;         /* start; also of a 504 */
  char *status_error_code;      /* getConnectorStatus: errorCode */
  gint64 last_update_ms;        /* getConnectorStatus */
} CsmsReply;

#define CSMS_TYPE_REPLY (csms_reply_get_type ())
GType csms_reply_get_type (void);

/** csms_reply_ref: Returns: (transfer full): @self */
CsmsReply *csms_reply_ref (CsmsReply *self);

/** csms_reply_unref: Gives up a reference (transfer full). */
void csms_reply_unref (CsmsReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsReply, csms_reply_unref)

/**
 * csms_reply_decode:
 * @action: what was asked
 * @frame: a reply or an error
 * @error: domain %CSMS_PROTOCOL_ERROR, code %CSMS_PROTOCOL_ERROR_BAD_REPLY when the result is not what @action promises
 *
 * One bad element of a list (a station without an id, an event without a name) is left out, never fatal for the rest.
 * Of a command only "Accepted" is a yes and only "Rejected" a no (without a code); any other word is a BAD_REPLY, which
 * says nothing about the outcome (trap 8). Any thread.
 *
 * Returns: (transfer full): the reply (a server's "no" included), or %NULL
 */
CsmsReply *csms_reply_decode (CsmsAction action, CsmsFrame *frame, GError **error);

/**
 * csms_reply_check:
 * @self: any reply
 * @error: domain %CSMS_SERVER_ERROR, code as on the wire, the server's words (trap 19) as message
 *
 * Returns: %TRUE for a "yes"; %FALSE with @error set for a "no"
 */
gboolean csms_reply_check (const CsmsReply *self, GError **error);

G_END_DECLS
