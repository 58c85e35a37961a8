/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsmsLiveness: is the peer alive? libsoup sends keepalive pings and never looks at the answers, so a server that stopped stays
 * OPEN for minutes. Life is a whole frame, or a good part of a large one; our own ping makes sure that there is one.
 * Pure: the time (monotonic, microseconds) is an argument.
 */
typedef struct {
  gint64 ping_interval_us;
  gint64 silence_limit_us;
  gint64 heard_us;              /* last sign of life */
  gint64 asked_us;              /* first frame of ours since, 0: none */
  gint64 next_ping_us;          /* 0: no pings yet */
  gint64 probed_us;             /* when the last probe's ping is due, 0: never */
  gint64 probe_until_us;        /* when its time is over, 0: no probe, or not sent yet */
  gboolean ping_waits;          /* a ping was due, and nothing has been sent since */
  gboolean probe_waits;
} CsmsLiveness;

void csms_liveness_init (CsmsLiveness *self, guint ping_interval_ms, guint silence_limit_ms);

/** csms_liveness_opened: a new socket: that is life, and no pings before csms_liveness_begin_pings() */
void csms_liveness_opened (CsmsLiveness *self, gint64 now_us);

/** csms_liveness_begin_pings: signed in: the next ping is one interval away */
void csms_liveness_begin_pings (CsmsLiveness *self, gint64 now_us);

/** csms_liveness_asked: a frame went out, which the peer will answer if it lives */
void csms_liveness_asked (CsmsLiveness *self, gint64 now_us);

/** csms_liveness_heard: a sign of life */
void csms_liveness_heard (CsmsLiveness *self, gint64 now_us);

/**
 * csms_liveness_probe: something happened to the network: the next ping is due now, and a sign of life within a seventh of the
 * silence limit (5 s) after it went out; at most one such ping in 2 s, the next one waits
 */
void csms_liveness_probe (CsmsLiveness *self, gint64 now_us);

/** csms_liveness_take_ping: Returns: whether a ping is due; if so, the next one is an interval away */
gboolean csms_liveness_take_ping (CsmsLiveness *self, gint64 now_us);

/**
 * csms_liveness_is_silent: Returns: whether the peer is to be given up; never for a silence in which a ping of ours had to wait,
 *   for the frame budget say, and nothing else was asked: it then has the time of a probe from the first frame on
 */
gboolean csms_liveness_is_silent (const CsmsLiveness *self, gint64 now_us);

/** csms_liveness_get_next: Returns: when to look again */
gint64 csms_liveness_get_next (const CsmsLiveness *self);

G_END_DECLS
