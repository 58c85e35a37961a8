/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-json-private.h"

#include <math.h>
#include <string.h>

/* Whole numbers up to here are exact in a double. */
#define MAX_EXACT 9007199254740992.0

/* A number longer than this means nothing to a double. */
#define MAX_NUMBER_LENGTH 400

#define REPLACEMENT_CHARACTER 0xfffd

static guint
read_hex4 (const char *p)
{
  guint value = 0;

  for (guint i = 0; i < 4; i++)
    value = value << 4 | (guint) g_ascii_xdigit_value (p[i]);
  return value;
}

/* @p stands after `\u`; returns how many bytes the escape takes from there on. */
static guint
unescape_unicode (const char *p,
                  const char *end,
                  gunichar   *c)
{
  guint used = 4;

  *c = read_hex4 (p);
  if (*c >= 0xd800 && *c <= 0xdbff && end - p >= 10 && p[4] == '\\' && p[5] == 'u')
    {
      guint low = read_hex4 (p + 6);

      if (low >= 0xdc00 && low <= 0xdfff)
        {
          *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
          used = 10;
        }
    }

  /* NUL would cut the text short, and half a pair is no UTF-8. */
  if (*c == 0 || (*c >= 0xd800 && *c <= 0xdfff))
    *c = REPLACEMENT_CHARACTER;
  return used;
}

/* Writes what stands at @p (an escape, or one byte) to @out, at most four bytes, and returns how many. */
static guint
unescape_step (const char **p,
               const char  *end,
               char         out[static 6])
{
  const char *escape = "bfnrt";
  const char *found = NULL;
  gunichar c = 0;

  if (**p != '\\')
    {
      out[0] = *(*p)++;
      return 1;
    }

  (*p)++;
  if (**p == 'u')
    {
      (*p)++;
      *p += unescape_unicode (*p, end, &c);
      return (guint) g_unichar_to_utf8 (c, out);
    }

  found = strchr (escape, **p);
  out[0] = found != NULL ? "\b\f\n\r\t"[found - escape] : **p;
  (*p)++;
  return 1;
}

static char *
unescape (const CsmsJsonNode *node)
{
  const char *end = node->text + node->length;
  /* No escape is shorter than what it stands for; g_unichar_to_utf8() may ask for 6 bytes. */
  char *text = g_malloc (node->length + 6);
  char *out = text;

  for (const char *p = node->text; p < end;)
    out += unescape_step (&p, end, out);

  *out = '\0';
  return text;
}

gboolean
csms_json_node_equals_unescaped (const CsmsJsonNode *node,
                                 const char         *text,
                                 gsize               length)
{
  const char *end = node->text + node->length;
  gsize matched = 0;

  for (const char *p = node->text; p < end;)
    {
      char bytes[6];
      guint n_bytes = unescape_step (&p, end, bytes);

      if (n_bytes > length - matched || memcmp (bytes, text + matched, n_bytes) != 0)
        return FALSE;
      matched += n_bytes;
    }

  return matched == length;
}

static gboolean
parse_integer (const char *text,
               gsize       length,
               gint64     *value)
{
  gboolean negative = length > 0 && text[0] == '-';
  guint64 limit = negative ? (guint64) G_MAXINT64 + 1 : (guint64) G_MAXINT64;
  guint64 sum = 0;

  if (length == (gsize) negative)
    return FALSE;

  for (gsize i = negative; i < length; i++)
    {
      guint digit = (guint) (text[i] - '0');

      if (digit > 9 || sum > (limit - digit) / 10)
        return FALSE;
      sum = sum * 10 + digit;
    }

  *value = negative ? (gint64) (0 - sum) : (gint64) sum;
  return TRUE;
}

/* A decimal number and no more: g_ascii_strtod() alone would take hex, "inf" and "nan". */
static double
parse_double (const char *text,
              gsize       length)
{
  char buffer[MAX_NUMBER_LENGTH + 1];
  char *end = NULL;
  double value;

  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length == 0 || length > MAX_NUMBER_LENGTH)
    return NAN;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]) && strchr ("+-.eE", text[i]) == NULL)
        return NAN;
      buffer[i] = text[i];
    }
  buffer[length] = '\0';

  value = g_ascii_strtod (buffer, &end);
  return end == buffer + length && isfinite (value) ? value : NAN;
}

