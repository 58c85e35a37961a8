/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-audit-policy.h"

#define S G_USEC_PER_SEC
#define MIN_US ((gint64) 60 * G_USEC_PER_SEC)

static void
test_clean (void)
{
  CsmsAuditPolicy policy = { { 0 }, 0 };

  for (gint64 now = S; now < 100 * MIN_US; now += 30 * S)
    g_assert_false (csms_audit_policy_note (&policy, FALSE, now));
  g_assert_false (csms_audit_policy_is_polling (&policy));
  g_assert_cmpuint (csms_audit_policy_get_wait_s (&policy, TRUE), ==, 5);
  g_assert_cmpuint (csms_audit_policy_get_wait_s (&policy, FALSE), ==, 30);
}

/* A deaf socket is cured by a new one, as often as it takes. */
static void
test_seldom (void)
{
  CsmsAuditPolicy policy = { { 0 }, 0 };

  for (guint i = 0; i < 20; i++)
    g_assert_true (csms_audit_policy_note (&policy, TRUE, S + i * 6 * MIN_US));
  g_assert_false (csms_audit_policy_is_polling (&policy));
}

/* Three within ten minutes are another client that wants the same address. */
static void
test_trap_01_two_on_one_address (void)
{
  CsmsAuditPolicy policy = { { 0 }, 0 };

  g_assert_true (csms_audit_policy_note (&policy, TRUE, 1 * MIN_US));
  g_assert_true (csms_audit_policy_note (&policy, TRUE, 6 * MIN_US));
  g_assert_false (csms_audit_policy_note (&policy, TRUE, 11 * MIN_US));
  g_assert_true (csms_audit_policy_is_polling (&policy));
  g_assert_cmpuint (csms_audit_policy_get_wait_s (&policy, FALSE), ==, 5);
  for (gint64 now = 11 * MIN_US + 5 * S; now < 21 * MIN_US; now += 5 * S)
    g_assert_false (csms_audit_policy_note (&policy, TRUE, now));
}

/* The other one may have gone: after ten minutes of polling the socket gets another chance, and the count begins anew. */
static void
test_another_chance (void)
{
  CsmsAuditPolicy policy = { { 0 }, 0 };

  for (guint i = 1; i <= 3; i++)
    csms_audit_policy_note (&policy, TRUE, i * MIN_US);
  g_assert_true (csms_audit_policy_is_polling (&policy));
  g_assert_true (csms_audit_policy_note (&policy, TRUE, 13 * MIN_US));
  g_assert_false (csms_audit_policy_is_polling (&policy));
  g_assert_true (csms_audit_policy_note (&policy, TRUE, 14 * MIN_US));
  g_assert_false (csms_audit_policy_note (&policy, FALSE, 15 * MIN_US));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operator/audit-policy/clean", test_clean);
  g_test_add_func ("/operator/audit-policy/seldom", test_seldom);
  g_test_add_func ("/operator/audit-policy/trap-01-two-on-one-address", test_trap_01_two_on_one_address);
  g_test_add_func ("/operator/audit-policy/another-chance", test_another_chance);
  return g_test_run ();
}
