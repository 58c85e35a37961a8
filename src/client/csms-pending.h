/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-request.h"

G_BEGIN_DECLS

/** CsmsLane: who goes first. Auth alone goes without a session. */
typedef enum {
  CSMS_LANE_AUTH,
  CSMS_LANE_COMMAND,
  CSMS_LANE_NORMAL,
  CSMS_LANE_BACKGROUND,
  CSMS_N_LANES,
} CsmsLane;

/** CsmsPendingRequest: one request that has no answer yet; waits in its lane, or is at the server */
typedef struct {
  guint64 serial;
  CsmsRequest *request;
  CsmsLane lane;
  char *id;                     /* NULL: still waiting in its lane */
  gint64 deadline_us;           /* while waiting: for the socket; once sent: for the answer */
  gint64 sent_us;
  guint session;                /* which sign-in it was sent under */
  gboolean repeated;            /* was refused with 401 once and sent again */
} CsmsPendingRequest;

/** CsmsPending: the table of them. Pure: the time is an argument. An id is used once, so a late or doubled answer finds nothing. */
typedef struct _CsmsPending CsmsPending;

CsmsPending *csms_pending_new (void);
void csms_pending_free (CsmsPending *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsPending, csms_pending_free)

/** csms_pending_add: queues a reference to @request at the end of @lane. @serial is the caller's, and unique */
void csms_pending_add (CsmsPending *self, guint64 serial, CsmsRequest *request, CsmsLane lane, gint64 deadline_us);

/** csms_pending_get_next: Returns: (nullable) (transfer none): what goes next; only auth unless @signed_in */
CsmsPendingRequest *csms_pending_get_next (CsmsPending *self, gboolean signed_in);

/** csms_pending_mark_sent: @entry left its lane under @id (taken) */
void csms_pending_mark_sent (CsmsPending *self, CsmsPendingRequest *entry, char *id, gint64 now_us, gint64 deadline_us);

/** csms_pending_repeat: @entry, once sent, goes to the head of its lane again; its old id is forgotten */
void csms_pending_repeat (CsmsPending *self, CsmsPendingRequest *entry, gint64 deadline_us);

/** csms_pending_find: Returns: (nullable) (transfer none): the sent request that @id belongs to */
CsmsPendingRequest *csms_pending_find (CsmsPending *self, const char *id);

/** csms_pending_get_waiting: Returns: (nullable) (transfer none): the request of that serial, if it has not been sent */
CsmsPendingRequest *csms_pending_get_waiting (CsmsPending *self, guint64 serial);

/** csms_pending_remove: forgets and frees @entry */
void csms_pending_remove (CsmsPending *self, CsmsPendingRequest *entry);

/** csms_pending_remove_serial: forgets the request, if there is one */
void csms_pending_remove_serial (CsmsPending *self, guint64 serial);

/** csms_pending_get_expired: Returns: (nullable) (transfer none): a request whose deadline has passed, the oldest first */
CsmsPendingRequest *csms_pending_get_expired (CsmsPending *self, gint64 now_us);

/**
 * csms_pending_get_oldest:
 * @sent: whether among those at the server, or those that wait
 * @lane: of this lane; CSMS_N_LANES: of any
 *
 * Returns: (nullable) (transfer none): the one that came first
 */
CsmsPendingRequest *csms_pending_get_oldest (CsmsPending *self, gboolean sent, CsmsLane lane);

/** csms_pending_get_deadline: Returns: the earliest deadline, G_MAXINT64 if none */
gint64 csms_pending_get_deadline (CsmsPending *self);

G_END_DECLS
