/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ADDRESS_MAX_BYTES 2048
#define HOST_MAX_BYTES 253
#define LABEL_MAX_BYTES 63

#define DEFAULT_PATH "/mobile-client"

typedef enum {
  SCHEME_NONE,
  SCHEME_WS,
  SCHEME_WSS,
} Scheme;

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_BAD_ADDRESS, sentence);
  return FALSE;
}

/* Where it has none, @rest is left at the start. */
static gboolean
take_scheme (const char **rest, Scheme *scheme, GError **error)
{
  static const struct {
    const char *name;
    Scheme scheme;
  } schemes[] = { { "ws", SCHEME_WS }, { "wss", SCHEME_WSS }, { "http", SCHEME_WS }, { "https", SCHEME_WSS } };
  const char *mark = strstr (*rest, "://");
  gsize length;

  *scheme = SCHEME_NONE;
  if (mark == NULL)
    {
      /* "wss:/host" is a slip of the finger, not a host called wss. */
      for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
        {
          length = strlen (schemes[i].name);
          if (g_ascii_strncasecmp (schemes[i].name, *rest, length) == 0 && (*rest)[length] == ':'
              && !g_ascii_isdigit ((*rest)[length + 1]))
            return fail (error, _("The address must begin with wss:// or ws://."));
        }
      return TRUE;
    }
  length = (gsize) (mark - *rest);
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (strlen (schemes[i].name) == length && g_ascii_strncasecmp (schemes[i].name, *rest, length) == 0)
      {
        *scheme = schemes[i].scheme;
        *rest = mark + 3;
        return TRUE;
      }
  return fail (error, _("The address must begin with wss:// or ws://."));
}

static gboolean
take_port (const char *text, guint *port, GError **error)
{
  guint64 value;

  *port = 0;
  if (*text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, 65535, &value, NULL))
    return fail (error, _("The port must be a number from 1 to 65535."));
  *port = (guint) value;
  return TRUE;
}

/* Names whose last label a resolver would read as a number ("0x7f000001", "134744072") hide where they lead. */
static gboolean
is_number_like (const char *name)
{
  const char *label = strrchr (name, '.');

  label = label != NULL ? label + 1 : name;
  if (g_ascii_isdigit (label[0]) && label[strspn (label, "0123456789")] == '\0')
    return TRUE;
  return g_str_has_prefix (label, "0x") && label[2 + strspn (label + 2, "0123456789abcdef")] == '\0';
}

static gboolean
is_name (const char *name)
{
  gsize label = 0;

  if (*name == '\0' || strlen (name) > HOST_MAX_BYTES)
    return FALSE;
  for (const char *p = name; ; p++)
    {
      if (*p == '.' || *p == '\0')
        {
          if (label == 0 || label > LABEL_MAX_BYTES || p[-1] == '-')
            return FALSE;
          label = 0;
          if (*p == '\0')
            return TRUE;
        }
      else if (g_ascii_isalnum (*p) || *p == '_' || (*p == '-' && label > 0))
        label++;
      else
        return FALSE;
    }
}

static char *
normalize_ipv6 (const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "%", 2);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (parts[0] != NULL ? parts[0] : "");
  g_autofree char *plain = NULL;
  const char *zone;

  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    {
      fail (error, _("The number in brackets is not an IPv6 address."));
      return NULL;
    }
  plain = g_inet_address_to_string (address);
  if (parts[1] == NULL)
    return g_strdup_printf ("[%s]", plain);
  zone = g_str_has_prefix (parts[1], "25") && parts[1][2] != '\0' ? parts[1] + 2 : parts[1];
  for (const char *p = zone; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._~", *p) == NULL)
      {
        fail (error, _("The number in brackets is not an IPv6 address."));
        return NULL;
      }
  return g_strdup_printf ("[%s%%25%s]", plain, zone);
}

static char *
normalize_name (const char *text, GError **error)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;
  gsize length;

  ascii = g_hostname_to_ascii (text);
  lower = ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;
  length = lower != NULL ? strlen (lower) : 0;
  if (length > 1 && lower[length - 1] == '.')
    lower[length - 1] = '\0';
  if (lower == NULL || !is_name (lower))
    {
      fail (error, *text == '\0' ? _("The address has no host name.") : _("The host name is not a valid one."));
      return NULL;
    }
  if (is_number_like (lower))
    {
      address = g_inet_address_new_from_string (lower);
      if (address == NULL)
        {
          fail (error, _("The host is neither a name nor an IP address."));
          return NULL;
        }
    }
  return g_steal_pointer (&lower);
}

