/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-swatch.h"

#include "csms-ink.h"
#include "csms-text-scale.h"

struct _CsmsSwatch
{
  GtkWidget parent_instance;

  CsmsSwatchFunc func;
  gpointer user_data;
  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (CsmsSwatch, csms_swatch, GTK_TYPE_WIDGET)

static void
csms_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                     int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CsmsSwatch *self = CSMS_SWATCH (widget);

  *minimum = *natural = csms_text_scale_px (widget, orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height);
}

static void
csms_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CsmsSwatch *self = CSMS_SWATCH (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->func == NULL || width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  self->func (widget, cr, width, height, self->user_data);
  cairo_destroy (cr);
}

static void
csms_swatch_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (csms_swatch_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
csms_swatch_class_init (CsmsSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = csms_swatch_measure;
  widget_class->snapshot = csms_swatch_snapshot;
  widget_class->css_changed = csms_swatch_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
csms_swatch_init (CsmsSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  csms_text_scale_notify (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_resize));
}

void
csms_swatch_set (CsmsSwatch *self, int width, int height, CsmsSwatchFunc func, gpointer user_data)
{
  g_return_if_fail (CSMS_IS_SWATCH (self));

  self->width = width;
  self->height = height;
  self->func = func;
  self->user_data = user_data;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
draw_line (cairo_t *cr, const GdkRGBA *color, int width, int height, double thickness)
{
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, thickness);
  cairo_move_to (cr, 0, height / 2.0);
  cairo_line_to (cr, width, height / 2.0);
  cairo_stroke (cr);
}

void
csms_swatch_line (GtkWidget *widget, cairo_t *cr, int width, int height, gpointer user_data)
{
  GdkRGBA color = csms_ink_get (widget, "accent", 1);

  draw_line (cr, &color, width, height, 2);
}

void
csms_swatch_dashes (GtkWidget *widget, cairo_t *cr, int width, int height, gpointer user_data)
{
  static const double dashes[] = { 5, 3 };
  GdkRGBA color = csms_ink_get (widget, NULL, csms_ink_strength (0.75, 1));

  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  draw_line (cr, &color, width, height, 1.75);
}
