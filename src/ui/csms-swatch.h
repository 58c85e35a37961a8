/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** CsmsSwatchFunc: draws a sample of what a chart or a band draws; @widget gives the colours */
typedef void (*CsmsSwatchFunc) (GtkWidget *widget, cairo_t *cr, int width, int height, gpointer user_data);

/** CsmsSwatch: a small sample that stands before the words of a key. It says nothing to a screen reader. Main thread. */
#define CSMS_TYPE_SWATCH (csms_swatch_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSwatch, csms_swatch, CSMS, SWATCH, GtkWidget)

/** csms_swatch_set: @width, @height: in px at the usual size of text */
void csms_swatch_set (CsmsSwatch *self, int width, int height, CsmsSwatchFunc func, gpointer user_data);

/** csms_swatch_line, csms_swatch_dashes: #CsmsSwatchFunc of the two lines of a chart */
void csms_swatch_line (GtkWidget *widget, cairo_t *cr, int width, int height, gpointer user_data);
void csms_swatch_dashes (GtkWidget *widget, cairo_t *cr, int width, int height, gpointer user_data);

G_END_DECLS
