/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-news-policy.h"

G_BEGIN_DECLS

/** csms_news_settings_key: Returns: (transfer none): the key that says whether @kind is wanted */
const char *csms_news_settings_key (CsmsNewsKind kind);

/**
 * csms_news_settings_read:
 * @settings: schema com.example.CsmsOperator
 * @now_ms: our clock, ms since 1970
 * @change_ms: (out): when what is returned will be another by itself, ms since 1970; 0 never
 *
 * Returns: what the operator wants at this moment
 */
CsmsNewsRules csms_news_settings_read (GSettings *settings, gint64 now_ms, gint64 *change_ms);

/** csms_news_settings_quiet_until: Returns: until when there are no notifications, ms since 1970; 0 there are */
gint64 csms_news_settings_quiet_until (GSettings *settings, gint64 now_ms);

/** CSMS_NEWS_MUTE_MS: how long a mute lasts. */
#define CSMS_NEWS_MUTE_MS (60 * 60 * 1000)

/** csms_news_settings_is_muted: Returns: whether the operator muted them, and for now; quiet hours are no mute */
gboolean csms_news_settings_is_muted (GSettings *settings, gint64 now_ms);
/** csms_news_settings_mute: for %CSMS_NEWS_MUTE_MS from now, or no longer */
void csms_news_settings_mute (GSettings *settings, gboolean mute, gint64 now_ms);

G_END_DECLS
