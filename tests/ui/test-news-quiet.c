/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "news-desk.h"
#include "ui-fixture.h"

/* Nothing while it is quiet; then one sum of what still holds. */
static void
test_quiet (void)
{
  Desk desk;

  desk_init (&desk);
  desk.rules.quiet = TRUE;
  desk_add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  desk_add (&desk, CSMS_NEWS_FAULTED, "b", "fault");
  desk_add_full (&desk, CSMS_NEWS_STARTED, "a", "t1", "started", FALSE);
  desk_add_full (&desk, CSMS_NEWS_STARTED, "c", "t2", "started", FALSE);
  desk_add (&desk, CSMS_NEWS_RECOVERED, NULL, "143 events");
  desk_run (&desk, 0);
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "b", NULL);
  desk_add_full (&desk, CSMS_NEWS_STOPPED, "c", "t2", "stopped", FALSE);
  desk_run (&desk, 60 * MINUTE);
  desk_expect_nothing (&desk);
  desk.rules.quiet = FALSE;
  desk_run (&desk, MINUTE);
  expect (&desk, "meanwhile 0:1 5:1");
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  desk_run (&desk, MINUTE);
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
  desk_add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  desk_run (&desk, 0);
  csms_news_policy_set_live (desk.policy, FALSE);
  desk_add (&desk, CSMS_NEWS_CONNECTION, NULL, "lost");
  desk_run (&desk, 60 * MINUTE);
  desk_expect_nothing (&desk);
  desk.rules.quiet = FALSE;
  desk_run (&desk, MINUTE);
  expect (&desk, "meanwhile 3:1");
  csms_news_policy_set_live (desk.policy, TRUE);
  csms_news_policy_end (desk.policy, CSMS_NEWS_CONNECTION, NULL, NULL);
  desk_run (&desk, MINUTE);
  expect (&desk, "meanwhile 0:1");
  desk_clear (&desk);
}

static void
test_quiet_and_over (void)
{
  Desk desk;

  desk_init (&desk);
  desk.rules.quiet = TRUE;
  desk_add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  desk_run (&desk, 0);
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  desk.rules.quiet = FALSE;
  desk_run (&desk, 60 * MINUTE);
  desk_expect_nothing (&desk);
  desk_clear (&desk);
}

/* What is taken back while it is quiet is taken back at once: that makes no sound. */
static void
test_quiet_takes_back (void)
{
  Desk desk;

  desk_init (&desk);
  desk_add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  desk_run (&desk, 0);
  desk.rules.quiet = TRUE;
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  desk_run (&desk, 2000);
  expect (&desk, "station-a fault", "-station-a");
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
  g_test_add_func ("/ui/news/quiet", test_quiet);
  g_test_add_func ("/ui/news/quiet-and-lost", test_quiet_and_lost);
  g_test_add_func ("/ui/news/quiet-and-over", test_quiet_and_over);
  g_test_add_func ("/ui/news/quiet-takes-back", test_quiet_takes_back);
  g_test_add_func ("/ui/quiet/hours", test_quiet_hours);
  g_test_add_func ("/ui/quiet/mute", test_mute);
  return g_test_run ();
}
