/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CsmsQuietRules: when the console keeps its notifications to itself. */
typedef struct {
  gint64 mute_until_ms;         /* ms since 1970; 0 or past: not muted */
  gboolean hours;               /* whether there are quiet hours, every day */
  int from_minute;              /* of the day, local time, 0 to 1439 */
  int to_minute;                /* likewise; before @from_minute it is the next day's; the same: no quiet hours */
} CsmsQuietRules;

/**
 * csms_quiet_until:
 * @zone: where the operator is
 *
 * Pure: the time is an argument.
 *
 * Returns: when it stops being quiet, ms since 1970; 0 when it is not quiet now
 */
gint64 csms_quiet_until (const CsmsQuietRules *rules, gint64 now_ms, GTimeZone *zone);

/** csms_quiet_next: Returns: when it begins to be quiet, ms since 1970, for a clock that must wake then; 0 never, or it is now */
gint64 csms_quiet_next (const CsmsQuietRules *rules, gint64 now_ms, GTimeZone *zone);

G_END_DECLS
