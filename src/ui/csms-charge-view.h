/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-connector.h"

G_BEGIN_DECLS

/**
 * CsmsChargeView:
 *
 * The charge under way on a connector: its numbers, and beside them, or below where there is no room, its course as a chart.
 * Hidden while there is none. Main thread.
 */
#define CSMS_TYPE_CHARGE_VIEW (csms_charge_view_get_type ())
G_DECLARE_FINAL_TYPE (CsmsChargeView, csms_charge_view, CSMS, CHARGE_VIEW, GtkWidget)

/** csms_charge_view_update: @server_now_ms: by the server's clock: now, or as of when all is shown; ms since 1970 */
void csms_charge_view_update (CsmsChargeView *self, CsmsConnector *connector, gint64 server_now_ms);

G_END_DECLS
