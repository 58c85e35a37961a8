/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsmsPaletteItem:
 *
 * One line of the command palette: what it says, and the action of the window that it stands for. Main thread.
 */
#define CSMS_TYPE_PALETTE_ITEM (csms_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (CsmsPaletteItem, csms_palette_item, CSMS, PALETTE_ITEM, GObject)

/**
 * csms_palette_item_new:
 * @icon_name: in the icon theme
 * @title: plain text, already clean
 * @detail: (nullable): the same, in the second line
 * @action: with its group: "win.start-on"
 * @target: (nullable): its parameter; a floating one is taken
 */
CsmsPaletteItem *csms_palette_item_new (const char *icon_name, const char *title, const char *detail, const char *action, GVariant *target);

/** csms_palette_item_set_keys: @accel: (nullable) (transfer none): a key that does the same, as gtk_accelerator_parse() takes it; static text */
void csms_palette_item_set_keys (CsmsPaletteItem *self, const char *accel);

/* All (transfer none); detail, keys and target (nullable). */
const char *csms_palette_item_get_icon_name (CsmsPaletteItem *self);
const char *csms_palette_item_get_title (CsmsPaletteItem *self);
const char *csms_palette_item_get_detail (CsmsPaletteItem *self);
const char *csms_palette_item_get_keys (CsmsPaletteItem *self);
const char *csms_palette_item_get_action (CsmsPaletteItem *self);
GVariant *csms_palette_item_get_target (CsmsPaletteItem *self);

G_END_DECLS
