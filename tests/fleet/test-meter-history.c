/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-meter-history.h"

#include <math.h>

#define MINUTE_MS (60 * G_GINT64_CONSTANT (1000))

static void
add (CsmsMeterHistory *history,
     gint64            at_ms,
     double            register_wh,
     double            power_w,
     gboolean          is_sample)
{
  const CsmsMeterPoint point = { .at_ms = at_ms, .register_wh = register_wh, .power_w = power_w, .is_sample = is_sample };

  csms_meter_history_add (history, &point);
}

static void
test_order (void)
{
  g_autoptr (CsmsMeterHistory) history = csms_meter_history_new ();
  const CsmsMeterPoint *points;
  guint n, serial = csms_meter_history_get_serial (history);

  add (history, 1000, 10, NAN, TRUE);
  add (history, 9000, 30, NAN, TRUE);
  add (history, 4000, 20, NAN, TRUE);
  add (history, 4000, NAN, 7000, TRUE);
  add (history, 0, 1, 1, TRUE);
  points = csms_meter_history_get (history, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (points[1].at_ms, ==, 4000);
  g_assert_cmpfloat (points[1].register_wh, ==, 20);
  g_assert_cmpfloat (points[1].power_w, ==, 7000);
  g_assert_cmpint (points[0].apart_ms, ==, 0);
  g_assert_cmpint (points[1].apart_ms, ==, 3000);
  g_assert_cmpint (points[2].apart_ms, ==, 5000);
  g_assert_cmpuint (csms_meter_history_get_serial (history), !=, serial);

  serial = csms_meter_history_get_serial (history);
  csms_meter_history_clear (history);
  g_assert_cmpuint (csms_meter_history_get_serial (history), !=, serial);
  csms_meter_history_get (history, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* However long it takes it stays bounded and whole, fine at its end, and a break in it is still one. */
static void
test_bounded (void)
{
  g_autoptr (CsmsMeterHistory) history = csms_meter_history_new ();
  const CsmsMeterPoint *points;
  guint n, breaks = 0;

  for (int i = 1; i <= 20000; i++)
    add (history, (i + (i > 500 ? 60 : 0)) * MINUTE_MS, i * 100, 6000, TRUE);
  points = csms_meter_history_get (history, &n);
  g_assert_cmpuint (n, <=, CSMS_METER_HISTORY_MAX);
  g_assert_cmpuint (n, >, CSMS_METER_HISTORY_MAX / 2);
  g_assert_cmpint (points[0].at_ms, ==, MINUTE_MS);
  g_assert_cmpint (points[n - 1].at_ms, ==, 20060 * MINUTE_MS);
  g_assert_cmpint (points[n - 1].at_ms - points[n - 20].at_ms, ==, 19 * MINUTE_MS);
  for (guint i = 1; i < n; i++)
    {
      g_assert_cmpint (points[i].at_ms, >, points[i - 1].at_ms);
      if (points[i].apart_ms == 61 * MINUTE_MS)
        breaks++;
      else
        g_assert_cmpint (points[i].apart_ms, ==, MINUTE_MS);
    }
  g_assert_cmpuint (breaks, ==, 1);
}

/* The station's clock is an hour slow: what the server's clock dated is not mixed in. */
static void
test_two_clocks (void)
{
  g_autoptr (CsmsMeterHistory) history = csms_meter_history_new ();
  const CsmsMeterPoint *points;
  guint n;

  add (history, 100 * MINUTE_MS, 1000, NAN, FALSE);
  add (history, 101 * MINUTE_MS, 1300, NAN, FALSE);
  add (history, 40 * MINUTE_MS, 1000, 18000, TRUE);
  add (history, 42 * MINUTE_MS, 1600, 18000, TRUE);
  add (history, 101 * MINUTE_MS, 1400, NAN, FALSE);
  points = csms_meter_history_get (history, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (points[0].is_sample && points[1].is_sample);
  g_assert_cmpint (points[1].apart_ms, ==, 2 * MINUTE_MS);

  /* where they agree, both tell */
  add (history, 43 * MINUTE_MS, 1900, NAN, FALSE);
  csms_meter_history_get (history, &n);
  g_assert_cmpuint (n, ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet/meter-history/order", test_order);
  g_test_add_func ("/fleet/meter-history/bounded", test_bounded);
  g_test_add_func ("/fleet/meter-history/two-clocks", test_two_clocks);
  return g_test_run ();
}
