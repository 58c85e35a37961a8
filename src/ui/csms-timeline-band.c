/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-timeline-band.h"

#include <glib/gi18n.h>

#include "csms-look-along.h"
#include "csms-text-scale.h"
#include "csms-text.h"
#include "csms-timeline-paint.h"
#include "csms-timeline-words.h"

#define HEIGHT 22
#define MIN_WIDTH 120

struct _CsmsTimelineBand
{
  GtkWidget parent_instance;

  /* Owned */
  char *name;
  CsmsTimeline *timeline;
  char *label;
  char *description;

  int at;
};

enum
{
  LOOKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsTimelineBand, csms_timeline_band, GTK_TYPE_WIDGET)

static void
update_accessible (CsmsTimelineBand *self)
{
  g_autofree char *totals = csms_timeline_words_totals (self->timeline);
  char *words = csms_timeline_band_get_words (self);

  if (words == NULL)
    words = csms_timeline_words_list (self->timeline, csms_text_now ());
  csms_look_along_tell (GTK_WIDGET (self), GTK_ACCESSIBLE_PROPERTY_LABEL, &self->label,
                        /* Translators: a connector, and how long it had which status */
                        g_strdup_printf (_("%s, last 24 hours: %s"), self->name, totals));
  csms_look_along_tell (GTK_WIDGET (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, &self->description, words);
}

static int
find (GtkWidget *widget, double x)
{
  CsmsTimelineBand *self = CSMS_TIMELINE_BAND (widget);
  gint64 from_ms, to_ms;
  int width = gtk_widget_get_width (widget);

  if (self->timeline == NULL || width <= 0 || x < 0 || x >= width)
    return -1;
  from_ms = csms_timeline_get_from_ms (self->timeline);
  to_ms = csms_timeline_get_to_ms (self->timeline);
  return csms_timeline_find (self->timeline, from_ms + (gint64) (x / width * (to_ms - from_ms)));
}

static int
get_last (GtkWidget *widget)
{
  CsmsTimelineBand *self = CSMS_TIMELINE_BAND (widget);
  guint n = 0;

  if (self->timeline != NULL)
    csms_timeline_get_segments (self->timeline, &n);
  return (int) n - 1;
}

static int
get_at (GtkWidget *widget)
{
  return CSMS_TIMELINE_BAND (widget)->at;
}

static void
look (GtkWidget *widget, int at)
{
  csms_timeline_band_look (CSMS_TIMELINE_BAND (widget), at);
}

static const CsmsLookAlong look_along = { find, get_last, get_at, look };

static gboolean
csms_timeline_band_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  CsmsTimelineBand *self = CSMS_TIMELINE_BAND (widget);
  int at = keyboard ? self->at : find (widget, x);
  g_autofree char *words = NULL;
  guint n;

  if (at < 0)
    return FALSE;
  words = csms_timeline_words_segment (&csms_timeline_get_segments (self->timeline, &n)[at], csms_text_now ());
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
csms_timeline_band_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = csms_text_scale_px (widget, orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : HEIGHT);
}

static void
csms_timeline_band_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CsmsTimelineBand *self = CSMS_TIMELINE_BAND (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->timeline == NULL || width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  csms_timeline_paint_band (widget, cr, self->timeline, self->at, width, height);
  cairo_destroy (cr);
}

static void
csms_timeline_band_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (csms_timeline_band_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
csms_timeline_band_finalize (GObject *object)
{
  CsmsTimelineBand *self = CSMS_TIMELINE_BAND (object);

  g_clear_pointer (&self->timeline, csms_timeline_unref);
  g_free (self->name);
  g_free (self->label);
  g_free (self->description);

  G_OBJECT_CLASS (csms_timeline_band_parent_class)->finalize (object);
}

static void
csms_timeline_band_class_init (CsmsTimelineBandClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = csms_timeline_band_finalize;
  widget_class->measure = csms_timeline_band_measure;
  widget_class->snapshot = csms_timeline_band_snapshot;
  widget_class->css_changed = csms_timeline_band_css_changed;
  widget_class->query_tooltip = csms_timeline_band_query_tooltip;

  signals[LOOKED] =
    g_signal_new ("looked", CSMS_TYPE_TIMELINE_BAND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  csms_look_along_class_init (widget_class, &look_along);

  gtk_widget_class_set_css_name (widget_class, "band");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
csms_timeline_band_init (CsmsTimelineBand *self)
{
  self->at = -1;
  csms_look_along_init (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  csms_text_scale_notify (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_resize));
}

CsmsTimelineBand *
csms_timeline_band_new (const char *name)
{
  CsmsTimelineBand *self = g_object_new (CSMS_TYPE_TIMELINE_BAND, NULL);

  self->name = g_strdup (name);
  return self;
}

const char *
csms_timeline_band_get_name (CsmsTimelineBand *self)
{
  g_return_val_if_fail (CSMS_IS_TIMELINE_BAND (self), NULL);

  return self->name;
}

void
csms_timeline_band_set_timeline (CsmsTimelineBand *self, CsmsTimeline *timeline)
{
  gint64 looked_at_ms = -1;
  guint n;

  g_return_if_fail (CSMS_IS_TIMELINE_BAND (self));

  if (self->timeline == timeline)
    return;
  if (self->timeline != NULL && self->at >= 0)
    looked_at_ms = csms_timeline_get_segments (self->timeline, &n)[self->at].from_ms;
  g_clear_pointer (&self->timeline, csms_timeline_unref);
  if (timeline != NULL)
    self->timeline = csms_timeline_ref (timeline);
  self->at = timeline != NULL && looked_at_ms >= 0 ? csms_timeline_find (timeline, looked_at_ms) : -1;
  if (timeline != NULL)
    update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
csms_timeline_band_look (CsmsTimelineBand *self, int at)
{
  g_autofree char *words = NULL;

  g_return_if_fail (CSMS_IS_TIMELINE_BAND (self));

  at = MIN (at, get_last (GTK_WIDGET (self)));
  if (self->at == at || self->timeline == NULL)
    return;
  self->at = at;
  words = csms_timeline_band_get_words (self);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[LOOKED], 0, words);
}

char *
csms_timeline_band_get_words (CsmsTimelineBand *self)
{
  guint n;

  g_return_val_if_fail (CSMS_IS_TIMELINE_BAND (self), NULL);

  if (self->timeline == NULL || self->at < 0)
    return NULL;
  return csms_timeline_words_segment (&csms_timeline_get_segments (self->timeline, &n)[self->at], csms_text_now ());
}
