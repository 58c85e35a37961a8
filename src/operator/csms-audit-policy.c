/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-audit-policy.h"

static gboolean
has_missed_too_often (const CsmsAuditPolicy *self, gint64 now_us)
{
  return self->misses_us[0] != 0 && now_us - self->misses_us[0] <= CSMS_AUDIT_MISSES_US;
}

gboolean
csms_audit_policy_note (CsmsAuditPolicy *self, gboolean missed, gint64 now_us)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->polling_since_us != 0)
    {
      if (now_us - self->polling_since_us < CSMS_AUDIT_POLLING_US)
        return FALSE;
      *self = (CsmsAuditPolicy) { { 0 }, 0 };
      return TRUE;
    }
  if (!missed)
    return FALSE;
  for (guint i = 1; i < CSMS_AUDIT_MISSES; i++)
    self->misses_us[i - 1] = self->misses_us[i];
  self->misses_us[CSMS_AUDIT_MISSES - 1] = now_us;
  if (!has_missed_too_often (self, now_us))
    return TRUE;
  self->polling_since_us = now_us;
  return FALSE;
}

gboolean
csms_audit_policy_is_polling (const CsmsAuditPolicy *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->polling_since_us != 0;
}

guint
csms_audit_policy_get_wait_s (const CsmsAuditPolicy *self, gboolean first)
{
  g_return_val_if_fail (self != NULL, CSMS_AUDIT_INTERVAL_S);

  if (first)
    return CSMS_AUDIT_FIRST_S;
  return csms_audit_policy_is_polling (self) ? CSMS_AUDIT_POLL_S : CSMS_AUDIT_INTERVAL_S;
}
