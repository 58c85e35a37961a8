/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-chart.h"

#include "csms-chart-words.h"
#include "csms-swatch.h"
#include "csms-text.h"

#define SWATCH_WIDTH 18
#define SWATCH_HEIGHT 4

struct _CsmsChart
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkWidget *keys;
  CsmsSwatch *power_swatch;
  CsmsSwatch *energy_swatch;
  GtkLabel *energy_key;
  CsmsChartPlot *plot;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (CsmsChart, csms_chart, GTK_TYPE_WIDGET)

static void
csms_chart_dispose (GObject *object)
{
  g_clear_pointer (&CSMS_CHART (object)->content, gtk_widget_unparent);

  G_OBJECT_CLASS (csms_chart_parent_class)->dispose (object);
}

static void
csms_chart_class_init (CsmsChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_chart_dispose;

  g_type_ensure (CSMS_TYPE_CHART_PLOT);
  g_type_ensure (CSMS_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-chart.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsChart, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsChart, keys);
  gtk_widget_class_bind_template_child (widget_class, CsmsChart, power_swatch);
  gtk_widget_class_bind_template_child (widget_class, CsmsChart, energy_swatch);
  gtk_widget_class_bind_template_child (widget_class, CsmsChart, energy_key);
  gtk_widget_class_bind_template_child (widget_class, CsmsChart, plot);
  gtk_widget_class_bind_template_child (widget_class, CsmsChart, empty);
}

static void
csms_chart_init (CsmsChart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  csms_swatch_set (self->power_swatch, SWATCH_WIDTH, SWATCH_HEIGHT, csms_swatch_line, NULL);
  csms_swatch_set (self->energy_swatch, SWATCH_WIDTH, SWATCH_HEIGHT, csms_swatch_dashes, NULL);
  /* Each key stands over its own axis, and those do not change sides. */
  gtk_widget_set_direction (self->keys, GTK_TEXT_DIR_LTR);
  csms_chart_take_data (self, csms_chart_data_new (NULL, 0, 0, 0, 0));
}

void
csms_chart_take_data (CsmsChart *self, CsmsChartData *data)
{
  g_autofree char *key = NULL;
  gboolean any;

  g_return_if_fail (CSMS_IS_CHART (self));
  g_return_if_fail (data != NULL);

  if (!csms_chart_plot_take_data (self->plot, data))
    return;
  any = csms_chart_data_get_n_points (data) > 0;
  key = csms_chart_words_energy_key (data, csms_text_now ());
  gtk_label_set_text (self->energy_key, key);
  gtk_widget_set_visible (self->empty, !any);
  gtk_widget_set_focusable (GTK_WIDGET (self->plot), any);
}

CsmsChartPlot *
csms_chart_get_plot (CsmsChart *self)
{
  g_return_val_if_fail (CSMS_IS_CHART (self), NULL);

  return self->plot;
}
