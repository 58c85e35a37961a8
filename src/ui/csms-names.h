/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * csms_names_from_tooltips:
 * @row: an AdwEntryRow or AdwPasswordEntryRow, or whatever holds such buttons
 *
 * The buttons of libadwaita 1.2, to apply and to show what is typed, to search, have a picture and a tooltip only: they are
 * named after that. Main thread.
 */
void csms_names_from_tooltips (GtkWidget *row);

/**
 * csms_names_menu_button: names @button. Its own toggle is what assistive technology sees; in GTK 4.8 it takes no name from the
 * tooltip, nor from what is in it.
 */
void csms_names_menu_button (GtkMenuButton *button, const char *name);

G_END_DECLS
