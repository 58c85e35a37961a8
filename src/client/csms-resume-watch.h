/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsmsResumeWatch: notices that the machine slept. CLOCK_BOOTTIME goes on during sleep and CLOCK_MONOTONIC does not, and no
 * system bus is needed to see it, which a sandbox may not have. Pure: both clocks are arguments. Zeroed is fresh.
 */
typedef struct {
  gint64 ahead_us;
  gboolean primed;
} CsmsResumeWatch;

/** csms_resume_watch_check: Returns: how long the machine slept since the last call, in microseconds; 0 for less than 1 s */
gint64 csms_resume_watch_check (CsmsResumeWatch *self, gint64 boottime_us, gint64 monotonic_us);

/** csms_resume_watch_get_boottime: Returns: CLOCK_BOOTTIME in microseconds, or @monotonic_us where there is none */
gint64 csms_resume_watch_get_boottime (gint64 monotonic_us);

G_END_DECLS
