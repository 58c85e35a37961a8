/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-timeline-paint.h"

#include <math.h>

#include "csms-ink.h"

#define RADIUS 6
#define GAP 1
#define FOOT_SHARE (6.0 / 22)   /* the bar of what is available */
#define LINE 2                  /* of what is out of use */

/* However short, a stretch is seen. */
#define MIN_WIDTH 2

static void
fill (cairo_t *cr, const GdkRGBA *color, double x, double y, double width, double height)
{
  gdk_cairo_set_source_rgba (cr, color);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

void
csms_timeline_paint_shape (GtkWidget *widget, cairo_t *cr, CsmsTimelineShape shape, double x, double width, double height)
{
  double solid = csms_ink_strength (0.85, 1);
  double foot = round (height * FOOT_SHARE);
  GdkRGBA color;

  switch (shape)
    {
    case CSMS_TIMELINE_CHARGING:
      color = csms_ink_get (widget, "accent", solid);
      fill (cr, &color, x, 0, width, height);
      break;
    case CSMS_TIMELINE_OCCUPIED:
      color = csms_ink_get (widget, "accent", solid);
      fill (cr, &color, x, round (height / 2), width, height - round (height / 2));
      break;
    case CSMS_TIMELINE_AVAILABLE:
      color = csms_ink_get (widget, "success", solid);
      fill (cr, &color, x, height - foot, width, foot);
      break;
    case CSMS_TIMELINE_OUT_OF_USE:
      color = csms_ink_get (widget, NULL, csms_ink_strength (0.6, 0.9));
      fill (cr, &color, x, round ((height - LINE) / 2), width, LINE);
      break;
    case CSMS_TIMELINE_FAULTED:
      color = csms_ink_get (widget, "error", solid);
      csms_ink_cut (cr, &color, x, 0, width, height);
      break;
    case CSMS_TIMELINE_UNKNOWN:
    case CSMS_TIMELINE_N_SHAPES:
    default:
      color = csms_ink_get (widget, NULL, csms_ink_strength (0.3, 0.6));
      csms_ink_hatch (cr, &color, x, 0, width, height);
      break;
    }
}

static void
paint_segment (GtkWidget *widget, cairo_t *cr, CsmsTimeline *timeline, const CsmsTimelineSegment *segment, int width, int height)
{
  gint64 from_ms = csms_timeline_get_from_ms (timeline);
  double scale = (double) width / (csms_timeline_get_to_ms (timeline) - from_ms);
  double x = round ((segment->from_ms - from_ms) * scale);
  double end = round ((segment->to_ms - from_ms) * scale);
  double gap = end >= width ? 0 : GAP;

  csms_timeline_paint_shape (widget, cr, segment->shape, MIN (x, width - MIN_WIDTH), MAX (end - x - gap, MIN_WIDTH), height);
}

static void
paint_look (GtkWidget *widget, cairo_t *cr, CsmsTimeline *timeline, const CsmsTimelineSegment *segment, int width, int height)
{
  gint64 from_ms = csms_timeline_get_from_ms (timeline);
  double scale = (double) width / (csms_timeline_get_to_ms (timeline) - from_ms);
  double x = floor ((segment->from_ms - from_ms) * scale);
  double end = ceil ((segment->to_ms - from_ms) * scale);
  GdkRGBA color = csms_ink_get (widget, NULL, 1);

  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 2);
  csms_ink_round (cr, x + 1, 1, MAX (end - x - 2, MIN_WIDTH), height - 2, RADIUS - 1);
  cairo_stroke (cr);
}

void
csms_timeline_paint_band (GtkWidget *widget, cairo_t *cr, CsmsTimeline *timeline, int at, int width, int height)
{
  GdkRGBA track = csms_ink_get (widget, NULL, csms_ink_strength (0.07, 0.12));
  guint n;
  const CsmsTimelineSegment *segments = csms_timeline_get_segments (timeline, &n);

  cairo_save (cr);
  csms_ink_round (cr, 0, 0, width, height, RADIUS);
  cairo_clip (cr);
  gdk_cairo_set_source_rgba (cr, &track);
  cairo_paint (cr);
  /* what failed comes last, so that no neighbour hides a short one */
  for (guint i = 0; i < n; i++)
    if (segments[i].shape != CSMS_TIMELINE_FAULTED)
      paint_segment (widget, cr, timeline, &segments[i], width, height);
  for (guint i = 0; i < n; i++)
    if (segments[i].shape == CSMS_TIMELINE_FAULTED)
      paint_segment (widget, cr, timeline, &segments[i], width, height);
  if (at >= 0 && (guint) at < n)
    paint_look (widget, cr, timeline, &segments[at], width, height);
  cairo_restore (cr);
}
