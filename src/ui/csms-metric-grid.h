/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsmsMetricGrid:
 *
 * Lays its visible children out in six, three or two equal columns, as many as the widest of them fits into; a column keeps its
 * place from card to card, whatever else is known. Children come from the UI file. Main thread.
 */
#define CSMS_TYPE_METRIC_GRID (csms_metric_grid_get_type ())
G_DECLARE_FINAL_TYPE (CsmsMetricGrid, csms_metric_grid, CSMS, METRIC_GRID, GtkWidget)

/** csms_metric_grid_get_width: Returns: the width that @columns columns want, in px */
int csms_metric_grid_get_width (CsmsMetricGrid *self, int columns);

G_END_DECLS
