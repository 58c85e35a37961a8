/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "news-desk.h"
#include "ui-fixture.h"

static void
test_replaced (void)
{
  Desk desk;

  desk_init (&desk);
  desk_add (&desk, CSMS_NEWS_STARTED, "a", "started");
  desk_run (&desk, 0);
  expect (&desk, "station-a started");
  desk_add (&desk, CSMS_NEWS_STOPPED, "a", "stopped");
  desk_run (&desk, 5000);
  expect (&desk, "station-a stopped");
  desk_run (&desk, 5000);
  desk_expect_nothing (&desk);
  g_assert_cmpint (desk.next_ms, ==, 0);
  desk_clear (&desk);
}

/* One a second for a station: what comes sooner waits, and only the newest of it is told. */
static void
test_pace (void)
{
  Desk desk;

  desk_init (&desk);
  desk_add (&desk, CSMS_NEWS_STARTED, "a", "1");
  desk_run (&desk, 0);
  desk_add (&desk, CSMS_NEWS_STOPPED, "a", "2");
  desk_run (&desk, 10);
  desk_add (&desk, CSMS_NEWS_STARTED, "a", "3");
  desk_run (&desk, 10);
  expect (&desk, "station-a 1");
  g_assert_cmpint (desk.next_ms, ==, desk.now_ms - 20 + CSMS_NEWS_PACE_MS);
  desk_run (&desk, CSMS_NEWS_PACE_MS - 20);
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
      desk_add (&desk, kind, whole ? NULL : "a", "unwanted");
      desk_run (&desk, 10 * MINUTE);
      desk_expect_nothing (&desk);
    }
  desk_clear (&desk);
}

/* What still holds stays in sight beside what is new, and is taken back when it is over. */
static void
test_fault (void)
{
  Desk desk;

  desk_init (&desk);
  desk_add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  desk_run (&desk, 0);
  desk_add (&desk, CSMS_NEWS_STOPPED, "a", "stopped");
  desk_run (&desk, 2000);
  expect (&desk, "station-a fault", "station-a fault stopped");
  desk_add (&desk, CSMS_NEWS_FAULTED, "a", "the same fault");
  desk_run (&desk, 2000);
  desk_expect_nothing (&desk);
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  desk_run (&desk, 2000);
  expect (&desk, "-station-a");
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  desk_run (&desk, 2000);
  desk_expect_nothing (&desk);
  desk_clear (&desk);
}

static void
test_two_conditions (void)
{
  Desk desk;

  desk_init (&desk);
  desk_add (&desk, CSMS_NEWS_FAULTED, "a", "fault");
  desk_run (&desk, 0);
  desk_add_full (&desk, CSMS_NEWS_COMMAND, "a", "id1", "unconfirmed", FALSE);
  desk_run (&desk, 2000);
  csms_news_policy_end (desk.policy, CSMS_NEWS_COMMAND, "a", "another");
  desk_run (&desk, 2000);
  expect (&desk, "station-a fault", "station-a fault unconfirmed");
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "a", NULL);
  desk_run (&desk, 2000);
  expect (&desk, "station-a unconfirmed");
  csms_news_policy_end (desk.policy, CSMS_NEWS_COMMAND, "a", "id1");
  desk_run (&desk, 2000);
  expect (&desk, "-station-a");
  desk_clear (&desk);
}

static void
test_offline (void)
{
  Desk desk;

  desk_init (&desk);
  desk_add (&desk, CSMS_NEWS_OFFLINE, "a", "offline");
  desk_run (&desk, 0);
  g_assert_cmpint (desk.next_ms, ==, desk.now_ms + 2 * MINUTE);
  desk_add (&desk, CSMS_NEWS_OFFLINE, "b", "offline");
  desk_run (&desk, 2 * MINUTE - 1);
  desk_expect_nothing (&desk);
  csms_news_policy_end (desk.policy, CSMS_NEWS_OFFLINE, "b", NULL);
  desk_run (&desk, 1);
  expect (&desk, "station-a offline");
  csms_news_policy_end (desk.policy, CSMS_NEWS_OFFLINE, "a", NULL);
  desk_run (&desk, 5 * MINUTE);
  expect (&desk, "-station-a");
  desk_clear (&desk);
}

