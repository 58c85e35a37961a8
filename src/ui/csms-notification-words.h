/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-transaction.h"

G_BEGIN_DECLS

/** csms_notification_title: Returns: (transfer none): "Charging started" or "Charging stopped" */
const char *csms_notification_title (gboolean stopped);

/**
 * csms_notification_body:
 *
 * Returns: (transfer full): station, connector and ID tag of a start; station, connector, kWh, duration and cost of a stop; what
 *   is not known is left out; foreign parts made safe
 */
char *csms_notification_body (CsmsTransaction *transaction, gboolean stopped);

/** csms_notification_recovered_body: Returns: (transfer full): "143 events, 10:02 to 10:07" */
char *csms_notification_recovered_body (guint64 count, gint64 from_ms, gint64 to_ms);

/** csms_notification_id: Returns: (transfer full): one id a station, so that notifications replace each other and never stack */
char *csms_notification_id (CsmsTransaction *transaction);

G_END_DECLS