/* @authority is cut in two. */
static gboolean
split_authority (char *authority, Scheme scheme, char **host, guint *port, GError **error)
{
  g_autoptr (GInetAddress) bare = NULL;
  char *end, *colon;

  *host = NULL;
  *port = 0;
  if (strchr (authority, '@') != NULL)
    return fail (error, _("A user name or password does not belong in the address."));
  if (authority[0] == '[')
    {
      end = strchr (authority, ']');
      if (end == NULL || (end[1] != '\0' && end[1] != ':'))
        return fail (error, _("The number in brackets is not an IPv6 address."));
      *end = '\0';
      if (end[1] == ':' && !take_port (end + 2, port, error))
        return FALSE;
      *host = normalize_ipv6 (authority + 1, error);
      return *host != NULL;
    }
  /* "::1", as people write it where no port follows */
  colon = strchr (authority, ':');
  if (scheme == SCHEME_NONE && colon != NULL && strchr (colon + 1, ':') != NULL)
    {
      *host = normalize_ipv6 (authority, NULL);
      if (*host != NULL)
        return TRUE;
    }
  if (colon != NULL)
    {
      *colon = '\0';
      if (!take_port (colon + 1, port, error))
        return FALSE;
    }
  *host = normalize_name (authority, error);
  return *host != NULL;
}

static void
append_segment (GString *path, const char *segment)
{
  for (const char *p = segment; *p != '\0'; p++)
    {
      if (*p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          g_string_append_printf (path, "%%%c%c", g_ascii_toupper (p[1]), g_ascii_toupper (p[2]));
          p += 2;
        }
      else if (g_ascii_isalnum (*p) || strchr ("-._~!$&'()*+,;=:@", *p) != NULL)
        g_string_append_c (path, *p);
      else
        g_string_append_printf (path, "%%%02X", (guchar) *p);
    }
}

static char *
normalize_path (const char *text)
{
  g_auto (GStrv) segments = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  GString *path;

  if (*text == '\0')
    return g_strdup (DEFAULT_PATH);
  segments = g_strsplit (text + 1, "/", -1);
  for (guint i = 0; segments[i] != NULL; i++)
    {
      gboolean last = segments[i + 1] == NULL;
      gboolean up = g_str_equal (segments[i], "..");

      if (!up && !g_str_equal (segments[i], "."))
        {
          g_ptr_array_add (kept, segments[i]);
          continue;
        }
      if (up && kept->len > 0)
        g_ptr_array_set_size (kept, (int) kept->len - 1);
      if (last)
        g_ptr_array_add (kept, (gpointer) "");
    }
  path = g_string_new (NULL);
  for (guint i = 0; i < kept->len; i++)
    {
      g_string_append_c (path, '/');
      append_segment (path, kept->pdata[i]);
    }
  if (kept->len == 0)
    g_string_append_c (path, '/');
  return g_string_free (path, FALSE);
}

static gboolean
check_text (const char *text, GError **error)
{
  if (*text == '\0')
    return fail (error, _("The address is empty."));
  if (strlen (text) > ADDRESS_MAX_BYTES)
    return fail (error, _("The address is too long."));
  if (!g_utf8_validate (text, -1, NULL))
    return fail (error, _("The address is not text."));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        return fail (error, _("The address has a space or an invisible character in it."));
      if (c == '\\')
        return fail (error, _("The address has a backslash in it."));
    }
  return TRUE;
}

char *
csms_address_normalize (const char *text, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autofree char *number = NULL;
  g_autofree char *unencrypted = NULL;
  const char *rest;
  Scheme scheme;
  guint port;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  if (!check_text (stripped, error))
    return NULL;
  stripped[strcspn (stripped, "#")] = '\0';
  rest = stripped;
  if (!take_scheme (&rest, &scheme, error))
    return NULL;
  length = strcspn (rest, "?");
  if (rest[length] == '?' && rest[length + 1] != '\0')
    {
      fail (error, _("A query (from “?” on) does not belong in the address."));
      return NULL;
    }
  stripped[(gsize) (rest - stripped) + length] = '\0';
  length = strcspn (rest, "/");
  authority = g_strndup (rest, length);
  path = normalize_path (rest + length);
  if (!split_authority (authority, scheme, &host, &port, error))
    return NULL;
  if (scheme == SCHEME_NONE)
    {
      unencrypted = g_strconcat ("ws://", host, NULL);
      scheme = csms_address_guess_safety (unencrypted) == CSMS_ADDRESS_PUBLIC ? SCHEME_WSS : SCHEME_WS;
    }
  if (port != 0 && port != (scheme == SCHEME_WS ? 80 : 443))
    number = g_strdup_printf (":%u", port);
  return g_strconcat (scheme == SCHEME_WS ? "ws://" : "wss://", host, number != NULL ? number : "", path, NULL);
}

char *
csms_address_dup_authority (const char *url)
{
  const char *start;

  g_return_val_if_fail (url != NULL, NULL);

  start = strstr (url, "://");
  start = start != NULL ? start + 3 : url;
  return g_strndup (start, strcspn (start, "/"));
}
