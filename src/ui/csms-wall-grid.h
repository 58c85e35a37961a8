/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsmsWallGrid:
 *
 * As many of the first stations of a model as have room, as tiles as large as that allows: nothing scrolls. Main thread.
 *
 * Property `n-hidden` (uint, read-only): how many have no room.
 */
#define CSMS_TYPE_WALL_GRID (csms_wall_grid_get_type ())
G_DECLARE_FINAL_TYPE (CsmsWallGrid, csms_wall_grid, CSMS, WALL_GRID, GtkWidget)

/** csms_wall_grid_set_stations: @stations: (nullable) (transfer none): GListModel of CsmsStation, the one to be seen first at 0 */
void csms_wall_grid_set_stations (CsmsWallGrid *self, GListModel *stations);

/** Returns: how many stations have no room */
guint csms_wall_grid_get_n_hidden (CsmsWallGrid *self);

/**
 * csms_wall_grid_fit: Pure.
 * @scale: how much larger than usual text is
 * @columns, @rows: (out): how many tiles stand beside and above each other in @width × @height pixels
 *
 * The largest tiles that still let all @n be seen; the smallest where not even those do.
 *
 * Returns: the width of a tile, in pixels
 */
int csms_wall_grid_fit (guint n, int width, int height, double scale, guint *columns, guint *rows);

G_END_DECLS
