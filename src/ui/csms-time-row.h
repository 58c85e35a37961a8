/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsmsTimeRow:
 *
 * A time of the day, to the minute, on the 24-hour clock. Main thread. Property `minute` (uint, 0 to 1439): of the day.
 */
#define CSMS_TYPE_TIME_ROW (csms_time_row_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTimeRow, csms_time_row, CSMS, TIME_ROW, AdwActionRow)

guint csms_time_row_get_minute (CsmsTimeRow *self);
void csms_time_row_set_minute (CsmsTimeRow *self, guint minute);

G_END_DECLS
