/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-quiet.h"

/* A mute that runs into quiet hours, which run into the next mute: more does not follow on one another. */
#define CHAIN_MAX 3

static GDateTime *
local_time (gint64 ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* The next time strictly after @now at which a clock on the wall shows @minute of the day. */
static gint64
next_at (GDateTime *now, int minute, GTimeZone *zone)
{
  for (int days = 0; days <= 2; days++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (now, days);
      g_autoptr (GDateTime) at = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                                                  g_date_time_get_day_of_month (day), minute / 60, minute % 60, 0);

      if (at != NULL && g_date_time_compare (at, now) > 0)
        return g_date_time_to_unix (at) * 1000;
    }
  return 0;
}

static gboolean
has_hours (const CsmsQuietRules *rules)
{
  return rules->hours && rules->from_minute != rules->to_minute;
}

static gint64
hours_until (const CsmsQuietRules *rules, gint64 now_ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) now = local_time (now_ms, zone);
  int minute;
  gboolean quiet;

  if (now == NULL || !has_hours (rules))
    return 0;
  minute = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);
  if (rules->from_minute < rules->to_minute)
    quiet = minute >= rules->from_minute && minute < rules->to_minute;
  else
    quiet = minute >= rules->from_minute || minute < rules->to_minute;
  return quiet ? next_at (now, rules->to_minute, zone) : 0;
}

gint64
csms_quiet_until (const CsmsQuietRules *rules, gint64 now_ms, GTimeZone *zone)
{
  gint64 until_ms = 0;

  g_return_val_if_fail (rules != NULL, 0);
  g_return_val_if_fail (zone != NULL, 0);

  for (guint i = 0; i < CHAIN_MAX; i++)
    {
      gint64 at_ms = MAX (until_ms, now_ms);
      gint64 end_ms = MAX (rules->mute_until_ms > at_ms ? rules->mute_until_ms : 0, hours_until (rules, at_ms, zone));

      if (end_ms <= at_ms)
        break;
      until_ms = end_ms;
    }
  return until_ms;
}

gint64
csms_quiet_next (const CsmsQuietRules *rules, gint64 now_ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) now = local_time (now_ms, zone);

  g_return_val_if_fail (rules != NULL, 0);
  g_return_val_if_fail (zone != NULL, 0);

  if (now == NULL || !has_hours (rules) || csms_quiet_until (rules, now_ms, zone) != 0)
    return 0;
  return next_at (now, rules->from_minute, zone);
}
