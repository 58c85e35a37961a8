/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-news.h"

G_BEGIN_DECLS

/** CSMS_NEWS_SUM_PACE_MS: a sum is sent anew at most once in so long. */
#define CSMS_NEWS_SUM_PACE_MS 3000

/** CsmsNewsSum: one notification for many pieces of news. Zero-initialise. */
typedef struct {
  guint counts[CSMS_NEWS_N_KINDS];
  guint64 serial;
  gboolean dirty;
  gboolean shown;
  gint64 sent_ms;
} CsmsNewsSum;

/** csms_news_sum_begin: a new one, in the place of the last; @serial: of no other sum, not 0 */
void csms_news_sum_begin (CsmsNewsSum *sum, guint64 serial);
/** csms_news_sum_count: takes in what @slot has of @kind, which counts as told */
void csms_news_sum_count (CsmsNewsSum *sum, CsmsNewsSlot *slot, CsmsNewsKind kind);
/** csms_news_sum_end: @item of @kind, which may be in it, no longer holds */
void csms_news_sum_end (CsmsNewsSum *sum, const CsmsNewsItem *item, CsmsNewsKind kind);
/** csms_news_sum_get_total: Returns: how many are in it */
guint csms_news_sum_get_total (const CsmsNewsSum *sum);
/** csms_news_sum_due: Returns: when it is to be sent; 0 there is nothing new */
gint64 csms_news_sum_due (const CsmsNewsSum *sum);
/** csms_news_sum_sent: notes that what is in it is shown, or that nothing is */
void csms_news_sum_sent (CsmsNewsSum *sum, gint64 now_ms);

G_END_DECLS
