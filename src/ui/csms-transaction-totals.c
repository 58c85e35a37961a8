/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-totals.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-metric.h"
#include "csms-text.h"
#include "csms-transaction-facts.h"

struct _CsmsTransactionTotals
{
  AdwBin parent_instance;

  /* Template */
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

void
csms_transaction_totals_update (CsmsTransactionTotals *self, GListModel *transactions)
{
  guint n, n_abnormal = 0;
  gint64 now_ms = csms_text_now ();
  gint64 time_ms = 0;
  double energy_wh = 0, cost = 0;
  g_autofree char *time = NULL;

  g_return_if_fail (CSMS_IS_TRANSACTION_TOTALS (self));
  g_return_if_fail (G_IS_LIST_MODEL (transactions));

  n = g_list_model_get_n_items (transactions);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, i);

      if (isfinite (csms_transaction_get_energy_wh (transaction)))
        energy_wh += csms_transaction_get_energy_wh (transaction);
      if (isfinite (csms_transaction_get_cost (transaction)))
        cost += csms_transaction_get_cost (transaction);
      time_ms += MAX (csms_transaction_get_duration_ms (transaction, now_ms), 0);
      if (csms_transaction_get_anomaly (transaction, now_ms) != CSMS_TRANSACTION_NORMAL)
        n_abnormal++;
    }
  show_number (self->total_count, n, 0, NULL);
  show_number (self->total_energy, energy_wh / 1000, 2, _("kWh"));
  show_number (self->total_cost, cost, 2, NULL);
  /* Hours and no days: they are what a price is for. */
  time = g_strdup_printf (C_("duration", "%d h %d min"), (int) (time_ms / 3600000), (int) (time_ms / 60000 % 60));
  csms_metric_set (self->total_time, time, NULL);
  show_number (self->total_abnormal, n_abnormal, 0, NULL);
  csms_metric_set_warning (self->total_abnormal, n_abnormal > 0);
}
