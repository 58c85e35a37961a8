/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * csms_keep_top:
 * @view: (transfer none): a GtkListView or GtkColumnView
 *
 * To be called from `items-changed`. A list stays with the row it shows first, so that what comes in above goes unseen; who
 * looks at the top wants the top. Keeps @view there if it is there, once a frame. Main thread.
 */
void csms_keep_top (GtkWidget *view);

G_END_DECLS
