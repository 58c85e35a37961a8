/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay-log.h"

typedef struct {
  char *id;
  gint64 ts;
} Entry;

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->id);
}

void
replay_log_init (ReplayLog *server, ReplayLogKind kind)
{
  *server = (ReplayLog) { .kind = kind, .earliest_ts = G_MAXINT64 };
  server->log = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (server->log, clear_entry);
}

const char *
replay_log_add (ReplayLog *server, gint64 ts)
{
  Entry entry = { g_strdup_printf ("evt-%" G_GINT64_FORMAT "-%u", ts, 1000 + server->log->len), ts };

  g_array_append_val (server->log, entry);
  return g_array_index (server->log, Entry, server->log->len - 1).id;
}

const char *
replay_log_get_id (ReplayLog *server, guint index)
{
  return g_array_index (server->log, Entry, index).id;
}

void
replay_log_add_burst (ReplayLog *server, guint n, gint64 from, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gint64 ts = from;

  while (n > 0)
    {
      guint here = (guint) g_rand_int_range (rand, 1, 9);

      here = MIN (here, n);
      for (guint i = 0; i < here; i++)
        replay_log_add (server, ts);
      n -= here;
      ts += g_rand_int_range (rand, 1, 4);
    }
}

void
replay_log_forget (ReplayLog *server, guint n)
{
  g_array_remove_range (server->log, 0, n);
}

static guint
find_id (ReplayLog *server, const char *id)
{
  for (guint i = 0; i < server->log->len; i++)
    if (g_str_equal (g_array_index (server->log, Entry, i).id, id))
      return i + 1;
  return 0;
}

static guint
find_after (ReplayLog *server, gint64 ms)
{
  guint i = 0;

  while (i < server->log->len && g_array_index (server->log, Entry, i).ts <= ms)
    i++;
  return i;
}

/* Returns: whether it answers; @from: the first entry of its answer */
static gboolean
locate (ReplayLog *server, const CsmsReplayQuestion *question, guint *from)
{
  gint64 ms = question->ts_ms;

  if (server->kind == REPLAY_LOG_DEPLOYED || (server->kind == REPLAY_LOG_DEAF_TO_TS && question->event_id != NULL))
    {
      if (question->event_id != NULL && !csms_event_id_get_ms (question->event_id, &ms))
        ms = 0;
      *from = find_after (server, ms);
      return TRUE;
    }
  if (server->kind == REPLAY_LOG_DEAF_TO_TS)
    {
      *from = 0;
      return TRUE;
    }
  *from = question->event_id != NULL ? find_id (server, question->event_id) : 0;
  if (*from == 0 && server->kind == REPLAY_LOG_GUIDE_BY_PLACE && csms_event_id_get_ms (question->event_id, &ms))
    {
      *from = find_after (server, ms);
      return TRUE;
    }
  if (*from == 0 && server->kind == REPLAY_LOG_GUIDE_SILENT)
    *from = server->log->len;
  return *from > 0 || server->kind == REPLAY_LOG_GUIDE_LOOSE;
}

static void
answer (ReplayLog *server, CsmsReplayWindow *window, const CsmsReplayQuestion *question, CsmsEventSieve *sieve, ReplayTaken *taken)
{
  CsmsReplayPage page = { 0 };
  guint from, limit = question->limit;

  server->questions++;
  server->unlimited += limit == 0 ? 1 : 0;
  server->earliest_ts = MIN (server->earliest_ts, question->ts_ms + 1);
  g_assert_cmpuint (limit, <=, 500);
  if (!locate (server, question, &from))
    {
      csms_replay_window_refuse (window);
      return;
    }
  if (limit == 0)
    limit = server->no_unlimited ? 0 : G_MAXUINT;
  if (server->cap != 0)
    limit = MIN (limit, server->cap);
  for (guint i = from; i < server->log->len && page.n_events < limit; i++)
    {
      Entry *entry = &g_array_index (server->log, Entry, i);

      page.n_events++;
      page.first_ts_ms = page.first_ts_ms == 0 ? entry->ts : page.first_ts_ms;
      page.last_ts_ms = entry->ts;
      page.last_event_id = entry->id;
      if (entry->ts < csms_replay_window_get_floor_ms (window))
        taken->dropped++;
      else if (csms_event_sieve_pass (sieve, entry->id))
        {
          page.n_new++;
          g_hash_table_add (taken->got, g_strdup (entry->id));
        }
    }
  csms_replay_window_take (window, &page);
}

gboolean
replay_log_replay (ReplayLog *server, const char *cursor, gint64 from_ms, CsmsEventSieve *sieve, ReplayTaken *taken)
{
  g_autoptr (CsmsReplayWindow) window = csms_replay_window_new (cursor, from_ms);
  CsmsReplayQuestion question;

  if (server->known_ms > 0)
    csms_replay_window_expect (window, server->known_ms, server->before_id);
  while (csms_replay_window_next (window, &question))
    {
      g_assert_cmpuint (server->questions, <, 1000);
      answer (server, window, &question, sieve, taken);
    }
  taken->lost = csms_replay_window_get_lost (window, &taken->first_ms);
  return !csms_replay_window_get_failed (window);
}
