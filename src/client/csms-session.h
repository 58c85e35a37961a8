/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-link.h"
#include "csms-transport.h"

G_BEGIN_DECLS

/**
 * CsmsSessionSink: what a session tells. Called in the session's thread; arguments are borrowed.
 * @status: a new snapshot, after each change
 * @event: one pushed event
 * @sent: the request was handed to the socket
 * @done: the request is over: either @reply or @error
 * @foreign: a frame that is not the protocol's, cut to 1 KiB
 */
typedef struct {
  void (*status) (const CsmsLinkStatus *status, gpointer data);
  void (*event) (CsmsEventRecord *event, guint generation, gpointer data);
  void (*sent) (guint64 serial, gpointer data);
  void (*done) (guint64 serial, CsmsReply *reply, const GError *error, gpointer data);
  void (*foreign) (const char *text, gpointer data);
} CsmsSessionSink;

/** CsmsTransportFactory: Returns: (transfer full): a new transport, not yet open */
typedef CsmsTransport *(*CsmsTransportFactory) (gpointer data);

/**
 * CsmsSession:
 *
 * One session with one CSMS for as long as anyone wants it: connects, signs in, keeps watch, reconnects. A state machine; all of
 * it in the thread whose thread-default main context it was made under. It knows a socket only as a CsmsTransport.
 */
#define CSMS_TYPE_SESSION (csms_session_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSession, csms_session, CSMS, SESSION, GObject)

/**
 * csms_session_new:
 * @factory_data: must live as long as the session
 * @sink: likewise, and @sink_data
 */
CsmsSession *csms_session_new (CsmsTransportFactory factory, gpointer factory_data, const char *api_key,
                               const CsmsLinkOptions *options, const CsmsSessionSink *sink, gpointer sink_data);

void csms_session_start (CsmsSession *self);

/** csms_session_stop_async: everything pending fails, the socket is closed within @timeout_ms; done when it is gone */
void csms_session_stop_async (CsmsSession *self, guint timeout_ms, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_session_stop_finish (CsmsSession *self, GAsyncResult *result, GError **error);

/** csms_session_woke: the machine slept for @slept_us: a socket that may have come through it is asked, one that cannot have is replaced */
void csms_session_woke (CsmsSession *self, gint64 slept_us);

/* As in csms-link.h. */
void csms_session_reconnect_now (CsmsSession *self);
void csms_session_network_changed (CsmsSession *self);
void csms_session_set_api_key (CsmsSession *self, const char *api_key);
void csms_session_request (CsmsSession *self, guint64 serial, CsmsRequest *request, CsmsPriority priority);
void csms_session_cancel (CsmsSession *self, guint64 serial);

/** csms_session_set_paused: whether to leave what comes in with its sender; a silence of our own making does not count as one */
void csms_session_set_paused (CsmsSession *self, gboolean paused);

G_END_DECLS
