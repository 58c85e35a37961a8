/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-backoff.h"

#define YOUNG_OUTAGE_US (15 * G_TIME_SPAN_SECOND)
#define YOUNG_BOUND_US (5 * G_TIME_SPAN_SECOND)
#define HEALTHY_US (10 * G_TIME_SPAN_SECOND)

static const gint64 bounds_us[] = {
  10 * G_TIME_SPAN_SECOND,
  20 * G_TIME_SPAN_SECOND,
  40 * G_TIME_SPAN_SECOND,
  60 * G_TIME_SPAN_SECOND,
};

static gboolean
is_young (const CsmsBackoff *self,
          gint64             now_us)
{
  return now_us - self->outage_since_us < YOUNG_OUTAGE_US;
}

void
csms_backoff_begin (CsmsBackoff *self,
                    gint64       now_us)
{
  self->outage_since_us = now_us;
  self->healthy_since_us = 0;
  self->steps = 0;
}

void
csms_backoff_connected (CsmsBackoff *self,
                        gint64       now_us)
{
  self->healthy_since_us = now_us;
  self->tried_us = 0;
}

void
csms_backoff_failed (CsmsBackoff *self,
                     gint64       now_us)
{
  /* A server that takes us in and throws us out again is still the same outage. */
  if (self->outage_since_us == 0 ||
      (self->healthy_since_us != 0 && now_us - self->healthy_since_us >= HEALTHY_US))
    csms_backoff_begin (self, now_us);
  self->healthy_since_us = 0;
}

gint64
csms_backoff_try (CsmsBackoff *self,
                  gint64       now_us,
                  gint64       limit_us)
{
  self->tried_us = now_us;
  return is_young (self, now_us) ? MIN (limit_us, YOUNG_BOUND_US) : limit_us;
}

static gint64
throw (double dice,
       gint64 bound_us)
{
  return (gint64) (CLAMP (dice, 0.0, 1.0) * (double) bound_us);
}

gint64
csms_backoff_next (CsmsBackoff *self,
                   gint64       now_us,
                   double       dice)
{
  gint64 waited_us = self->tried_us != 0 ? now_us - self->tried_us : 0;
  gint64 bound_us;

  if (is_young (self, now_us))
    return MAX (0, throw (dice, YOUNG_BOUND_US) - waited_us);

  bound_us = bounds_us[MIN (self->steps, G_N_ELEMENTS (bounds_us) - 1)];
  self->steps++;
  return throw (dice, bound_us);
}
