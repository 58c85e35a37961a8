/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-news-settings.h"

#include "csms-quiet.h"

#define MINUTE_MS 60000
#define CONNECTION_MS (1 * MINUTE_MS)

const char *
csms_news_settings_key (CsmsNewsKind kind)
{
  static const char *const keys[CSMS_NEWS_N_KINDS] = {
    [CSMS_NEWS_FAULTED] = "notify-faulted",
    [CSMS_NEWS_COMMAND] = "notify-command",
    [CSMS_NEWS_OFFLINE] = "notify-station-offline",
    [CSMS_NEWS_CONNECTION] = "notify-connection-lost",
    [CSMS_NEWS_STOPPED] = "notify-transaction-stopped",
    [CSMS_NEWS_STARTED] = "notify-transaction-started",
    [CSMS_NEWS_RECOVERED] = "notify-recovered",
  };

  g_return_val_if_fail (kind < CSMS_NEWS_N_KINDS, NULL);

  return keys[kind];
}

static CsmsQuietRules
read_quiet (GSettings *settings)
{
  return (CsmsQuietRules) {
    .mute_until_ms = g_settings_get_int64 (settings, "mute-until"),
    .hours = g_settings_get_boolean (settings, "quiet-hours"),
    .from_minute = (int) g_settings_get_uint (settings, "quiet-from"),
    .to_minute = (int) g_settings_get_uint (settings, "quiet-to"),
  };
}

CsmsNewsRules
csms_news_settings_read (GSettings *settings, gint64 now_ms, gint64 *change_ms)
{
  CsmsQuietRules quiet = read_quiet (settings);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 until_ms = csms_quiet_until (&quiet, now_ms, zone);
  CsmsNewsRules rules = {
    .offline_ms = (gint64) g_settings_get_uint (settings, "offline-minutes") * MINUTE_MS,
    .connection_ms = CONNECTION_MS,
    .quiet = until_ms != 0,
  };

  for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
    rules.kinds |= g_settings_get_boolean (settings, csms_news_settings_key (kind)) ? 1u << kind : 0;
  *change_ms = until_ms != 0 ? until_ms : csms_quiet_next (&quiet, now_ms, zone);
  return rules;
}

gint64
csms_news_settings_quiet_until (GSettings *settings, gint64 now_ms)
{
  CsmsQuietRules quiet = read_quiet (settings);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return csms_quiet_until (&quiet, now_ms, zone);
}

gboolean
csms_news_settings_is_muted (GSettings *settings, gint64 now_ms)
{
  return g_settings_get_int64 (settings, "mute-until") > now_ms;
}

void
csms_news_settings_mute (GSettings *settings, gboolean mute, gint64 now_ms)
{
  if (mute)
    g_settings_set_int64 (settings, "mute-until", now_ms + CSMS_NEWS_MUTE_MS);
  else
    g_settings_reset (settings, "mute-until");
}
