/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-chart-scale.h"

#include <math.h>

#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* So much of an axis stays free above the largest value. */
#define HEADROOM 1.04
#define SMALLEST_STEP 0.1

static const double round_steps[] = { 1, 2, 3, 4, 5, 6, 8, 10 };

static const gint64 time_steps[] = {
  5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY,
};

double
csms_chart_scale_step (double max, guint n_steps)
{
  double wanted, power;

  g_return_val_if_fail (n_steps > 0, SMALLEST_STEP);

  if (!isfinite (max) || max <= 0)
    return 1;
  wanted = MAX (max * HEADROOM / n_steps, SMALLEST_STEP);
  power = pow (10, floor (log10 (wanted) + 1e-9));
  for (gsize i = 0; i < G_N_ELEMENTS (round_steps); i++)
    if (round_steps[i] * power >= wanted * (1 - 1e-9))
      return round_steps[i] * power;
  return 10 * power;
}

guint
csms_chart_scale_decimals (double step)
{
  return step < 0.95 ? 1 : 0;
}

gint64
csms_chart_scale_time_step (gint64 span_ms, guint max_marks)
{
  gint64 longest = time_steps[G_N_ELEMENTS (time_steps) - 1];

  max_marks = MAX (max_marks, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (time_steps); i++)
    if (span_ms / time_steps[i] <= max_marks)
      return time_steps[i];
  return longest * (span_ms / longest / max_marks + 1);
}

static gint64
get_utc_offset_ms (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (ms / 1000);

  return time != NULL ? g_date_time_get_utc_offset (time) / 1000 : 0;
}

gint64
csms_chart_scale_time_first (gint64 from_ms, gint64 step_ms)
{
  gint64 offset_ms = get_utc_offset_ms (from_ms);
  gint64 local_ms = from_ms + offset_ms;
  gint64 over_ms;

  g_return_val_if_fail (step_ms > 0, from_ms);

  over_ms = ((local_ms % step_ms) + step_ms) % step_ms;
  return over_ms == 0 ? from_ms : from_ms + step_ms - over_ms;
}
