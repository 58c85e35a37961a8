/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsmsPane:
 *
 * Holds one child and asks for a fixed natural width, whatever the child would like: a leaflet folds by natural widths, and
 * these must not change with what happens to be shown. Main thread.
 * Properties: `child` (GtkWidget, nullable), `natural-width` (int, px, for text of the usual size; 0 for the child's own).
 */
#define CSMS_TYPE_PANE (csms_pane_get_type ())
G_DECLARE_FINAL_TYPE (CsmsPane, csms_pane, CSMS, PANE, GtkWidget)

G_END_DECLS
