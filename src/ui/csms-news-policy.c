/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-news-policy.h"

#include "csms-news-lately.h"

struct _CsmsNewsPolicy {
  GHashTable *slots;            /* id of the notification => CsmsNewsSlot */
  GHashTable *waiting;          /* set of those that have something to tell, or will */
  CsmsNewsSum sums[CSMS_NEWS_N_SUMS];
  CsmsNewsLately lately;
  gint64 storm_until_ms;        /* 0: no storm */
  guint64 last_serial;
  gboolean live;
  gboolean any_held;
};

/* What one run looks at. */
typedef struct {
  CsmsNewsPolicy *self;
  const CsmsNewsRules *rules;
  gint64 now_ms;
  gint64 next_ms;
  GPtrArray *due;               /* of CsmsNewsSlot */
  CsmsNewsFunc func;
  gpointer data;
} Run;

static const char *const sum_ids[CSMS_NEWS_N_SUMS] = { "many", "meanwhile" };

CsmsNewsPolicy *
csms_news_policy_new (void)
{
  CsmsNewsPolicy *self = g_new0 (CsmsNewsPolicy, 1);

  self->slots = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) csms_news_slot_free);
  self->waiting = g_hash_table_new (NULL, NULL);
  csms_news_lately_init (&self->lately, CSMS_NEWS_STORM_MS);
  return self;
}

void
csms_news_policy_free (CsmsNewsPolicy *self)
{
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->slots);
  csms_news_lately_clear (&self->lately);
  g_free (self);
}

static CsmsNewsSlot *
find (CsmsNewsPolicy *self, CsmsNewsKind kind, const char *station_id, gboolean make)
{
  g_autofree char *id = csms_news_dup_id (kind, station_id);
  CsmsNewsSlot *slot = g_hash_table_lookup (self->slots, id);

  if (slot == NULL && make)
    {
      slot = csms_news_slot_new (id, station_id);
      g_hash_table_insert (self->slots, slot->id, slot);
    }
  return slot;
}

void
csms_news_policy_add (CsmsNewsPolicy *self, const CsmsNews *news, gboolean later, gint64 now_ms)
{
  CsmsNewsSlot *slot;
  CsmsNewsItem *item;

  g_return_if_fail (self != NULL);
  g_return_if_fail (news != NULL && news->title != NULL && news->line != NULL);

  slot = find (self, news->kind, news->station_id, TRUE);
  item = &slot->items[news->kind];
  if (item->set && !csms_news_is_passing (news->kind) && g_strcmp0 (item->mark, news->mark) == 0)
    {
      g_free (item->line);
      item->line = g_strdup (news->line);
      return;
    }
  if (csms_news_slot_cancel (slot, news))
    return;
  csms_news_slot_put (slot, news, now_ms);
  item->held = later;
  self->any_held = self->any_held || later;
  g_hash_table_add (self->waiting, slot);
}

void
csms_news_policy_end (CsmsNewsPolicy *self, CsmsNewsKind kind, const char *station_id, const char *mark)
{
  CsmsNewsSlot *slot;
  CsmsNewsItem *item;

  g_return_if_fail (self != NULL);

  slot = find (self, kind, station_id, FALSE);
  item = slot != NULL ? &slot->items[kind] : NULL;
  if (item == NULL || !item->set || (mark != NULL && g_strcmp0 (item->mark, mark) != 0))
    return;
  for (guint i = 0; i < CSMS_NEWS_N_SUMS; i++)
    csms_news_sum_end (&self->sums[i], item, kind);
  if (item->told && item->sum == 0 && slot->shown)
    {
      slot->refresh = TRUE;
      g_hash_table_add (self->waiting, slot);
    }
  csms_news_slot_unset (slot, kind);
}

void
csms_news_policy_set_live (CsmsNewsPolicy *self, gboolean live)
{
  g_return_if_fail (self != NULL);

  self->live = live;
}

void
csms_news_policy_forget (CsmsNewsPolicy *self, CsmsNewsFunc func, gpointer user_data)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (self != NULL && func != NULL);

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (csms_news_slot_stands (value))
      func (&(CsmsNewsDeed) { .id = ((CsmsNewsSlot *) value)->id, .withdraw = TRUE }, user_data);
  for (guint i = 0; i < CSMS_NEWS_N_SUMS; i++)
    {
      if (self->sums[i].shown)
        func (&(CsmsNewsDeed) { .id = sum_ids[i], .withdraw = TRUE }, user_data);
      self->sums[i] = (CsmsNewsSum) { .serial = 0 };
    }
  g_hash_table_remove_all (self->waiting);
  g_hash_table_remove_all (self->slots);
}

