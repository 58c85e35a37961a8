/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CSMS_REPLAY_OVERLAP_MS: how far before the cursor a replay begins: the log is written after the push and not awaited (trap 3). */
#define CSMS_REPLAY_OVERLAP_MS 10000

/** CSMS_REPLAY_RESTART_MS: the same after a restart, where nobody knows when pushes and log were last compared: an audit's interval more. */
#define CSMS_REPLAY_RESTART_MS 60000

/** CSMS_REPLAY_PAGE: events a page; more is a 400. */
#define CSMS_REPLAY_PAGE 500

/** CsmsReplayQuestion: what to ask getEventsSince next. */
typedef struct {
  const char *event_id;         /* NULL: by @ts_ms */
  gint64 ts_ms;
  guint limit;                  /* 0: everything (`ts` form only) */
} CsmsReplayQuestion;

/** CsmsReplayPage: what came, oldest first. */
typedef struct {
  guint n_events;
  guint n_new;                  /* of them, never seen before, pushed or recovered */
  gint64 first_ts_ms;
  gint64 last_ts_ms;
  const char *last_event_id;    /* the last one's; else the answer's cursor; NULL neither */
} CsmsReplayPage;

/**
 * CsmsReplayWindow:
 *
 * Which pages to ask for until a replay has brought everything (trap 3). Pure: no I/O, no clock.
 *
 * The `ts` form from some seconds before the cursor, each next page from one millisecond before the last event, so that
 * what shares a millisecond with it is not lost; duplicates are the caller's to drop. A full page that stays on one
 * millisecond is asked again without limit. A server of the published guide knows the eventId form only: there a
 * made-up id stands for a millisecond, and where such an id is not understood, the real one does; and it goes on behind
 * an event of its own by place, which brings a crowded millisecond page by page.
 */
typedef struct _CsmsReplayWindow CsmsReplayWindow;

/**
 * csms_replay_window_new:
 * @event_id: (nullable): the cursor: the last event taken in, or an id made of a millisecond; one without a number in the
 *   middle is never sent, since it would replay from the beginning of time
 * @from_ms: the first millisecond to ask for; 0 when only the id is known
 */
CsmsReplayWindow *csms_replay_window_new (const char *event_id, gint64 from_ms);
void csms_replay_window_free (CsmsReplayWindow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsReplayWindow, csms_replay_window_free)

/**
 * csms_replay_window_expect: before the first question: what the log must still hold
 * @known_ms: an event of this millisecond, not before the window's start, is known: a log whose first answer begins later has lost
 *   some, and nobody can tell how much
 * @before_id: (nullable): an event that came before that one. To ask behind it is the one proof of a server that goes by place
 *   and has no error for an id that it does not know
 */
void csms_replay_window_expect (CsmsReplayWindow *self, gint64 known_ms, const char *before_id);

/** csms_replay_window_end_at: what was logged after this millisecond need not be asked for */
void csms_replay_window_end_at (CsmsReplayWindow *self, gint64 until_ms);

/** csms_replay_window_next: Returns: whether there is another page to ask for; @question is valid until the answer is taken */
gboolean csms_replay_window_next (CsmsReplayWindow *self, CsmsReplayQuestion *question);

/** csms_replay_window_take: the answer to the last question */
void csms_replay_window_take (CsmsReplayWindow *self, const CsmsReplayPage *page);

/** csms_replay_window_refuse: the last question was answered with a "no" that is about the question (400, 404, a soft error) */
void csms_replay_window_refuse (CsmsReplayWindow *self);

/** csms_replay_window_get_failed: Returns: after the last page: whether no form of the question was understood, or something may be missing */
gboolean csms_replay_window_get_failed (const CsmsReplayWindow *self);

/**
 * csms_replay_window_get_lost:
 * @first_ms: (out): where the log begins; 0: it had nothing to give
 *
 * Returns: after the last page: whether the log does not reach back to what it was expected to hold
 */
gboolean csms_replay_window_get_lost (const CsmsReplayWindow *self, gint64 *first_ms);

/** csms_replay_window_get_floor_ms: Returns: events before this millisecond were not asked for (a server that misunderstood sends them): drop them */
gint64 csms_replay_window_get_floor_ms (const CsmsReplayWindow *self);

/**
 * csms_event_id_get_time_ms:
 * Returns: the millisecond in @event_id when it can be one (from 2001 on); 0 for counters, other numbers and none
 */
gint64 csms_event_id_get_time_ms (const char *event_id);

/** csms_event_id_from_time_ms: Returns: (transfer full): a well-formed id that stands for a millisecond and for no event */
char *csms_event_id_from_time_ms (gint64 ms);

/** csms_event_id_is_made_up: Returns: whether csms_event_id_from_time_ms() made it */
gboolean csms_event_id_is_made_up (const char *event_id);

G_END_DECLS
