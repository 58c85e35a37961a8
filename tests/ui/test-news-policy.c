/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-news-policy.h"
#include "csms-quiet.h"
#include "ui-fixture.h"

#define MINUTE 60000
#define ALL ((1u << CSMS_NEWS_N_KINDS) - 1)

/* A desk that notes each call, like "station-a: Started 1 | Faulted", "-station-a", "many: 12 started". */
typedef struct {
  CsmsNewsPolicy *policy;
  CsmsNewsRules rules;
  gint64 now_ms;
  gint64 next_ms;
  GPtrArray *said;
} Desk;

static void
desk_init (Desk *desk)
{
  desk->policy = csms_news_policy_new ();
  desk->rules = (CsmsNewsRules) { .kinds = ALL, .offline_ms = 2 * MINUTE, .connection_ms = MINUTE };
  desk->now_ms = 1000 * MINUTE;
  desk->said = g_ptr_array_new_with_free_func (g_free);
  csms_news_policy_set_live (desk->policy, TRUE);
}

static void
desk_clear (Desk *desk)
{
  csms_news_policy_free (desk->policy);
  g_ptr_array_unref (desk->said);
}

static void
note (const CsmsNewsDeed *deed, gpointer user_data)
{
  Desk *desk = user_data;
  GString *text = g_string_new (deed->withdraw ? "-" : "");

  g_string_append (text, deed->id);
  for (int kind = 0; !deed->withdraw && kind < CSMS_NEWS_N_KINDS; kind++)
    if (deed->counts != NULL && deed->counts[kind] > 0)
      g_string_append_printf (text, " %d:%u", kind, deed->counts[kind]);
    else if (deed->counts == NULL && deed->items[kind] != NULL)
      g_string_append_printf (text, " %s", deed->items[kind]->line);
  g_ptr_array_add (desk->said, g_string_free (text, FALSE));
}

static void
run (Desk *desk, gint64 later_ms)
{
  desk->now_ms += later_ms;
  desk->next_ms = csms_news_policy_run (desk->policy, &desk->rules, desk->now_ms, note, desk);
}

static void
add_full (Desk *desk, CsmsNewsKind kind, const char *station, const char *mark, const char *line, gboolean later)
{
  const CsmsNews news = { .kind = kind, .station_id = station, .mark = mark, .title = "Title", .line = line, .connector_id = 1 };

  csms_news_policy_add (desk->policy, &news, later, desk->now_ms);
}

static void
add (Desk *desk, CsmsNewsKind kind, const char *station, const char *line)
{
  add_full (desk, kind, station, NULL, line, FALSE);
}

/* Says what was told since the last time, and that it was all. */
#define expect(desk, ...) expect_lines (desk, (const char *[]) { __VA_ARGS__, NULL })

static void
expect_lines (Desk *desk, const char *const *lines)
{
  g_autofree char *wanted = g_strjoinv ("; ", (char **) lines);
  g_autofree char *said = NULL;

  g_ptr_array_add (desk->said, NULL);
  said = g_strjoinv ("; ", (char **) desk->said->pdata);
  g_assert_cmpstr (said, ==, wanted);
  g_ptr_array_set_size (desk->said, 0);
}

static void
expect_nothing (Desk *desk)
{
  expect_lines (desk, (const char *[]) { NULL });
}

static void
test_replaced (void)
{
  Desk desk;

  desk_init (&desk);
  add (&desk, CSMS_NEWS_STARTED, "a", "started");
  run (&desk, 0);
  expect (&desk, "station-a started");
  add (&desk, CSMS_NEWS_STOPPED, "a", "stopped");
  run (&desk, 5000);
  expect (&desk, "station-a stopped");
  run (&desk, 5000);
  expect_nothing (&desk);
  g_assert_cmpint (desk.next_ms, ==, 0);
  desk_clear (&desk);
}

/* One a second for a station: what comes sooner waits, and only the newest of it is told. */
static void
test_pace (void)
{
  Desk desk;

  desk_init (&desk);
  add (&desk, CSMS_NEWS_STARTED, "a", "1");
  run (&desk, 0);
  add (&desk, CSMS_NEWS_STOPPED, "a", "2");
  run (&desk, 10);
  add (&desk, CSMS_NEWS_STARTED, "a", "3");
  run (&desk, 10);
  expect (&desk, "station-a 1");
  g_assert_cmpint (desk.next_ms, ==, desk.now_ms - 20 + CSMS_NEWS_PACE_MS);
  run (&desk, CSMS_NEWS_PACE_MS - 20);
  expect (&desk, "station-a 3");
  desk_clear (&desk);
}

