/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-session.h"

G_BEGIN_DECLS

/* WAIT_FOR: turns the main context until the condition holds; fails the test when it does not within a generous time. */
#define WAIT_FOR(condition) \
  G_STMT_START { \
    gint64 wait_until_us = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND; \
    guint wake_id = g_timeout_add (5, client_test_wake, NULL); \
    while (!(condition) && g_get_monotonic_time () < wait_until_us) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (wake_id); \
    g_assert_true (condition); \
  } G_STMT_END

gboolean client_test_wake (gpointer data);

/** client_test_init: g_test_init(), without libsoup's and GIO's four lines of debugging a frame, which would be most of what is measured */
void client_test_init (int *argc, char ***argv);

/** client_test_pass: turns the main context for some milliseconds, to let happen what must not happen */
void client_test_pass (guint ms);

/** client_test_get_string: Returns: (transfer full) (nullable): the string at a member, or at a member of `params` */
char *client_test_get_string (const char *json, const char *member);

/**
 * Peer: the server's side of a session, scripted by the test. Over memory or over a real socket on loopback; the same
 * cases run over both.
 */
typedef struct _Peer Peer;

struct _Peer {
  GPtrArray *frames;            /* text frames from the client, all connections, in order */
  guint taken;                  /* of them, by peer_expect() */
  guint opened;                 /* connections */
  guint open_now;
  guint open_most;              /* at one time */
  gboolean refuse;              /* connections */
  guint close_delay_ms;         /* how long the goodbye is not answered */

  CsmsTransport *(*make_transport) (gpointer peer);
  void (*send) (Peer *self, const char *text);
  void (*hang_up) (Peer *self);
  void (*free) (Peer *self);
};

Peer *peer_new_in_memory (void);
Peer *peer_new_on_socket (void);
void peer_free (Peer *self);

/** peer_get_url: Returns: (transfer none): where a peer on a socket listens */
const char *peer_get_url (Peer *self);

/** peer_expect: waits for the next frame of the client, which must be of @action. Returns: (transfer full): its id */
char *peer_expect (Peer *self, const char *action);
/** peer_answer: sends {"id": @id, "result": @result} */
void peer_answer (Peer *self, const char *id, const char *result);
/** peer_refuse: sends {"id": @id, "error": {"code": @code, "message": "…"}} */
void peer_refuse (Peer *self, const char *id, int code, const char *message);
/** peer_sign_in: expects auth and answers it as the protocol notes do */
void peer_sign_in (Peer *self);
/** peer_push: a connector.status.changed with this event id */
void peer_push (Peer *self, const char *event_id);

/** Recorder: what a session told */
typedef struct {
  GPtrArray *states;            /* of CsmsLinkStatus, each change of state */
  CsmsLinkStatus *status;       /* the last of all */
  GPtrArray *events;            /* event ids (or names) */
  GArray *sent;                 /* of guint64 */
  GPtrArray *foreign;
  GHashTable *done;             /* serial → Outcome */
} Recorder;

typedef struct {
  CsmsReply *reply;
  GError *error;
  guint times;
} Outcome;

extern const CsmsSessionSink recorder_sink;

Recorder *recorder_new (void);
void recorder_free (Recorder *self);
/** recorder_get: Returns: (nullable) (transfer none): how the request ended */
Outcome *recorder_get (Recorder *self, guint64 serial);
gboolean recorder_saw_state (Recorder *self, CsmsLinkState state);

G_END_DECLS
