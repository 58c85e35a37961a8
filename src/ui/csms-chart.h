/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-chart-data.h"
#include "csms-chart-plot.h"

G_BEGIN_DECLS

/**
 * CsmsChart:
 *
 * Power and energy over time: a key over each axis, and a #CsmsChartPlot below; while there is nothing to draw, a sentence says
 * so in the same room. Main thread.
 */
#define CSMS_TYPE_CHART (csms_chart_get_type ())
G_DECLARE_FINAL_TYPE (CsmsChart, csms_chart, CSMS, CHART, GtkWidget)

/** csms_chart_take_data: @data: (transfer full): cheap when it looks the same as before */
void csms_chart_take_data (CsmsChart *self, CsmsChartData *data);

/** csms_chart_get_plot: Returns: (transfer none) */
CsmsChartPlot *csms_chart_get_plot (CsmsChart *self);

G_END_DECLS
