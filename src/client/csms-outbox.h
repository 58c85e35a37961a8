/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-client-error.h"
#include "csms-limits.h"
#include "csms-pending.h"
#include "csms-reply.h"

G_BEGIN_DECLS

/* Serials that are the session's own; a link counts from 1. */
#define CSMS_SERIAL_AUTH G_MAXUINT64
#define CSMS_SERIAL_PING (G_MAXUINT64 - 1)

/**
 * CsmsOutboxHooks: what the outbox asks of and tells the session.
 * @send: hands a text frame to the socket; %FALSE when there is none that is open and takes it. That the connection has ended,
 *   csms_outbox_disconnected(), can be said from in there
 * @shown: (nullable): what was handed over, without the key of an auth, for diagnosis
 * @sent: a request was handed over; from here on its outcome is the server's
 * @done: a request is over; either @reply or @error, borrowed
 * @unauthorized: the server no longer knows the session that a request was sent under (trap 5)
 */
typedef struct {
  gboolean (*send) (const char *text, gpointer data);
  void (*shown) (const char *text, gpointer data);
  void (*sent) (guint64 serial, gpointer data);
  void (*done) (guint64 serial, CsmsReply *reply, const GError *error, gpointer data);
  void (*unauthorized) (gpointer data);
} CsmsOutboxHooks;

/**
 * CsmsOutbox: requests on their way: order, budget, deadlines, answers, and the one repeat after a 401. Pure but for its hooks:
 * the time is an argument.
 */
typedef struct _CsmsOutbox CsmsOutbox;

CsmsOutbox *csms_outbox_new (const CsmsLinkOptions *limits, const CsmsOutboxHooks *hooks, gpointer data);
void csms_outbox_free (CsmsOutbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsOutbox, csms_outbox_free)

/** csms_outbox_submit: a command without a session is over at once with NOT_SENT */
void csms_outbox_submit (CsmsOutbox *self, guint64 serial, CsmsRequest *request, CsmsPriority priority, gint64 now_us);

/** csms_outbox_submit_auth: the auth of this socket, or its renewal; alone goes without a session, ahead of all */
void csms_outbox_submit_auth (CsmsOutbox *self, CsmsRequest *request, gint64 now_us);

/** csms_outbox_cancel: forgets the request; what was sent stays sent, and its answer is ignored */
void csms_outbox_cancel (CsmsOutbox *self, guint64 serial);

/** csms_outbox_signed_in: the session is valid (again): what waits may go */
void csms_outbox_signed_in (CsmsOutbox *self, gint64 now_us);

/** csms_outbox_hold: the session is being renewed: reads wait, waiting commands end with NOT_SENT, what is sent stays */
void csms_outbox_hold (CsmsOutbox *self);

/** csms_outbox_disconnected: the socket is gone: what was sent is LOST, waiting commands NOT_SENT, waiting reads go on waiting */
void csms_outbox_disconnected (CsmsOutbox *self, const GError *reason);

/** csms_outbox_fail_waiting: ends everything that waits, with @error */
void csms_outbox_fail_waiting (CsmsOutbox *self, const GError *error);

/** csms_outbox_take: a reply or an error came in. Returns: whether it was ours; late, doubled or of an unknown id, it is ignored */
gboolean csms_outbox_take (CsmsOutbox *self, CsmsFrame *frame, gint64 now_us);

/** csms_outbox_tick: ends what is overdue and sends what may go */
void csms_outbox_tick (CsmsOutbox *self, gint64 now_us);

/** csms_outbox_get_next: Returns: when csms_outbox_tick() has something to do, G_MAXINT64 if never */
gint64 csms_outbox_get_next (CsmsOutbox *self, gint64 now_us);

/** csms_outbox_get_used: Returns: frames sent in the last 10 s */
guint csms_outbox_get_used (CsmsOutbox *self, gint64 now_us);

G_END_DECLS
