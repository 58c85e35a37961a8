/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay-log.h"

#define T0 G_GINT64_CONSTANT (1795472292486)

typedef struct {
  ReplayLog server;
  CsmsEventSieve *sieve;
  ReplayTaken taken;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  replay_log_init (&fixture->server, (ReplayLogKind) GPOINTER_TO_UINT (data));
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
          replay_log_add (&fixture->server, T0);
          replay_log_add_burst (&fixture->server, 1300, T0 + 1, seed);
          csms_event_sieve_pass (fixture->sieve, replay_log_get_id (&fixture->server, 0));
          g_assert_true (replay_log_replay (&fixture->server, replay_log_get_id (&fixture->server, 0),
                                 T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
          g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 1300);
        }
    }
}

static void
test_one_millisecond (Fixture *fixture, gconstpointer data)
{
  const char *cursor = replay_log_add (&fixture->server, T0);

  for (guint i = 0; i < 700; i++)
    replay_log_add (&fixture->server, T0 + 5);
  replay_log_add_burst (&fixture->server, 300, T0 + 6, 3);
  g_assert_true (replay_log_replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 1001);
  g_assert_cmpuint (fixture->server.unlimited, ==, 1);
}

static void
test_one_millisecond_no_unlimited (Fixture *fixture, gconstpointer data)
{
  const char *cursor = replay_log_add (&fixture->server, T0);

  fixture->server.no_unlimited = TRUE;
  for (guint i = 0; i < 700; i++)
    replay_log_add (&fixture->server, T0 + 5);
  replay_log_add_burst (&fixture->server, 300, T0 + 6, 3);
  /* What it can not get it says, and it gets the rest. */
  g_assert_false (replay_log_replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), >=, 801);
}

/* All that was missed shares a millisecond, and a page holds it: the same page once more is no sign of more. */
static void
test_one_millisecond_in_a_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cursor = csms_event_id_from_time_ms (T0);

  for (guint i = 0; i < 39; i++)
    replay_log_add (&fixture->server, T0 + 5);
  g_assert_true (replay_log_replay (&fixture->server, cursor, T0, fixture->sieve, &fixture->taken));
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
      replay_log_add (&fixture->server, T0);
      for (guint i = 0; i < 1200; i++)
        replay_log_add (&fixture->server, T0 + 5);
      replay_log_add_burst (&fixture->server, 300, T0 + 6, 3);
      g_assert_true (replay_log_replay (&fixture->server, replay_log_get_id (&fixture->server, 0), T0 - CSMS_REPLAY_OVERLAP_MS,
                             fixture->sieve, &fixture->taken));
      g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 1501);
    }
}

/* Pages are cut shorter than asked for, and a first form was not understood: what was learnt of it holds for the next. */
static void
test_capped (Fixture *fixture, gconstpointer data)
{
  const char *cursor = replay_log_add (&fixture->server, T0);

  fixture->server.cap = 100;
  for (guint i = 0; i < 300; i++)
    replay_log_add (&fixture->server, T0 + 5);
  replay_log_add_burst (&fixture->server, 50, T0 + 6, 3);
  /* What it can not get it says, and it gets the rest. */
  g_assert_false (replay_log_replay (&fixture->server, cursor, T0, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), >=, 150);
}

/* The log is written after the push: an event older than the cursor appears in it only later. */
static void
test_overlap (Fixture *fixture, gconstpointer data)
{
  const char *late = replay_log_add (&fixture->server, T0 - 3000);
  const char *cursor = replay_log_add (&fixture->server, T0);
  g_autofree char *late_copy = g_strdup (late);

  csms_event_sieve_pass (fixture->sieve, cursor);
  g_assert_true (replay_log_replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 1);
  g_assert_true (g_hash_table_contains (fixture->taken.got, late_copy));
}

