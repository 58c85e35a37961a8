/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-upgrade.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "csms-client-error.h"

#define WEBSOCKET_GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

static void
set_bad_answer (GError     **error,
                const char  *what)
{
  g_set_error_literal (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT, what);
}

static char *
make_accept (const char *key)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;

  g_checksum_update (sum, (const guchar *) key, -1);
  g_checksum_update (sum, (const guchar *) WEBSOCKET_GUID, -1);
  g_checksum_get_digest (sum, digest, &length);
  return g_base64_encode (digest, length);
}

/* The value of a header; the values of a repeated one are joined as HTTP says. */
static char *
find_header (char       **lines,
             const char  *name)
{
  g_autoptr(GString) found = NULL;

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      const char *colon = strchr (lines[i], ':');
      g_autofree char *value = NULL;

      if (colon == NULL || (gsize) (colon - lines[i]) != strlen (name) ||
          g_ascii_strncasecmp (lines[i], name, strlen (name)) != 0)
        continue;

      value = g_strstrip (g_strdup (colon + 1));
      if (found == NULL)
        found = g_string_new (value);
      else
        g_string_append_printf (found, ",%s", value);
    }
  return found != NULL ? g_string_free (g_steal_pointer (&found), FALSE) : NULL;
}

static gboolean
has_token (const char *value,
           const char *token)
{
  g_auto(GStrv) tokens = g_strsplit (value != NULL ? value : "", ",", -1);

  for (guint i = 0; tokens[i] != NULL; i++)
    if (g_ascii_strcasecmp (g_strstrip (tokens[i]), token) == 0)
      return TRUE;
  return FALSE;
}

static void
set_status_error (GError     **error,
                  char       **lines,
                  const char  *status_line)
{
  g_autofree char *location = find_header (lines, "Location");
  g_autofree char *status = g_utf8_make_valid (status_line, MIN (strlen (status_line), 80));
  g_autofree char *what = NULL;

  if (location != NULL)
    {
      g_autofree char *target = g_utf8_make_valid (location, MIN (strlen (location), 200));

      what = g_strdup_printf (_("The server answered, but sends elsewhere (%s to %s), which is not followed"), status, target);
    }
  else
    what = g_strdup_printf (_("The server answered, but not as a WebSocket: %s"), status);
  set_bad_answer (error, what);
}

/* A URL goes into an HTTP header: no spaces, no line ends. */
static gboolean
is_one_word (const char *url)
{
  for (const char *p = url; *p != '\0'; p++)
    if ((guchar) *p <= ' ' || *p == 0x7f)
      return FALSE;
  return g_utf8_validate (url, -1, NULL);
}

GUri *
csms_upgrade_parse_url (const char  *url,
                        GError     **error)
{
  g_autoptr(GError) reason = NULL;
  g_autoptr(GUri) uri = g_uri_parse (url != NULL ? url : "", G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, &reason);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (uri != NULL && is_one_word (url) && host != NULL && *host != '\0' && g_uri_get_port (uri) != 0 &&
      (strcmp (g_uri_get_scheme (uri), "ws") == 0 || strcmp (g_uri_get_scheme (uri), "wss") == 0))
    return g_steal_pointer (&uri);

  g_set_error (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_BAD_URL,
               _("The address must be like ws://host:8081/mobile-client or wss://host/path%s%s"),
               reason != NULL ? ": " : "", reason != NULL ? reason->message : "");
  return NULL;
}

char *
csms_upgrade_make_key (void)
{
  guint32 nonce[4];

  for (guint i = 0; i < G_N_ELEMENTS (nonce); i++)
    nonce[i] = g_random_int ();
  return g_base64_encode ((const guchar *) nonce, sizeof nonce);
}

char *
csms_upgrade_make_request (GUri       *uri,
                           const char *key,
                           const char *user_agent)
{
  g_autofree char *path = g_uri_escape_string (g_uri_get_path (uri), "%/!$&'()*+,;=:@", FALSE);
  const char *raw_query = g_uri_get_query (uri);
  g_autofree char *query = g_uri_escape_string (raw_query != NULL ? raw_query : "", "%/?!$&'()*+,;=:@", FALSE);
  const char *host = g_uri_get_host (uri);
  g_autofree char *ascii_host = g_hostname_to_ascii (host);
  int default_port = strcmp (g_uri_get_scheme (uri), "wss") == 0 ? 443 : 80;
  g_autofree char *agent = g_strdelimit (g_strdup (user_agent), "\r\n", ' ');
  g_autoptr(GString) request = g_string_new ("GET ");

  g_string_append_printf (request, "%s%s%s HTTP/1.1\r\n", *path != '\0' ? path : "/",
                          raw_query != NULL ? "?" : "", query);
  g_string_append_printf (request, strchr (host, ':') != NULL ? "Host: [%s]" : "Host: %s",
                          ascii_host != NULL ? ascii_host : host);
  if (g_uri_get_port (uri) > 0 && g_uri_get_port (uri) != default_port)
    g_string_append_printf (request, ":%d", g_uri_get_port (uri));
  g_string_append_printf (request,
                          "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: %s\r\nUser-Agent: %s\r\n\r\n", key, agent);
  return g_string_free (g_steal_pointer (&request), FALSE);
}

gboolean
csms_upgrade_check_answer (const char  *head,
                           const char  *key,
                           GError     **error)
{
  g_auto(GStrv) lines = g_strsplit (head, "\r\n", -1);
  const char *status_line = lines[0] != NULL ? lines[0] : "";
  g_autofree char *upgrade = find_header (lines, "Upgrade");
  g_autofree char *connection = find_header (lines, "Connection");
  g_autofree char *accept = find_header (lines, "Sec-WebSocket-Accept");
  g_autofree char *extensions = find_header (lines, "Sec-WebSocket-Extensions");
  g_autofree char *expected = make_accept (key);

  if (!g_str_has_prefix (status_line, "HTTP/1."))
    set_bad_answer (error, _("The server answered, but in a language that is not HTTP"));
  else if (strlen (status_line) < 12 || strncmp (status_line + 9, "101", 3) != 0)
    set_status_error (error, lines, status_line);
  else if (!has_token (upgrade, "websocket") || !has_token (connection, "upgrade"))
    set_bad_answer (error, _("The server answered, but did not become a WebSocket"));
  else if (g_strcmp0 (accept, expected) != 0)
    set_bad_answer (error, _("The server answered, but to somebody else’s request: a cache or a proxy stands between"));
  else if (extensions != NULL && *extensions != '\0')
    set_bad_answer (error, _("The server answered, but with an extension that was not asked for"));
  else
    return TRUE;
  return FALSE;
}
