/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * csms_focus_leave:
 *
 * Takes the focus away from @widget and all below it. For the unmap of what holds an AdwEntryRow: one of libadwaita 1.2 that has
 * the focus while its window goes looks at its own text after that is gone. Main thread.
 */
void csms_focus_leave (GtkWidget *widget);

G_END_DECLS
