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
  gint64 next_ping_us;          /* 0: no pings yet */
  gint64 probed_us;             /* when the last probe's ping is due, 0: never */
  gint64 probe_until_us;        /* 0: no probe under way */
} CsmsLiveness;

void csms_liveness_init (CsmsLiveness *self, guint ping_interval_ms, guint silence_limit_ms);

/** csms_liveness_opened: a new socket: that is life, and no pings before csms_liveness_begin_pings() */
void csms_liveness_opened (CsmsLiveness *self, gint64 now_us);

/** csms_liveness_begin_pings: signed in: the next ping is one interval away */
void csms_liveness_begin_pings (CsmsLiveness *self, gint64 now_us);

/** csms_liveness_heard: a sign of life */
void csms_liveness_heard (CsmsLiveness *self, gint64 now_us);

/**
 * csms_liveness_probe: something happened to the network: the next ping is due now, and a sign of life within a seventh of the
 * silence limit (5 s); at most one such ping in 2 s, the next one waits
 */
void csms_liveness_probe (CsmsLiveness *self, gint64 now_us);

/** csms_liveness_take_ping: Returns: whether a ping is due; if so, the next one is an interval away */
gboolean csms_liveness_take_ping (CsmsLiveness *self, gint64 now_us);

/** csms_liveness_is_silent: Returns: whether the peer is to be given up */
gboolean csms_liveness_is_silent (const CsmsLiveness *self, gint64 now_us);

/** csms_liveness_get_next: Returns: when to look again */
gint64 csms_liveness_get_next (const CsmsLiveness *self);

G_END_DECLS
