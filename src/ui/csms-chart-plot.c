/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-chart-plot.h"

#include "csms-chart-paint.h"
#include "csms-chart-words.h"
#include "csms-look-along.h"
#include "csms-text-scale.h"
#include "csms-text.h"

#define MIN_WIDTH 180
#define NATURAL_WIDTH 360
#define HEIGHT 128

struct _CsmsChartPlot
{
  GtkWidget parent_instance;

  /* Owned */
  CsmsChartData *data;
  char *label;
  char *description;

  int at;
};

G_DEFINE_FINAL_TYPE (CsmsChartPlot, csms_chart_plot, GTK_TYPE_WIDGET)

static void
update_accessible (CsmsChartPlot *self)
{
  gint64 now_ms = csms_text_now ();
  const CsmsChartPoint *point = csms_chart_plot_get_point (self);

  csms_look_along_tell (GTK_WIDGET (self), GTK_ACCESSIBLE_PROPERTY_LABEL, &self->label, csms_chart_words_label (self->data, now_ms));
  csms_look_along_tell (GTK_WIDGET (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, &self->description,
                        point != NULL ? csms_chart_words_point (point) : csms_chart_words_course (self->data, now_ms));
}

static int
find (GtkWidget *widget, double x)
{
  CsmsChartPlot *self = CSMS_CHART_PLOT (widget);
  CsmsChartFrame frame;
  CsmsChartSpan axis;

  if (self->data == NULL || csms_chart_data_get_n_points (self->data) == 0 || x < 0)
    return -1;
  frame = csms_chart_paint_frame (widget, self->data);
  axis = csms_chart_data_get_axis (self->data);
  return csms_chart_data_find_nearest (self->data, axis.from_ms + (gint64) ((x - frame.x) * (axis.to_ms - axis.from_ms) / frame.width));
}

static int
get_last (GtkWidget *widget)
{
  CsmsChartPlot *self = CSMS_CHART_PLOT (widget);

  return self->data != NULL ? (int) csms_chart_data_get_n_points (self->data) - 1 : -1;
}

static int
get_at (GtkWidget *widget)
{
  return CSMS_CHART_PLOT (widget)->at;
}

static void
look_at (GtkWidget *widget, int at)
{
  CsmsChartPlot *self = CSMS_CHART_PLOT (widget);

  if (self->at == at)
    return;
  self->at = at;
  gtk_widget_queue_draw (widget);
  if (self->data != NULL)
    update_accessible (self);
}

static const CsmsLookAlong look_along = { find, get_last, get_at, look_at };

static void
csms_chart_plot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = csms_text_scale_px (widget, across ? MIN_WIDTH : HEIGHT);
  *natural = csms_text_scale_px (widget, across ? NATURAL_WIDTH : HEIGHT);
}

static void
csms_chart_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CsmsChartPlot *self = CSMS_CHART_PLOT (widget);

  if (self->data != NULL && csms_chart_data_get_n_points (self->data) > 0)
    csms_chart_paint (widget, snapshot, self->data, self->at);
}

/* Colours, the font and its size: all of them are asked for again when it is drawn. */
static void
csms_chart_plot_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (csms_chart_plot_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
csms_chart_plot_finalize (GObject *object)
{
  CsmsChartPlot *self = CSMS_CHART_PLOT (object);

  g_clear_pointer (&self->data, csms_chart_data_free);
  g_free (self->label);
  g_free (self->description);

  G_OBJECT_CLASS (csms_chart_plot_parent_class)->finalize (object);
}

static void
csms_chart_plot_class_init (CsmsChartPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = csms_chart_plot_finalize;
  widget_class->measure = csms_chart_plot_measure;
  widget_class->snapshot = csms_chart_plot_snapshot;
  widget_class->css_changed = csms_chart_plot_css_changed;

  csms_look_along_class_init (widget_class, &look_along);

  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
csms_chart_plot_init (CsmsChartPlot *self)
{
  self->at = -1;
  csms_look_along_init (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  csms_text_scale_notify (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_resize));
}

gboolean
csms_chart_plot_take_data (CsmsChartPlot *self, CsmsChartData *data)
{
  g_autoptr (CsmsChartData) old = NULL;
  gint64 looked_at_ms = 0;

  g_return_val_if_fail (CSMS_IS_CHART_PLOT (self), FALSE);
  g_return_val_if_fail (data != NULL, FALSE);

  if (csms_chart_data_equal (self->data, data))
    {
      csms_chart_data_free (data);
      return FALSE;
    }
  if (csms_chart_plot_get_point (self) != NULL)
    looked_at_ms = csms_chart_plot_get_point (self)->time_ms;
  old = self->data;
  self->data = data;
  self->at = looked_at_ms > 0 ? csms_chart_data_find_nearest (data, looked_at_ms) : -1;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

const CsmsChartData *
csms_chart_plot_get_data (CsmsChartPlot *self)
{
  g_return_val_if_fail (CSMS_IS_CHART_PLOT (self), NULL);

  return self->data;
}

const CsmsChartPoint *
csms_chart_plot_get_point (CsmsChartPlot *self)
{
  g_return_val_if_fail (CSMS_IS_CHART_PLOT (self), NULL);

  return self->data != NULL && self->at >= 0 ? csms_chart_data_get_point (self->data, self->at) : NULL;
}

void
csms_chart_plot_point_at (CsmsChartPlot *self, double x)
{
  g_return_if_fail (CSMS_IS_CHART_PLOT (self));

  look_at (GTK_WIDGET (self), find (GTK_WIDGET (self), x));
}

void
csms_chart_plot_move (CsmsChartPlot *self, int steps)
{
  g_return_if_fail (CSMS_IS_CHART_PLOT (self));

  csms_look_along_move (GTK_WIDGET (self), steps);
}
