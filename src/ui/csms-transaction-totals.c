/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-totals.h"

#include <glib/gi18n.h>

#include "csms-metric.h"
#include "csms-text.h"

#define SPACING 36
#define NARROW_SPACING 18

struct _CsmsTransactionTotals
{
  AdwBin parent_instance;

  /* Template */
  GtkFlowBox *flow;
  CsmsMetric *total_count;
  CsmsMetric *total_energy;
  CsmsMetric *total_cost;
  CsmsMetric *total_time;
  CsmsMetric *total_abnormal;
};

G_DEFINE_FINAL_TYPE (CsmsTransactionTotals, csms_transaction_totals, ADW_TYPE_BIN)

static void
show_number (CsmsMetric *metric, double value, guint decimals, const char *unit)
{
  g_autofree char *text = csms_text_number (value, decimals);

  csms_metric_set (metric, text, unit);
}

static void
csms_transaction_totals_class_init (CsmsTransactionTotalsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CSMS_TYPE_METRIC);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-transaction-totals.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTotals, flow);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTotals, total_count);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTotals, total_energy);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTotals, total_cost);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTotals, total_time);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionTotals, total_abnormal);
}

static void
csms_transaction_totals_init (CsmsTransactionTotals *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_unknown (CsmsTransactionTotals *self)
{
  CsmsMetric *metrics[] = { self->total_count, self->total_energy, self->total_cost, self->total_time, self->total_abnormal };

  for (gsize i = 0; i < G_N_ELEMENTS (metrics); i++)
    csms_metric_set (metrics[i], "…", NULL);
  csms_metric_set_warning (self->total_abnormal, FALSE);
}

void
csms_transaction_totals_show (CsmsTransactionTotals *self, const CsmsTransactionSums *sums)
{
  g_autofree char *hours = NULL;
  g_autofree char *time = NULL;

  g_return_if_fail (CSMS_IS_TRANSACTION_TOTALS (self));

  if (sums == NULL)
    {
      show_unknown (self);
      return;
    }
  show_number (self->total_count, (double) sums->n, 0, NULL);
  show_number (self->total_energy, sums->energy_wh / 1000, 2, _("kWh"));
  show_number (self->total_cost, sums->cost, 2, NULL);
  /* Hours and no days: they are what a price is for. */
  hours = csms_text_number ((double) (sums->time_ms / 3600000), 0);
  /* Translators: hours, as text, and minutes */
  time = g_strdup_printf (C_("duration", "%s h %d min"), hours, (int) (sums->time_ms / 60000 % 60));
  csms_metric_set (self->total_time, time, NULL);
  show_number (self->total_abnormal, (double) sums->n_abnormal, 0, NULL);
  csms_metric_set_warning (self->total_abnormal, sums->n_abnormal > 0);
}

void
csms_transaction_totals_set_narrow (CsmsTransactionTotals *self, gboolean narrow)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_TOTALS (self));

  gtk_flow_box_set_column_spacing (self->flow, narrow ? NARROW_SPACING : SPACING);
}
