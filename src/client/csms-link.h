/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-client-error.h"
#include "csms-reply.h"
#include "csms-request.h"
#include "csms-wire-log.h"

G_BEGIN_DECLS

/**
 * CsmsLinkState:
 * @CSMS_LINK_IDLE: not started, stopped, or given up because the address is none (last_error is BAD_URL; a start tries again)
 * @CSMS_LINK_CONNECTING: name, TCP, TLS, WebSocket handshake (15 s at most for all of it, 5 s while the outage is young)
 * @CSMS_LINK_AUTHENTICATING: socket open, auth sent and awaited (trap 4). It comes after READY too, under the same generation:
 *   the session had expired (trap 5) and is being renewed; pushes were missed meanwhile, so READY then calls for catching up
 * @CSMS_LINK_READY: signed in; requests go out
 * @CSMS_LINK_WAITING: not connected, a retry is due at CsmsLinkStatus.retry_at_us
 * @CSMS_LINK_KEY_REFUSED: the key was refused; no retries until csms_link_set_api_key() or csms_link_reconnect_now()
 */
typedef enum {
  CSMS_LINK_IDLE,
  CSMS_LINK_CONNECTING,
  CSMS_LINK_AUTHENTICATING,
  CSMS_LINK_READY,
  CSMS_LINK_WAITING,
  CSMS_LINK_KEY_REFUSED,
} CsmsLinkState;

/** CsmsLinkStatus: what is known of the connection, a snapshot. Times: *_ms since 1970, *_us g_get_monotonic_time(). */
typedef struct {
  CsmsLinkState state;
  guint generation;             /* counts sockets: 1 is the first */
  gint64 retry_at_us;           /* WAITING: when the next try begins */
  gint64 session_started_ms;    /* our clock, when auth was answered; 0 without a session */
  char *session_id;             /* NULL without a session */
  gint64 rtt_us;                /* of the last ping, -1 before the first */
  guint frames_used;            /* client frames sent in the last 10 s */
  guint frames_max;             /* the budget: 40 */
  GError *last_error;           /* (nullable) why the last connection ended or could not be made, cleared when READY;
                                 * set while READY: the server has announced to cut this one */
} CsmsLinkStatus;

CsmsLinkStatus *csms_link_status_copy (const CsmsLinkStatus *self);
void csms_link_status_free (CsmsLinkStatus *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsLinkStatus, csms_link_status_free)

/**
 * CsmsAddressCheck:
 * @address: one that the server's name has resolved to (or a literal one), or a GProxyAddress
 * @error: (out): why not, one sentence in the operator's words; set whenever it is refused
 *
 * Called in the net thread before a connection to @address is tried, for every one of them; it must not wait.
 *
 * Returns: whether it may be connected to
 */
typedef gboolean (*CsmsAddressCheck) (GSocketAddress *address, GObject *check_object, GError **error);

/**
 * CsmsLinkOptions:
 *
 * What holds for a link from first to last. First the numbers of the protocol's limits; tests shorten them. Zero means the
 * default in brackets.
 */
typedef struct {
  guint handshake_timeout_ms;   /* [15000], and 5000 at most in an outage's first 15 s */
  guint auth_deadline_ms;       /* [35000] auth and getEventsSince (trap 18) */
  guint command_deadline_ms;    /* [15000] */
  guint request_deadline_ms;    /* [10000] */
  guint ping_interval_ms;       /* [20000] */
  guint silence_limit_ms;       /* [35000] */
  guint batch_interval_ms;      /* [16] one delivery a frame; csmsctl and tests may ask for 1 */
  guint frame_cap_bytes;        /* [CSMS_FRAME_MAX_BYTES] payload cap, and the bound on the sum of fragments */
  const char *user_agent;       /* [NULL: csms-operator/VERSION] */
  const char *ca_file;          /* [NULL: the system's authorities] PEM file with those to trust instead */
  CsmsAddressCheck check_address; /* [NULL: any address will do] */
  GObject *check_object;        /* passed to it; used in the net thread, and kept as long as that runs */
  CsmsWireLog *wire_log;        /* [NULL: none] where all frames are written */
} CsmsLinkOptions;

/** CsmsPriority: commands go before everything queued and have 8 frames of the budget to themselves. */
typedef enum {
  CSMS_PRIORITY_COMMAND,
  CSMS_PRIORITY_NORMAL,
  CSMS_PRIORITY_BACKGROUND,
} CsmsPriority;

