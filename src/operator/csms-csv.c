/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-csv.h"

#include <math.h>
#include <string.h>

void
csms_csv_init (CsmsCsv *self)
{
  self->text = g_string_new (NULL);
  self->begun = FALSE;
}

void
csms_csv_clear (CsmsCsv *self)
{
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
}

static void
begin_cell (CsmsCsv *self)
{
  if (self->begun)
    g_string_append_c (self->text, ',');
  self->begun = TRUE;
}

static gboolean
is_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

static gboolean
is_control (gunichar c)
{
  return g_unichar_iscntrl (c) && c != '\n' && c != '\r' && c != '\t';
}

void
csms_csv_add_text (CsmsCsv *self, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  /* Not every program that splits lines heeds quotes: what has blanks at its ends is quoted, too, or some would lose them. */
  gboolean quoted = strpbrk (valid, ",\"\r\n\t") != NULL || g_str_has_prefix (valid, " ") || g_str_has_suffix (valid, " ");

  begin_cell (self);
  if (quoted)
    g_string_append_c (self->text, '"');
  if (is_formula (valid))
    g_string_append_c (self->text, '\'');
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"')
        g_string_append_c (self->text, '"');
      g_string_append_unichar (self->text, is_control (c) ? 0xFFFD : c);
    }
  if (quoted)
    g_string_append_c (self->text, '"');
}

void
csms_csv_add_number (CsmsCsv *self, double value, guint decimals)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *format = g_strdup_printf ("%%.%uf", decimals);
  char *end;

  begin_cell (self);
  if (!isfinite (value))
    return;
  /* Beyond what a double tells apart there are no decimals to be cut. */
  if (fabs (value) >= 1e15)
    {
      g_string_append (self->text, g_ascii_formatd (digits, sizeof digits, "%.15g", value));
      return;
    }
  g_ascii_formatd (digits, sizeof digits, format, value);
  end = digits + strlen (digits);
  if (strchr (digits, '.') != NULL)
    {
      while (end[-1] == '0')
        *--end = '\0';
      if (end[-1] == '.')
        *--end = '\0';
    }
  g_string_append (self->text, g_str_equal (digits, "-0") ? "0" : digits);
}

void
csms_csv_add_connector (CsmsCsv *self, int connector_id)
{
  begin_cell (self);
  if (connector_id >= 0)
    g_string_append_printf (self->text, "%d", connector_id);
}

void
csms_csv_add_time (CsmsCsv *self, gint64 ms)
{
  g_autoptr (GDateTime) time = ms != 0 ? g_date_time_new_from_unix_local (ms / 1000) : NULL;
  g_autofree char *clock = NULL;
  g_autofree char *zone = NULL;

  begin_cell (self);
  if (time == NULL)
    return;
  clock = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  zone = g_date_time_format (time, "%:z");
  g_string_append_printf (self->text, "%s.%03d%s", clock, (int) (ms % 1000 + 1000) % 1000, zone);
}

void
csms_csv_end_row (CsmsCsv *self)
{
  g_string_append (self->text, "\r\n");
  self->begun = FALSE;
}

void
csms_csv_add_header (CsmsCsv *self, const char *const *titles)
{
  for (guint i = 0; titles[i] != NULL; i++)
    csms_csv_add_text (self, titles[i]);
  csms_csv_end_row (self);
}

GBytes *
csms_csv_take (CsmsCsv *self)
{
  GBytes *bytes = g_string_free_to_bytes (self->text);

  csms_csv_init (self);
  return bytes;
}
