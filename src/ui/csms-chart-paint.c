/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-chart-paint.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-chart-scale.h"
#include "csms-ink.h"
#include "csms-text.h"

#define LABEL_GAP 6
#define RIGHT_ROOM 3            /* for the half of a dot that stands at the edge */
#define MAX_STEPS 5
#define DOT_RADIUS 3.5

static int
text_width (GtkWidget *widget, const char *text, int *height)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, height);
  return width;
}

/* The widest mark is the highest one. */
static int
axis_width (GtkWidget *widget, double step, guint n_steps)
{
  g_autofree char *text = csms_text_number (step * n_steps, csms_chart_scale_decimals (step));

  return text_width (widget, text, NULL) + LABEL_GAP;
}

static char *
time_text (gint64 ms, gint64 step_ms)
{
  return step_ms < 60 * 1000 ? csms_text_clock_s (ms) : csms_text_clock (ms);
}

CsmsChartFrame
csms_chart_paint_frame (GtkWidget *widget, const CsmsChartData *data)
{
  CsmsChartSpan axis = csms_chart_data_get_axis (data);
  CsmsChartFrame frame = { 0 };
  int line_height, time_width, right;

  time_width = text_width (widget, axis.to_ms - axis.from_ms < 4 * 60 * 1000 ? "00:00:00" : "00:00", &line_height);
  frame.y = line_height / 2;
  frame.height = MAX (gtk_widget_get_height (widget) - frame.y - line_height - LABEL_GAP, 1);
  frame.n_steps = CLAMP (frame.height / (2 * line_height), 1, MAX_STEPS);
  frame.power_step = csms_chart_scale_step (csms_chart_data_get_max (data, CSMS_CHART_POWER), frame.n_steps);
  frame.energy_step = csms_chart_scale_step (csms_chart_data_get_max (data, CSMS_CHART_ENERGY), frame.n_steps);
  frame.x = axis_width (widget, frame.power_step, frame.n_steps);
  right = axis_width (widget, frame.energy_step, frame.n_steps) + RIGHT_ROOM;
  frame.width = MAX (gtk_widget_get_width (widget) - frame.x - right, 1);
  frame.time_step_ms = csms_chart_scale_time_step (axis.to_ms - axis.from_ms, MAX (frame.width / (time_width * 7 / 4), 1));
  return frame;
}

static double
x_of (const CsmsChartFrame *frame, const CsmsChartData *data, gint64 ms)
{
  CsmsChartSpan axis = csms_chart_data_get_axis (data);

  return frame->x + (double) (ms - axis.from_ms) * frame->width / MAX (axis.to_ms - axis.from_ms, 1);
}

static double
y_of (const CsmsChartFrame *frame, double value, double step)
{
  double share = CLAMP (value / (step * frame->n_steps), 0, 1);

  return frame->y + frame->height * (1 - share);
}

/* @align: 0 begins at @x, 0.5 is centred there, 1 ends there; @y is its middle */
static void
draw_text (GtkWidget *widget, GtkSnapshot *snapshot, const char *text, double x, double y, double align)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  GdkRGBA color = csms_ink_get (widget, NULL, csms_ink_strength (0.75, 0.9));
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (round (x - width * align), round (y - height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_axes (GtkWidget *widget, GtkSnapshot *snapshot, cairo_t *cr, const CsmsChartFrame *frame)
{
  GdkRGBA grid = csms_ink_get (widget, NULL, csms_ink_strength (0.09, 0.3));
  GdkRGBA base = csms_ink_get (widget, NULL, csms_ink_strength (0.22, 0.7));

  cairo_set_line_width (cr, 1);
  for (guint i = 0; i <= frame->n_steps; i++)
    {
      double y = round (frame->y + frame->height * (1 - (double) i / frame->n_steps)) + 0.5;
      g_autofree char *power = csms_text_number (i * frame->power_step, csms_chart_scale_decimals (frame->power_step));
      g_autofree char *energy = csms_text_number (i * frame->energy_step, csms_chart_scale_decimals (frame->energy_step));

      gdk_cairo_set_source_rgba (cr, i == 0 ? &base : &grid);
      cairo_move_to (cr, frame->x, y);
      cairo_line_to (cr, frame->x + frame->width, y);
      cairo_stroke (cr);
      draw_text (widget, snapshot, power, frame->x - LABEL_GAP, y, 1);
      draw_text (widget, snapshot, energy, frame->x + frame->width + LABEL_GAP, y, 0);
    }
}

static void
draw_times (GtkWidget *widget, GtkSnapshot *snapshot, const CsmsChartFrame *frame, const CsmsChartData *data)
{
  CsmsChartSpan axis = csms_chart_data_get_axis (data);
  int line_height;

  text_width (widget, "0", &line_height);
  for (gint64 ms = csms_chart_scale_time_first (axis.from_ms, frame->time_step_ms); ms <= axis.to_ms; ms += frame->time_step_ms)
    {
      g_autofree char *text = time_text (ms, frame->time_step_ms);
      double half = text_width (widget, text, NULL) / 2.0;
      double x = x_of (frame, data, ms);

      if (x - half >= 0 && x + half <= gtk_widget_get_width (widget))
        draw_text (widget, snapshot, text, x, frame->y + frame->height + LABEL_GAP + line_height / 2.0, 0.5);
    }
}

static void
draw_ticks (GtkWidget *widget, cairo_t *cr, const CsmsChartFrame *frame, const CsmsChartData *data)
{
  CsmsChartSpan axis = csms_chart_data_get_axis (data);
  GdkRGBA color = csms_ink_get (widget, NULL, csms_ink_strength (0.22, 0.7));

  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1);
  for (gint64 ms = csms_chart_scale_time_first (axis.from_ms, frame->time_step_ms); ms <= axis.to_ms; ms += frame->time_step_ms)
    {
      double x = floor (x_of (frame, data, ms)) + 0.5;

      cairo_move_to (cr, x, frame->y + frame->height);
      cairo_line_to (cr, x, frame->y + frame->height + 4);
    }
  cairo_stroke (cr);
}

/* What is drawn after it lies on the card as if nothing had been there. The card is a tint of the window. */
static void
wipe (GtkWidget *widget, cairo_t *cr)
{
  GdkRGBA behind = csms_ink_get_named (widget, "window_bg_color");
  GdkRGBA card = csms_ink_get_named (widget, "card_bg_color");

  gdk_cairo_set_source_rgba (cr, &behind);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &card);
  cairo_fill (cr);
}

