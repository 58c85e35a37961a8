/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-chart-data.h"

G_BEGIN_DECLS

/*
 * How a chart is drawn. Main thread. Time runs from left to right in every language, as on paper.
 */

/** CsmsChartFrame: where the plot lies in its widget, in px, and what its axes end at */
typedef struct {
  int x, y, width, height;
  guint n_steps;
  double power_step;
  double energy_step;
  gint64 time_step_ms;
} CsmsChartFrame;

/** csms_chart_paint_frame: Returns: for the size that @widget has */
CsmsChartFrame csms_chart_paint_frame (GtkWidget *widget, const CsmsChartData *data);

/** csms_chart_paint: @at: the point that is looked at; -1 none */
void csms_chart_paint (GtkWidget *widget, GtkSnapshot *snapshot, const CsmsChartData *data, int at);

G_END_DECLS
