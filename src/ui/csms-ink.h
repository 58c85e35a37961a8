/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Colours and patterns for what the console draws itself. They are asked of the style each time it is drawn, so that they
 * follow light, dark, high contrast and `.stale`. Main thread.
 */

/** csms_ink_get: @style_class: (nullable): "accent", "success", …; %NULL for the text. Returns: its colour there, with @alpha of it */
GdkRGBA csms_ink_get (GtkWidget *widget, const char *style_class, double alpha);

/** csms_ink_get_named: Returns: the theme's colour @name, such as "popover_bg_color"; the text's where there is none */
GdkRGBA csms_ink_get_named (GtkWidget *widget, const char *name);

/** csms_ink_strength: Returns: @alpha, or @high where the user asks for high contrast */
double csms_ink_strength (double alpha, double high);

/** csms_ink_hatch: fills the box with slanted lines, the sign of what is not known */
void csms_ink_hatch (cairo_t *cr, const GdkRGBA *color, double x, double y, double width, double height);

/** csms_ink_cut: fills the box and cuts slanted stripes out of it */
void csms_ink_cut (cairo_t *cr, const GdkRGBA *color, double x, double y, double width, double height);

/** csms_ink_round: a path round the box */
void csms_ink_round (cairo_t *cr, double x, double y, double width, double height, double radius);

G_END_DECLS
