/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsConnectionPopover:
 *
 * What stands behind the word "Live": server, session and its end, round trip, last event and its age, what was recovered, the
 * frame budget, and *Reconnect now*. Main thread.
 */
#define CSMS_TYPE_CONNECTION_POPOVER (csms_connection_popover_get_type ())
G_DECLARE_FINAL_TYPE (CsmsConnectionPopover, csms_connection_popover, CSMS, CONNECTION_POPOVER, GtkPopover)

/** csms_connection_popover_update: shows the seat as it is now; the owner calls it on each change and each second while it is open */
void csms_connection_popover_update (CsmsConnectionPopover *self, CsmsOperator *operator);

G_END_DECLS