static void
wake_at (Run *run, gint64 ms)
{
  if (run->next_ms == 0 || ms < run->next_ms)
    run->next_ms = ms;
}

/* Returns: whether @item is to be told now */
static gboolean
is_due (Run *run, CsmsNewsSlot *slot, CsmsNewsKind kind)
{
  CsmsNewsItem *item = &slot->items[kind];
  gint64 due_ms = csms_news_due_ms (run->rules, kind, item);

  if (!item->set || item->told || item->held)
    return FALSE;
  if ((run->rules->kinds & 1u << kind) == 0)
    {
      csms_news_slot_unset (slot, kind);
      return FALSE;
    }
  if (kind == CSMS_NEWS_OFFLINE && !run->self->live)
    return FALSE;
  if (run->now_ms < due_ms)
    {
      wake_at (run, due_ms);
      return FALSE;
    }
  if (!run->rules->quiet)
    return TRUE;
  if (kind == CSMS_NEWS_STOPPED || kind == CSMS_NEWS_RECOVERED)
    csms_news_slot_unset (slot, kind);
  else
    item->held = run->self->any_held = TRUE;
  return FALSE;
}

static void
gather (Run *run)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, run->self->waiting);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      CsmsNewsSlot *slot = key;
      gboolean due = slot->refresh;

      for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
        due = is_due (run, slot, kind) || due;
      if (due && slot->sent_ms > 0 && run->now_ms - slot->sent_ms < CSMS_NEWS_PACE_MS)
        wake_at (run, slot->sent_ms + CSMS_NEWS_PACE_MS);
      else if (due)
        g_ptr_array_add (run->due, slot);
      if (!csms_news_slot_waits (slot))
        g_hash_table_iter_remove (&iter);
    }
}

static void
withdraw (Run *run, CsmsNewsSlot *slot)
{
  const CsmsNewsDeed deed = { .id = slot->id, .withdraw = TRUE };

  slot->shown = FALSE;
  run->func (&deed, run->data);
}

static void
settle (Run *run, CsmsNewsSlot *slot)
{
  slot->refresh = FALSE;
  if (!csms_news_slot_waits (slot))
    g_hash_table_remove (run->self->waiting, slot);
}

/* What holds and was told before is said again with what is new, or the new would hide it. */
static gboolean
choose (Run *run, CsmsNewsSlot *slot, CsmsNewsDeed *deed)
{
  const CsmsNewsItem *stopped, *started;
  gboolean any = FALSE;

  for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
    if (slot->items[kind].set && (slot->items[kind].told || is_due (run, slot, kind)))
      {
        deed->items[kind] = &slot->items[kind];
        any = TRUE;
      }
  stopped = deed->items[CSMS_NEWS_STOPPED];
  started = deed->items[CSMS_NEWS_STARTED];
  if (stopped != NULL && started != NULL)
    deed->items[started->since_ms > stopped->since_ms ? CSMS_NEWS_STOPPED : CSMS_NEWS_STARTED] = NULL;
  return any;
}

static void
tell (Run *run, CsmsNewsSlot *slot)
{
  CsmsNewsDeed deed = { .id = slot->id, .station_id = slot->station_id };

  if (choose (run, slot, &deed))
    {
      run->func (&deed, run->data);
      slot->shown = TRUE;
      slot->sent_ms = run->now_ms;
      if (slot->station_id != NULL)
        csms_news_lately_add (&run->self->lately, deed.items, run->now_ms);
    }
  else if (slot->shown)
    withdraw (run, slot);
  for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
    if (csms_news_is_passing (kind) && is_due (run, slot, kind))
      csms_news_slot_unset (slot, kind);
    else if (deed.items[kind] != NULL)
      slot->items[kind].told = TRUE;
  settle (run, slot);
}

