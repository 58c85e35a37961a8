/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command.h"
#include "csms-news-policy.h"
#include "csms-station.h"
#include "csms-transaction.h"

G_BEGIN_DECLS

/*
 * Notifications in words. A notification server may read a body as markup, so foreign parts are made safe in all of them.
 * Main thread; texts are (transfer full) unless said otherwise.
 */

/** csms_notification_title: Returns: (transfer none): "Charging started" or "Charging stopped" */
const char *csms_notification_title (gboolean stopped);

/**
 * csms_notification_body:
 *
 * Returns: (transfer full): station, connector and ID tag of a start; station, connector, kWh, duration and cost of a stop; what
 *   is not known is left out
 */
char *csms_notification_body (CsmsTransaction *transaction, gboolean stopped);

/** csms_notification_recovered_body: Returns: (transfer full): "143 events, 10:02 to 10:07" */
char *csms_notification_recovered_body (guint64 count, gint64 from_ms, gint64 to_ms);

/** csms_notification_command_title: Returns: (transfer none): "Start refused", "Stop unconfirmed" */
const char *csms_notification_command_title (CsmsCommand *command);
/** csms_notification_command_body: @station: (nullable): its station. Returns: where, and why */
char *csms_notification_command_body (CsmsCommand *command, CsmsStation *station);

/** csms_notification_fault_body: Returns: where, and what the error code means */
char *csms_notification_fault_body (CsmsStation *station);
/** csms_notification_offline_body: Returns: which station, and since when */
char *csms_notification_offline_body (CsmsStation *station);
/** csms_notification_lost_body: Returns: that nothing is known since @since_ms */
char *csms_notification_lost_body (gint64 since_ms);

/** csms_notification_sum_title: Returns: (transfer none): the title of a sum */
const char *csms_notification_sum_title (CsmsNewsSumKind kind);
/** csms_notification_sum_body: @counts: one for each CsmsNewsKind. Returns: "12 charges started, 11 stopped" */
char *csms_notification_sum_body (const guint *counts);

G_END_DECLS
