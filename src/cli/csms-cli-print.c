/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-cli-print.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static int write_error;

struct _CsmsCliRow
{
  JsonObject *object; /* --json */
  GString *columns;   /* else */
};

CsmsCliRow *
csms_cli_row_new (gboolean json)
{
  CsmsCliRow *self = g_new0 (CsmsCliRow, 1);

  if (json)
    self->object = json_object_new ();
  else
    self->columns = g_string_new (NULL);
  return self;
}

void
csms_cli_row_free (CsmsCliRow *self)
{
  g_clear_pointer (&self->object, json_object_unref);
  if (self->columns != NULL)
    g_string_free (self->columns, TRUE);
  g_free (self);
}

/* Those of C1 among them: to some terminals U+009B is what ESC [ is to all. */
static gboolean
is_treacherous (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
         type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* In JSON such a character stands within a string, if anywhere, and there the escape means the same. */
char *
csms_cli_safe_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *safe = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_treacherous (c))
        g_string_append_unichar (safe, c);
      else if (c <= 0xffff)
        g_string_append_printf (safe, "\\u%04x", c);
      else
        g_string_append_printf (safe, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  return g_string_free (safe, FALSE);
}

static void
add_column (CsmsCliRow *self, const char *text)
{
  g_autofree char *safe = csms_cli_safe_text (text != NULL && text[0] != '\0' ? text : "-");

  if (self->columns->len > 0)
    g_string_append_c (self->columns, '\t');
  g_string_append (self->columns, safe);
}

void
csms_cli_row_add_text (CsmsCliRow *self, const char *name, const char *value)
{
  if (self->object == NULL)
    add_column (self, value);
  else if (value != NULL)
    json_object_set_string_member (self->object, name, value);
  else
    json_object_set_null_member (self->object, name);
}

void
csms_cli_row_add_int (CsmsCliRow *self, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  if (self->object == NULL)
    add_column (self, text);
  else
    json_object_set_int_member (self->object, name, value);
}

void
csms_cli_row_add_connector (CsmsCliRow *self, const char *name, int value)
{
  if (value < 0)
    csms_cli_row_add_text (self, name, NULL);
  else
    csms_cli_row_add_int (self, name, value);
}

void
csms_cli_row_add_double (CsmsCliRow *self, const char *name, double value, int decimals)
{
  g_autofree char *text = NULL;

  if (!isfinite (value))
    {
      csms_cli_row_add_text (self, name, NULL);
      return;
    }
  text = g_strdup_printf ("%.*f", decimals, value);
  if (self->object == NULL)
    add_column (self, text);
  else if (value == floor (value) && fabs (value) < 9007199254740992.0)
    json_object_set_int_member (self->object, name, (gint64) value);
  else
    json_object_set_double_member (self->object, name, value);
}

void
csms_cli_row_add_boolean (CsmsCliRow *self, const char *name, gboolean value, const char *yes, const char *no)
{
  if (self->object == NULL)
    add_column (self, value ? yes : no);
  else
    json_object_set_boolean_member (self->object, name, value);
}

void
csms_cli_row_add_time (CsmsCliRow *self, const char *name, gint64 time_ms)
{
  g_autoptr (GDateTime) utc = time_ms > 0 ? g_date_time_new_from_unix_utc (time_ms / 1000) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *seconds = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S") : NULL;
  g_autofree char *iso = seconds != NULL ? g_strdup_printf ("%s.%03dZ", seconds, (int) (time_ms % 1000)) : NULL;
  g_autofree char *column = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S") : NULL;

  csms_cli_row_add_text (self, name, self->object != NULL ? iso : column);
}

void
csms_cli_row_add_rows (CsmsCliRow *self, const char *name, GPtrArray *rows)
{
  if (self->object != NULL)
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < rows->len; i++)
        {
          CsmsCliRow *row = g_ptr_array_index (rows, i);

          json_array_add_object_element (array, json_object_ref (row->object));
        }
      json_object_set_array_member (self->object, name, array);
    }
  else
    {
      for (guint i = 0; i < rows->len; i++)
        {
          CsmsCliRow *row = g_ptr_array_index (rows, i);

          g_strdelimit (row->columns->str, "\t", ' ');
          add_column (self, row->columns->str);
        }
    }
  g_ptr_array_unref (rows);
}

void
csms_cli_print_line (const char *line)
{
  /* The libraries below have SIGPIPE ignored, so a reader that has gone shows here alone. */
  if (write_error == 0 && (puts (line) == EOF || fflush (stdout) == EOF))
    write_error = errno;
}

int
csms_cli_get_write_error (void)
{
  return write_error;
}

void
csms_cli_row_print (CsmsCliRow *self)
{
  if (self->object != NULL)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *line = NULL;
      g_autofree char *safe = NULL;

      json_node_set_object (node, self->object);
      line = json_to_string (node, FALSE);
      safe = csms_cli_safe_text (line);
      csms_cli_print_line (safe);
    }
  else
    {
      csms_cli_print_line (self->columns->str);
    }
  csms_cli_row_free (self);
}