/**
 * CsmsLink:
 *
 * The main thread's end of one session with one CSMS. It owns the net thread, in which transport, liveness, auth, rate
 * budget, pending requests and reconnection live; here only immutable data arrives, in the order in which it came off
 * the socket, in batches, each bounded in time so that a burst never holds a frame back: at most one each
 * CsmsLinkOptions.batch_interval_ms, and of a burst more when the context has nothing else to do. All functions: the thread
 * whose thread-default main context the link was made in (the "screen" thread).
 *
 * Stop it before letting go of it. A link with requests in flight lives until they are over; one that is let go while
 * connected says goodbye and ends the net thread within half a second, during which the caller waits.
 *
 * Signals, all emitted in that thread:
 * - `state-changed` (): csms_link_get_status() has something new
 * - `events` (GPtrArray of CsmsEventRecord, guint generation): a run of pushed events, in order, between two replies
 * - `sent` (guint64 serial): the request was handed to the socket; after this its outcome is the server's
 * - `foreign` (const char *text): a frame that is not the protocol's, for diagnosis, cut to 1 KiB
 */
#define CSMS_TYPE_LINK (csms_link_get_type ())
G_DECLARE_FINAL_TYPE (CsmsLink, csms_link, CSMS, LINK, GObject)

/**
 * csms_link_new:
 * @url: ws:// or wss://, path free-form
 * @api_key: (nullable): copied; %NULL waits in KEY_REFUSED until one is set
 * @options: (nullable): copied
 */
CsmsLink *csms_link_new (const char *url, const char *api_key, const CsmsLinkOptions *options);

/** csms_link_start: begins to connect, and to reconnect for ever. Does nothing when started. */
void csms_link_start (CsmsLink *self);

/**
 * csms_link_stop_async:
 *
 * Closes the socket with a close frame and waits for that (bounded, 2 s); what is pending fails with LOST or NOT_SENT.
 */
void csms_link_stop_async (CsmsLink *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_link_stop_finish (CsmsLink *self, GAsyncResult *result, GError **error);

/**
 * csms_link_reconnect_now: closes what is open and tries at once; leaves KEY_REFUSED too, if there is a key. For the button and
 * for a deaf socket. Does nothing unless started.
 */
void csms_link_reconnect_now (CsmsLink *self);

/**
 * csms_link_network_changed: the network or the machine came back: a waiting retry happens at once, an open socket is probed with a
 * ping that must be answered within a seventh of the silence limit (5 s), an attempt that has hung for 3 s is begun anew.
 */
void csms_link_network_changed (CsmsLink *self);

/** csms_link_set_api_key: a new key for the next auth; leaves KEY_REFUSED. */
void csms_link_set_api_key (CsmsLink *self, const char *api_key);

/**
 * csms_link_set_slow: @slow: whether events come no faster than 4,000 a second. What waits is bounded, and beyond that the socket
 * is not read: the server has to wait too.
 */
void csms_link_set_slow (CsmsLink *self, gboolean slow);

/** csms_link_get_status: Returns: (transfer none): valid until the next `state-changed` */
const CsmsLinkStatus *csms_link_get_status (CsmsLink *self);

/**
 * csms_link_request_async:
 *
 * Queues @request. It goes out when signed in and the budget allows (never more than 40 frames in any 10 s), commands first.
 * Reads wait for a session until their deadline, and for their turn in the budget however long (a refused key ends them with
 * KEY_REFUSED); a command fails at once with NOT_SENT when there is no session, and when one that waits for the budget loses
 * it. Unless started, both do.
 * @priority only chooses between NORMAL and BACKGROUND for reads: that a command is one, its action says.
 * The deadline counts from the moment the frame is handed to the socket; a missed one is not a dead socket.
 * After a 401 or session.expired the session is renewed once and reads are repeated; a command never is.
 * Cancelling forgets the request; what was sent stays sent.
 *
 * Returns: the serial, as in `sent`
 */
guint64 csms_link_request_async (CsmsLink *self, CsmsRequest *request, CsmsPriority priority, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/**
 * csms_link_request_finish:
 * @error: domain %CSMS_CLIENT_ERROR or %G_IO_ERROR_CANCELLED
 *
 * The reply is delivered in order with the `events` signal.
 *
 * Returns: (transfer full): the answer, a "no" included (csms_reply_check()), or %NULL
 */
CsmsReply *csms_link_request_finish (CsmsLink *self, GAsyncResult *result, GError **error);

G_END_DECLS
