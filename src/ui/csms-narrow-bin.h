/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsmsNarrowBin:
 *
 * Holds one child and tells whether there is little room for it; breakpoints came with libadwaita 1.4. Main thread.
 * Properties: `child` (GtkWidget, nullable); `threshold` (int, px, for text of the usual size): narrower than this is narrow;
 * `narrow` (boolean) and `room` (int, px), read-only, notified before the next frame and never from within an allocation.
 */
#define CSMS_TYPE_NARROW_BIN (csms_narrow_bin_get_type ())
G_DECLARE_FINAL_TYPE (CsmsNarrowBin, csms_narrow_bin, CSMS, NARROW_BIN, GtkWidget)

gboolean csms_narrow_bin_get_narrow (CsmsNarrowBin *self);

/** Returns: the width there is, in px; 0 before the first allocation */
int csms_narrow_bin_get_room (CsmsNarrowBin *self);

G_END_DECLS
