/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-connector.h"

G_BEGIN_DECLS

/** CsmsChargeMetrics: the numbers of the charge under way on a connector; hidden while there is none. Main thread. */
#define CSMS_TYPE_CHARGE_METRICS (csms_charge_metrics_get_type ())
G_DECLARE_FINAL_TYPE (CsmsChargeMetrics, csms_charge_metrics, CSMS, CHARGE_METRICS, GtkWidget)

/** csms_charge_metrics_update: @server_now_ms: by the server's clock: now, or as of when all is shown; ms since 1970 */
void csms_charge_metrics_update (CsmsChargeMetrics *self, CsmsConnector *connector, gint64 server_now_ms);

/** csms_charge_metrics_get_width: Returns: the width in which three of them stand side by side, in px */
int csms_charge_metrics_get_width (CsmsChargeMetrics *self);

G_END_DECLS
