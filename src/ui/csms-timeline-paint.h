/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-timeline.h"

G_BEGIN_DECLS

/*
 * How a timeline is drawn: each status by its shape, whatever its colour. Main thread. Time runs from left to right in every
 * language, as on paper.
 */

/** csms_timeline_paint_shape: one stretch of a band that is @height high */
void csms_timeline_paint_shape (GtkWidget *widget, cairo_t *cr, CsmsTimelineShape shape, double x, double width, double height);

/** csms_timeline_paint_band: @at: the segment that is looked at; -1 none */
void csms_timeline_paint_band (GtkWidget *widget, cairo_t *cr, CsmsTimeline *timeline, int at, int width, int height);

G_END_DECLS
