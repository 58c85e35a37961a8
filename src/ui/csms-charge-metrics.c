/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-charge-metrics.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-connector-words.h"
#include "csms-metric-grid.h"
#include "csms-metric.h"
#include "csms-text.h"

struct _CsmsChargeMetrics
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *grid;
  CsmsMetric *power;
  CsmsMetric *energy;
  CsmsMetric *elapsed;
  CsmsMetric *soc;
  CsmsMetric *cost;
  CsmsMetric *id_tag;
};

G_DEFINE_FINAL_TYPE (CsmsChargeMetrics, csms_charge_metrics, GTK_TYPE_WIDGET)

static void
set_number (CsmsMetric *metric, double value, guint decimals, const char *unit)
{
  g_autofree char *number = csms_text_number (value, decimals);

  csms_metric_set (metric, number, isfinite (value) ? unit : NULL);
}

static void
set_tooltip (CsmsMetric *metric, const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (metric)), text) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (metric), text);
}

static void
update_known (CsmsChargeMetrics *self, CsmsConnector *connector)
{
  double soc = csms_connector_get_soc_percent (connector);
  double cost = csms_connector_get_cost (connector);
  g_autofree char *tag = csms_text_clean (csms_connector_get_id_tag (connector), CSMS_TEXT_SHORT);
  g_autofree char *number = csms_text_number (soc, 0);
  /* Translators: a state of charge in percent, after a no-break space where that is the custom */
  g_autofree char *percent = g_strdup_printf (C_("unit", "%s %%"), number);

  gtk_widget_set_visible (GTK_WIDGET (self->soc), isfinite (soc));
  csms_metric_set (self->soc, percent, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->cost), isfinite (cost));
  set_number (self->cost, cost, 2, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->id_tag), *tag != '\0');
  csms_metric_set (self->id_tag, tag, NULL);
  set_tooltip (self->id_tag, tag);
}

static void
csms_charge_metrics_dispose (GObject *object)
{
  g_clear_pointer (&CSMS_CHARGE_METRICS (object)->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (csms_charge_metrics_parent_class)->dispose (object);
}

static void
csms_charge_metrics_class_init (CsmsChargeMetricsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_charge_metrics_dispose;

  g_type_ensure (CSMS_TYPE_METRIC);
  g_type_ensure (CSMS_TYPE_METRIC_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-charge-metrics.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsChargeMetrics, grid);
  gtk_widget_class_bind_template_child (widget_class, CsmsChargeMetrics, power);
  gtk_widget_class_bind_template_child (widget_class, CsmsChargeMetrics, energy);
  gtk_widget_class_bind_template_child (widget_class, CsmsChargeMetrics, elapsed);
  gtk_widget_class_bind_template_child (widget_class, CsmsChargeMetrics, soc);
  gtk_widget_class_bind_template_child (widget_class, CsmsChargeMetrics, cost);
  gtk_widget_class_bind_template_child (widget_class, CsmsChargeMetrics, id_tag);
}

static void
csms_charge_metrics_init (CsmsChargeMetrics *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
update_tooltips (CsmsChargeMetrics *self, CsmsConnector *connector)
{
  const char *not_known = _("Not known: the charge began before this console was there");
  const char *not_yet = _("Not known yet: the station has not reported it since this console is there");
  gint64 metered_ms = csms_connector_get_metered_ms (connector);
  gboolean exact;
  g_autofree char *metered = NULL;

  csms_connector_get_began_ms (connector, &exact);
  if (metered_ms > 0)
    {
      g_autofree char *when = csms_text_exact (metered_ms);

      metered = g_strdup_printf (_("Measured %s"), when);
    }
  set_tooltip (self->power, isfinite (csms_connector_get_power_w (connector)) ? metered : not_yet);
  set_tooltip (self->energy, isfinite (csms_connector_get_energy_wh (connector)) ? metered : not_known);
  set_tooltip (self->elapsed, exact ? NULL : not_known);
}

void
csms_charge_metrics_update (CsmsChargeMetrics *self, CsmsConnector *connector, gint64 server_now_ms)
{
  const char *elapsed_unit, *energy_unit;
  g_autofree char *elapsed = NULL;
  g_autofree char *energy = NULL;

  g_return_if_fail (CSMS_IS_CHARGE_METRICS (self));
  g_return_if_fail (CSMS_IS_CONNECTOR (connector));

  elapsed = csms_connector_words_charge_time (connector, server_now_ms, &elapsed_unit);
  energy = csms_connector_words_energy (connector, &energy_unit);
  set_number (self->power, csms_connector_get_power_w (connector) / 1000, 1, C_("unit", "kW"));
  csms_metric_set (self->energy, energy, energy_unit);
  csms_metric_set (self->elapsed, elapsed, elapsed_unit);
  update_known (self, connector);
  update_tooltips (self, connector);
}

int
csms_charge_metrics_get_width (CsmsChargeMetrics *self)
{
  g_return_val_if_fail (CSMS_IS_CHARGE_METRICS (self), 0);

  return csms_metric_grid_get_width (CSMS_METRIC_GRID (self->grid), 3);
}
