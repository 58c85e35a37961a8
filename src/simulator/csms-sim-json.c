/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
csms_sim_json_string (GString    *out,
                      const char *text)
{
  g_autofree char *mended = NULL;
  const char *p;

  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }

  if (!g_utf8_validate (text, -1, NULL))
    text = mended = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (p = text; *p != '\0'; p++)
    {
      gsize plain = strcspn (p, "\"\\\001\002\003\004\005\006\007\010\011\012\013\014\015\016\017"
                                "\020\021\022\023\024\025\026\027\030\031\032\033\034\035\036\037");

      g_string_append_len (out, p, plain);
      p += plain;
      if (*p == '\0')
        break;
      if (*p == '"' || *p == '\\')
        g_string_append_c (g_string_append_c (out, '\\'), *p);
      else
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
    }
  g_string_append_c (out, '"');
}

void
csms_sim_json_comma (GString *out)
{
  char last = out->len > 0 ? out->str[out->len - 1] : '{';

  if (last != '{' && last != '[' && last != ':' && last != ',')
    g_string_append_c (out, ',');
}

void
csms_sim_json_name (GString    *out,
                    const char *name)
{
  csms_sim_json_comma (out);
  csms_sim_json_string (out, name);
  g_string_append_c (out, ':');
}

void
csms_sim_json_member_string (GString    *out,
                             const char *name,
                             const char *value)
{
  csms_sim_json_name (out, name);
  csms_sim_json_string (out, value);
}

void
csms_sim_json_member_int (GString    *out,
                          const char *name,
                          gint64      value)
{
  csms_sim_json_name (out, name);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, value);
}

void
csms_sim_json_member_double (GString    *out,
                             const char *name,
                             double      value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  csms_sim_json_name (out, name);
  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, sizeof text, formats[i], value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  g_string_append (out, text);
}

void
csms_sim_json_member_bool (GString    *out,
                           const char *name,
                           gboolean    value)
{
  csms_sim_json_name (out, name);
  g_string_append (out, value ? "true" : "false");
}

void
csms_sim_json_member_raw (GString    *out,
                          const char *name,
                          const char *json)
{
  csms_sim_json_name (out, name);
  g_string_append (out, json);
}

void
csms_sim_json_member_time (GString    *out,
                           const char *name,
                           gint64      ms)
{
  time_t seconds = (time_t) (ms / 1000);
  struct tm parts;
  char text[40];

  gmtime_r (&seconds, &parts);
  strftime (text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  csms_sim_json_name (out, name);
  g_string_append_printf (out, "\"%s.%03dZ\"", text, (int) (ms % 1000));
}
