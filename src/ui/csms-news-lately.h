/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-news-sum.h"

G_BEGIN_DECLS

/** CsmsNewsLately: the notifications of stations that were sent within some time; what passes is forgotten everywhere else once it is told. */
typedef struct {
  GArray *sent;
  gint64 span_ms;
} CsmsNewsLately;

void csms_news_lately_init (CsmsNewsLately *lately, gint64 span_ms);
void csms_news_lately_clear (CsmsNewsLately *lately);
/** csms_news_lately_add: @items: what it told, %NULL where it told nothing */
void csms_news_lately_add (CsmsNewsLately *lately, const CsmsNewsItem *const *items, gint64 now_ms);
/** csms_news_lately_count: Returns: how many there were */
guint csms_news_lately_count (CsmsNewsLately *lately, gint64 now_ms);
/** csms_news_lately_sum_up: adds what passed to @sum */
void csms_news_lately_sum_up (CsmsNewsLately *lately, CsmsNewsSum *sum);

G_END_DECLS