/* Those that were sent until it was seen to be a storm are part of it. */
static void
begin_storm (Run *run)
{
  CsmsNewsPolicy *self = run->self;
  CsmsNewsSum *sum = &self->sums[CSMS_NEWS_SUM_STORM];
  GHashTableIter iter;
  gpointer value;

  csms_news_sum_begin (sum, ++self->last_serial);
  csms_news_lately_sum_up (&self->lately, sum);
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CsmsNewsSlot *slot = value;

      if (slot->station_id == NULL || !slot->shown || run->now_ms - slot->sent_ms >= CSMS_NEWS_STORM_MS)
        continue;
      withdraw (run, slot);
      for (int kind = 0; kind < CSMS_NEWS_STOPPED; kind++)
        if (slot->items[kind].set && slot->items[kind].told)
          csms_news_sum_count (sum, slot, kind);
    }
}

static gboolean
storms (Run *run)
{
  CsmsNewsPolicy *self = run->self;
  guint n_stations = 0;

  for (guint i = 0; i < run->due->len; i++)
    n_stations += ((CsmsNewsSlot *) run->due->pdata[i])->station_id != NULL;
  if (run->now_ms >= self->storm_until_ms)
    self->storm_until_ms = 0;
  if (n_stations == 0)
    return FALSE;
  if (self->storm_until_ms == 0 && csms_news_lately_count (&self->lately, run->now_ms) + n_stations <= CSMS_NEWS_STORM)
    return FALSE;
  if (self->storm_until_ms == 0)
    begin_storm (run);
  self->storm_until_ms = run->now_ms + CSMS_NEWS_STORM_MS;
  return TRUE;
}

static void
tell_or_count (Run *run)
{
  gboolean storm = storms (run);

  for (guint i = 0; i < run->due->len; i++)
    {
      CsmsNewsSlot *slot = run->due->pdata[i];
      gboolean summed = storm && slot->station_id != NULL && !slot->refresh;

      for (int kind = 0; summed && kind < CSMS_NEWS_N_KINDS; kind++)
        if (is_due (run, slot, kind))
          csms_news_sum_count (&run->self->sums[CSMS_NEWS_SUM_STORM], slot, kind);
      if (summed)
        settle (run, slot);
      else
        tell (run, slot);
    }
}

static void
sum_up_the_quiet (Run *run)
{
  CsmsNewsPolicy *self = run->self;
  CsmsNewsSum *sum = &self->sums[CSMS_NEWS_SUM_MEANWHILE];
  guint64 serial = self->last_serial;
  GHashTableIter iter;
  gpointer value;

  self->any_held = FALSE;
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
      {
        CsmsNewsSlot *slot = value;

        if (!slot->items[kind].held)
          continue;
        if ((run->rules->kinds & 1u << kind) == 0)
          csms_news_slot_unset (slot, kind);
        else if (!csms_news_is_known (kind, self->live))
          self->any_held = TRUE;
        else
          {
            if (serial == self->last_serial)
              csms_news_sum_begin (sum, ++self->last_serial);
            csms_news_sum_count (sum, slot, kind);
          }
      }
}

static void
tell_sum (Run *run, CsmsNewsSumKind kind)
{
  CsmsNewsSum *sum = &run->self->sums[kind];
  gint64 due_ms = csms_news_sum_due (sum);
  CsmsNewsDeed deed = { .id = sum_ids[kind], .withdraw = csms_news_sum_get_total (sum) == 0, .sum = kind, .counts = sum->counts };

  if (due_ms == 0)
    return;
  if (run->now_ms < due_ms)
    {
      wake_at (run, due_ms);
      return;
    }
  if (!deed.withdraw || sum->shown)
    run->func (&deed, run->data);
  csms_news_sum_sent (sum, run->now_ms);
}

gint64
csms_news_policy_run (CsmsNewsPolicy *self, const CsmsNewsRules *rules, gint64 now_ms, CsmsNewsFunc func, gpointer user_data)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new ();
  Run run = { .self = self, .rules = rules, .now_ms = now_ms, .due = due, .func = func, .data = user_data };

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (rules != NULL && func != NULL, 0);

  if (!rules->quiet && self->any_held)
    sum_up_the_quiet (&run);
  gather (&run);
  tell_or_count (&run);
  for (int kind = 0; kind < CSMS_NEWS_N_SUMS; kind++)
    tell_sum (&run, kind);
  return run.next_ms;
}
