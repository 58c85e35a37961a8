/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "csms-chart-data.h"
#include "csms-chart-scale.h"
#include "csms-chart-words.h"
#include "ui-fixture.h"

/* 23 November 2026, 10:00 UTC, which is the zone of these tests */
#define TEN (G_GINT64_CONSTANT (1795428000000))
#define MINUTE (60 * G_GINT64_CONSTANT (1000))
#define HOUR (60 * MINUTE)
#define NBSP "\302\240"

static void
test_steps (void)
{
  static const struct { double max; guint n; double step; } cases[] = {
    { 22.4, 3, 8 }, { 22.38, 3, 8 }, { 28, 3, 10 }, { 0.12, 3, 0.1 }, { 0.5, 3, 0.2 }, { 150, 5, 40 }, { 7.2, 3, 3 },
    { 0, 3, 1 }, { NAN, 3, 1 }, { -5, 3, 1 }, { 1e9, 4, 3e8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double step = csms_chart_scale_step (cases[i].max, cases[i].n);

      g_assert_cmpfloat_with_epsilon (step, cases[i].step, cases[i].step * 1e-6);
      if (cases[i].max > 0)
        g_assert_cmpfloat (step * cases[i].n, >, cases[i].max);
    }
  g_assert_cmpuint (csms_chart_scale_decimals (0.2), ==, 1);
  g_assert_cmpuint (csms_chart_scale_decimals (8), ==, 0);
}

static void
test_times (void)
{
  g_assert_cmpint (csms_chart_scale_time_step (64 * MINUTE, 5), ==, 15 * MINUTE);
  g_assert_cmpint (csms_chart_scale_time_step (24 * HOUR, 8), ==, 3 * HOUR);
  g_assert_cmpint (csms_chart_scale_time_step (MINUTE, 4), ==, 15 * 1000);
  g_assert_cmpint (csms_chart_scale_time_step (400 * 24 * HOUR, 4) * 4, >=, 300 * 24 * HOUR);
  g_assert_cmpint (csms_chart_scale_time_first (TEN + 1, 15 * MINUTE), ==, TEN + 15 * MINUTE);
  g_assert_cmpint (csms_chart_scale_time_first (TEN, 15 * MINUTE), ==, TEN);
}

/* A reading a minute from @from on, at 22 kW */
static GArray *
readings (gint64 from_ms, guint n)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (CsmsChartPoint));

  for (guint i = 0; i < n; i++)
    {
      CsmsChartPoint point = { from_ms + i * MINUTE, i > 0 ? MINUTE : 0, 22, i * 22.0 / 60 };

      g_array_append_val (points, point);
    }
  return points;
}

static CsmsChartPoint *
nth (GArray *points, guint i)
{
  return &g_array_index (points, CsmsChartPoint, i);
}

static CsmsChartData *
make (GArray *points, gint64 began_ms, gint64 now_ms)
{
  return csms_chart_data_new ((CsmsChartPoint *) (gpointer) points->data, points->len, began_ms, now_ms, 0);
}

static guint
count_begins (GArray *line)
{
  guint n = 0;

  for (guint i = 0; i < line->len; i++)
    n += g_array_index (line, CsmsChartVertex, i).begins ? 1 : 0;
  return n;
}

