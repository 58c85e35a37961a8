/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-backoff.h"

#define S G_TIME_SPAN_SECOND

/* A dice that always throws its most shows the bound. */
static const double most = 0.9999999;

static void
assert_bound (CsmsBackoff *backoff,
              gint64       now_us,
              gint64       bound_us)
{
  gint64 wait_us = csms_backoff_next (backoff, now_us, most);

  g_assert_cmpint (wait_us, <=, bound_us);
  g_assert_cmpint (wait_us, >, bound_us - S / 100);
}

static void
test_bounds (void)
{
  CsmsBackoff backoff = { 0 };

  csms_backoff_failed (&backoff, 100 * S);
  assert_bound (&backoff, 100 * S, 5 * S);
  assert_bound (&backoff, 105 * S, 5 * S);
  assert_bound (&backoff, 115 * S - 1, 5 * S);
  assert_bound (&backoff, 115 * S, 10 * S);
  assert_bound (&backoff, 125 * S, 20 * S);
  assert_bound (&backoff, 145 * S, 40 * S);
  assert_bound (&backoff, 185 * S, 60 * S);
  assert_bound (&backoff, 245 * S, 60 * S);
  assert_bound (&backoff, 99999 * S, 60 * S);
}

static void
test_uniform (void)
{
  CsmsBackoff backoff = { 0 };
  guint tenths[10] = { 0 };

  csms_backoff_failed (&backoff, S);
  g_assert_cmpint (csms_backoff_next (&backoff, S, 0.0), ==, 0);
  g_assert_cmpint (csms_backoff_next (&backoff, S, 0.5), ==, 5 * S / 2);
  for (guint i = 0; i < 10000; i++)
    tenths[csms_backoff_next (&backoff, S, g_test_rand_double ()) * 10 / (5 * S)]++;
  for (guint i = 0; i < G_N_ELEMENTS (tenths); i++)
    g_assert_cmpuint (tenths[i], >, 700);
}

static void
test_health (void)
{
  CsmsBackoff backoff = { 0 };

  csms_backoff_failed (&backoff, 0 + S);
  assert_bound (&backoff, 20 * S, 10 * S);
  assert_bound (&backoff, 30 * S, 20 * S);

  /* Taken in and thrown out again after 9 s: the same outage. */
  csms_backoff_connected (&backoff, 40 * S);
  csms_backoff_failed (&backoff, 49 * S);
  assert_bound (&backoff, 49 * S, 40 * S);

  /* After 10 s of health: a new one. */
  csms_backoff_connected (&backoff, 80 * S);
  csms_backoff_failed (&backoff, 90 * S);
  assert_bound (&backoff, 90 * S, 5 * S);
  assert_bound (&backoff, 105 * S, 10 * S);
}

/* In a young outage no try hangs for longer than one waits for the next, and what it hung was waited already. */
static void
test_patience (void)
{
  CsmsBackoff backoff = { 0 };

  csms_backoff_failed (&backoff, 100 * S);
  assert_bound (&backoff, 100 * S, 5 * S);
  g_assert_cmpint (csms_backoff_try (&backoff, 102 * S, 15 * S), ==, 5 * S);
  csms_backoff_failed (&backoff, 104 * S);
  assert_bound (&backoff, 104 * S, 3 * S);
  g_assert_cmpint (csms_backoff_try (&backoff, 106 * S, 15 * S), ==, 5 * S);
  csms_backoff_failed (&backoff, 111 * S);
  g_assert_cmpint (csms_backoff_next (&backoff, 111 * S, 0.5), ==, 0);
  g_assert_cmpint (csms_backoff_try (&backoff, 111 * S, S), ==, S);

  /* an old one has time */
  csms_backoff_failed (&backoff, 112 * S);
  g_assert_cmpint (csms_backoff_try (&backoff, 116 * S, 15 * S), ==, 15 * S);
  csms_backoff_failed (&backoff, 131 * S);
  assert_bound (&backoff, 131 * S, 10 * S);

  /* a connection was no try that hung */
  csms_backoff_try (&backoff, 140 * S, 15 * S);
  csms_backoff_connected (&backoff, 141 * S);
  csms_backoff_failed (&backoff, 200 * S);
  assert_bound (&backoff, 200 * S, 5 * S);
}

static void
test_begin (void)
{
  CsmsBackoff backoff = { 0 };

  csms_backoff_failed (&backoff, S);
  assert_bound (&backoff, 100 * S, 10 * S);
  csms_backoff_begin (&backoff, 100 * S);
  csms_backoff_failed (&backoff, 101 * S);
  assert_bound (&backoff, 101 * S, 5 * S);
  assert_bound (&backoff, 115 * S, 10 * S);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/backoff/bounds", test_bounds);
  g_test_add_func ("/client/backoff/uniform", test_uniform);
  g_test_add_func ("/client/backoff/health", test_health);
  g_test_add_func ("/client/backoff/begin", test_begin);
  g_test_add_func ("/client/backoff/patience", test_patience);

  return g_test_run ();
}
