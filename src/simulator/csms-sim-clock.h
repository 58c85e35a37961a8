/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_CLOCK (csms_sim_clock_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimClock, csms_sim_clock, CSMS, SIM_CLOCK, GObject)

/** What a timer calls, once, in the thread of the clock. */
typedef void (*CsmsSimClockFunc) (gpointer data);

/**
 * The time of the simulated world: the server's clock, and every timer of server and fleet.
 * One GSource drives them all, because a main context looks at each of its sources in each turn
 * and a large fleet has thousands of timers.
 *
 * @offset_ms: how far the server's clock runs ahead of this machine's, in milliseconds
 *
 * Returns: (transfer full): a clock whose timers run in the thread-default main context of the caller
 */
CsmsSimClock *csms_sim_clock_new         (gint64            offset_ms);

/** Returns: the server's wall clock, milliseconds since 1970. */
gint64        csms_sim_clock_now_ms      (CsmsSimClock     *self);

/** Returns: (transfer none): the context in which the timers run. */
GMainContext *csms_sim_clock_get_context (CsmsSimClock     *self);

/** Calls @func with @data after @ms milliseconds. Timers due together run in the order they were set.
 *
 * Returns: an id for csms_sim_clock_cancel(), never 0 */
guint         csms_sim_clock_after       (CsmsSimClock     *self,
                                          guint             ms,
                                          CsmsSimClockFunc  func,
                                          gpointer          data);

/** As csms_sim_clock_after(); @destroy frees @data once the timer has run, is cancelled or dies with the clock. */
guint         csms_sim_clock_after_full  (CsmsSimClock     *self,
                                          guint             ms,
                                          CsmsSimClockFunc  func,
                                          gpointer          data,
                                          GDestroyNotify    destroy);

/** Cancels the timer in *@id, where there is one, and sets *@id to 0. A timer that has run is none. */
void          csms_sim_clock_cancel      (CsmsSimClock     *self,
                                          guint            *id);

G_END_DECLS
