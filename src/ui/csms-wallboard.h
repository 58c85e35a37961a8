/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsWallboard:
 *
 * The fleet for a screen on the wall: counts, and a tile a station, those that need attention first. There is nothing to press
 * on it. What is not live is grey and says as of when it was true. It looks at the fleet only while it is on screen. Main thread.
 */
#define CSMS_TYPE_WALLBOARD (csms_wallboard_get_type ())
G_DECLARE_FINAL_TYPE (CsmsWallboard, csms_wallboard, CSMS, WALLBOARD, GtkWidget)

/** csms_wallboard_set_operator: @operator: (nullable) (transfer none) */
void csms_wallboard_set_operator (CsmsWallboard *self, CsmsOperator *operator);

G_END_DECLS