static void
test_kinds (void)
{
  Desk desk;

  desk_init (&desk);
  for (int kind = 0; kind < CSMS_NEWS_N_KINDS; kind++)
    {
      gboolean whole = kind == CSMS_NEWS_CONNECTION || kind == CSMS_NEWS_RECOVERED;

      desk.rules.kinds = ALL & ~(1u << kind);
      add (&desk, kind, whole ? NULL : "a", "unwanted");
      run (&desk, 10 * MINUTE);
      expect_nothing (&desk);
    }
  desk_clear (&desk);
}

/* What still holds stays in sight beside what is new, and is taken back when it is over. */
static void
test_fault (void)
{
  Desk desk;

  desk_init (&desk);
  add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  run (&desk, 0);
  add (&desk, CSMS_NEWS_STOPPED, "a", "stopped");
  run (&desk, 2000);
  expect (&desk, "station-a fault", "station-a fault stopped");
  add (&desk, CSMS_NEWS_FAULTED, "a", "the same fault");
  run (&desk, 2000);
  expect_nothing (&desk);
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  run (&desk, 2000);
  expect (&desk, "-station-a");
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  run (&desk, 2000);
  expect_nothing (&desk);
  desk_clear (&desk);
}

static void
test_two_conditions (void)
{
  Desk desk;

  desk_init (&desk);
  add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  run (&desk, 0);
  add_full (&desk, CSMS_NEWS_COMMAND, "a", "id1", "unconfirmed", FALSE);
  run (&desk, 2000);
  csms_news_policy_end (desk.policy, CSMS_NEWS_COMMAND, "a", "another");
  run (&desk, 2000);
  expect (&desk, "station-a fault", "station-a fault unconfirmed");
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  run (&desk, 2000);
  expect (&desk, "station-a unconfirmed");
  csms_news_policy_end (desk.policy, CSMS_NEWS_COMMAND, "a", "id1");
  run (&desk, 2000);
  expect (&desk, "-station-a");
  desk_clear (&desk);
}

static void
test_offline (void)
{
  Desk desk;

  desk_init (&desk);
  add (&desk, CSMS_NEWS_OFFLINE, "a", "offline");
  run (&desk, 0);
  g_assert_cmpint (desk.next_ms, ==, desk.now_ms + 2 * MINUTE);
  add (&desk, CSMS_NEWS_OFFLINE, "b", "offline");
  run (&desk, 2 * MINUTE - 1);
  expect_nothing (&desk);
  csms_news_policy_end (desk.policy, CSMS_NEWS_OFFLINE, "b", NULL);
  run (&desk, 1);
  expect (&desk, "station-a offline");
  csms_news_policy_end (desk.policy, CSMS_NEWS_OFFLINE, "a", NULL);
  run (&desk, 5 * MINUTE);
  expect (&desk, "-station-a");
  desk_clear (&desk);
}

/* While the connection is down nobody knows whether a station is still away. */
static void
test_offline_unknown (void)
{
  Desk desk;

  desk_init (&desk);
  add (&desk, CSMS_NEWS_OFFLINE, "a", "offline");
  csms_news_policy_set_live (desk.policy, FALSE);
  run (&desk, 5 * MINUTE);
  expect_nothing (&desk);
  csms_news_policy_set_live (desk.policy, TRUE);
  run (&desk, 0);
  expect (&desk, "station-a offline");
  desk_clear (&desk);
}

static void
test_connection (void)
{
  Desk desk;

  desk_init (&desk);
  add (&desk, CSMS_NEWS_CONNECTION, NULL, "lost");
  run (&desk, MINUTE - 1);
  expect_nothing (&desk);
  csms_news_policy_end (desk.policy, CSMS_NEWS_CONNECTION, NULL, NULL);
  run (&desk, MINUTE);
  expect_nothing (&desk);
  add (&desk, CSMS_NEWS_CONNECTION, NULL, "lost");
  run (&desk, MINUTE);
  expect (&desk, "connection lost");
  csms_news_policy_end (desk.policy, CSMS_NEWS_CONNECTION, NULL, NULL);
  run (&desk, 2000);
  expect (&desk, "-connection");
  desk_clear (&desk);
}

/* 1,000 events a second make a handful of calls, and the sum has counted each of them. */
static void
test_storm (void)
{
  Desk desk;
  guint n_calls;

  desk_init (&desk);
  for (int i = 0; i < 60 * 4; i++)
    {
      for (int k = 0; k < 125; k++)
        {
          g_autofree char *station = g_strdup_printf ("s%d", (i * 125 + k) % 500);

          add (&desk, CSMS_NEWS_STARTED, station, "started");
          add (&desk, CSMS_NEWS_STOPPED, station, "stopped");
        }
      run (&desk, 250);
    }
  for (int i = 0; i < 3; i++)
    run (&desk, CSMS_NEWS_SUM_PACE_MS);
  n_calls = desk.said->len;
  g_assert_cmpuint (n_calls, <, 40);
  g_assert_cmpstr (desk.said->pdata[n_calls - 1], ==, "many 4:30000 5:30000");
  desk_clear (&desk);
}

