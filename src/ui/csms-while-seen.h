/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * csms_while_seen_show:
 * @view: (transfer none): a GtkListView or GtkColumnView, in a scrolled window
 * @model: (nullable) (transfer none): what it shows
 *
 * Gives @view its model only while it is on screen: out of sight it would make rows anew for all that comes in, and a burst would
 * hold back the page that is seen. It is found again where it was left, counted from the end, since what is new comes in at the
 * top; who stood at the top stays there. Main thread.
 */
void csms_while_seen_show (GtkWidget *view, GtkSelectionModel *model);

G_END_DECLS
