/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * csms_connection_words:
 * @status: the seat's status
 * @now_us: g_get_monotonic_time(), for the seconds until the next try
 *
 * Returns: (transfer full): what the connection button says: "Live", "Catching up 120 of 480", "Offline, retry in 8 s", …
 */
char *csms_connection_words (const CsmsSeatStatus *status, gint64 now_us);

/** csms_connection_words_short: where there is little room. Returns: (transfer full): "Live", "Catching up", "Offline, 8 s", … */
char *csms_connection_words_short (const CsmsSeatStatus *status, gint64 now_us);

/** csms_connection_icon: Returns: (transfer none): the icon that goes with the words */
const char *csms_connection_icon (CsmsSeatState state);

/** csms_connection_style: Returns: (transfer none) (nullable): the icon's style class, %NULL for the foreground colour */
const char *csms_connection_style (CsmsSeatState state);

/** csms_connection_seconds: Returns: whole seconds until the next try, at least 1; 0 when none is due */
guint csms_connection_seconds (const CsmsSeatStatus *status, gint64 now_us);

G_END_DECLS