/* Thousands of the overlap's events have been seen: full pages with nothing new are not the end. */
static void
test_overlap_of_many (Fixture *fixture, gconstpointer data)
{
  replay_log_add_burst (&fixture->server, 3000, T0, 7);
  for (guint i = 0; i < 2990; i++)
    csms_event_sieve_pass (fixture->sieve, replay_log_get_id (&fixture->server, i));
  g_assert_true (replay_log_replay (&fixture->server, replay_log_get_id (&fixture->server, 2900), T0, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 10);
  g_assert_cmpuint (fixture->server.unlimited, ==, 0);
}

static void
test_guide (Fixture *fixture, gconstpointer data)
{
  const char *cursor;
  g_autofree char *copy = NULL;

  replay_log_add_burst (&fixture->server, 40, T0 - 50000, 1);
  cursor = replay_log_add (&fixture->server, T0);
  copy = g_strdup (cursor);
  replay_log_add_burst (&fixture->server, 1300, T0 + 1, 2);
  csms_event_sieve_pass (fixture->sieve, copy);
  g_assert_true (replay_log_replay (&fixture->server, copy, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 1300);
}

static void
test_guide_made_up_cursor (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cursor = csms_event_id_from_time_ms (T0);

  replay_log_add_burst (&fixture->server, 10, T0 + 1, 2);
  /* It knows no id of ours and nothing else: there is no way, and that is said. */
  g_assert_false (replay_log_replay (&fixture->server, cursor, T0, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 0);
}

static void
test_nothing_missed (Fixture *fixture, gconstpointer data)
{
  const char *cursor = replay_log_add (&fixture->server, T0);

  csms_event_sieve_pass (fixture->sieve, cursor);
  g_assert_true (replay_log_replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 0);
  g_assert_cmpuint (fixture->server.questions, <=, fixture->server.kind == REPLAY_LOG_GUIDE ? 3 : 2);
}

/* A malformed id would replay from the beginning of time. */
static void
test_malformed_never_sent (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "evt-abc-1", "", "evt", "x", "evt--1", NULL };

  replay_log_add_burst (&fixture->server, 10, T0, 2);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_false (replay_log_replay (&fixture->server, ids[i], 0, fixture->sieve, &fixture->taken));
      g_assert_cmpuint (fixture->server.questions, ==, 0);
    }
  g_assert_cmpint (csms_event_id_get_time_ms ("evt-17-3"), ==, 0);
  g_assert_cmpint (csms_event_id_get_time_ms ("evt-1795472292486-2912"), ==, T0);
  g_assert_cmpint (csms_event_id_get_time_ms (NULL), ==, 0);
}

/* Four events, the last of them the cursor's, and 40 that were missed. */
static void
expect_cursor (Fixture *fixture, char **before, char **cursor)
{
  for (guint i = 0; i < 2; i++)
    replay_log_add (&fixture->server, T0 - 60000 + i);
  *before = g_strdup (replay_log_add (&fixture->server, T0 - 50000));
  *cursor = g_strdup (replay_log_add (&fixture->server, T0));
  csms_event_sieve_pass (fixture->sieve, *before);
  csms_event_sieve_pass (fixture->sieve, *cursor);
  fixture->server.known_ms = T0;
  fixture->server.before_id = *before;
}

/* Whatever the question that a server understands, a log that holds the cursor's event holds all that came after it. */
static void
test_reaches_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *cursor = NULL;

  expect_cursor (fixture, &before, &cursor);
  for (guint n = 0; n <= 40; n += 40)
    {
      replay_log_add_burst (&fixture->server, n, T0 + 5000, 5);
      g_assert_true (replay_log_replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
      g_assert_false (fixture->taken.lost);
      g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, n);
    }
}

/* A log that was emptied gives what came since, and no word of what it no longer has. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *cursor = NULL;

  expect_cursor (fixture, &before, &cursor);
  replay_log_forget (&fixture->server, 4);
  if (replay_log_replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken))
    {
      g_assert_true (fixture->taken.lost);
      g_assert_cmpint (fixture->taken.first_ms, ==, 0);
    }
  replay_log_add_burst (&fixture->server, 40, T0 + 5000, 5);
  if (!replay_log_replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken))
    {
      g_assert_cmpint (fixture->server.kind, ==, REPLAY_LOG_GUIDE);
      return;
    }
  g_assert_true (fixture->taken.lost);
  if (fixture->server.kind == REPLAY_LOG_GUIDE_SILENT)
    return;
  g_assert_cmpint (fixture->taken.first_ms, ==, T0 + 5000);
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 40);
}

/* What came before the cursor was never in the log: that is no loss. */
static void
test_before_never_logged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *cursor = NULL;

  expect_cursor (fixture, &before, &cursor);
  fixture->server.before_id = "evt-1795472242486-7";
  replay_log_add_burst (&fixture->server, 40, T0 + 5000, 5);
  g_assert_true (replay_log_replay (&fixture->server, cursor, T0 - CSMS_REPLAY_OVERLAP_MS, fixture->sieve, &fixture->taken));
  g_assert_false (fixture->taken.lost);
  g_assert_cmpuint (g_hash_table_size (fixture->taken.got), ==, 40);
}

