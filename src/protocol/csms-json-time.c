/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-json-private.h"

/*
 * ISO 8601 as servers write it: a date, perhaps a time with a fraction of a second, perhaps an offset. A fleet of 10,000
 * stations has 30,000 of these in one frame, so no GDateTime is made for each.
 */

typedef struct {
  const char *at;
  const char *end;
} Cursor;

static gboolean
take (Cursor *self,
      char    c)
{
  if (self->at == self->end || *self->at != c)
    return FALSE;

  self->at++;
  return TRUE;
}

static gboolean
take_number (Cursor *self,
             guint   n_digits,
             gint64  max,
             gint64 *number)
{
  *number = 0;
  if (self->end - self->at < (gssize) n_digits)
    return FALSE;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (self->at[i]))
        return FALSE;
      *number = *number * 10 + (self->at[i] - '0');
    }
  self->at += n_digits;
  return *number <= max;
}

static gint64
days_since_1970 (gint64 year,
                 gint64 month,
                 gint64 day)
{
  gint64 era_year, day_of_year;

  /* A year from March on has its leap day last; years are positive here. */
  year -= month <= 2;
  era_year = year % 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return (year / 400) * 146097 + era_year * 365 + era_year / 4 - era_year / 100 + day_of_year - 719468;
}

static gboolean
take_date (Cursor *self,
           gint64 *days)
{
  gint64 year, month, day;

  if (!take_number (self, 4, 9999, &year) || year < 1 || !take (self, '-') ||
      !take_number (self, 2, 12, &month) || !take (self, '-') || !take_number (self, 2, 31, &day) ||
      !g_date_valid_dmy (day, month, year))
    return FALSE;

  *days = days_since_1970 (year, month, day);
  return TRUE;
}

static gboolean
take_time (Cursor *self,
           gint64 *ms)
{
  gint64 hour, minute, second = 0, weight = 100;

  if (!take_number (self, 2, 24, &hour) || !take (self, ':') || !take_number (self, 2, 59, &minute))
    return FALSE;
  /* 60 is a leap second. */
  if (take (self, ':') && !take_number (self, 2, 60, &second))
    return FALSE;

  *ms = ((hour * 60 + minute) * 60 + second) * 1000;
  if (take (self, '.') || take (self, ','))
    {
      if (self->at == self->end || !g_ascii_isdigit (*self->at))
        return FALSE;
      for (; self->at < self->end && g_ascii_isdigit (*self->at); self->at++)
        {
          *ms += (*self->at - '0') * weight;
          weight /= 10;
        }
    }
  return TRUE;
}

static gboolean
take_offset (Cursor *self,
             gint64 *ms)
{
  gint64 hours, minutes = 0;
  gboolean west;

  *ms = 0;
  if (self->at == self->end || take (self, 'Z') || take (self, 'z'))
    return TRUE;

  west = take (self, '-');
  if ((!west && !take (self, '+')) || !take_number (self, 2, 23, &hours))
    return FALSE;
  if (self->at < self->end)
    {
      take (self, ':');
      if (!take_number (self, 2, 59, &minutes))
        return FALSE;
    }

  *ms = (hours * 60 + minutes) * 60 * 1000 * (west ? -1 : 1);
  return TRUE;
}

gint64
csms_json_time_from_iso8601 (const char *text,
                             gsize       length)
{
  Cursor cursor = { text, text + length };
  gint64 days = 0, time_ms = 0, offset_ms = 0;

  if (!take_date (&cursor, &days))
    return 0;
  if ((take (&cursor, 'T') || take (&cursor, 't') || take (&cursor, ' ')) &&
      (!take_time (&cursor, &time_ms) || !take_offset (&cursor, &offset_ms)))
    return 0;
  if (cursor.at != cursor.end)
    return 0;

  return days * G_GINT64_CONSTANT (86400000) + time_ms - offset_ms;
}
