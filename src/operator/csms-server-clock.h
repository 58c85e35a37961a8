/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsmsServerClock: the server's clock as far as answers to ping tell it. Ours may be wrong by hours, so nothing that is
 * compared with an event's `ts` is ever read from ours. Pure: the monotonic time comes with each call.
 */
typedef struct {
  gboolean known;
  gint64 offset_ms;             /* server's clock - monotonic clock, never more than the truth */
} CsmsServerClock;

/** csms_server_clock_forget: a new connection, maybe after a sleep in which the monotonic clock stood still */
void csms_server_clock_forget (CsmsServerClock *self);

/** csms_server_clock_observe: @ts_ms: what the server said; @now_us: when its answer came. The quickest answer of a connection wins. */
void csms_server_clock_observe (CsmsServerClock *self, gint64 ts_ms, gint64 now_us);

/** csms_server_clock_get_ms: Returns: the server's time in ms since 1970, late by a trip at most; 0 while unknown */
gint64 csms_server_clock_get_ms (const CsmsServerClock *self, gint64 now_us);

G_END_DECLS
