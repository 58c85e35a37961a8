/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-chart-data.h"

G_BEGIN_DECLS

/**
 * CsmsChartPlot:
 *
 * The drawn part of a #CsmsChart: two lines, their axes, and a bubble for the point under the pointer. The arrow keys, Home and
 * End move the bubble too, Escape takes it away. Its name on the accessibility bus tells the newest values, its description the
 * course, or the point that is looked at. Main thread.
 */
#define CSMS_TYPE_CHART_PLOT (csms_chart_plot_get_type ())
G_DECLARE_FINAL_TYPE (CsmsChartPlot, csms_chart_plot, CSMS, CHART_PLOT, GtkWidget)

/** csms_chart_plot_take_data: @data: (transfer full): what it shows from now on; drawn anew only if it looks different. Returns: whether it does */
gboolean csms_chart_plot_take_data (CsmsChartPlot *self, CsmsChartData *data);

/** csms_chart_plot_get_data: Returns: (nullable) (transfer none) */
const CsmsChartData *csms_chart_plot_get_data (CsmsChartPlot *self);

/** csms_chart_plot_get_point: Returns: (nullable) (transfer none): the point that is looked at */
const CsmsChartPoint *csms_chart_plot_get_point (CsmsChartPlot *self);

/** csms_chart_plot_point_at: looks at what is drawn @x px from the left; negative: at nothing */
void csms_chart_plot_point_at (CsmsChartPlot *self, double x);

/** csms_chart_plot_move: looks at the point @steps further on, from the newest one where none was looked at */
void csms_chart_plot_move (CsmsChartPlot *self, int steps);

G_END_DECLS
