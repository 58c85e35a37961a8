/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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

/**
 * csms_notification_safe:
 *
 * GNotification does not say which server reads a body as markup: characters that would mean something there are swapped for
 * ones that only look alike.
 *
 * Returns: (transfer full): @text clean, at most so long, and the same to either
 */
char *csms_notification_safe (const char *text, guint max_chars);

G_END_DECLS
