/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsmsFilterTile:
 *
 * A toggle above the station list: icon and count over a word. Main thread.
 * Properties: `category` (int: a CsmsStationCategory, -1 for all), `icon` (int: a CsmsStatusIcon, -1 for none),
 * `word` (string, translated), `count` (uint).
 */
#define CSMS_TYPE_FILTER_TILE (csms_filter_tile_get_type ())
G_DECLARE_FINAL_TYPE (CsmsFilterTile, csms_filter_tile, CSMS, FILTER_TILE, GtkToggleButton)

int csms_filter_tile_get_category (CsmsFilterTile *self);
void csms_filter_tile_set_count (CsmsFilterTile *self, guint count);
guint csms_filter_tile_get_count (CsmsFilterTile *self);

G_END_DECLS