/* Before the first reading, between two, and after the last: nothing is drawn where nothing is known. */
static void
test_gaps (void)
{
  g_autoptr (GArray) points = readings (TEN, 60);
  g_autoptr (CsmsChartData) data = NULL;
  g_autoptr (GArray) line = NULL;
  const CsmsChartSpan *gaps;
  guint n;

  for (guint i = 30; i < 60; i++)
    nth (points, i)->time_ms += 20 * MINUTE;
  nth (points, 30)->apart_ms = 21 * MINUTE;
  data = make (points, TEN - 10 * MINUTE, TEN + 100 * MINUTE);
  gaps = csms_chart_data_get_gaps (data, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (gaps[0].from_ms, ==, TEN - 10 * MINUTE);
  g_assert_cmpint (gaps[0].to_ms, ==, TEN);
  g_assert_cmpint (gaps[1].from_ms, ==, TEN + 29 * MINUTE);
  g_assert_cmpint (gaps[1].to_ms, ==, TEN + 50 * MINUTE);
  g_assert_cmpint (gaps[2].to_ms, ==, TEN + 100 * MINUTE);
  g_assert_cmpint (csms_chart_data_get_axis (data).from_ms, ==, TEN - 10 * MINUTE);
  g_assert_cmpint (csms_chart_data_get_axis (data).to_ms, >, TEN + 100 * MINUTE);
  line = csms_chart_data_trace (data, CSMS_CHART_POWER, 400);
  g_assert_cmpuint (count_begins (line), ==, 2);
}

/* Of readings a quarter of an hour apart, half an hour without one is no gap. */
static void
test_usual_distance (void)
{
  g_autoptr (GArray) points = readings (TEN, 8);
  g_autoptr (CsmsChartData) data = NULL;
  guint n;

  for (guint i = 0; i < 8; i++)
    *nth (points, i) = (CsmsChartPoint) { TEN + i * 15 * MINUTE, i > 0 ? 15 * MINUTE : 0, 11, i };
  data = make (points, TEN, TEN + 7 * 15 * MINUTE + 30 * MINUTE);
  csms_chart_data_get_gaps (data, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_thinned_to_pixels (void)
{
  g_autoptr (GArray) points = readings (TEN, 50000);
  g_autoptr (CsmsChartData) data = NULL;
  g_autoptr (GArray) line = NULL;
  double max = 0, min = 100;

  nth (points, 20001)->power_kw = 99;
  nth (points, 30001)->power_kw = 1;
  nth (points, 40001)->power_kw = NAN;
  data = make (points, 0, 0);
  line = csms_chart_data_trace (data, CSMS_CHART_POWER, 300);
  g_assert_cmpuint (line->len, <=, 4 * 301);
  g_assert_cmpuint (line->len, >, 300);
  g_assert_cmpuint (count_begins (line), ==, 1);
  for (guint i = 0; i < line->len; i++)
    {
      const CsmsChartVertex *vertex = &g_array_index (line, CsmsChartVertex, i);

      g_assert_true (isfinite (vertex->value));
      g_assert_true (vertex->x >= 0 && vertex->x <= 300);
      g_assert_true (i == 0 || vertex->x >= g_array_index (line, CsmsChartVertex, i - 1).x);
      max = MAX (max, vertex->value);
      min = MIN (min, vertex->value);
    }
  g_assert_cmpfloat (max, ==, 99);
  g_assert_cmpfloat (min, ==, 1);
}

static void
test_nearest (void)
{
  g_autoptr (GArray) points = readings (TEN, 3);
  g_autoptr (CsmsChartData) data = make (points, 0, 0);
  g_autoptr (CsmsChartData) none = csms_chart_data_new (NULL, 0, 0, TEN, 0);

  g_assert_cmpint (csms_chart_data_find_nearest (data, TEN - HOUR), ==, 0);
  g_assert_cmpint (csms_chart_data_find_nearest (data, TEN + 29 * 1000), ==, 0);
  g_assert_cmpint (csms_chart_data_find_nearest (data, TEN + 31 * 1000), ==, 1);
  g_assert_cmpint (csms_chart_data_find_nearest (data, TEN + HOUR), ==, 2);
  g_assert_cmpint (csms_chart_data_find_nearest (none, TEN), ==, -1);
  g_assert_true (isnan (csms_chart_data_get_max (none, CSMS_CHART_POWER)));
}

static void
test_equal (void)
{
  g_autoptr (GArray) points = readings (TEN, 3);
  g_autoptr (CsmsChartData) a = make (points, TEN, TEN + 2 * MINUTE);
  g_autoptr (CsmsChartData) later = make (points, TEN, TEN + 2 * MINUTE + 5000);
  g_autoptr (CsmsChartData) other = NULL;

  /* time alone makes no other picture, until something is unknown */
  g_assert_true (csms_chart_data_equal (a, later));
  nth (points, 2)->power_kw = 21;
  other = make (points, TEN, TEN + 2 * MINUTE);
  g_assert_false (csms_chart_data_equal (a, other));
  g_assert_false (csms_chart_data_equal (a, NULL));
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_words (void)
{
  g_autoptr (GArray) points = readings (TEN + 2 * MINUTE, 60);
  g_autoptr (CsmsChartData) data = NULL;
  g_autoptr (CsmsChartData) counted = NULL;
  g_autoptr (CsmsChartData) none = csms_chart_data_new (NULL, 0, 0, TEN, 0);

  for (guint i = 30; i < 60; i++)
    nth (points, i)->time_ms += 20 * MINUTE;
  nth (points, 30)->apart_ms = 21 * MINUTE;
  nth (points, 59)->power_kw = 17.25;
  data = make (points, TEN + 2 * MINUTE, TEN + 81 * MINUTE);
  assert_text (csms_chart_words_label (data, TEN + 2 * HOUR), "Power 17.2" NBSP "kW now, 21.63" NBSP "kWh since 10:02");
  assert_text (csms_chart_words_course (data, TEN + 2 * HOUR),
               "From 10:02 to 11:21; at most 22.0" NBSP "kW. Not known from 10:31 to 10:52.");
  assert_text (csms_chart_words_point (csms_chart_data_get_point (data, 3)), "10:05:00: 22.0" NBSP "kW, 1.10" NBSP "kWh");
  assert_text (csms_chart_words_energy_key (data, TEN), "Energy (kWh)");
  assert_text (csms_chart_words_label (none, TEN), "No meter values yet");
  assert_text (csms_chart_words_course (none, TEN), "");
  counted = csms_chart_data_new (nth (points, 0), 2, 0, 0, TEN + 2 * MINUTE);
  assert_text (csms_chart_words_energy_key (counted, TEN + HOUR), "Energy since 10:02 (kWh)");
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  g_test_add_func ("/chart/scale/steps", test_steps);
  g_test_add_func ("/chart/scale/times", test_times);
  g_test_add_func ("/chart/data/gaps", test_gaps);
  g_test_add_func ("/chart/data/usual-distance", test_usual_distance);
  g_test_add_func ("/chart/data/thinned-to-pixels", test_thinned_to_pixels);
  g_test_add_func ("/chart/data/nearest", test_nearest);
  g_test_add_func ("/chart/data/equal", test_equal);
  g_test_add_func ("/chart/words", test_words);
  return g_test_run ();
}
