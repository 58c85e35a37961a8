/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-server-clock.h"

void
csms_server_clock_forget (CsmsServerClock *self)
{
  self->known = FALSE;
  self->offset_ms = 0;
}

void
csms_server_clock_observe (CsmsServerClock *self, gint64 ts_ms, gint64 now_us)
{
  gint64 offset_ms;

  /* Far beyond any date, a difference of the two would not fit. */
  if (ts_ms <= 0 || ts_ms > G_MAXINT64 / 4)
    return;
  offset_ms = ts_ms - now_us / 1000;
  if (!self->known || offset_ms > self->offset_ms)
    self->offset_ms = offset_ms;
  self->known = TRUE;
}

gint64
csms_server_clock_get_ms (const CsmsServerClock *self, gint64 now_us)
{
  return self->known ? self->offset_ms + now_us / 1000 : 0;
}
