/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsPalette:
 *
 * The command palette (Ctrl+K): one entry for stations, charges to start or stop, searches and the commands of the menus. What is
 * chosen is an action of the window it stands over; the palette is gone by then. Main thread.
 */
#define CSMS_TYPE_PALETTE (csms_palette_get_type ())
G_DECLARE_FINAL_TYPE (CsmsPalette, csms_palette, CSMS, PALETTE, AdwWindow)

/**
 * csms_palette_new:
 * @parent: (transfer none): whose actions are activated
 * @operator: (nullable) (transfer none)
 *
 * Returns: (transfer none): to be presented; GTK keeps it until it is closed
 */
CsmsPalette *csms_palette_new (GtkWindow *parent, CsmsOperator *operator);

G_END_DECLS
