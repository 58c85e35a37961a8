/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-charge-view.h"

#include "csms-charge-course.h"
#include "csms-charge-metrics.h"
#include "csms-chart.h"
#include "csms-connector-words.h"
#include "csms-text-scale.h"

#define BESIDE_GAP 24
#define BELOW_GAP 18
#define CHART_MIN 300

/* The numbers' width follows their digits; from a floor on and in steps, so that charts stand still, and below each other. */
#define WIDTH_MIN 360
#define WIDTH_STEP 24

struct _CsmsChargeView
{
  GtkWidget parent_instance;

  /* Template */
  CsmsChargeMetrics *metrics;
  CsmsChart *chart;

  /* What was drawn last, and when the fleet was last told something, by our monotonic clock */
  const CsmsMeterHistory *history;
  guint serial;
  gint64 told_us;
};

G_DEFINE_FINAL_TYPE (CsmsChargeView, csms_charge_view, GTK_TYPE_WIDGET)

static int
get_metrics_width (CsmsChargeView *self)
{
  int width = (csms_charge_metrics_get_width (self->metrics) + WIDTH_STEP - 1) / WIDTH_STEP * WIDTH_STEP;

  return MAX (width, csms_text_scale_px (GTK_WIDGET (self), WIDTH_MIN));
}

static gboolean
fits_beside (CsmsChargeView *self, int width)
{
  return width < 0 ||
         width >= get_metrics_width (self) + BESIDE_GAP + csms_text_scale_px (GTK_WIDGET (self), CHART_MIN);
}

static int
measure_height (gpointer widget, int width)
{
  int min, nat;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &min, &nat, NULL, NULL);
  return nat;
}

static void
measure_width (CsmsChargeView *self, int *minimum, int *natural)
{
  int metrics_min, chart_min, chart_nat;

  gtk_widget_measure (GTK_WIDGET (self->metrics), GTK_ORIENTATION_HORIZONTAL, -1, &metrics_min, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->chart), GTK_ORIENTATION_HORIZONTAL, -1, &chart_min, &chart_nat, NULL, NULL);
  *minimum = MAX (metrics_min, chart_min);
  *natural = get_metrics_width (self) + BESIDE_GAP + chart_nat;
}

static void
csms_charge_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                          int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CsmsChargeView *self = CSMS_CHARGE_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, minimum, natural);
  else if (fits_beside (self, for_size))
    *minimum = *natural = MAX (measure_height (self->metrics, get_metrics_width (self)), measure_height (self->chart, -1));
  else
    *minimum = *natural = measure_height (self->metrics, for_size) + BELOW_GAP + measure_height (self->chart, for_size);
}

static void
csms_charge_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CsmsChargeView *self = CSMS_CHARGE_VIEW (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int metrics_width = get_metrics_width (self);
  int chart_width = width - metrics_width - BESIDE_GAP;
  int metrics_height;

  if (fits_beside (self, width))
    {
      gtk_widget_size_allocate (GTK_WIDGET (self->metrics),
                                &(GtkAllocation) { rtl ? width - metrics_width : 0, 0, metrics_width, height }, -1);
      gtk_widget_size_allocate (GTK_WIDGET (self->chart),
                                &(GtkAllocation) { rtl ? 0 : metrics_width + BESIDE_GAP, 0, chart_width, height }, -1);
      return;
    }
  metrics_height = measure_height (self->metrics, width);
  gtk_widget_size_allocate (GTK_WIDGET (self->metrics), &(GtkAllocation) { 0, 0, width, metrics_height }, -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->chart),
                            &(GtkAllocation) { 0, metrics_height + BELOW_GAP, width, height - metrics_height - BELOW_GAP }, -1);
}

static GtkSizeRequestMode
csms_charge_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
csms_charge_view_dispose (GObject *object)
{
  CsmsChargeView *self = CSMS_CHARGE_VIEW (object);

  if (self->metrics != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->metrics));
  if (self->chart != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->chart));
  self->metrics = NULL;
  self->chart = NULL;

  G_OBJECT_CLASS (csms_charge_view_parent_class)->dispose (object);
}

static void
csms_charge_view_class_init (CsmsChargeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_charge_view_dispose;
  widget_class->measure = csms_charge_view_measure;
  widget_class->size_allocate = csms_charge_view_size_allocate;
  widget_class->get_request_mode = csms_charge_view_get_request_mode;

  g_type_ensure (CSMS_TYPE_CHARGE_METRICS);
  g_type_ensure (CSMS_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-charge-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsChargeView, metrics);
  gtk_widget_class_bind_template_child (widget_class, CsmsChargeView, chart);
}

static void
csms_charge_view_init (CsmsChargeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* How long nothing has been told is measured here once it was seen to come in: a station's clock may differ from the server's. */
static gint64
get_told_until_ms (CsmsChargeView *self, CsmsConnector *connector, gint64 server_now_ms)
{
  const CsmsMeterHistory *history = csms_connector_get_history (connector);
  guint serial = history != NULL ? csms_meter_history_get_serial (history) : 0;
  gint64 now_us = g_get_monotonic_time ();
  const CsmsMeterPoint *points = NULL;
  guint n = 0;

  if (self->history == history && history != NULL && self->serial != serial)
    self->told_us = now_us;
  else if (self->history != history)
    self->told_us = 0;
  self->history = history;
  self->serial = serial;
  if (history != NULL)
    points = csms_meter_history_get (history, &n);
  if (n == 0 || self->told_us == 0)
    return server_now_ms;
  return points[n - 1].at_ms + MIN ((now_us - self->told_us) / 1000, MAX (server_now_ms - points[n - 1].at_ms, 0));
}

void
csms_charge_view_update (CsmsChargeView *self, CsmsConnector *connector, gint64 server_now_ms)
{
  gboolean charging;

  g_return_if_fail (CSMS_IS_CHARGE_VIEW (self));
  g_return_if_fail (CSMS_IS_CONNECTOR (connector));

  charging = csms_connector_words_is_charging (connector);
  gtk_widget_set_visible (GTK_WIDGET (self), charging);
  if (!charging)
    return;
  csms_charge_metrics_update (self->metrics, connector, server_now_ms);
  csms_chart_take_data (self->chart, csms_charge_course (connector, get_told_until_ms (self, connector, server_now_ms)));
}
