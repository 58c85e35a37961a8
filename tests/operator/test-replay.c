/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-sieve.h"
#include "csms-replay-window.h"
#include "csms-words.h"

/* A server's event log, and how that server answers getEventsSince. */
typedef struct {
  char *id;
  gint64 ts;
} Entry;

typedef enum {
  SERVER_DEPLOYED,              /* ts and eventId, both mean "after this millisecond" */
  SERVER_GUIDE,                 /* eventId only, after that very event; anything else is a 400 */
  SERVER_GUIDE_SILENT,          /* the same, but what it does not understand brings nothing */
  SERVER_GUIDE_LOOSE,           /* the same, but what it does not understand brings everything */
  SERVER_GUIDE_BY_PLACE,        /* the same, but after the millisecond of an eventId that is none of its own */
  SERVER_DEAF_TO_TS,            /* ignores ts, and takes the millisecond out of an eventId */
} Kind;

typedef struct {
  GArray *log;
  Kind kind;
  guint cap;                    /* 0: pages are as long as asked for */
  gboolean no_unlimited;
  guint questions;
  guint unlimited;
  gint64 earliest_ts;           /* the lowest millisecond asked for */
} Server;

typedef struct {
  GHashTable *got;
  guint dropped;
} Taken;

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->id);
}

static void
server_init (Server *server, Kind kind)
{
  *server = (Server) { .kind = kind, .earliest_ts = G_MAXINT64 };
  server->log = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (server->log, clear_entry);
}

static const char *
log_event (Server *server, gint64 ts)
{
  Entry entry = { g_strdup_printf ("evt-%" G_GINT64_FORMAT "-%u", ts, 1000 + server->log->len), ts };

  g_array_append_val (server->log, entry);
  return g_array_index (server->log, Entry, server->log->len - 1).id;
}

/* Events of a burst: one to eight a millisecond, as recorded. */
static void
log_burst (Server *server, guint n, gint64 from, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gint64 ts = from;

  while (n > 0)
    {
      guint here = (guint) g_rand_int_range (rand, 1, 9);

      here = MIN (here, n);
      for (guint i = 0; i < here; i++)
        log_event (server, ts);
      n -= here;
      ts += g_rand_int_range (rand, 1, 4);
    }
}

static guint
find_id (Server *server, const char *id)
{
  for (guint i = 0; i < server->log->len; i++)
    if (g_str_equal (g_array_index (server->log, Entry, i).id, id))
      return i + 1;
  return 0;
}

static guint
find_after (Server *server, gint64 ms)
{
  guint i = 0;

  while (i < server->log->len && g_array_index (server->log, Entry, i).ts <= ms)
    i++;
  return i;
}

/* Returns: whether it answers; @from: the first entry of its answer */
static gboolean
server_locate (Server *server, const CsmsReplayQuestion *question, guint *from)
{
  gint64 ms = question->ts_ms;

  if (server->kind == SERVER_DEPLOYED || (server->kind == SERVER_DEAF_TO_TS && question->event_id != NULL))
    {
      if (question->event_id != NULL && !csms_event_id_get_ms (question->event_id, &ms))
        ms = 0;
      *from = find_after (server, ms);
      return TRUE;
    }
  if (server->kind == SERVER_DEAF_TO_TS)
    {
      *from = 0;
      return TRUE;
    }
  *from = question->event_id != NULL ? find_id (server, question->event_id) : 0;
  if (*from == 0 && server->kind == SERVER_GUIDE_BY_PLACE && csms_event_id_get_ms (question->event_id, &ms))
    {
      *from = find_after (server, ms);
      return TRUE;
    }
  if (*from == 0 && server->kind == SERVER_GUIDE_SILENT)
    *from = server->log->len;
  return *from > 0 || server->kind == SERVER_GUIDE_LOOSE;
}

