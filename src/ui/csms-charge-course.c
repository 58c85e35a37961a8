/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-charge-course.h"

#include <math.h>

/* Registers nearer than this say little about the power between them. */
#define POWER_MIN_APART_MS (20 * G_GINT64_CONSTANT (1000))
#define CLOCK_SLACK_MS (60 * G_GINT64_CONSTANT (1000))

/* Where the energy is counted from: the register there, and since when if that is not the start */
typedef struct {
  double register_wh;
  gint64 since_ms;
} Base;

static Base
find_base (CsmsConnector *connector, const CsmsMeterPoint *points, guint n)
{
  Base base = { csms_connector_get_meter_start_wh (connector), 0 };

  for (guint i = 0; i < n && !isfinite (base.register_wh); i++)
    base = (Base) { points[i].register_wh, points[i].at_ms };
  return base;
}

/* Returns: the point before @i that knows the register; -1 for none */
static int
find_register (const CsmsMeterPoint *points, guint i)
{
  while (i-- > 0)
    if (isfinite (points[i].register_wh))
      return (int) i;
  return -1;
}

static double
get_power_w (const CsmsMeterPoint *points, guint i)
{
  int before = find_register (points, i);
  double power_w;

  if (isfinite (points[i].power_w) || before < 0 || points[i].at_ms - points[before].at_ms < POWER_MIN_APART_MS)
    return points[i].power_w;
  power_w = (points[i].register_wh - points[before].register_wh) * 3600000 / (points[i].at_ms - points[before].at_ms);
  return power_w >= 0 ? power_w : NAN;
}

/* The start is a point of its own: nothing had flowed. A start and readings by clocks that differ do not go together. */
static gint64
add_start (CsmsConnector *connector, const CsmsMeterPoint *first, gint64 server_now_ms, gboolean counted, GArray *course)
{
  CsmsChartPoint start = { .power_kw = NAN, .energy_kwh = 0 };
  gboolean exact;
  gint64 began_ms = csms_connector_get_began_ms (connector, &exact);

  if (csms_connector_get_started_ms (connector) > 0)
    began_ms = csms_connector_get_started_ms (connector);
  if (began_ms <= 0 || began_ms >= first->at_ms || first->at_ms > server_now_ms + CLOCK_SLACK_MS)
    return 0;
  start.time_ms = began_ms;
  if (exact && counted)
    g_array_append_val (course, start);
  return began_ms;
}

CsmsChartData *
csms_charge_course (CsmsConnector *connector, gint64 server_now_ms)
{
  const CsmsMeterHistory *history;
  const CsmsMeterPoint *points = NULL;
  g_autoptr (GArray) course = g_array_new (FALSE, FALSE, sizeof (CsmsChartPoint));
  guint n = 0;
  gint64 began_ms;
  Base base;

  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), NULL);

  history = csms_connector_get_history (connector);
  if (history != NULL)
    points = csms_meter_history_get (history, &n);
  if (n == 0)
    return csms_chart_data_new (NULL, 0, 0, 0, 0);

  base = find_base (connector, points, n);
  began_ms = add_start (connector, &points[0], server_now_ms, base.since_ms == 0 && isfinite (base.register_wh), course);
  for (guint i = 0; i < n; i++)
    {
      CsmsChartPoint point = {
        .time_ms = points[i].at_ms,
        .apart_ms = points[i].apart_ms,
        .power_kw = get_power_w (points, i) / 1000,
        .energy_kwh = (points[i].register_wh - base.register_wh) / 1000,
      };

      if (i == 0 && course->len > 0)
        point.apart_ms = point.time_ms - began_ms;
      if (point.energy_kwh < 0)
        point.energy_kwh = NAN;
      g_array_append_val (course, point);
    }
  return csms_chart_data_new ((CsmsChartPoint *) (gpointer) course->data, course->len, began_ms, server_now_ms, base.since_ms);
}
