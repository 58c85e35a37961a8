/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** CsmsTimelineAxis: the hours below bands of one period. The bands say it all to a screen reader, this nothing. Main thread. */
#define CSMS_TYPE_TIMELINE_AXIS (csms_timeline_axis_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTimelineAxis, csms_timeline_axis, CSMS, TIMELINE_AXIS, GtkWidget)

/** csms_timeline_axis_set_period: ms since 1970 */
void csms_timeline_axis_set_period (CsmsTimelineAxis *self, gint64 from_ms, gint64 to_ms);

G_END_DECLS