static void
answer (Server *server, CsmsReplayWindow *window, const CsmsReplayQuestion *question, CsmsEventSieve *sieve, Taken *taken)
{
  CsmsReplayPage page = { 0 };
  guint from, limit = question->limit;

  server->questions++;
  server->unlimited += limit == 0 ? 1 : 0;
  server->earliest_ts = MIN (server->earliest_ts, question->ts_ms + 1);
  g_assert_cmpuint (limit, <=, 500);
  if (!server_locate (server, question, &from))
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

static gboolean
replay (Server *server, const char *cursor, gint64 from_ms, CsmsEventSieve *sieve, Taken *taken)
{
  g_autoptr (CsmsReplayWindow) window = csms_replay_window_new (cursor, from_ms);
  CsmsReplayQuestion question;

  while (csms_replay_window_next (window, &question))
    {
      g_assert_cmpuint (server->questions, <, 1000);
      answer (server, window, &question, sieve, taken);
    }
  return !csms_replay_window_get_failed (window);
}

#define T0 G_GINT64_CONSTANT (1795472292486)

typedef struct {
  Server server;
  CsmsEventSieve *sieve;
  Taken taken;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  server_init (&fixture->server, (Kind) GPOINTER_TO_UINT (data));
  fixture->sieve = csms_event_sieve_new (CSMS_EVENT_SIEVE_SIZE);
  fixture->taken.got = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_array_unref (fixture->server.log);
  csms_event_sieve_free (fixture->sieve);
  g_hash_table_unref (fixture->taken.got);
}

/* A burst of 1,300 lost 5, 23 and 282 when paged by id; none may be lost, whatever the pages' length. */
static void
test_burst (Fixture *fixture, gconstpointer data)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      const guint caps[] = { 0, 100, 25 };

      for (guint c = 0; c < G_N_ELEMENTS (caps); c++)
        {
          tear_down (fixture, data);
          set_up (fixture, data);
          fixture->server.cap = caps[c];
          log_event (&fixture->server, T0);
          log_burst (&fixture->server, 1300, T0 + 1, seed);
          csms_event_sieve_pass (fixture->sieve, g_array_index (fixture->server.log, Entry, 0).id);
          g_assert_true (replay (&fixture->server, g_array_index (fixture->server.log, Entry, 0).id,
                                 T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
          g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 1300);
        }
    }
}

static void
test_one_millisecond (Fixture *fixture, gconstpointer data)
{
  const char *cursor = log_event (&fixture->server, T0);

  for (guint i = 0; i < 700; i++)
    log_event (&fixture->server, T0 + 5);
  log_burst (&fixture->server, 300, T0 + 6, 3);
  g_assert_true (replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 1001);
  g_assert_cmpuint (fixture->server.unlimited, ==, 1);
}

static void
test_one_millisecond_no_unlimited (Fixture *fixture, gconstpointer data)
{
  const char *cursor = log_event (&fixture->server, T0);

  fixture->server.no_unlimited = TRUE;
  for (guint i = 0; i < 700; i++)
    log_event (&fixture->server, T0 + 5);
  log_burst (&fixture->server, 300, T0 + 6, 3);
  /* What it can not get it says, and it gets the rest. */
  g_assert_false (replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), >=, 801);
}

/* All that was missed shares a millisecond, and a page holds it: the same page once more is no sign of more. */
static void
test_one_millisecond_in_a_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cursor = csms_event_id_from_time_ms (T0);

  for (guint i = 0; i < 39; i++)
    log_event (&fixture->server, T0 + 5);
  g_assert_true (replay (&fixture->server, cursor, T0, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 39);
}

/* A server that goes by place has all of a crowded millisecond to give, page by page. */
static void
test_one_millisecond_by_place (Fixture *fixture, gconstpointer data)
{
  const guint caps[] = { 0, 100, 25 };

  for (guint c = 0; c < G_N_ELEMENTS (caps); c++)
    {
      tear_down (fixture, data);
      set_up (fixture, data);
      fixture->server.cap = caps[c];
      log_event (&fixture->server, T0);
      for (guint i = 0; i < 1200; i++)
        log_event (&fixture->server, T0 + 5);
      log_burst (&fixture->server, 300, T0 + 6, 3);
      g_assert_true (replay (&fixture->server, g_array_index (fixture->server.log, Entry, 0).id, T0 - CSMS_REPLAY_OVERLAP_MS,
                             fixture->sieve, &fixture->taken));
      g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 1501);
    }
}

/* Pages are cut shorter than asked for, and a first form was not understood: what was learnt of it holds for the next. */
static void
test_capped (Fixture *fixture, gconstpointer data)
{
  const char *cursor = log_event (&fixture->server, T0);

  fixture->server.cap = 100;
  for (guint i = 0; i < 300; i++)
    log_event (&fixture->server, T0 + 5);
  log_burst (&fixture->server, 50, T0 + 6, 3);
  /* What it can not get it says, and it gets the rest. */
  g_assert_false (replay (&fixture->server, cursor, T0, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), >=, 150);
}

/* The log is written after the push: an event older than the cursor appears in it only later. */
static void
test_overlap (Fixture *fixture, gconstpointer data)
{
  const char *late = log_event (&fixture->server, T0 - 3000);
  const char *cursor = log_event (&fixture->server, T0);
  g_autofree char *late_copy = g_strdup (late);

  csms_event_sieve_pass (fixture->sieve, cursor);
  g_assert_true (replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 1);
  g_assert_true (g_hash_table_contains (fixture->taken.got, late_copy));
}

