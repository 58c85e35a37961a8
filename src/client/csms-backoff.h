/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsmsBackoff: how long to wait before the next try. Pure: the time and the dice are arguments.
 *
 * A young outage (below 15 s) is mostly a blip, so tries come quickly, yet spread over 5 s so that all consoles of a
 * restarted server do not come at once; an old one is waited for with full jitter below 10, 20, 40, 60 s. In a young one no try
 * hangs for more than these 5 s, since the server may be back on its next connection, and the wait counts from its beginning.
 * All times in microseconds of one monotonic clock.
 */
typedef struct {
  gint64 outage_since_us;       /* 0: no outage yet */
  gint64 healthy_since_us;      /* 0: not connected */
  gint64 tried_us;              /* when the try began that has not connected, 0: none */
  guint steps;                  /* waits already given beyond the young outage */
} CsmsBackoff;

/** csms_backoff_begin: an outage begins now, whatever was before: the start, a network change, a resume */
void csms_backoff_begin (CsmsBackoff *self, gint64 now_us);

/** csms_backoff_connected: signed in; 10 s of this, twice the rush that follows a restart, make the next outage a new one */
void csms_backoff_connected (CsmsBackoff *self, gint64 now_us);

/** csms_backoff_failed: the connection ended or could not be made */
void csms_backoff_failed (CsmsBackoff *self, gint64 now_us);

/** csms_backoff_try: a try begins now. Returns: for how long it may hang, @limit_us at most */
gint64 csms_backoff_try (CsmsBackoff *self, gint64 now_us, gint64 limit_us);

/**
 * csms_backoff_next:
 * @dice: uniformly random, from 0 up to but not including 1
 *
 * Returns: how long to wait before the next try; each call counts as one try
 */
gint64 csms_backoff_next (CsmsBackoff *self, gint64 now_us, double dice);

G_END_DECLS
