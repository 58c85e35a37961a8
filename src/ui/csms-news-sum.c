/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-news-sum.h"

void
csms_news_sum_begin (CsmsNewsSum *sum, guint64 serial)
{
  *sum = (CsmsNewsSum) { .serial = serial, .shown = sum->shown };
}

void
csms_news_sum_count (CsmsNewsSum *sum, CsmsNewsSlot *slot, CsmsNewsKind kind)
{
  CsmsNewsItem *item = &slot->items[kind];

  sum->dirty = TRUE;
  if (csms_news_is_passing (kind))
    {
      sum->counts[kind] += item->n;
      csms_news_slot_unset (slot, kind);
      return;
    }
  sum->counts[kind]++;
  item->told = TRUE;
  item->held = FALSE;
  item->sum = sum->serial;
}

void
csms_news_sum_end (CsmsNewsSum *sum, const CsmsNewsItem *item, CsmsNewsKind kind)
{
  if (item->sum == 0 || item->sum != sum->serial || sum->counts[kind] == 0)
    return;
  sum->counts[kind]--;
  sum->dirty = TRUE;
}

guint
csms_news_sum_get_total (const CsmsNewsSum *sum)
{
  guint total = 0;

  for (guint i = 0; i < CSMS_NEWS_N_KINDS; i++)
    total += sum->counts[i];
  return total;
}

gint64
csms_news_sum_due (const CsmsNewsSum *sum)
{
  if (!sum->dirty)
    return 0;
  return sum->sent_ms > 0 ? sum->sent_ms + CSMS_NEWS_SUM_PACE_MS : 1;
}

void
csms_news_sum_sent (CsmsNewsSum *sum, gint64 now_ms)
{
  sum->dirty = FALSE;
  sum->shown = csms_news_sum_get_total (sum) > 0;
  sum->sent_ms = now_ms;
}