#define ADD(PATH, KIND, FUNC) g_test_add (PATH, Fixture, GUINT_TO_POINTER (KIND), set_up, FUNC, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/operator/replay/trap-03-burst-is-complete", REPLAY_LOG_DEPLOYED, test_burst);
  ADD ("/operator/replay/trap-03-one-millisecond", REPLAY_LOG_DEPLOYED, test_one_millisecond);
  ADD ("/operator/replay/trap-03-one-millisecond-no-unlimited", REPLAY_LOG_DEPLOYED, test_one_millisecond_no_unlimited);
  ADD ("/operator/replay/trap-03-one-millisecond-no-ts", REPLAY_LOG_DEAF_TO_TS, test_one_millisecond_no_unlimited);
  ADD ("/operator/replay/capped", REPLAY_LOG_DEPLOYED, test_capped);
  ADD ("/operator/replay/capped-no-ts", REPLAY_LOG_DEAF_TO_TS, test_capped);
  ADD ("/operator/replay/one-millisecond-in-a-page", REPLAY_LOG_DEPLOYED, test_one_millisecond_in_a_page);
  ADD ("/operator/replay/one-millisecond-in-a-page-by-place", REPLAY_LOG_GUIDE_BY_PLACE, test_one_millisecond_in_a_page);
  ADD ("/operator/replay/one-millisecond-in-a-page-no-ts", REPLAY_LOG_DEAF_TO_TS, test_one_millisecond_in_a_page);
  ADD ("/operator/replay/one-millisecond-by-place", REPLAY_LOG_GUIDE_BY_PLACE, test_one_millisecond_by_place);
  ADD ("/operator/replay/trap-03-log-is-late", REPLAY_LOG_DEPLOYED, test_overlap);
  ADD ("/operator/replay/trap-03-overlap-of-many", REPLAY_LOG_DEPLOYED, test_overlap_of_many);
  ADD ("/operator/replay/trap-03-malformed-is-never-sent", REPLAY_LOG_DEPLOYED, test_malformed_never_sent);
  ADD ("/operator/replay/trap-03-guide-knows-ids-only", REPLAY_LOG_GUIDE, test_guide);
  ADD ("/operator/replay/guide-silent", REPLAY_LOG_GUIDE_SILENT, test_guide);
  ADD ("/operator/replay/guide-loose", REPLAY_LOG_GUIDE_LOOSE, test_guide);
  ADD ("/operator/replay/guide-by-place", REPLAY_LOG_GUIDE_BY_PLACE, test_guide);
  ADD ("/operator/replay/deaf-to-ts", REPLAY_LOG_DEAF_TO_TS, test_guide);
  ADD ("/operator/replay/guide-made-up-cursor", REPLAY_LOG_GUIDE, test_guide_made_up_cursor);
  ADD ("/operator/replay/nothing-missed", REPLAY_LOG_DEPLOYED, test_nothing_missed);
  ADD ("/operator/replay/nothing-missed-guide", REPLAY_LOG_GUIDE, test_nothing_missed);
  for (guint kind = 0; kind < REPLAY_LOG_N_KINDS; kind++)
    {
      g_autofree char *reaches = g_strdup_printf ("/operator/replay/reaches-back/%u", kind);
      g_autofree char *lost = g_strdup_printf ("/operator/replay/log-was-lost/%u", kind);
      g_autofree char *unlogged = g_strdup_printf ("/operator/replay/before-was-never-logged/%u", kind);

      ADD (reaches, kind, test_reaches_back);
      ADD (lost, kind, test_lost);
      if (kind != REPLAY_LOG_GUIDE_LOOSE)
        ADD (unlogged, kind, test_before_never_logged);
    }
  return g_test_run ();
}
