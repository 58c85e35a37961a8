/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-connector.h"

G_BEGIN_DECLS

/** CsmsChargeMetrics: the numbers of the charge under way on a connector; hidden while there is none. Main thread. */
#define CSMS_TYPE_CHARGE_METRICS (csms_charge_metrics_get_type ())
G_DECLARE_FINAL_TYPE (CsmsChargeMetrics, csms_charge_metrics, CSMS, CHARGE_METRICS, GtkWidget)

/** csms_charge_metrics_update: @now_ms: our clock, or the time as of which all is shown; ms since 1970 */
void csms_charge_metrics_update (CsmsChargeMetrics *self, CsmsConnector *connector, gint64 now_ms);

G_END_DECLS
