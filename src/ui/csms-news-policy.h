/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-news-sum.h"

G_BEGIN_DECLS

/** CSMS_NEWS_PACE_MS: a station's notification is sent at most once in so long. */
#define CSMS_NEWS_PACE_MS 1000
/** CSMS_NEWS_STORM: when more notifications of stations than this come within %CSMS_NEWS_STORM_MS, one sum takes their place. */
#define CSMS_NEWS_STORM 10
#define CSMS_NEWS_STORM_MS 10000

/** CsmsNewsSumKind: @CSMS_NEWS_SUM_STORM: too many to tell one by one; @CSMS_NEWS_SUM_MEANWHILE: what a quiet time or a break left */
typedef enum {
  CSMS_NEWS_SUM_STORM,
  CSMS_NEWS_SUM_MEANWHILE,
  CSMS_NEWS_N_SUMS
} CsmsNewsSumKind;

/** CsmsNewsDeed: one call to whoever shows notifications. Valid during the call it is told with. */
typedef struct {
  const char *id;               /* one that has the same id is replaced */
  gboolean withdraw;            /* take it back; all below is unset then */
  const char *station_id;       /* (nullable): %NULL for a sum and what is of no station */
  const CsmsNewsItem *items[CSMS_NEWS_N_KINDS]; /* %NULL: nothing of that kind to tell */
  CsmsNewsSumKind sum;
  const guint *counts;          /* (nullable): of a sum: how many of each kind */
} CsmsNewsDeed;

typedef void (*CsmsNewsFunc) (const CsmsNewsDeed *deed, gpointer user_data);

/**
 * CsmsNewsPolicy:
 *
 * Which notifications are due: one a station, replaced and never stacked, taken back when what it says no longer holds; delayed
 * where an outage must last; a sum instead of a storm and after a quiet time. Pure: the time is an argument, nothing is shown.
 */
typedef struct _CsmsNewsPolicy CsmsNewsPolicy;

CsmsNewsPolicy *csms_news_policy_new (void);
void csms_news_policy_free (CsmsNewsPolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsNewsPolicy, csms_news_policy_free)

/**
 * csms_news_policy_add:
 * @later: it came about while nobody could look (a break): told in a sum, if it still holds, and not by itself
 *
 * Of what holds already only the words are new: it is not told again for that.
 */
void csms_news_policy_add (CsmsNewsPolicy *self, const CsmsNews *news, gboolean later, gint64 now_ms);

/**
 * csms_news_policy_end:
 * @station_id: (nullable)
 * @mark: (nullable): only when it stands for this; %NULL whatever it stands for
 *
 * It no longer holds.
 */
void csms_news_policy_end (CsmsNewsPolicy *self, CsmsNewsKind kind, const char *station_id, const char *mark);

/** csms_news_policy_set_live: while the connection is down nothing is known of how long a station is offline */
void csms_news_policy_set_live (CsmsNewsPolicy *self, gboolean live);

/** csms_news_policy_forget: takes back by @func what was told to hold, since nobody looks any more; what has passed may stay */
void csms_news_policy_forget (CsmsNewsPolicy *self, CsmsNewsFunc func, gpointer user_data);

/**
 * csms_news_policy_run: tells by @func what is due
 *
 * Returns: when to run next if nothing is added till then, in the unit of @now_ms; 0 never
 */
gint64 csms_news_policy_run (CsmsNewsPolicy *self, const CsmsNewsRules *rules, gint64 now_ms, CsmsNewsFunc func, gpointer user_data);

G_END_DECLS
