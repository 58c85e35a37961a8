/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-timeline-axis.h"

#include <math.h>

#include "csms-chart-scale.h"
#include "csms-ink.h"
#include "csms-text.h"

#define TICK 4
#define TICK_GAP 2

struct _CsmsTimelineAxis
{
  GtkWidget parent_instance;

  gint64 from_ms;
  gint64 to_ms;
};

G_DEFINE_FINAL_TYPE (CsmsTimelineAxis, csms_timeline_axis, GTK_TYPE_WIDGET)

static void
measure_text (GtkWidget *widget, int *width, int *height)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "00:00");

  pango_layout_get_pixel_size (layout, width, height);
}

static void
csms_timeline_axis_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  int width, height;

  measure_text (widget, &width, &height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 2 * width : TICK + TICK_GAP + height;
}

static void
draw_mark (GtkWidget *widget, GtkSnapshot *snapshot, gint64 ms, double x)
{
  g_autofree char *text = csms_text_clock (ms);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  GdkRGBA color = csms_ink_get (widget, NULL, csms_ink_strength (0.75, 0.9));
  GdkRGBA tick = csms_ink_get (widget, NULL, csms_ink_strength (0.3, 0.8));
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_append_color (snapshot, &tick, &GRAPHENE_RECT_INIT (floor (x), 0, 1, TICK));
  if (x - width / 2.0 < 0 || x + width / 2.0 > gtk_widget_get_width (widget))
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (round (x - width / 2.0), TICK + TICK_GAP));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
csms_timeline_axis_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CsmsTimelineAxis *self = CSMS_TIMELINE_AXIS (widget);
  int width = gtk_widget_get_width (widget);
  int text_width, text_height;
  gint64 step_ms;

  if (self->to_ms <= self->from_ms || width <= 0)
    return;
  measure_text (widget, &text_width, &text_height);
  step_ms = csms_chart_scale_time_step (self->to_ms - self->from_ms, (guint) MAX (width / (text_width * 7 / 4), 1));
  for (gint64 ms = csms_chart_scale_time_first (self->from_ms, step_ms); ms <= self->to_ms; ms += step_ms)
    draw_mark (widget, snapshot, ms, (double) (ms - self->from_ms) * width / (self->to_ms - self->from_ms));
}

static void
csms_timeline_axis_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (csms_timeline_axis_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
csms_timeline_axis_class_init (CsmsTimelineAxisClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = csms_timeline_axis_measure;
  widget_class->snapshot = csms_timeline_axis_snapshot;
  widget_class->css_changed = csms_timeline_axis_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
csms_timeline_axis_init (CsmsTimelineAxis *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
}

void
csms_timeline_axis_set_period (CsmsTimelineAxis *self, gint64 from_ms, gint64 to_ms)
{
  g_return_if_fail (CSMS_IS_TIMELINE_AXIS (self));

  if (self->from_ms == from_ms && self->to_ms == to_ms)
    return;
  self->from_ms = from_ms;
  self->to_ms = to_ms;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
