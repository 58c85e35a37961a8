/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-station-view.h"

G_BEGIN_DECLS

/**
 * CsmsStationHold:
 *
 * Keeps the rows of a view where they are while a pointer moves over a list, or keys are pressed in it, so that no row jumps
 * away from under either; lets go some seconds after the last move, so that an unattended list does not grow old. Main thread.
 */
#define CSMS_TYPE_STATION_HOLD (csms_station_hold_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationHold, csms_station_hold, CSMS, STATION_HOLD, GObject)

/** csms_station_hold_new: @widget: (transfer none): what is watched; lives longer than the hold */
CsmsStationHold *csms_station_hold_new (GtkWidget *widget);

/** csms_station_hold_set_view: @view: (nullable) (transfer none): the view to hold; the one before is let go */
void csms_station_hold_set_view (CsmsStationHold *self, CsmsStationView *view);

/** csms_station_hold_release: lets the view go now, for what the operator asks for */
void csms_station_hold_release (CsmsStationHold *self);

G_END_DECLS
