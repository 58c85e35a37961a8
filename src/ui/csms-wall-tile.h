/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-station.h"

G_BEGIN_DECLS

/** CsmsWallTile: one station on the wallboard, to be read from across a room. Redraws at the next frame. Main thread. */
#define CSMS_TYPE_WALL_TILE (csms_wall_tile_get_type ())
G_DECLARE_FINAL_TYPE (CsmsWallTile, csms_wall_tile, CSMS, WALL_TILE, GtkWidget)

/** Returns: (transfer floating) */
CsmsWallTile *csms_wall_tile_new (void);

/** csms_wall_tile_set_station: @station: (nullable) (transfer none) */
void csms_wall_tile_set_station (CsmsWallTile *self, CsmsStation *station);

G_END_DECLS
