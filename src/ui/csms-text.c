/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "csms-fold.h"

#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* More marks on one letter than any script has climb over the lines above. */
#define MARKS_MAX 4

/* Letters and marks of Unicode that are there to be seen and show nothing. */
static gboolean
is_blank_letter (gunichar c)
{
  static const struct {
    gunichar first, last;
  } blanks[] = {
    { 0x034f, 0x034f }, { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 }, { 0x180b, 0x180f }, { 0x2800, 0x2800 }, { 0x3164, 0x3164 },
    { 0xfe00, 0xfe0d }, { 0xffa0, 0xffa0 }, { 0x1d159, 0x1d159 }, { 0xe0100, 0xe01ef },
  };

  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    if (c >= blanks[i].first && c <= blanks[i].last)
      return TRUE;
  return FALSE;
}

static gboolean
is_mark (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

gboolean
csms_text_is_treacherous (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:          /* bidi marks, embeddings and isolates; zero-width characters */
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    default:
      return is_blank_letter (c);
    }
}

char *
csms_text_clean (const char *text, guint max_chars)
{
  g_autofree char *valid = NULL;
  GString *clean;
  guint n = 0;
  guint marks = 0;

  if (text == NULL)
    return g_strdup ("");
  /* Four bytes a character at most: the rest of a very long text need not even be looked at. */
  valid = g_utf8_make_valid (text, strnlen (text, 4 * ((gsize) max_chars + 1)));
  clean = g_string_sized_new (32);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      marks = is_mark (c) ? marks + 1 : 0;
      if (n == max_chars)
        {
          g_string_append (clean, "…");
          break;
        }
      if (c == '\n' || c == '\r' || c == '\t')
        g_string_append_c (clean, ' ');
      else
        g_string_append_unichar (clean, csms_text_is_treacherous (c) || marks > MARKS_MAX ? 0xFFFD : c);
    }
  return g_string_free (clean, FALSE);
}

gboolean
csms_text_contains (const char *text, const char *needle)
{
  return csms_fold_contains (text, needle);
}

gint64
csms_text_now (void)
{
  return g_get_real_time () / 1000;
}

/* GLib goes through the file system each time it is asked, which a list full of times does hundreds of times a frame. */
static GTimeZone *
get_local_zone (void)
{
  static GTimeZone *zone;
  static gint64 asked_us;
  gint64 now_us = g_get_monotonic_time ();

  if (zone == NULL || now_us - asked_us >= G_USEC_PER_SEC)
    {
      g_clear_pointer (&zone, g_time_zone_unref);
      zone = g_time_zone_new_local ();
      asked_us = now_us;
    }
  return zone;
}

static GDateTime *
local_time (gint64 ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);

  /* NULL for a time that no calendar has, which a server may well send. */
  return utc != NULL ? g_date_time_to_timezone (utc, get_local_zone ()) : NULL;
}

static char *
format_time (gint64 ms, const char *format)
{
  g_autoptr (GDateTime) time = ms > 0 ? local_time (ms) : NULL;
  char *text = time != NULL ? g_date_time_format (time, format) : NULL;

  return text != NULL ? text : g_strdup ("–");
}

char *
csms_text_clock (gint64 ms)
{
  /* Translators: time of day, hours and minutes, as for g_date_time_format() */
  return format_time (ms, C_("time", "%H:%M"));
}

char *
csms_text_clock_s (gint64 ms)
{
  /* Translators: time of day to the second; milliseconds may follow after a point */
  return format_time (ms, C_("time", "%H:%M:%S"));
}

char *
csms_text_clock_ms (gint64 ms)
{
  g_autofree char *seconds = csms_text_clock_s (ms);

  return ms > 0 ? g_strdup_printf ("%s.%03d", seconds, (int) (ms % 1000)) : g_steal_pointer (&seconds);
}

