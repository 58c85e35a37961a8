/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-days.h"

#include <glib/gi18n.h>

static gint64
to_ms (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

static gint64
date_begin_ms (const GDate *date)
{
  g_autoptr (GDateTime) begin = g_date_time_new_local (g_date_get_year (date), (int) g_date_get_month (date),
                                                       g_date_get_day (date), 0, 0, 0);

  return to_ms (begin);
}

void
csms_days_init (CsmsDays *self, CsmsPeriod kind, gint64 now_ms)
{
  static const int first_day[] = {
    [CSMS_PERIOD_TODAY] = 0, [CSMS_PERIOD_YESTERDAY] = -1, [CSMS_PERIOD_WEEK] = -6, [CSMS_PERIOD_MONTH] = -29,
  };

  g_return_if_fail (self != NULL);
  g_return_if_fail (kind > CSMS_PERIOD_ANY && kind < CSMS_PERIOD_CHOSEN);

  self->kind = kind;
  self->from_ms = csms_period_get_day (now_ms, first_day[kind]);
  self->to_ms = kind == CSMS_PERIOD_YESTERDAY ? csms_period_get_day (now_ms, 0) : 0;
}

void
csms_days_init_range (CsmsDays *self, const GDate *from, const GDate *to)
{
  gboolean right = g_date_compare (from, to) <= 0;
  GDate after = right ? *to : *from;

  g_return_if_fail (self != NULL);

  g_date_add_days (&after, 1);
  self->kind = CSMS_PERIOD_CHOSEN;
  self->from_ms = date_begin_ms (right ? from : to);
  self->to_ms = date_begin_ms (&after);
}

gboolean
csms_days_renew (CsmsDays *self, gint64 now_ms)
{
  gint64 from_ms = self->from_ms;

  if (self->kind != CSMS_PERIOD_CHOSEN)
    csms_days_init (self, self->kind, now_ms);
  return self->from_ms != from_ms;
}

gboolean
csms_days_has (const CsmsDays *self, gint64 ms)
{
  return ms >= self->from_ms && (self->to_ms == 0 || ms < self->to_ms);
}

gboolean
csms_days_reaches (const CsmsDays *self, gint64 now_ms)
{
  return self->to_ms == 0 || now_ms < self->to_ms;
}

static void
set_day (GDate *date, gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (ms / 1000);

  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
}

void
csms_days_get_dates (const CsmsDays *self, gint64 now_ms, GDate *from, GDate *to)
{
  set_day (from, self->from_ms);
  set_day (to, self->to_ms != 0 ? self->to_ms - 1 : MAX (now_ms, self->from_ms));
}

static char *
day_text (const GDate *day, gboolean with_year)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (g_date_get_year (day), (int) g_date_get_month (day), g_date_get_day (day), 0, 0, 0);

  return g_date_time_format (time, with_year ? C_("time", "%-d %b %Y") : C_("time", "%-d %b"));
}

char *
csms_days_to_text (const CsmsDays *self, gint64 now_ms)
{
  GDate from, to, today;
  gboolean with_year;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  csms_days_get_dates (self, now_ms, &from, &to);
  set_day (&today, now_ms);
  with_year = g_date_get_year (&from) != g_date_get_year (&today) || g_date_get_year (&to) != g_date_get_year (&today);
  first = day_text (&from, with_year);
  last = day_text (&to, with_year);
  if (g_date_compare (&from, &to) == 0)
    return g_steal_pointer (&first);
  /* Translators: the first and the last day of a period */
  return g_strdup_printf (C_("period", "%s – %s"), first, last);
}

char *
csms_days_to_file_part (const CsmsDays *self, gint64 now_ms)
{
  GDate from, to;
  char first[16], last[16];

  csms_days_get_dates (self, now_ms, &from, &to);
  g_date_strftime (first, sizeof first, "%Y-%m-%d", &from);
  g_date_strftime (last, sizeof last, "%Y-%m-%d", &to);
  return g_str_equal (first, last) ? g_strdup (first) : g_strdup_printf ("%s-to-%s", first, last);
}
