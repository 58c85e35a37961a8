/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command.h"
#include "csms-news-policy.h"
#include "csms-station.h"

G_BEGIN_DECLS

/* Commands, outages and sums in the words of notifications, foreign parts made safe. Main thread; texts are (transfer full) unless said otherwise. */

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
