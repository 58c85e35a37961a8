/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-ink.h"

#include <adwaita.h>
#include <math.h>

#define HATCH_APART 5
#define CUT_APART 7
#define CUT_WIDTH 2.5

GdkRGBA
csms_ink_get (GtkWidget *widget, const char *style_class, double alpha)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  gtk_style_context_save (style);
  if (style_class != NULL)
    gtk_style_context_add_class (style, style_class);
  gtk_style_context_get_color (style, &color);
  gtk_style_context_restore (style);
  color.alpha *= alpha;
  return color;
}

GdkRGBA
csms_ink_get_named (GtkWidget *widget, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  return color;
}

double
csms_ink_strength (double alpha, double high)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? high : alpha;
}

/* Lines that lean to the right, and lie the same way in every box of a row */
static void
slanted_lines (cairo_t *cr, double x, double y, double width, double height, double apart)
{
  double first = floor ((x - height) / apart) * apart;

  for (double start = first; start < x + width; start += apart)
    {
      cairo_move_to (cr, start, y + height);
      cairo_line_to (cr, start + height, y);
    }
}

void
csms_ink_hatch (cairo_t *cr, const GdkRGBA *color, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  slanted_lines (cr, x, y, width, height, HATCH_APART);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
csms_ink_cut (cairo_t *cr, const GdkRGBA *color, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_push_group (cr);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  slanted_lines (cr, x, y, width, height, CUT_APART);
  cairo_set_line_width (cr, CUT_WIDTH);
  cairo_stroke (cr);
  cairo_pop_group_to_source (cr);
  cairo_paint (cr);
  cairo_restore (cr);
}

void
csms_ink_round (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  radius = MIN (radius, MIN (width, height) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}
