/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-liveness.h"
#include "csms-resume-watch.h"

#define S G_TIME_SPAN_SECOND

static void
test_silence (void)
{
  CsmsLiveness live;

  csms_liveness_init (&live, 20000, 35000);
  csms_liveness_opened (&live, 100 * S);
  g_assert_false (csms_liveness_take_ping (&live, 130 * S));
  g_assert_false (csms_liveness_is_silent (&live, 135 * S - 1));
  g_assert_true (csms_liveness_is_silent (&live, 135 * S));
  csms_liveness_heard (&live, 120 * S);
  g_assert_false (csms_liveness_is_silent (&live, 135 * S));
  g_assert_cmpint (csms_liveness_get_next (&live), ==, 155 * S);
  g_assert_true (csms_liveness_is_silent (&live, 155 * S));
}

static void
test_pings (void)
{
  CsmsLiveness live;

  csms_liveness_init (&live, 20000, 35000);
  csms_liveness_opened (&live, 100 * S);
  csms_liveness_begin_pings (&live, 100 * S);
  g_assert_cmpint (csms_liveness_get_next (&live), ==, 120 * S);
  g_assert_false (csms_liveness_take_ping (&live, 120 * S - 1));
  g_assert_true (csms_liveness_take_ping (&live, 120 * S));
  g_assert_false (csms_liveness_take_ping (&live, 121 * S));
  g_assert_true (csms_liveness_take_ping (&live, 140 * S));
}

static void
test_probe (void)
{
  CsmsLiveness live;

  csms_liveness_init (&live, 20000, 35000);
  csms_liveness_opened (&live, 100 * S);
  csms_liveness_probe (&live, 100 * S);
  g_assert_false (csms_liveness_take_ping (&live, 100 * S));

  csms_liveness_begin_pings (&live, 100 * S);
  csms_liveness_probe (&live, 110 * S);
  g_assert_true (csms_liveness_take_ping (&live, 110 * S));
  csms_liveness_asked (&live, 110 * S);

  /* A second one does not give it more time. */
  csms_liveness_probe (&live, 114 * S);
  g_assert_false (csms_liveness_is_silent (&live, 115 * S - 1));
  g_assert_true (csms_liveness_is_silent (&live, 115 * S));
  csms_liveness_heard (&live, 114 * S);
  g_assert_false (csms_liveness_is_silent (&live, 120 * S));

  /* A storm of changes is one ping each 2 s; what is heard before the ping does not answer it. */
  csms_liveness_probe (&live, 130 * S);
  g_assert_true (csms_liveness_take_ping (&live, 130 * S));
  csms_liveness_asked (&live, 130 * S);
  csms_liveness_heard (&live, 130 * S);
  for (gint64 now_us = 130 * S + 1; now_us < 132 * S; now_us += S / 20)
    {
      csms_liveness_probe (&live, now_us);
      csms_liveness_heard (&live, now_us);
      g_assert_false (csms_liveness_take_ping (&live, now_us));
    }
  g_assert_true (csms_liveness_take_ping (&live, 132 * S));
  csms_liveness_asked (&live, 132 * S);
  g_assert_false (csms_liveness_is_silent (&live, 137 * S - 1));
  g_assert_true (csms_liveness_is_silent (&live, 137 * S));
}

/* A ping that waits for the frame budget was not heard by anyone: the silence is our own. */
static void
test_unasked (void)
{
  CsmsLiveness live;

  csms_liveness_init (&live, 20000, 35000);
  csms_liveness_opened (&live, 100 * S);
  csms_liveness_begin_pings (&live, 100 * S);
  g_assert_true (csms_liveness_take_ping (&live, 120 * S));
  g_assert_false (csms_liveness_is_silent (&live, 136 * S));
  g_assert_cmpint (csms_liveness_get_next (&live), ==, 140 * S);
  csms_liveness_asked (&live, 136 * S);
  g_assert_false (csms_liveness_is_silent (&live, 141 * S - 1));
  g_assert_true (csms_liveness_is_silent (&live, 141 * S));

  /* any question will do, and the first counts */
  csms_liveness_heard (&live, 140 * S);
  csms_liveness_asked (&live, 141 * S);
  g_assert_true (csms_liveness_take_ping (&live, 160 * S));
  g_assert_false (csms_liveness_is_silent (&live, 175 * S - 1));
  g_assert_true (csms_liveness_is_silent (&live, 175 * S));

  /* and so with a probe */
  csms_liveness_heard (&live, 170 * S);
  csms_liveness_probe (&live, 171 * S);
  g_assert_true (csms_liveness_take_ping (&live, 171 * S));
  csms_liveness_heard (&live, 175 * S);
  g_assert_false (csms_liveness_is_silent (&live, 180 * S));
  csms_liveness_asked (&live, 180 * S);
  g_assert_cmpint (csms_liveness_get_next (&live), ==, 185 * S);
  g_assert_true (csms_liveness_is_silent (&live, 185 * S));
}

static void
test_resume (void)
{
  CsmsResumeWatch watch = { 0 };

  g_assert_cmpint (csms_resume_watch_check (&watch, 5000 * S, 100 * S), ==, 0);
  g_assert_cmpint (csms_resume_watch_check (&watch, 5002 * S, 102 * S), ==, 0);
  /* Stalled, not asleep: both clocks went on. */
  g_assert_cmpint (csms_resume_watch_check (&watch, 5100 * S, 200 * S), ==, 0);
  g_assert_cmpint (csms_resume_watch_check (&watch, 8700 * S, 202 * S), ==, 3598 * S);
  g_assert_cmpint (csms_resume_watch_check (&watch, 8702 * S, 204 * S), ==, 0);
}

static void
test_boottime (void)
{
  gint64 now_us = g_get_monotonic_time ();

  g_assert_cmpint (csms_resume_watch_get_boottime (now_us), >=, now_us - S);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/liveness/silence", test_silence);
  g_test_add_func ("/client/liveness/pings", test_pings);
  g_test_add_func ("/client/liveness/probe", test_probe);
  g_test_add_func ("/client/liveness/unasked", test_unasked);
  g_test_add_func ("/client/resume-watch/asleep", test_resume);
  g_test_add_func ("/client/resume-watch/clock", test_boottime);

  return g_test_run ();
}
