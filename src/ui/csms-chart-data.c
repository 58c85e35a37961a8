/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-chart-data.h"

#include <math.h>
#include <string.h>

#include "csms-chart-scale.h"

/* Longer than so many usual distances between two readings, and than this, nothing is known. */
#define GAP_TIMES 3
#define GAP_MIN_MS (2 * 60 * G_GINT64_CONSTANT (1000))

#define AXIS_MIN_MS (60 * G_GINT64_CONSTANT (1000))
#define AXIS_STEPS 20

struct _CsmsChartData
{
  GArray *points;
  GArray *gaps;
  CsmsChartSpan axis;
  gint64 gap_ms;
  gint64 energy_since_ms;
};

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 time_a = *(const gint64 *) a;
  gint64 time_b = *(const gint64 *) b;

  return (time_a > time_b) - (time_a < time_b);
}

static gint64
usual_distance (const CsmsChartPoint *points, guint n)
{
  g_autofree gint64 *distances = g_new (gint64, MAX (n, 1));

  if (n < 2)
    return 0;
  for (guint i = 1; i < n; i++)
    distances[i - 1] = points[i].apart_ms;
  qsort (distances, n - 1, sizeof *distances, compare_times);
  return distances[(n - 1) / 2];
}

static void
add_gap (CsmsChartData *self, gint64 from_ms, gint64 to_ms)
{
  const CsmsChartSpan gap = { from_ms, to_ms };

  g_array_append_val (self->gaps, gap);
}

static void
find_gaps (CsmsChartData *self, gint64 began_ms, gint64 now_ms)
{
  guint n = self->points->len;

  if (n == 0)
    return;
  if (began_ms > 0 && csms_chart_data_get_point (self, 0)->time_ms - began_ms > self->gap_ms)
    add_gap (self, began_ms, csms_chart_data_get_point (self, 0)->time_ms);
  for (guint i = 1; i < n; i++)
    if (csms_chart_data_get_point (self, i)->apart_ms > self->gap_ms)
      add_gap (self, csms_chart_data_get_point (self, i - 1)->time_ms, csms_chart_data_get_point (self, i)->time_ms);
  if (now_ms - csms_chart_data_get_point (self, n - 1)->time_ms > self->gap_ms)
    add_gap (self, csms_chart_data_get_point (self, n - 1)->time_ms, now_ms);
}

/* A little room is left at its end, and filled before it moves on. */
static void
set_axis (CsmsChartData *self, gint64 began_ms, gint64 now_ms)
{
  guint n = self->points->len;
  gint64 first_ms = n > 0 ? csms_chart_data_get_point (self, 0)->time_ms : now_ms;
  gint64 last_ms = n > 0 ? csms_chart_data_get_point (self, n - 1)->time_ms : now_ms;
  const CsmsChartSpan *last_gap = self->gaps->len > 0 ? &g_array_index (self->gaps, CsmsChartSpan, self->gaps->len - 1) : NULL;
  gint64 step_ms;

  if (last_gap != NULL)
    last_ms = MAX (last_ms, last_gap->to_ms);
  self->axis.from_ms = began_ms > 0 ? MIN (began_ms, first_ms) : first_ms;
  step_ms = csms_chart_scale_time_step (MAX (last_ms - self->axis.from_ms, AXIS_MIN_MS), AXIS_STEPS);
  self->axis.to_ms = self->axis.from_ms + MAX (((last_ms - self->axis.from_ms) / step_ms + 1) * step_ms, AXIS_MIN_MS);
}

CsmsChartData *
csms_chart_data_new (const CsmsChartPoint *points, guint n, gint64 began_ms, gint64 now_ms, gint64 energy_since_ms)
{
  CsmsChartData *self;

  g_return_val_if_fail (points != NULL || n == 0, NULL);

  self = g_new0 (CsmsChartData, 1);
  self->points = g_array_sized_new (FALSE, FALSE, sizeof (CsmsChartPoint), n);
  if (n > 0)
    g_array_append_vals (self->points, points, n);
  self->gaps = g_array_new (FALSE, FALSE, sizeof (CsmsChartSpan));
  self->energy_since_ms = energy_since_ms;
  self->gap_ms = MAX (GAP_TIMES * usual_distance (points, n), GAP_MIN_MS);
  find_gaps (self, began_ms, now_ms);
  set_axis (self, began_ms, now_ms);
  return self;
}

void
csms_chart_data_free (CsmsChartData *self)
{
  g_array_unref (self->points);
  g_array_unref (self->gaps);
  g_free (self);
}

static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
same_gaps (const CsmsChartData *a, const CsmsChartData *b)
{
  return a->gaps->len == b->gaps->len &&
         (a->gaps->len == 0 || memcmp (a->gaps->data, b->gaps->data, a->gaps->len * sizeof (CsmsChartSpan)) == 0);
}

