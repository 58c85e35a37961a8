/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * csms_names_from_tooltips:
 * @row: an AdwEntryRow or AdwPasswordEntryRow
 *
 * The buttons in a row of libadwaita 1.2, to apply and to show what is typed, have a picture and a tooltip only: they are
 * named after that. Main thread.
 */
void csms_names_from_tooltips (GtkWidget *row);

G_END_DECLS
