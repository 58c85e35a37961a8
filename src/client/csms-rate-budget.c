/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-rate-budget.h"

static void
forget_old (CsmsRateBudget *self,
            gint64          now_us)
{
  /* Exactly 10 s apart still falls into one closed window, so only beyond it a frame is forgotten. */
  while (self->count > 0 && now_us - self->sent_us[self->oldest] > CSMS_RATE_WINDOW_US)
    {
      self->oldest = (self->oldest + 1) % CSMS_RATE_MAX;
      self->count--;
    }
}

guint
csms_rate_budget_get_used (CsmsRateBudget *self,
                           gint64          now_us)
{
  forget_old (self, now_us);
  return self->count;
}

gint64
csms_rate_budget_get_wait (CsmsRateBudget *self,
                           gint64          now_us,
                           gboolean        urgent)
{
  guint limit = urgent ? CSMS_RATE_MAX : CSMS_RATE_MAX - CSMS_RATE_KEPT_FOR_COMMANDS;
  gint64 leaves_us;

  forget_old (self, now_us);
  if (self->count < limit)
    return 0;

  leaves_us = self->sent_us[(self->oldest + self->count - limit) % CSMS_RATE_MAX] + CSMS_RATE_WINDOW_US;
  return leaves_us - now_us + 1;
}

void
csms_rate_budget_spend (CsmsRateBudget *self,
                        gint64          now_us)
{
  forget_old (self, now_us);
  g_assert (self->count < CSMS_RATE_MAX);
  self->sent_us[(self->oldest + self->count) % CSMS_RATE_MAX] = now_us;
  self->count++;
}
