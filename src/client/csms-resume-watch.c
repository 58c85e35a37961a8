/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-resume-watch.h"

#include <time.h>

#define SLEPT_US G_TIME_SPAN_SECOND

gint64
csms_resume_watch_check (CsmsResumeWatch *self,
                         gint64           boottime_us,
                         gint64           monotonic_us)
{
  gint64 ahead_us = boottime_us - monotonic_us;
  gint64 slept_us = self->primed ? ahead_us - self->ahead_us : 0;

  self->ahead_us = ahead_us;
  self->primed = TRUE;
  return slept_us > SLEPT_US ? slept_us : 0;
}

gint64
csms_resume_watch_get_boottime (gint64 monotonic_us)
{
  struct timespec now;

  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    return monotonic_us;
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}
