/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-liveness.h"

#define ANSWER_PART 7
#define PROBE_PAUSE_US (2 * G_TIME_SPAN_SECOND)

void
csms_liveness_init (CsmsLiveness *self,
                    guint         ping_interval_ms,
                    guint         silence_limit_ms)
{
  *self = (CsmsLiveness) {
    .ping_interval_us = (gint64) ping_interval_ms * 1000,
    .silence_limit_us = (gint64) silence_limit_ms * 1000,
  };
}

void
csms_liveness_opened (CsmsLiveness *self,
                      gint64        now_us)
{
  self->heard_us = now_us;
  self->asked_us = 0;
  self->next_ping_us = 0;
  self->probed_us = 0;
  self->probe_until_us = 0;
  self->ping_waits = FALSE;
  self->probe_waits = FALSE;
}

void
csms_liveness_begin_pings (CsmsLiveness *self,
                           gint64        now_us)
{
  self->next_ping_us = now_us + self->ping_interval_us;
}

static gint64
get_answer_us (const CsmsLiveness *self)
{
  return self->silence_limit_us / ANSWER_PART;
}

void
csms_liveness_asked (CsmsLiveness *self,
                     gint64        now_us)
{
  if (self->asked_us == 0)
    self->asked_us = now_us;
  self->ping_waits = FALSE;
  if (!self->probe_waits || now_us < self->probed_us)
    return;
  self->probe_waits = FALSE;
  self->probe_until_us = now_us + get_answer_us (self);
}

void
csms_liveness_heard (CsmsLiveness *self,
                     gint64        now_us)
{
  self->heard_us = now_us;
  self->asked_us = 0;
  self->probe_until_us = 0;
}

void
csms_liveness_probe (CsmsLiveness *self,
                     gint64        now_us)
{
  if (self->next_ping_us == 0 || self->probe_waits || self->probe_until_us != 0)
    return;

  /* A monitor tells of one change many times over, and each ping is one of 32 frames. */
  self->probed_us = self->probed_us != 0 ? MAX (now_us, self->probed_us + PROBE_PAUSE_US) : now_us;
  self->next_ping_us = self->probed_us;
  self->probe_waits = TRUE;
}

gboolean
csms_liveness_take_ping (CsmsLiveness *self,
                         gint64        now_us)
{
  if (self->next_ping_us == 0 || now_us < self->next_ping_us)
    return FALSE;

  self->next_ping_us = now_us + self->ping_interval_us;
  self->ping_waits = TRUE;
  return TRUE;
}

/* Returns: when the peer is silent if nothing comes; G_MAXINT64 while that is our own doing */
static gint64
get_silence_us (const CsmsLiveness *self)
{
  gint64 limit_us = self->heard_us + self->silence_limit_us;

  if (self->asked_us == 0)
    return self->ping_waits ? G_MAXINT64 : limit_us;
  return MAX (limit_us, self->asked_us + get_answer_us (self));
}

gboolean
csms_liveness_is_silent (const CsmsLiveness *self,
                         gint64              now_us)
{
  return now_us >= get_silence_us (self) ||
         (self->probe_until_us != 0 && now_us >= self->probe_until_us);
}

gint64
csms_liveness_get_next (const CsmsLiveness *self)
{
  gint64 next_us = get_silence_us (self);

  if (self->next_ping_us != 0)
    next_us = MIN (next_us, self->next_ping_us);
  if (self->probe_until_us != 0)
    next_us = MIN (next_us, self->probe_until_us);
  return next_us;
}
