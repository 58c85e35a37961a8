/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-news-lately.h"

typedef struct {
  gint64 ms;
  guint counts[CSMS_NEWS_N_KINDS];
} Sent;

void
csms_news_lately_init (CsmsNewsLately *lately, gint64 span_ms)
{
  lately->sent = g_array_new (FALSE, FALSE, sizeof (Sent));
  lately->span_ms = span_ms;
}

void
csms_news_lately_clear (CsmsNewsLately *lately)
{
  g_clear_pointer (&lately->sent, g_array_unref);
}

void
csms_news_lately_add (CsmsNewsLately *lately, const CsmsNewsItem *const *items, gint64 now_ms)
{
  Sent sent = { .ms = now_ms };

  for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
    sent.counts[kind] = items[kind] != NULL && csms_news_is_passing (kind) ? items[kind]->n : 0;
  g_array_append_val (lately->sent, sent);
}

guint
csms_news_lately_count (CsmsNewsLately *lately, gint64 now_ms)
{
  guint n_old = 0;

  while (n_old < lately->sent->len && now_ms - g_array_index (lately->sent, Sent, n_old).ms >= lately->span_ms)
    n_old++;
  g_array_remove_range (lately->sent, 0, n_old);
  return lately->sent->len;
}

void
csms_news_lately_sum_up (CsmsNewsLately *lately, CsmsNewsSum *sum)
{
  for (guint i = 0; i < lately->sent->len; i++)
    for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
      sum->counts[kind] += g_array_index (lately->sent, Sent, i).counts[kind];
}