static void
draw_gaps (GtkWidget *widget, GtkSnapshot *snapshot, cairo_t *cr, const CsmsChartFrame *frame, const CsmsChartData *data)
{
  GdkRGBA color = csms_ink_get (widget, NULL, csms_ink_strength (0.2, 0.5));
  int label_height;
  int label_width = text_width (widget, _("not known"), &label_height);
  guint n;
  const CsmsChartSpan *gaps = csms_chart_data_get_gaps (data, &n);

  for (guint i = 0; i < n; i++)
    {
      double x = x_of (frame, data, gaps[i].from_ms);
      double width = x_of (frame, data, gaps[i].to_ms) - x;

      csms_ink_hatch (cr, &color, x, frame->y, width, frame->height);
      if (width < label_width + 2 * LABEL_GAP)
        continue;
      csms_ink_round (cr, x + (width - label_width) / 2 - LABEL_GAP, frame->y + (frame->height - label_height) / 2.0,
                      label_width + 2 * LABEL_GAP, label_height, LABEL_GAP);
      wipe (widget, cr);
      draw_text (widget, snapshot, _("not known"), x + width / 2, frame->y + frame->height / 2.0, 0.5);
    }
}

/* Each stretch of the line down to the base */
static void
fill_below (cairo_t *cr, const CsmsChartFrame *frame, GArray *line, double step)
{
  double base = frame->y + frame->height;

  for (guint i = 0; i < line->len; i++)
    {
      const CsmsChartVertex *vertex = &g_array_index (line, CsmsChartVertex, i);
      gboolean last = i + 1 == line->len || g_array_index (line, CsmsChartVertex, i + 1).begins;

      if (vertex->begins)
        cairo_move_to (cr, frame->x + vertex->x, base);
      cairo_line_to (cr, frame->x + vertex->x, y_of (frame, vertex->value, step));
      if (last)
        cairo_line_to (cr, frame->x + vertex->x, base);
    }
  cairo_fill (cr);
}

static void
stroke_line (cairo_t *cr, const CsmsChartFrame *frame, GArray *line, double step)
{
  for (guint i = 0; i < line->len; i++)
    {
      const CsmsChartVertex *vertex = &g_array_index (line, CsmsChartVertex, i);

      if (vertex->begins)
        cairo_move_to (cr, frame->x + vertex->x, y_of (frame, vertex->value, step));
      else
        cairo_line_to (cr, frame->x + vertex->x, y_of (frame, vertex->value, step));
    }
  cairo_stroke (cr);
}

static void
draw_lines (GtkWidget *widget, cairo_t *cr, const CsmsChartFrame *frame, const CsmsChartData *data)
{
  g_autoptr (GArray) power = csms_chart_data_trace (data, CSMS_CHART_POWER, frame->width);
  g_autoptr (GArray) energy = csms_chart_data_trace (data, CSMS_CHART_ENERGY, frame->width);
  static const double dashes[] = { 5, 3 };
  GdkRGBA below = csms_ink_get (widget, "accent", csms_ink_strength (0.14, 0.2));
  GdkRGBA power_color = csms_ink_get (widget, "accent", 1);
  GdkRGBA energy_color = csms_ink_get (widget, NULL, csms_ink_strength (0.75, 1));

  gdk_cairo_set_source_rgba (cr, &below);
  fill_below (cr, frame, power, frame->power_step);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cr, &energy_color);
  cairo_set_line_width (cr, 1.75);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  stroke_line (cr, frame, energy, frame->energy_step);
  cairo_set_dash (cr, NULL, 0, 0);
  gdk_cairo_set_source_rgba (cr, &power_color);
  cairo_set_line_width (cr, 2);
  stroke_line (cr, frame, power, frame->power_step);
}

