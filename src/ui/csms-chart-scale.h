/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Where an axis has its marks. Pure; times are ms since 1970, marks of time fall on round local times.
 */

/**
 * csms_chart_scale_step:
 * @max: the largest value, NAN or negative for none
 * @n_steps: how many steps the axis has, above 0
 *
 * Returns: the smallest round step, 0.1 or more, with which the axis goes beyond @max
 */
double csms_chart_scale_step (double max, guint n_steps);

/** csms_chart_scale_decimals: Returns: how many decimals the marks of @step need */
guint csms_chart_scale_decimals (double step);

/** csms_chart_scale_time_step: Returns: the smallest round distance with which @span_ms has no more than @max_marks marks */
gint64 csms_chart_scale_time_step (gint64 span_ms, guint max_marks);

/** csms_chart_scale_time_first: Returns: the first mark at or after @from_ms */
gint64 csms_chart_scale_time_first (gint64 from_ms, gint64 step_ms);

G_END_DECLS
