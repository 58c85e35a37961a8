/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-chart-plot.h"

#include "csms-chart-paint.h"
#include "csms-chart-words.h"
#include "csms-text-scale.h"
#include "csms-text.h"

#define MIN_WIDTH 180
#define NATURAL_WIDTH 360
#define HEIGHT 128

/* For Home and End: further than any chart is long */
#define ALL_THE_WAY (1 << 24)

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
tell (CsmsChartPlot *self, GtkAccessibleProperty property, char **told, char *text)
{
  if (g_strcmp0 (*told, text) == 0)
    {
      g_free (text);
      return;
    }
  g_free (*told);
  *told = text;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), property, text, -1);
}

static void
update_accessible (CsmsChartPlot *self)
{
  gint64 now_ms = csms_text_now ();
  const CsmsChartPoint *point = csms_chart_plot_get_point (self);

  tell (self, GTK_ACCESSIBLE_PROPERTY_LABEL, &self->label, csms_chart_words_label (self->data, now_ms));
  tell (self, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, &self->description,
        point != NULL ? csms_chart_words_point (point) : csms_chart_words_course (self->data, now_ms));
}

static void
look_at (CsmsChartPlot *self, int at)
{
  if (self->at == at)
    return;
  self->at = at;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->data != NULL)
    update_accessible (self);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  csms_chart_plot_move (CSMS_CHART_PLOT (widget), g_variant_get_int32 (args));
  return TRUE;
}

/* What was not there to be taken away leaves the key to others: the way back, say. */
static gboolean
leave_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  CsmsChartPlot *self = CSMS_CHART_PLOT (widget);
  gboolean looked = self->at >= 0;

  look_at (self, -1);
  return looked;
}

static void
motion_cb (CsmsChartPlot *self, double x, double y)
{
  csms_chart_plot_point_at (self, x);
}

static void
pointer_gone_cb (CsmsChartPlot *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    look_at (self, -1);
}

static void
pressed_cb (CsmsChartPlot *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  csms_chart_plot_point_at (self, x);
}

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
bind_key (GtkWidgetClass *klass, guint key, guint keypad_key, int steps)
{
  gtk_widget_class_add_binding (klass, key, 0, move_cb, "(i)", steps);
  gtk_widget_class_add_binding (klass, keypad_key, 0, move_cb, "(i)", steps);
}

static void
csms_chart_plot_class_init (CsmsChartPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = csms_chart_plot_finalize;
  widget_class->measure = csms_chart_plot_measure;
  widget_class->snapshot = csms_chart_plot_snapshot;
  widget_class->css_changed = csms_chart_plot_css_changed;

  bind_key (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1);
  bind_key (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1);
  bind_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, -ALL_THE_WAY);
  bind_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, ALL_THE_WAY);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, leave_cb, NULL);

  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
csms_chart_plot_init (CsmsChartPlot *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->at = -1;
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_gone_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
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
  CsmsChartFrame frame;
  CsmsChartSpan axis;

  g_return_if_fail (CSMS_IS_CHART_PLOT (self));

  if (self->data == NULL || csms_chart_data_get_n_points (self->data) == 0 || x < 0)
    {
      look_at (self, -1);
      return;
    }
  frame = csms_chart_paint_frame (GTK_WIDGET (self), self->data);
  axis = csms_chart_data_get_axis (self->data);
  look_at (self, csms_chart_data_find_nearest (self->data, axis.from_ms + (gint64) ((x - frame.x) * (axis.to_ms - axis.from_ms) / frame.width)));
}

void
csms_chart_plot_move (CsmsChartPlot *self, int steps)
{
  int last;

  g_return_if_fail (CSMS_IS_CHART_PLOT (self));

  last = self->data != NULL ? (int) csms_chart_data_get_n_points (self->data) - 1 : -1;
  if (last < 0)
    return;
  if (self->at < 0)
    look_at (self, steps > -ALL_THE_WAY ? last : 0);
  else
    look_at (self, CLAMP (self->at + steps, 0, last));
}