/* The ones that came before it was seen to be a storm are taken back, and counted. */
static void
test_storm_begins (void)
{
  Desk desk;

  desk_init (&desk);
  for (int i = 0; i <= CSMS_NEWS_STORM; i++)
    {
      g_autofree char *station = g_strdup_printf ("s%d", i);

      add (&desk, i == 0 ? CSMS_NEWS_FAULTED : CSMS_NEWS_STARTED, station, "x");
      run (&desk, 100);
    }
  g_assert_cmpuint (desk.said->len, ==, CSMS_NEWS_STORM + CSMS_NEWS_STORM + 1);
  g_assert_cmpstr (desk.said->pdata[2 * CSMS_NEWS_STORM], ==, "many 0:1 5:10");
  g_ptr_array_set_size (desk.said, 0);
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "s0", NULL);
  run (&desk, CSMS_NEWS_SUM_PACE_MS);
  expect (&desk, "many 5:10");
  /* And when it has calmed down each is told again. */
  add (&desk, CSMS_NEWS_STARTED, "s3", "alone");
  run (&desk, 2 * CSMS_NEWS_STORM_MS);
  expect (&desk, "station-s3 alone");
  desk_clear (&desk);
}

/* A sum that nothing is left of goes. */
static void
test_storm_of_outages (void)
{
  Desk desk;

  desk_init (&desk);
  for (int i = 0; i < 500; i++)
    {
      g_autofree char *station = g_strdup_printf ("s%d", i);

      add (&desk, CSMS_NEWS_OFFLINE, station, "offline");
    }
  run (&desk, 2 * MINUTE);
  expect (&desk, "many 2:500");
  for (int i = 0; i < 500; i++)
    {
      g_autofree char *station = g_strdup_printf ("s%d", i);

      csms_news_policy_end (desk.policy, CSMS_NEWS_OFFLINE, station, NULL);
    }
  run (&desk, CSMS_NEWS_SUM_PACE_MS);
  expect (&desk, "-many");
  desk_clear (&desk);
}

/* Nothing while it is quiet; then one sum of what still holds. */
static void
test_quiet (void)
{
  Desk desk;

  desk_init (&desk);
  desk.rules.quiet = TRUE;
  add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  add (&desk, CSMS_NEWS_FAULTED, "b", "fault");
  add_full (&desk, CSMS_NEWS_STARTED, "a", "t1", "started", FALSE);
  add_full (&desk, CSMS_NEWS_STARTED, "c", "t2", "started", FALSE);
  add (&desk, CSMS_NEWS_RECOVERED, NULL, "143 events");
  run (&desk, 0);
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "b", NULL);
  add_full (&desk, CSMS_NEWS_STOPPED, "c", "t2", "stopped", FALSE);
  run (&desk, 60 * MINUTE);
  expect_nothing (&desk);
  desk.rules.quiet = FALSE;
  run (&desk, MINUTE);
  expect (&desk, "meanwhile 0:1 5:1");
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  run (&desk, MINUTE);
  expect (&desk, "meanwhile 5:1");
  desk_clear (&desk);
}

/* The connection may still be lost then: that is told, and what is known of nothing else waits for it. */
static void
test_quiet_and_lost (void)
{
  Desk desk;

  desk_init (&desk);
  desk.rules.quiet = TRUE;
  add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  run (&desk, 0);
  csms_news_policy_set_live (desk.policy, FALSE);
  add (&desk, CSMS_NEWS_CONNECTION, NULL, "lost");
  run (&desk, 60 * MINUTE);
  expect_nothing (&desk);
  desk.rules.quiet = FALSE;
  run (&desk, MINUTE);
  expect (&desk, "meanwhile 3:1");
  csms_news_policy_set_live (desk.policy, TRUE);
  csms_news_policy_end (desk.policy, CSMS_NEWS_CONNECTION, NULL, NULL);
  run (&desk, MINUTE);
  expect (&desk, "meanwhile 0:1");
  desk_clear (&desk);
}

static void
test_quiet_and_over (void)
{
  Desk desk;

  desk_init (&desk);
  desk.rules.quiet = TRUE;
  add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  run (&desk, 0);
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  desk.rules.quiet = FALSE;
  run (&desk, 60 * MINUTE);
  expect_nothing (&desk);
  desk_clear (&desk);
}

/* What is taken back while it is quiet is taken back at once: that makes no sound. */
static void
test_quiet_takes_back (void)
{
  Desk desk;

  desk_init (&desk);
  add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  run (&desk, 0);
  desk.rules.quiet = TRUE;
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  run (&desk, 2000);
  expect (&desk, "station-a fault", "-station-a");
  desk_clear (&desk);
}

