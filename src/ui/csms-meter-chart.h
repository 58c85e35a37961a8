/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsmsMeterChart:
 *
 * The power and energy of #CsmsMeterRow items as charts, one for each connector that reports; energy counts from the first row.
 * Main thread.
 */
#define CSMS_TYPE_METER_CHART (csms_meter_chart_get_type ())
G_DECLARE_FINAL_TYPE (CsmsMeterChart, csms_meter_chart, CSMS, METER_CHART, GtkWidget)

/** csms_meter_chart_update: @rows: of #CsmsMeterRow, newest first */
void csms_meter_chart_update (CsmsMeterChart *self, GListModel *rows);

G_END_DECLS
