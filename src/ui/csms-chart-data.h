/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CsmsChartPoint: power and energy at one time. NAN: not known then. */
typedef struct {
  gint64 time_ms;
  gint64 apart_ms;              /* the longest time nothing was known between the point before and this one */
  double power_kw;
  double energy_kwh;
} CsmsChartPoint;

/** CsmsChartSpan: from one time to another, ms since 1970 */
typedef struct {
  gint64 from_ms;
  gint64 to_ms;
} CsmsChartSpan;

/** CsmsChartVertex: a corner of a line: where it lies in the width that was asked for, and the value there */
typedef struct {
  double x;
  double value;
  gboolean begins;              /* no line leads here */
} CsmsChartVertex;

typedef enum {
  CSMS_CHART_POWER,
  CSMS_CHART_ENERGY,
} CsmsChartSeries;

/**
 * CsmsChartData:
 *
 * What a chart shows: points by time, the span of its axis, and where nothing is known. Pure and immutable; no display.
 */
typedef struct _CsmsChartData CsmsChartData;

/**
 * csms_chart_data_new:
 * @points: (array length=n): by time
 * @began_ms: when it began, before the first point; 0 not known
 * @now_ms: until when it could have been told of, by the clock of the points; 0 for the last point
 * @energy_since_ms: since when the energy is counted, where that is not the beginning; else 0
 */
CsmsChartData *csms_chart_data_new (const CsmsChartPoint *points, guint n, gint64 began_ms, gint64 now_ms, gint64 energy_since_ms);
void csms_chart_data_free (CsmsChartData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsChartData, csms_chart_data_free)

/** csms_chart_data_equal: @a, @b: (nullable). Returns: whether they look the same */
gboolean csms_chart_data_equal (const CsmsChartData *a, const CsmsChartData *b);

guint csms_chart_data_get_n_points (const CsmsChartData *self);
/** Returns: (transfer none): point @i */
const CsmsChartPoint *csms_chart_data_get_point (const CsmsChartData *self, guint i);

/** csms_chart_data_get_axis: Returns: what the axis of time spans; it moves in steps, so that it stands still mostly */
CsmsChartSpan csms_chart_data_get_axis (const CsmsChartData *self);

/** csms_chart_data_get_energy_since_ms: Returns: as given */
gint64 csms_chart_data_get_energy_since_ms (const CsmsChartData *self);

/** csms_chart_data_get_gaps: Returns: (transfer none) (array length=n): the spans in which nothing is known, in order */
const CsmsChartSpan *csms_chart_data_get_gaps (const CsmsChartData *self, guint *n);

/** csms_chart_data_get_max: Returns: the largest value of @series; NAN for none */
double csms_chart_data_get_max (const CsmsChartData *self, CsmsChartSeries series);

/** csms_chart_data_get_newest: Returns: the newest point that knows @series; -1 for none */
int csms_chart_data_get_newest (const CsmsChartData *self, CsmsChartSeries series);

/** csms_chart_data_find_nearest: Returns: the point nearest to @time_ms; -1 for none */
int csms_chart_data_find_nearest (const CsmsChartData *self, gint64 time_ms);

/**
 * csms_chart_data_trace:
 * @width: px for the whole axis
 *
 * Returns: (transfer full) (element-type CsmsChartVertex): the line of @series, broken where nothing is known, with no more
 *   than four corners a pixel however many points there are; its extremes are kept
 */
GArray *csms_chart_data_trace (const CsmsChartData *self, CsmsChartSeries series, int width);

G_END_DECLS