/* Thousands of the overlap's events have been seen: full pages with nothing new are not the end. */
static void
test_overlap_of_many (Fixture *fixture, gconstpointer data)
{
  log_burst (&fixture->server, 3000, T0, 7);
  for (guint i = 0; i < 2990; i++)
    csms_event_sieve_pass (fixture->sieve, g_array_index (fixture->server.log, Entry, i).id);
  g_assert_true (replay (&fixture->server, g_array_index (fixture->server.log, Entry, 2900).id, T0, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 10);
  g_assert_cmpuint (fixture->server.unlimited, ==, 0);
}

static void
test_guide (Fixture *fixture, gconstpointer data)
{
  const char *cursor;
  g_autofree char *copy = NULL;

  log_burst (&fixture->server, 40, T0 - 50000, 1);
  cursor = log_event (&fixture->server, T0);
  copy = g_strdup (cursor);
  log_burst (&fixture->server, 1300, T0 + 1, 2);
  csms_event_sieve_pass (fixture->sieve, copy);
  g_assert_true (replay (&fixture->server, copy, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 1300);
}

static void
test_guide_made_up_cursor (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cursor = csms_event_id_from_time_ms (T0);

  log_burst (&fixture->server, 10, T0 + 1, 2);
  /* It knows no id of ours and nothing else: there is no way, and that is said. */
  g_assert_false (replay (&fixture->server, cursor, T0, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 0);
}

static void
test_nothing_missed (Fixture *fixture, gconstpointer data)
{
  const char *cursor = log_event (&fixture->server, T0);

  csms_event_sieve_pass (fixture->sieve, cursor);
  g_assert_true (replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 0);
  g_assert_cmpuint (fixture->server.questions, <=, fixture->server.kind == SERVER_GUIDE ? 3 : 2);
}

/* A malformed id would replay from the beginning of time. */
static void
test_malformed_never_sent (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "evt-abc-1", "", "evt", "x", "evt--1", NULL };

  log_burst (&fixture->server, 10, T0, 2);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_false (replay (&fixture->server, ids[i], 0, fixture->sieve, &fixture->taken));
      g_assert_cmpuint (fixture->server.questions, ==, 0);
    }
  g_assert_cmpint (csms_event_id_get_time_ms ("evt-17-3"), ==, 0);
  g_assert_cmpint (csms_event_id_get_time_ms ("evt-1795472292486-2912"), ==, T0);
  g_assert_cmpint (csms_event_id_get_time_ms (NULL), ==, 0);
}

#define ADD(PATH, KIND, FUNC) g_test_add (PATH, Fixture, GUINT_TO_POINTER (KIND), set_up, FUNC, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/operator/replay/trap-03-burst-is-complete", SERVER_DEPLOYED, test_burst);
  ADD ("/operator/replay/trap-03-one-millisecond", SERVER_DEPLOYED, test_one_millisecond);
  ADD ("/operator/replay/trap-03-one-millisecond-no-unlimited", SERVER_DEPLOYED, test_one_millisecond_no_unlimited);
  ADD ("/operator/replay/trap-03-one-millisecond-no-ts", SERVER_DEAF_TO_TS, test_one_millisecond_no_unlimited);
  ADD ("/operator/replay/capped", SERVER_DEPLOYED, test_capped);
  ADD ("/operator/replay/capped-no-ts", SERVER_DEAF_TO_TS, test_capped);
  ADD ("/operator/replay/one-millisecond-in-a-page", SERVER_DEPLOYED, test_one_millisecond_in_a_page);
  ADD ("/operator/replay/one-millisecond-in-a-page-by-place", SERVER_GUIDE_BY_PLACE, test_one_millisecond_in_a_page);
  ADD ("/operator/replay/one-millisecond-in-a-page-no-ts", SERVER_DEAF_TO_TS, test_one_millisecond_in_a_page);
  ADD ("/operator/replay/one-millisecond-by-place", SERVER_GUIDE_BY_PLACE, test_one_millisecond_by_place);
  ADD ("/operator/replay/trap-03-log-is-late", SERVER_DEPLOYED, test_overlap);
  ADD ("/operator/replay/trap-03-overlap-of-many", SERVER_DEPLOYED, test_overlap_of_many);
  ADD ("/operator/replay/trap-03-malformed-is-never-sent", SERVER_DEPLOYED, test_malformed_never_sent);
  ADD ("/operator/replay/trap-03-guide-knows-ids-only", SERVER_GUIDE, test_guide);
  ADD ("/operator/replay/guide-silent", SERVER_GUIDE_SILENT, test_guide);
  ADD ("/operator/replay/guide-loose", SERVER_GUIDE_LOOSE, test_guide);
  ADD ("/operator/replay/guide-by-place", SERVER_GUIDE_BY_PLACE, test_guide);
  ADD ("/operator/replay/deaf-to-ts", SERVER_DEAF_TO_TS, test_guide);
  ADD ("/operator/replay/guide-made-up-cursor", SERVER_GUIDE, test_guide_made_up_cursor);
  ADD ("/operator/replay/nothing-missed", SERVER_DEPLOYED, test_nothing_missed);
  ADD ("/operator/replay/nothing-missed-guide", SERVER_GUIDE, test_nothing_missed);
  return g_test_run ();
}