static const char *
pick_format (gint64 ms, gint64 now_ms, gboolean sentence)
{
  g_autoptr (GDateTime) time = ms > 0 ? local_time (ms) : NULL;
  g_autoptr (GDateTime) now = local_time (now_ms);
  g_autoptr (GDateTime) yesterday = now != NULL ? g_date_time_add_days (now, -1) : NULL;

  if (time == NULL || yesterday == NULL)
    return C_("time", "%H:%M");
  if (g_date_time_get_year (time) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    return sentence ? C_("time", "%H:%M") : C_("time", "Today %H:%M");
  if (g_date_time_get_year (time) == g_date_time_get_year (yesterday) &&
      g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (yesterday))
    return sentence ? C_("time in a sentence", "yesterday %H:%M") : C_("time", "Yesterday %H:%M");
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    return C_("time", "%-d %b %H:%M");
  return C_("time", "%-d %b %Y %H:%M");
}

char *
csms_text_when (gint64 ms, gint64 now_ms)
{
  return format_time (ms, pick_format (ms, now_ms, TRUE));
}

void
csms_text_span (gint64 from_ms, gint64 to_ms, gint64 now_ms, char **from, char **to)
{
  g_autofree char *clock = csms_text_clock (from_ms);

  *from = csms_text_when (from_ms, now_ms);
  *to = csms_text_when (to_ms, now_ms);
  if (!g_str_equal (*from, *to) || !g_str_equal (*from, clock))
    return;
  g_free (*from);
  g_free (*to);
  *from = csms_text_clock_s (from_ms);
  *to = csms_text_clock_s (to_ms);
}

char *
csms_text_day_clock (gint64 ms, gint64 now_ms)
{
  return format_time (ms, pick_format (ms, now_ms, FALSE));
}

gboolean
csms_text_is_same_day (gint64 a_ms, gint64 b_ms)
{
  g_autoptr (GDateTime) a = local_time (a_ms);
  g_autoptr (GDateTime) b = local_time (b_ms);

  return a != NULL && b != NULL && g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

char *
csms_text_day (gint64 ms, gint64 now_ms)
{
  g_autoptr (GDateTime) time = local_time (ms);
  g_autoptr (GDateTime) now = local_time (now_ms);
  g_autoptr (GDateTime) yesterday = now != NULL ? g_date_time_add_days (now, -1) : NULL;

  if (csms_text_is_same_day (ms, now_ms))
    return g_strdup (_("Today"));
  if (yesterday != NULL && csms_text_is_same_day (ms, g_date_time_to_unix (yesterday) * 1000))
    return g_strdup (_("Yesterday"));
  if (time != NULL && now != NULL && g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: a day of this year, as a heading */
    return format_time (ms, C_("day", "%A, %-d %B"));
  return format_time (ms, C_("day", "%-d %B %Y"));
}

char *
csms_text_exact (gint64 ms)
{
  return ms > 0 ? format_time (ms, "%c") : g_strdup ("");
}

char *
csms_text_age (gint64 age_ms)
{
  age_ms = MAX (age_ms, 0);
  if (age_ms < MINUTE)
    return g_strdup_printf (C_("age", "%d s"), (int) (age_ms / SECOND));
  if (age_ms < HOUR)
    return g_strdup_printf (C_("age", "%d min"), (int) (age_ms / MINUTE));
  if (age_ms < DAY)
    return g_strdup_printf (C_("age", "%d h"), (int) (age_ms / HOUR));
  return g_strdup_printf (C_("age", "%d d"), (int) (age_ms / DAY));
}

char *
csms_text_age_or_day (gint64 ms, gint64 now_ms)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) now = NULL;

  if (now_ms - ms < DAY)
    return csms_text_age (now_ms - ms);
  time = local_time (ms);
  now = local_time (now_ms);
  if (time != NULL && now != NULL && g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: a day of this year */
    return format_time (ms, C_("time", "%-d %b"));
  return format_time (ms, C_("time", "%-d %b %Y"));
}

char *
csms_text_duration (gint64 duration_ms)
{
  int hours, minutes;

  duration_ms = MAX (duration_ms, 0);
  if (duration_ms < HOUR)
    return csms_text_age (duration_ms);
  hours = (int) (duration_ms / HOUR % 24);
  minutes = (int) (duration_ms / MINUTE % 60);
  if (duration_ms < DAY)
    return g_strdup_printf (C_("duration", "%d h %d min"), hours, minutes);
  return g_strdup_printf (C_("duration", "%d d %d h"), (int) (duration_ms / DAY), hours);
}

char *
csms_text_elapsed (gint64 duration_ms)
{
  duration_ms = MAX (duration_ms, 0);
  return g_strdup_printf ("%d:%02d:%02d", (int) (duration_ms / HOUR), (int) (duration_ms / MINUTE % 60),
                          (int) (duration_ms / SECOND % 60));
}

char *
csms_text_number (double value, guint decimals)
{
  if (!isfinite (value))
    return g_strdup ("–");
  /* A rounded "-0.00" would look like a loss. */
  if (fabs (value) < 0.5 * pow (10, -(double) decimals))
    value = 0;
  return g_strdup_printf ("%'.*f", (int) decimals, value);
}
