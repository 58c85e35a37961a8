/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-pretty-json.h"

#include "csms-text.h"

/* Deeper than any frame is let in with. */
#define DEPTH_MAX 64

static void
append_break (GString *out, guint depth)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < MIN (depth, DEPTH_MAX); i++)
    g_string_append (out, "  ");
}

static void
append_safe (GString *out, gunichar c)
{
  if (!csms_text_is_treacherous (c))
    g_string_append_unichar (out, c);
  else if (c <= 0xFFFF)
    g_string_append_printf (out, "\\u%04x", c);
  else
    g_string_append_printf (out, "\\u%04x\\u%04x", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
}

/* Returns: the end of the string literal that begins at @p */
static const char *
append_literal (GString *out, const char *p, gsize max_bytes)
{
  g_string_append_c (out, '"');
  for (p++; *p != '\0' && *p != '"' && out->len <= max_bytes; p = g_utf8_next_char (p))
    {
      if (*p == '\\' && p[1] != '\0')
        g_string_append_c (out, *p++);
      append_safe (out, g_utf8_get_char (p));
    }
  if (*p == '"')
    g_string_append_c (out, *p++);
  return p;
}

static char *
lay_out (const char *json, gsize max_bytes)
{
  g_autofree char *valid = g_utf8_make_valid (json, -1);
  GString *out = g_string_new (NULL);
  guint depth = 0;
  const char *p;

  for (p = valid; *p != '\0' && out->len <= max_bytes;)
    {
      if (*p == '"')
        {
          p = append_literal (out, p, max_bytes);
          continue;
        }
      if (*p == '}' || *p == ']')
        {
          depth -= depth > 0 ? 1 : 0;
          if (out->len > 0 && out->str[out->len - 1] != '{' && out->str[out->len - 1] != '[')
            append_break (out, depth);
        }
      if (!g_ascii_isspace (*p))
        append_safe (out, g_utf8_get_char (p));
      if (*p == ':')
        g_string_append_c (out, ' ');
      else if (*p == ',')
        append_break (out, depth);
      else if ((*p == '{' || *p == '[') && p[1] != '}' && p[1] != ']')
        append_break (out, ++depth);
      else if (*p == '{' || *p == '[')
        depth++;
      p = g_utf8_next_char (p);
    }
  if (*p != '\0')
    g_string_append (out, "\n…");
  return g_string_free (out, FALSE);
}

char *
csms_pretty_json (const char *json)
{
  g_return_val_if_fail (json != NULL, NULL);

  return lay_out (json, G_MAXSIZE);
}

char *
csms_pretty_json_shown (const char *json)
{
  g_return_val_if_fail (json != NULL, NULL);

  return lay_out (json, CSMS_PRETTY_JSON_SHOWN);
}
