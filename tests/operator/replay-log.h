/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-event-sieve.h"
#include "csms-replay-window.h"
#include "csms-words.h"

G_BEGIN_DECLS

/* A server's event log, and how that server answers getEventsSince. */
typedef enum {
  REPLAY_LOG_DEPLOYED,          /* ts and eventId, both mean "after this millisecond" */
  REPLAY_LOG_GUIDE,             /* eventId only, after that very event; anything else is a 400 */
  REPLAY_LOG_GUIDE_SILENT,      /* the same, but what it does not understand brings nothing */
  REPLAY_LOG_GUIDE_LOOSE,       /* the same, but what it does not understand brings everything */
  REPLAY_LOG_GUIDE_BY_PLACE,    /* the same, but after the millisecond of an eventId that is none of its own */
  REPLAY_LOG_DEAF_TO_TS,        /* ignores ts, and takes the millisecond out of an eventId */
  REPLAY_LOG_N_KINDS
} ReplayLogKind;

typedef struct {
  GArray *log;
  ReplayLogKind kind;
  guint cap;                    /* 0: pages are as long as asked for */
  gboolean no_unlimited;
  guint questions;
  guint unlimited;
  gint64 earliest_ts;           /* the lowest millisecond asked for */
  gint64 known_ms;              /* what is expected of it, as csms_replay_window_expect(); 0: nothing */
  const char *before_id;
} ReplayLog;

typedef struct {
  GHashTable *got;
  guint dropped;
  gboolean lost;                /* the log did not reach back; it begins at first_ms */
  gint64 first_ms;
} ReplayTaken;

void replay_log_init (ReplayLog *server, ReplayLogKind kind);
/** Returns: (transfer none): the id of the event, which is the newest in the log now */
const char *replay_log_add (ReplayLog *server, gint64 ts);
/** Returns: (transfer none): the id of an event, the oldest being 0 */
const char *replay_log_get_id (ReplayLog *server, guint index);
/** replay_log_add_burst: one to eight events a millisecond, as recorded */
void replay_log_add_burst (ReplayLog *server, guint n, gint64 from, guint32 seed);
/** replay_log_forget: the oldest @n are gone */
void replay_log_forget (ReplayLog *server, guint n);
/** replay_log_replay: asks and answers until the window has no more questions. Returns: whether it was read to its end */
gboolean replay_log_replay (ReplayLog *server, const char *cursor, gint64 from_ms, CsmsEventSieve *sieve, ReplayTaken *taken);

G_END_DECLS