static void
draw_dot (GtkWidget *widget, cairo_t *cr, double x, double y, const char *style_class)
{
  GdkRGBA color = csms_ink_get (widget, style_class, 1);

  cairo_arc (cr, x, y, DOT_RADIUS + 1.5, 0, 2 * G_PI);
  wipe (widget, cr);
  cairo_arc (cr, x, y, DOT_RADIUS, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_fill (cr);
}

static void
draw_dots (GtkWidget *widget, cairo_t *cr, const CsmsChartFrame *frame, const CsmsChartData *data, int power_at, int energy_at)
{
  if (energy_at >= 0 && isfinite (csms_chart_data_get_point (data, energy_at)->energy_kwh))
    {
      const CsmsChartPoint *point = csms_chart_data_get_point (data, energy_at);

      draw_dot (widget, cr, x_of (frame, data, point->time_ms), y_of (frame, point->energy_kwh, frame->energy_step), NULL);
    }
  if (power_at >= 0 && isfinite (csms_chart_data_get_point (data, power_at)->power_kw))
    {
      const CsmsChartPoint *point = csms_chart_data_get_point (data, power_at);

      draw_dot (widget, cr, x_of (frame, data, point->time_ms), y_of (frame, point->power_kw, frame->power_step), "accent");
    }
}

static PangoLayout *
bubble_layout (GtkWidget *widget, const CsmsChartPoint *point)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, NULL);
  g_autofree char *time = csms_text_clock_s (point->time_ms);
  g_autoptr (GString) text = g_string_new (time);
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->end_index = (guint) text->len;
  pango_attr_list_insert (attributes, bold);
  if (isfinite (point->power_kw))
    {
      g_autofree char *number = csms_text_number (point->power_kw, 1);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, C_("power", "%s kW"), number);
    }
  if (isfinite (point->energy_kwh))
    {
      g_autofree char *number = csms_text_number (point->energy_kwh, 2);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, C_("energy", "%s kWh"), number);
    }
  pango_layout_set_text (layout, text->str, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
draw_hairline (GtkWidget *widget, cairo_t *cr, const CsmsChartFrame *frame, double x)
{
  GdkRGBA color = csms_ink_get (widget, NULL, csms_ink_strength (0.45, 0.9));

  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, floor (x) + 0.5, frame->y);
  cairo_line_to (cr, floor (x) + 0.5, frame->y + frame->height);
  cairo_stroke (cr);
}

static void
draw_bubble (GtkWidget *widget, GtkSnapshot *snapshot, const CsmsChartFrame *frame, double x, const CsmsChartPoint *point)
{
  g_autoptr (PangoLayout) layout = bubble_layout (widget, point);
  GdkRGBA fill = csms_ink_get_named (widget, "popover_bg_color");
  GdkRGBA text = csms_ink_get_named (widget, "popover_fg_color");
  GdkRGBA edge = csms_ink_get (widget, NULL, csms_ink_strength (0.2, 0.8));
  float widths[4] = { 1, 1, 1, 1 };
  GdkRGBA edges[4] = { edge, edge, edge, edge };
  GskRoundedRect box;
  int width, height;
  double left, top;

  pango_layout_get_pixel_size (layout, &width, &height);
  width += 18;
  height += 12;
  left = x + 10 + width <= gtk_widget_get_width (widget) ? x + 10 : MAX (x - 10 - width, 0);
  top = MAX (frame->y + (frame->height - height) / 2.0, 0);
  gsk_rounded_rect_init_from_rect (&box, &GRAPHENE_RECT_INIT (round (left), round (top), width, height), 6);
  gtk_snapshot_append_outset_shadow (snapshot, &box, &(GdkRGBA) { 0, 0, 0, 0.15 }, 0, 1, 0, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &fill, &box.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &box, widths, edges);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (round (left) + 9, round (top) + 6));
  gtk_snapshot_append_layout (snapshot, layout, &text);
  gtk_snapshot_restore (snapshot);
}

void
csms_chart_paint (GtkWidget *widget, GtkSnapshot *snapshot, const CsmsChartData *data, int at)
{
  CsmsChartFrame frame = csms_chart_paint_frame (widget, data);
  const CsmsChartPoint *point = at >= 0 ? csms_chart_data_get_point (data, at) : NULL;
  double x = point != NULL ? x_of (&frame, data, point->time_ms) : 0;
  cairo_t *cr;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
  draw_axes (widget, snapshot, cr, &frame);
  draw_ticks (widget, cr, &frame, data);
  draw_gaps (widget, snapshot, cr, &frame, data);
  draw_lines (widget, cr, &frame, data);
  if (point != NULL)
    draw_hairline (widget, cr, &frame, x);
  draw_dots (widget, cr, &frame, data, csms_chart_data_get_newest (data, CSMS_CHART_POWER),
             csms_chart_data_get_newest (data, CSMS_CHART_ENERGY));
  if (point != NULL)
    draw_dots (widget, cr, &frame, data, at, at);
  cairo_destroy (cr);
  draw_times (widget, snapshot, &frame, data);
  if (point != NULL)
    draw_bubble (widget, snapshot, &frame, x, point);
}