/* Faults that a break hid come in one sum once the connection is back. */
static void
test_break (void)
{
  Desk desk;

  desk_init (&desk);
  csms_news_policy_set_live (desk.policy, FALSE);
  add_full (&desk, CSMS_NEWS_FAULTED, "a", NULL, "fault", TRUE);
  add_full (&desk, CSMS_NEWS_FAULTED, "b", NULL, "fault", TRUE);
  run (&desk, 0);
  expect_nothing (&desk);
  csms_news_policy_set_live (desk.policy, TRUE);
  run (&desk, 0);
  expect (&desk, "meanwhile 0:2");
  desk_clear (&desk);
}

/* Times by a clock on the wall in @zone, as "2025-11-23T22:30". */
static gint64
at (const char *text, GTimeZone *zone)
{
  g_autofree char *whole = g_strconcat (text, ":00", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (whole, zone);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * 1000;
}

static void
test_quiet_hours (void)
{
  static const struct {
    int from, to;
    const char *now, *until;
  } rows[] = {
    { 22 * 60, 7 * 60, "2025-11-23T21:59", NULL },
    { 22 * 60, 7 * 60, "2025-11-23T22:00", "2025-11-24T07:00" },
    { 22 * 60, 7 * 60, "2025-11-24T03:00", "2025-11-24T07:00" },
    { 22 * 60, 7 * 60, "2025-11-24T07:00", NULL },
    { 12 * 60, 13 * 60 + 30, "2025-11-24T13:29", "2025-11-24T13:30" },
    { 12 * 60, 13 * 60 + 30, "2025-11-24T11:59", NULL },
    { 12 * 60, 12 * 60, "2025-11-24T12:00", NULL },
    /* The night in which Berlin's clocks go back has an hour more. */
    { 22 * 60, 7 * 60, "2025-10-25T23:00", "2025-10-26T07:00" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  if (zone == NULL)
    {
      g_test_skip ("this machine knows no Europe/Berlin");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const CsmsQuietRules rules = { .hours = TRUE, .from_minute = rows[i].from, .to_minute = rows[i].to };
      gint64 until = rows[i].until != NULL ? at (rows[i].until, zone) : 0;

      g_assert_cmpint (csms_quiet_until (&rules, at (rows[i].now, zone), zone), ==, until);
    }
}

static void
test_mute (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gint64 now = at ("2025-11-23T21:30", zone);
  CsmsQuietRules rules = { .mute_until_ms = now + 60 * MINUTE };

  g_assert_cmpint (csms_quiet_until (&rules, now, zone), ==, now + 60 * MINUTE);
  g_assert_cmpint (csms_quiet_until (&rules, now + 60 * MINUTE, zone), ==, 0);
  /* Quiet hours that begin before it ends go on after it. */
  rules.hours = TRUE;
  rules.from_minute = 22 * 60;
  rules.to_minute = 7 * 60;
  g_assert_cmpint (csms_quiet_until (&rules, now, zone), ==, at ("2025-11-24T07:00", zone));
  rules.mute_until_ms = 0;
  g_assert_cmpint (csms_quiet_until (&rules, now, zone), ==, 0);
  g_assert_cmpint (csms_quiet_next (&rules, now, zone), ==, at ("2025-11-23T22:00", zone));
  g_assert_cmpint (csms_quiet_next (&rules, now + 60 * MINUTE, zone), ==, 0);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  g_test_add_func ("/ui/news/replaced", test_replaced);
  g_test_add_func ("/ui/news/pace", test_pace);
  g_test_add_func ("/ui/news/kinds", test_kinds);
  g_test_add_func ("/ui/news/fault", test_fault);
  g_test_add_func ("/ui/news/two-conditions", test_two_conditions);
  g_test_add_func ("/ui/news/offline", test_offline);
  g_test_add_func ("/ui/news/offline-unknown", test_offline_unknown);
  g_test_add_func ("/ui/news/connection", test_connection);
  g_test_add_func ("/ui/news/storm", test_storm);
  g_test_add_func ("/ui/news/storm-begins", test_storm_begins);
  g_test_add_func ("/ui/news/storm-of-outages", test_storm_of_outages);
  g_test_add_func ("/ui/news/quiet", test_quiet);
  g_test_add_func ("/ui/news/quiet-and-lost", test_quiet_and_lost);
  g_test_add_func ("/ui/news/quiet-and-over", test_quiet_and_over);
  g_test_add_func ("/ui/news/quiet-takes-back", test_quiet_takes_back);
  g_test_add_func ("/ui/news/break", test_break);
  g_test_add_func ("/ui/quiet/hours", test_quiet_hours);
  g_test_add_func ("/ui/quiet/mute", test_mute);
  return g_test_run ();
}
