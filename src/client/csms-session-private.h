/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-backoff.h"
#include "csms-liveness.h"
#include "csms-outbox.h"
#include "csms-rate-budget.h"
#include "csms-resume-watch.h"
#include "csms-session.h"

G_BEGIN_DECLS

struct _CsmsSession
{
  GObject parent_instance;

  /* Borrowed */
  CsmsTransportFactory factory;
  gpointer factory_data;
  const CsmsSessionSink *sink;
  gpointer sink_data;

  /* Owned */
  char *api_key;
  CsmsOutbox *outbox;
  CsmsTransport *transport;     /* the socket of this generation */
  CsmsTransport *closing;       /* the one before, until it is gone */
  GSource *ticker;
  GQueue stops;                 /* of GTask, waiting for `closing` */
  GError *notice;               /* what the server announced before it cuts the connection */

  CsmsLinkOptions limits;
  CsmsLinkStatus status;        /* its strings and error owned too */
  CsmsBackoff backoff;
  CsmsLiveness liveness;
  CsmsResumeWatch resume;
  gint64 tick_due_us;
  gint64 next_watch_us;
  gint64 connecting_since_us;
  gint64 ping_sent_us;
  gint64 notice_us;
  gboolean started;
  gboolean excused;             /* a late tick was forgiven once */
  gboolean paused;
};

extern const CsmsTransportListener csms_session_listener;
extern const CsmsOutboxHooks csms_session_outbox_hooks;

/* csms-session.c */
void csms_session_publish (CsmsSession *self);
void csms_session_open_transport (CsmsSession *self);
/** csms_session_lost: the socket ended or is to be given up: drops it, and a retry is due. @reason is copied */
void csms_session_lost (CsmsSession *self, const GError *reason);
/** csms_session_give_up: no retries: the key was refused, or there is none. @reason is copied */
void csms_session_give_up (CsmsSession *self, CsmsLinkState state, const GError *reason);

/* csms-session-ticker.c */
void csms_session_add_ticker (CsmsSession *self);
/** csms_session_reschedule: after anything that may have moved the next moment to look */
void csms_session_reschedule (CsmsSession *self);

/* csms-session-auth.c */
void csms_session_sign_in (CsmsSession *self);
void csms_session_renew (CsmsSession *self);
void csms_session_ping (CsmsSession *self);
gboolean csms_session_is_open (CsmsSession *self);

G_END_DECLS