/* While the connection is down nobody knows whether a station is still away. */
static void
test_offline_unknown (void)
{
  Desk desk;

  desk_init (&desk);
  desk_add (&desk, CSMS_NEWS_OFFLINE, "a", "offline");
  csms_news_policy_set_live (desk.policy, FALSE);
  desk_run (&desk, 5 * MINUTE);
  desk_expect_nothing (&desk);
  csms_news_policy_set_live (desk.policy, TRUE);
  desk_run (&desk, 0);
  expect (&desk, "station-a offline");
  desk_clear (&desk);
}

static void
test_connection (void)
{
  Desk desk;

  desk_init (&desk);
  desk_add (&desk, CSMS_NEWS_CONNECTION, NULL, "lost");
  desk_run (&desk, MINUTE - 1);
  desk_expect_nothing (&desk);
  csms_news_policy_end (desk.policy, CSMS_NEWS_CONNECTION, NULL, NULL);
  desk_run (&desk, MINUTE);
  desk_expect_nothing (&desk);
  desk_add (&desk, CSMS_NEWS_CONNECTION, NULL, "lost");
  desk_run (&desk, MINUTE);
  expect (&desk, "connection lost");
  csms_news_policy_end (desk.policy, CSMS_NEWS_CONNECTION, NULL, NULL);
  desk_run (&desk, 2000);
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

          desk_add (&desk, CSMS_NEWS_STARTED, station, "started");
          desk_add (&desk, CSMS_NEWS_STOPPED, station, "stopped");
        }
      desk_run (&desk, 250);
    }
  for (int i = 0; i < 3; i++)
    desk_run (&desk, CSMS_NEWS_SUM_PACE_MS);
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

      desk_add (&desk, i == 0 ? CSMS_NEWS_FAULTED : CSMS_NEWS_STARTED, station, "x");
      desk_run (&desk, 100);
    }
  g_assert_cmpuint (desk.said->len, ==, CSMS_NEWS_STORM + CSMS_NEWS_STORM + 1);
  g_assert_cmpstr (desk.said->pdata[2 * CSMS_NEWS_STORM], ==, "many 0:1 5:10");
  g_ptr_array_set_size (desk.said, 0);
  csms_news_policy_end (desk.policy, CSMS_NEWS_FAULTED, "s0", NULL);
  desk_run (&desk, CSMS_NEWS_SUM_PACE_MS);
  expect (&desk, "many 5:10");
  /* And when it has calmed down each is told again. */
  desk_add (&desk, CSMS_NEWS_STARTED, "s3", "alone");
  desk_run (&desk, 2 * CSMS_NEWS_STORM_MS);
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

      desk_add (&desk, CSMS_NEWS_OFFLINE, station, "offline");
    }
  desk_run (&desk, 2 * MINUTE);
  expect (&desk, "many 2:500");
  for (int i = 0; i < 500; i++)
    {
      g_autofree char *station = g_strdup_printf ("s%d", i);

      csms_news_policy_end (desk.policy, CSMS_NEWS_OFFLINE, station, NULL);
    }
  desk_run (&desk, CSMS_NEWS_SUM_PACE_MS);
  expect (&desk, "-many");
  desk_clear (&desk);
}

/* Faults that a break hid come in one sum once the connection is back. */
static void
test_break (void)
{
  Desk desk;

  desk_init (&desk);
  csms_news_policy_set_live (desk.policy, FALSE);
  desk_add_full (&desk, CSMS_NEWS_FAULTED, "a", NULL, "fault", TRUE);
  desk_add_full (&desk, CSMS_NEWS_FAULTED, "b", NULL, "fault", TRUE);
  desk_run (&desk, 0);
  desk_expect_nothing (&desk);
  csms_news_policy_set_live (desk.policy, TRUE);
  desk_run (&desk, 0);
  expect (&desk, "meanwhile 0:2");
  desk_clear (&desk);
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
  g_test_add_func ("/ui/news/break", test_break);
  return g_test_run ();
}