gboolean
csms_chart_data_equal (const CsmsChartData *a, const CsmsChartData *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->points->len != b->points->len || a->axis.from_ms != b->axis.from_ms || a->axis.to_ms != b->axis.to_ms ||
      a->energy_since_ms != b->energy_since_ms || !same_gaps (a, b))
    return FALSE;
  for (guint i = 0; i < a->points->len; i++)
    {
      const CsmsChartPoint *point_a = csms_chart_data_get_point (a, i);
      const CsmsChartPoint *point_b = csms_chart_data_get_point (b, i);

      if (point_a->time_ms != point_b->time_ms || !same_number (point_a->power_kw, point_b->power_kw) ||
          !same_number (point_a->energy_kwh, point_b->energy_kwh))
        return FALSE;
    }
  return TRUE;
}

guint
csms_chart_data_get_n_points (const CsmsChartData *self)
{
  return self->points->len;
}

const CsmsChartPoint *
csms_chart_data_get_point (const CsmsChartData *self, guint i)
{
  g_return_val_if_fail (i < self->points->len, NULL);

  return &g_array_index (self->points, CsmsChartPoint, i);
}

CsmsChartSpan
csms_chart_data_get_axis (const CsmsChartData *self)
{
  return self->axis;
}

gint64
csms_chart_data_get_energy_since_ms (const CsmsChartData *self)
{
  return self->energy_since_ms;
}

const CsmsChartSpan *
csms_chart_data_get_gaps (const CsmsChartData *self, guint *n)
{
  *n = self->gaps->len;
  return (const CsmsChartSpan *) (gpointer) self->gaps->data;
}

static double
get_value (const CsmsChartPoint *point, CsmsChartSeries series)
{
  return series == CSMS_CHART_POWER ? point->power_kw : point->energy_kwh;
}

double
csms_chart_data_get_max (const CsmsChartData *self, CsmsChartSeries series)
{
  double max = NAN;

  for (guint i = 0; i < self->points->len; i++)
    max = fmax (max, get_value (csms_chart_data_get_point (self, i), series));
  return max;
}

int
csms_chart_data_get_newest (const CsmsChartData *self, CsmsChartSeries series)
{
  for (guint i = self->points->len; i > 0; i--)
    if (isfinite (get_value (csms_chart_data_get_point (self, i - 1), series)))
      return (int) i - 1;
  return -1;
}

int
csms_chart_data_find_nearest (const CsmsChartData *self, gint64 time_ms)
{
  guint low = 0, high = self->points->len;

  if (high == 0)
    return -1;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (csms_chart_data_get_point (self, middle)->time_ms < time_ms)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->points->len)
    return (int) low - 1;
  if (low > 0 && time_ms - csms_chart_data_get_point (self, low - 1)->time_ms <
                 csms_chart_data_get_point (self, low)->time_ms - time_ms)
    return (int) low - 1;
  return (int) low;
}

/* The corners of one pixel: the first, the lowest, the highest and the last, in their order */
typedef struct {
  CsmsChartVertex corners[4];
  guint n;
} Column;

static void
flush (Column *column, GArray *line)
{
  g_array_append_vals (line, column->corners, column->n);
  column->n = 0;
}

static void
put (Column *column, const CsmsChartVertex *vertex)
{
  CsmsChartVertex low, high;

  if (column->n < 4)
    {
      column->corners[column->n++] = *vertex;
      return;
    }
  /* the two in the middle are the extremes of what came between the first and the last */
  low = column->corners[1].value <= column->corners[2].value ? column->corners[1] : column->corners[2];
  high = column->corners[1].value <= column->corners[2].value ? column->corners[2] : column->corners[1];
  if (column->corners[3].value < low.value)
    low = column->corners[3];
  else if (column->corners[3].value > high.value)
    high = column->corners[3];
  column->corners[1] = low.x <= high.x ? low : high;
  column->corners[2] = low.x <= high.x ? high : low;
  column->corners[3] = *vertex;
}

GArray *
csms_chart_data_trace (const CsmsChartData *self, CsmsChartSeries series, int width)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (CsmsChartVertex));
  double scale = (double) width / MAX (self->axis.to_ms - self->axis.from_ms, 1);
  Column column = { 0 };
  gboolean broken = TRUE;

  for (guint i = 0; i < self->points->len; i++)
    {
      const CsmsChartPoint *point = csms_chart_data_get_point (self, i);
      double value = get_value (point, series);
      CsmsChartVertex vertex = { (point->time_ms - self->axis.from_ms) * scale, value, FALSE };

      broken = broken || point->apart_ms > self->gap_ms;
      if (!isfinite (value))
        continue;
      vertex.begins = broken;
      if (vertex.begins || (column.n > 0 && floor (column.corners[0].x) != floor (vertex.x)))
        flush (&column, line);
      put (&column, &vertex);
      broken = FALSE;
    }
  flush (&column, line);
  return line;
}
