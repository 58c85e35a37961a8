/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-timeline.h"

#include <glib/gi18n.h>

#include "csms-connector-words.h"
#include "csms-swatch.h"
#include "csms-timeline-axis.h"
#include "csms-timeline-band.h"
#include "csms-timeline-paint.h"
#include "csms-timeline-source.h"
#include "csms-timeline-words.h"

#define MINUTE_MS (60 * G_GINT64_CONSTANT (1000))
#define PERIOD_MS (24 * 60 * MINUTE_MS)
#define READ_APART_US (3 * G_USEC_PER_SEC)

/* A station has a handful of connectors; a server that says 100,000 is not believed. */
#define MAX_BANDS 32

struct _CsmsStationTimeline
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkBox *rows;
  GtkLabel *axis_title;
  CsmsTimelineAxis *axis;
  GtkFlowBox *legend;
  GtkLabel *detail;
  GtkSizeGroup *titles;

  /* Owned */
  CsmsOperator *operator;
  CsmsStation *station;
  GSignalGroup *signals;
  GCancellable *cancellable;    /* while the journal is being asked */
  GPtrArray *timelines;
  GPtrArray *bands;             /* of CsmsTimelineBand, which belong to the rows */
  char *summary;

  gint64 to_ms;
  gint64 read_us;
  guint shown_shapes;           /* those the legend has, a bit each */
  gboolean changed;
  gboolean narrow;
};

enum
{
  PROP_SUMMARY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsStationTimeline, csms_station_timeline, GTK_TYPE_WIDGET)

static void
looked_cb (CsmsStationTimeline *self, const char *words, CsmsTimelineBand *band)
{
  g_autofree char *text = NULL;

  if (words != NULL)
    /* Translators: a connector, and what is told of it */
    text = g_strdup_printf (C_("timeline", "%s: %s"), csms_timeline_band_get_name (band), words);
  gtk_label_set_text (self->detail, text != NULL ? text : _("Point at a stretch, or use the arrow keys, to read what it was."));
}

static void
add_row (CsmsStationTimeline *self, CsmsConnector *connector)
{
  g_autofree char *name = g_strdup_printf (_("Connector %d"), csms_connector_get_id (connector));
  GtkWidget *row = gtk_box_new (self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, self->narrow ? 3 : 12);
  GtkWidget *title = gtk_label_new (name);
  CsmsTimelineBand *band = csms_timeline_band_new (name);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (GTK_WIDGET (band), TRUE);
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (band));
  gtk_box_append (self->rows, row);
  gtk_size_group_add_widget (self->titles, title);
  g_signal_connect_object (band, "looked", G_CALLBACK (looked_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->bands, band);
}

static void
clear_rows (CsmsStationTimeline *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    {
      gtk_size_group_remove_widget (self->titles, gtk_widget_get_first_child (row));
      gtk_box_remove (self->rows, row);
    }
  g_ptr_array_set_size (self->bands, 0);
}

static void
draw_swatch (GtkWidget *widget, cairo_t *cr, int width, int height, gpointer user_data)
{
  csms_timeline_paint_shape (widget, cr, GPOINTER_TO_UINT (user_data), 0, width, height);
}

static void
add_legend (CsmsStationTimeline *self, CsmsTimelineShape shape)
{
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (csms_timeline_words_shape (shape));
  CsmsSwatch *swatch = g_object_new (CSMS_TYPE_SWATCH, NULL);
  GtkWidget *child;

  csms_swatch_set (swatch, 18, 12, draw_swatch, GUINT_TO_POINTER (shape));
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (entry), GTK_WIDGET (swatch));
  gtk_box_append (GTK_BOX (entry), label);
  gtk_flow_box_append (self->legend, entry);
  child = gtk_widget_get_parent (entry);
  gtk_widget_set_focusable (child, FALSE);
  gtk_widget_set_halign (child, GTK_ALIGN_START);
}

/* Only what there is to be told apart */
static void
update_legend (CsmsStationTimeline *self)
{
  guint shapes = 0;
  GtkWidget *child;

  for (guint i = 0; i < self->timelines->len; i++)
    {
      guint n;
      const CsmsTimelineSegment *segments = csms_timeline_get_segments (g_ptr_array_index (self->timelines, i), &n);

      for (guint j = 0; j < n; j++)
        shapes |= 1u << segments[j].shape;
    }
  if (shapes == self->shown_shapes)
    return;
  self->shown_shapes = shapes;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->legend))) != NULL)
    gtk_flow_box_remove (self->legend, child);
  for (guint shape = 0; shape < CSMS_TIMELINE_N_SHAPES; shape++)
    if (shapes & (1u << shape))
      add_legend (self, shape);
}

