/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsmsSwitchRow:
 *
 * A preference that is on or off: the switch at the end, turned by the whole row, is named by the row's title. (AdwSwitchRow
 * came with libadwaita 1.4.) Main thread. Property `active` (boolean).
 */
#define CSMS_TYPE_SWITCH_ROW (csms_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSwitchRow, csms_switch_row, CSMS, SWITCH_ROW, AdwActionRow)

gboolean csms_switch_row_get_active (CsmsSwitchRow *self);
void csms_switch_row_set_active (CsmsSwitchRow *self, gboolean active);

G_END_DECLS
