/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-text-scale.h"

/* The setting is in 1024ths of a dot per inch. */
#define USUAL_DPI (96 * 1024)

double
csms_text_scale (GtkWidget *widget)
{
  int dpi;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? (double) dpi / USUAL_DPI : 1;
}

int
csms_text_scale_px (GtkWidget *widget, int px)
{
  return (int) (csms_text_scale (widget) * px + 0.5);
}

void
csms_text_scale_notify (GtkWidget *widget, GCallback func)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-xft-dpi", func, widget, G_CONNECT_SWAPPED);
}
