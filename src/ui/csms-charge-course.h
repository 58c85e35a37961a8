/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-chart-data.h"
#include "csms-connector.h"

G_BEGIN_DECLS

/**
 * csms_charge_course:
 * @server_now_ms: until when the charge could have been told of, by the server's clock
 *
 * The charge under way as a chart shows it, from what the fleet keeps of it. Energy counts from the start of the charge, or where
 * the register then is unknown, from the first that was seen. Where the station tells no power, it is what the registers make
 * of it. Needs no display; main thread.
 *
 * Returns: (transfer full): without points while nothing is known
 */
CsmsChartData *csms_charge_course (CsmsConnector *connector, gint64 server_now_ms);

G_END_DECLS