double
csms_json_node_get_double (const CsmsJsonNode *node)
{
  gint64 integer = 0;

  switch (csms_json_node_get_type (node))
    {
    case CSMS_JSON_NUMBER:
    case CSMS_JSON_STRING:
      if (parse_integer (node->text, node->length, &integer))
        return (double) integer;
      return parse_double (node->text, node->length);

    case CSMS_JSON_ABSENT:
    case CSMS_JSON_NULL:
    case CSMS_JSON_BOOLEAN:
    case CSMS_JSON_ARRAY:
    case CSMS_JSON_OBJECT:
    default:
      return NAN;
    }
}

gboolean
csms_json_node_get_int64 (const CsmsJsonNode *node,
                          gint64             *value)
{
  CsmsJsonType type = csms_json_node_get_type (node);
  double number;

  if (type != CSMS_JSON_NUMBER && type != CSMS_JSON_STRING)
    return FALSE;
  if (parse_integer (node->text, node->length, value))
    return TRUE;

  number = parse_double (node->text, node->length);
  if (isnan (number) || fabs (number) > MAX_EXACT || number != trunc (number))
    return FALSE;

  *value = (gint64) number;
  return TRUE;
}

gint64
csms_json_node_get_time_ms (const CsmsJsonNode *node)
{
  double number;

  if (csms_json_node_get_type (node) == CSMS_JSON_STRING)
    return csms_json_time_from_iso8601 (node->text, node->length);
  if (csms_json_node_get_type (node) != CSMS_JSON_NUMBER)
    return 0;

  number = csms_json_node_get_double (node);
  if (isnan (number) || fabs (number) > (double) CSMS_JSON_TIME_MAX_MS)
    return 0;
  return (gint64) number;
}

char *
csms_json_node_dup_text (const CsmsJsonNode *node)
{
  gint64 whole = 0;

  switch (csms_json_node_get_type (node))
    {
    case CSMS_JSON_STRING:
      if ((node->flags & CSMS_JSON_FLAG_ESCAPED) != 0)
        return unescape (node);
      return g_strndup (node->text, node->length);

    case CSMS_JSON_NUMBER:
      if ((node->flags & CSMS_JSON_FLAG_INTEGER) == 0 && csms_json_node_get_int64 (node, &whole))
        return g_strdup_printf ("%" G_GINT64_FORMAT, whole);
      return g_strndup (node->text, node->length);

    case CSMS_JSON_ABSENT:
    case CSMS_JSON_NULL:
    case CSMS_JSON_BOOLEAN:
    case CSMS_JSON_ARRAY:
    case CSMS_JSON_OBJECT:
    default:
      return NULL;
    }
}

void
csms_json_node_append_json (const CsmsJsonNode *node,
                            GString            *json)
{
  gboolean is_object = node->type == CSMS_JSON_OBJECT;
  gboolean is_value = FALSE;

  if (node->type == CSMS_JSON_STRING)
    {
      /* The quotes stand beside the text. */
      g_string_append_len (json, node->text - 1, node->length + 2);
      return;
    }
  if ((!is_object && node->type != CSMS_JSON_ARRAY) || (node->flags & CSMS_JSON_FLAG_SPACED) == 0)
    {
      g_string_append_len (json, node->text, node->length);
      return;
    }

  g_string_append_c (json, is_object ? '{' : '[');
  for (const CsmsJsonNode *child = csms_json_first (node); child != NULL; child = csms_json_next (node, child))
    {
      if (is_value)
        g_string_append_c (json, ':');
      else if (child != node + 1)
        g_string_append_c (json, ',');
      csms_json_node_append_json (child, json);
      is_value = is_object && !is_value;
    }
  g_string_append_c (json, is_object ? '}' : ']');
}

char *
csms_json_node_dup_json (const CsmsJsonNode *node)
{
  GString *json = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  json = g_string_sized_new (node->length + 3);
  csms_json_node_append_json (node, json);
  return g_string_free (json, FALSE);
}

void
csms_json_append_string (GString    *json,
                         const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        {
          g_string_append_c (json, '\\');
          g_string_append_c (json, *p);
        }
      else if ((guchar) *p < 0x20)
        {
          g_string_append_printf (json, "\\u%04x", (guint) *p);
        }
      else
        {
          g_string_append_c (json, *p);
        }
    }
  g_string_append_c (json, '"');
}
