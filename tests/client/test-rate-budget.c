/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-rate-budget.h"

#define S G_TIME_SPAN_SECOND

static void
test_limits (void)
{
  CsmsRateBudget budget = { 0 };
  gint64 now_us = 1000 * S;

  for (guint i = 0; i < 32; i++)
    {
      g_assert_cmpint (csms_rate_budget_get_wait (&budget, now_us, FALSE), ==, 0);
      csms_rate_budget_spend (&budget, now_us++);
    }
  g_assert_cmpint (csms_rate_budget_get_wait (&budget, now_us, FALSE), >, 0);
  for (guint i = 0; i < 8; i++)
    {
      g_assert_cmpint (csms_rate_budget_get_wait (&budget, now_us, TRUE), ==, 0);
      csms_rate_budget_spend (&budget, now_us++);
    }
  g_assert_cmpint (csms_rate_budget_get_wait (&budget, now_us, TRUE), >, 0);
  g_assert_cmpuint (csms_rate_budget_get_used (&budget, now_us), ==, 40);
  g_assert_cmpuint (csms_rate_budget_get_used (&budget, now_us + CSMS_RATE_WINDOW_US), ==, 0);
}

static void
test_wait_is_exact (void)
{
  CsmsRateBudget budget = { 0 };
  gint64 wait_us;

  for (gint64 i = 0; i < 40; i++)
    csms_rate_budget_spend (&budget, i * 100);

  wait_us = csms_rate_budget_get_wait (&budget, 5000, TRUE);
  g_assert_cmpint (csms_rate_budget_get_wait (&budget, 5000 + wait_us - 1, TRUE), >, 0);
  g_assert_cmpint (csms_rate_budget_get_wait (&budget, 5000 + wait_us, TRUE), ==, 0);

  wait_us = csms_rate_budget_get_wait (&budget, CSMS_RATE_WINDOW_US, FALSE);
  g_assert_cmpint (csms_rate_budget_get_wait (&budget, CSMS_RATE_WINDOW_US + wait_us - 1, FALSE), >, 0);
  g_assert_cmpint (csms_rate_budget_get_wait (&budget, CSMS_RATE_WINDOW_US + wait_us, FALSE), ==, 0);
}

/* Greedy senders of both kinds at random times: no window of 10 s, wherever it begins, holds more than it may. */
static void
test_never_more_than_40 (void)
{
  for (guint round = 0; round < 50; round++)
    {
      CsmsRateBudget budget = { 0 };
      g_autoptr(GArray) sent = g_array_new (FALSE, FALSE, sizeof (gint64));
      gint64 now_us = g_test_rand_int_range (1, G_MAXINT32);
      gboolean last_was_blocked = FALSE;

      for (guint i = 0; i < 2000; i++)
        {
          gboolean urgent = g_test_rand_bit ();
          gint64 wait_us = csms_rate_budget_get_wait (&budget, now_us, urgent);

          if (wait_us == 0)
            {
              csms_rate_budget_spend (&budget, now_us);
              g_array_append_val (sent, now_us);
            }
          last_was_blocked = wait_us > 0;
          if (last_was_blocked && g_test_rand_bit ())
            now_us += wait_us;
          else
            now_us += g_test_rand_int_range (0, g_test_rand_bit () ? 10 : 600000);
        }

      for (guint i = 40; i < sent->len; i++)
        g_assert_cmpint (g_array_index (sent, gint64, i) - g_array_index (sent, gint64, i - 40), >, 10 * S);
      g_assert_cmpuint (sent->len, >, 100);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/rate-budget/limits", test_limits);
  g_test_add_func ("/client/rate-budget/wait-is-exact", test_wait_is_exact);
  g_test_add_func ("/client/rate-budget/never-more-than-40-in-any-10-s", test_never_more_than_40);

  return g_test_run ();
}
