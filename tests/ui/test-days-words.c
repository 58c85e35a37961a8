/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-days.h"
#include "ui-fixture.h"

/* 2026-11-26T21:26:40Z */
#define NOW G_GINT64_CONSTANT (1795728400000)
#define HOUR (3600 * G_GINT64_CONSTANT (1000))
#define DAY (24 * HOUR)
#define MIDNIGHT G_GINT64_CONSTANT (1795651200000)

static void
use_zone (const char *zone)
{
  g_setenv ("TZ", zone, TRUE);
}

static void
test_days (void)
{
  CsmsDays period;

  csms_days_init (&period, CSMS_PERIOD_TODAY, NOW);
  g_assert_cmpint (period.from_ms, ==, MIDNIGHT);
  g_assert_true (csms_days_has (&period, MIDNIGHT));
  g_assert_false (csms_days_has (&period, MIDNIGHT - 1));
  /* A server's clock may be ahead of ours, over midnight too. */
  g_assert_true (csms_days_has (&period, NOW + DAY));
  g_assert_true (csms_days_reaches (&period, NOW));

  csms_days_init (&period, CSMS_PERIOD_YESTERDAY, NOW);
  g_assert_cmpint (period.from_ms, ==, MIDNIGHT - DAY);
  g_assert_cmpint (period.to_ms, ==, MIDNIGHT);
  g_assert_false (csms_days_has (&period, MIDNIGHT));
  g_assert_false (csms_days_reaches (&period, NOW));

  csms_days_init (&period, CSMS_PERIOD_WEEK, NOW);
  g_assert_cmpint (period.from_ms, ==, MIDNIGHT - 6 * DAY);
  csms_days_init (&period, CSMS_PERIOD_MONTH, NOW);
  g_assert_cmpint (period.from_ms, ==, MIDNIGHT - 29 * DAY);
}

/* The night in which the clocks went back has 25 hours, the one in which they went forward 23. */
static void
test_odd_days (void)
{
  CsmsDays period;

  use_zone ("Europe/Berlin");
  /* 2026-10-26T11:00:00Z, the day after */
  csms_days_init (&period, CSMS_PERIOD_YESTERDAY, G_GINT64_CONSTANT (1793012400000));
  g_assert_cmpint (period.to_ms - period.from_ms, ==, 25 * HOUR);
  /* 2026-03-30T11:00:00Z */
  csms_days_init (&period, CSMS_PERIOD_YESTERDAY, G_GINT64_CONSTANT (1774868400000));
  g_assert_cmpint (period.to_ms - period.from_ms, ==, 23 * HOUR);
  use_zone ("UTC");
}

static void
test_range (void)
{
  CsmsDays period, turned;
  GDate from, to, first, last;
  g_autofree char *text = NULL;
  g_autofree char *part = NULL;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_dmy (&from, 1, G_DATE_NOVEMBER, 2026);
  g_date_set_dmy (&to, 15, G_DATE_NOVEMBER, 2026);
  csms_days_init_range (&period, &from, &to);
  g_assert_cmpint (period.to_ms - period.from_ms, ==, 15 * DAY);
  csms_days_init_range (&turned, &to, &from);
  g_assert_cmpint (turned.from_ms, ==, period.from_ms);
  g_assert_cmpint (turned.to_ms, ==, period.to_ms);

  csms_days_get_dates (&period, NOW, &first, &last);
  g_assert_cmpint (g_date_compare (&first, &from), ==, 0);
  g_assert_cmpint (g_date_compare (&last, &to), ==, 0);
  text = csms_days_to_text (&period, NOW);
  part = csms_days_to_file_part (&period, NOW);
  g_assert_cmpstr (text, ==, "1 Nov – 15 Nov");
  g_assert_cmpstr (part, ==, "2026-11-01-to-2026-11-15");
  g_assert_false (csms_days_renew (&period, NOW + 100 * DAY));
}

static void
test_one_day (void)
{
  CsmsDays period;
  g_autofree char *today = NULL;
  g_autofree char *text = NULL;
  g_autofree char *yesterday = NULL;
  g_autofree char *next_year = NULL;

  csms_days_init (&period, CSMS_PERIOD_TODAY, NOW);
  today = csms_days_to_file_part (&period, NOW);
  g_assert_cmpstr (today, ==, "2026-11-26");
  csms_days_init (&period, CSMS_PERIOD_YESTERDAY, NOW);
  yesterday = csms_days_to_file_part (&period, NOW);
  text = csms_days_to_text (&period, NOW);
  next_year = csms_days_to_text (&period, NOW + 60 * DAY);
  g_assert_cmpstr (yesterday, ==, "2026-11-25");
  g_assert_cmpstr (text, ==, "25 Nov");
  g_assert_cmpstr (next_year, ==, "25 Nov 2026");
}

static void
test_midnight (void)
{
  CsmsDays period;

  csms_days_init (&period, CSMS_PERIOD_TODAY, NOW);
  g_assert_false (csms_days_renew (&period, NOW + HOUR));
  g_assert_true (csms_days_renew (&period, MIDNIGHT + DAY));
  g_assert_cmpint (period.from_ms, ==, MIDNIGHT + DAY);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  use_zone ("UTC");
  g_test_add_func ("/ui/period/days", test_days);
  g_test_add_func ("/ui/period/odd-days", test_odd_days);
  g_test_add_func ("/ui/period/range", test_range);
  g_test_add_func ("/ui/period/one-day", test_one_day);
  g_test_add_func ("/ui/period/midnight", test_midnight);
  return g_test_run ();
}
