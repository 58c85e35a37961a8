/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-news.h"

gboolean
csms_news_is_passing (CsmsNewsKind kind)
{
  return kind >= CSMS_NEWS_STOPPED;
}

gboolean
csms_news_is_known (CsmsNewsKind kind, gboolean live)
{
  return live || kind == CSMS_NEWS_CONNECTION || kind == CSMS_NEWS_COMMAND;
}

gint64
csms_news_due_ms (const CsmsNewsRules *rules, CsmsNewsKind kind, const CsmsNewsItem *item)
{
  if (kind == CSMS_NEWS_OFFLINE)
    return item->since_ms + rules->offline_ms;
  if (kind == CSMS_NEWS_CONNECTION)
    return item->since_ms + rules->connection_ms;
  return item->since_ms;
}

char *
csms_news_dup_id (CsmsNewsKind kind, const char *station_id)
{
  if (station_id != NULL)
    return g_strconcat ("station-", station_id, NULL);
  return g_strdup (kind == CSMS_NEWS_CONNECTION ? "connection" : "recovered");
}

CsmsNewsSlot *
csms_news_slot_new (const char *id, const char *station_id)
{
  CsmsNewsSlot *slot = g_new0 (CsmsNewsSlot, 1);

  slot->id = g_strdup (id);
  slot->station_id = g_strdup (station_id);
  return slot;
}

void
csms_news_slot_free (CsmsNewsSlot *slot)
{
  for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
    csms_news_slot_unset (slot, kind);
  g_free (slot->id);
  g_free (slot->station_id);
  g_free (slot);
}

void
csms_news_slot_put (CsmsNewsSlot *slot, const CsmsNews *news, gint64 now_ms)
{
  CsmsNewsItem *item = &slot->items[news->kind];
  guint n = item->set && !item->told ? item->n : 0;

  csms_news_slot_unset (slot, news->kind);
  *item = (CsmsNewsItem) {
    .set = TRUE,
    .n = n + 1,
    .since_ms = now_ms,
    .mark = g_strdup (news->mark),
    .title = g_strdup (news->title),
    .line = g_strdup (news->line),
    .connector_id = news->connector_id,
  };
}

void
csms_news_slot_unset (CsmsNewsSlot *slot, CsmsNewsKind kind)
{
  CsmsNewsItem *item = &slot->items[kind];

  g_free (item->mark);
  g_free (item->title);
  g_free (item->line);
  *item = (CsmsNewsItem) { FALSE };
}

gboolean
csms_news_slot_cancel (CsmsNewsSlot *slot, const CsmsNews *news)
{
  CsmsNewsItem *started = &slot->items[CSMS_NEWS_STARTED];

  if (news->kind != CSMS_NEWS_STOPPED || !started->set || !started->held)
    return FALSE;
  if (started->n == 1 && g_strcmp0 (started->mark, news->mark) != 0)
    return FALSE;
  if (--started->n == 0)
    csms_news_slot_unset (slot, CSMS_NEWS_STARTED);
  return TRUE;
}

gboolean
csms_news_slot_waits (const CsmsNewsSlot *slot)
{
  for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
    if (slot->items[kind].set && !slot->items[kind].told && !slot->items[kind].held)
      return TRUE;
  return slot->refresh;
}

gboolean
csms_news_slot_stands (const CsmsNewsSlot *slot)
{
  for (int kind = 0; kind < CSMS_NEWS_STOPPED; kind++)
    if (slot->items[kind].set && slot->items[kind].told && slot->items[kind].sum == 0)
      return slot->shown;
  return FALSE;
}
