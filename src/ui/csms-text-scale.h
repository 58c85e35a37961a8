/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * How large the user wants text. Widths that are there for text are given for text of the usual size, and grow with it; GTK's
 * `gtk-xft-dpi` setting tells when that changes. Main thread.
 */

/** csms_text_scale: Returns: how much larger than usual text is: 1 as a rule, 2 where it is scaled to 200 % */
double csms_text_scale (GtkWidget *widget);

/** csms_text_scale_px: Returns: @px, at the usual size of text, as it is now */
int csms_text_scale_px (GtkWidget *widget, int px);

/** csms_text_scale_notify: calls @func (swapped) whenever the size of text changes, as long as @widget lives */
void csms_text_scale_notify (GtkWidget *widget, GCallback func);

G_END_DECLS