static void
update_summary (CsmsStationTimeline *self)
{
  g_autofree char *summary = csms_timeline_words_station (self->timelines);

  if (g_strcmp0 (summary, self->summary) == 0)
    return;
  g_free (self->summary);
  self->summary = g_steal_pointer (&summary);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
show_timelines (CsmsStationTimeline *self)
{
  GListModel *connectors = csms_station_get_connectors (self->station);

  if (self->bands->len != self->timelines->len)
    {
      clear_rows (self);
      for (guint i = 0; i < self->timelines->len; i++)
        {
          g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);

          add_row (self, connector);
        }
    }
  for (guint i = 0; i < self->timelines->len; i++)
    csms_timeline_band_set_timeline (g_ptr_array_index (self->bands, i), g_ptr_array_index (self->timelines, i));
  csms_timeline_axis_set_period (self->axis, self->to_ms - PERIOD_MS, self->to_ms);
  update_legend (self);
  update_summary (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsStationTimeline) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsJournalHistory) history = csms_journal_read_history_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->timelines, g_ptr_array_unref);
  self->timelines = csms_timeline_source_read (self->operator, self->station, history, self->to_ms - PERIOD_MS, self->to_ms,
                                               MAX_BANDS);
  show_timelines (self);
}

static void
read_now (CsmsStationTimeline *self, gint64 to_ms)
{
  self->changed = FALSE;
  self->to_ms = to_ms;
  self->read_us = g_get_monotonic_time ();
  self->cancellable = g_cancellable_new ();
  csms_archive_read_history_async (csms_operator_get_archive (self->operator), csms_station_get_id (self->station),
                                   to_ms - PERIOD_MS, to_ms, self->cancellable, read_cb, g_object_ref (self));
}

static void
stop_reading (CsmsStationTimeline *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
changed_cb (CsmsStationTimeline *self)
{
  self->changed = TRUE;
}

static void
csms_station_timeline_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SUMMARY:
      g_value_set_string (value, CSMS_STATION_TIMELINE (object)->summary);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_station_timeline_dispose (GObject *object)
{
  CsmsStationTimeline *self = CSMS_STATION_TIMELINE (object);

  stop_reading (self);
  g_clear_object (&self->signals);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->station);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_station_timeline_parent_class)->dispose (object);
}

static void
csms_station_timeline_finalize (GObject *object)
{
  CsmsStationTimeline *self = CSMS_STATION_TIMELINE (object);

  g_clear_pointer (&self->timelines, g_ptr_array_unref);
  g_ptr_array_unref (self->bands);
  g_free (self->summary);

  G_OBJECT_CLASS (csms_station_timeline_parent_class)->finalize (object);
}

static void
csms_station_timeline_class_init (CsmsStationTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_station_timeline_get_property;
  object_class->dispose = csms_station_timeline_dispose;
  object_class->finalize = csms_station_timeline_finalize;

  properties[PROP_SUMMARY] =
    g_param_spec_string ("summary", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CSMS_TYPE_TIMELINE_AXIS);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-station-timeline.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTimeline, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTimeline, rows);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTimeline, axis_title);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTimeline, axis);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTimeline, legend);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTimeline, detail);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTimeline, titles);
}

static void
csms_station_timeline_init (CsmsStationTimeline *self)
{
  self->bands = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_size_group_add_widget (self->titles, GTK_WIDGET (self->axis_title));
  self->signals = g_signal_group_new (CSMS_TYPE_STATION);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (changed_cb), self);
}

void
csms_station_timeline_set_station (CsmsStationTimeline *self, CsmsOperator *operator, CsmsStation *station)
{
  g_return_if_fail (CSMS_IS_STATION_TIMELINE (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  if (self->station == station && self->operator == operator)
    return;
  stop_reading (self);
  g_set_object (&self->operator, operator);
  g_set_object (&self->station, station);
  g_clear_pointer (&self->timelines, g_ptr_array_unref);
  g_signal_group_set_target (self->signals, station);
  clear_rows (self);
  looked_cb (self, NULL, NULL);
  self->to_ms = 0;
  csms_station_timeline_tick (self);
}

void
csms_station_timeline_set_narrow (CsmsStationTimeline *self, gboolean narrow)
{
  g_return_if_fail (CSMS_IS_STATION_TIMELINE (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_widget_set_visible (GTK_WIDGET (self->axis_title), !narrow);
  clear_rows (self);
  if (self->timelines != NULL && self->station != NULL)
    show_timelines (self);
}

/* The period moves on by the minute, so that the bands stand still for the rest of it; out of sight a change can wait for that. */
void
csms_station_timeline_tick (CsmsStationTimeline *self)
{
  gboolean changed;
  gint64 to_ms;

  g_return_if_fail (CSMS_IS_STATION_TIMELINE (self));

  if (self->station == NULL || self->operator == NULL || self->cancellable != NULL)
    return;
  changed = self->changed && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
            g_get_monotonic_time () - self->read_us >= READ_APART_US;
  to_ms = (csms_connector_words_server_as_of (self->operator) / MINUTE_MS + 1) * MINUTE_MS;
  if (to_ms != self->to_ms || changed)
    read_now (self, to_ms);
}
