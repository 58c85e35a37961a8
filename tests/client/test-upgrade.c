/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-upgrade.h"

#include "csms-client-error.h"

/* Key and accept are the example of RFC 6455, section 1.3. */
#define KEY "dGhlIHNhbXBsZSBub25jZQ=="
#define ACCEPT "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

static void
test_urls (void)
{
  static const struct { const char *url; gboolean good; } cases[] = {
    { "ws://127.0.0.1:8081/mobile-client", TRUE },
    { "WSS://host/a?b=c", TRUE },
    { "ws://[::1]:8081/", TRUE },
    { "ws://host", TRUE },
    { "http://host/", FALSE },
    { "ws://", FALSE },
    { "ws:///path", FALSE },
    { "ws://host:0/", FALSE },
    { "ws://host:99999/", FALSE },
    { "host:8081", FALSE },
    { "", FALSE },
    { "ws://ho st/", FALSE },
    { "ws://host/a b", FALSE },
    { "ws://host/\r\nX: y", FALSE },
    { "ws://host/\xff", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GUri) uri = csms_upgrade_parse_url (cases[i].url, &error);

      g_assert_true ((uri != NULL) == cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_BAD_URL);
    }
}

static void
test_request (void)
{
  static const struct { const char *url; const char *line; const char *host; } cases[] = {
    { "ws://127.0.0.1:8081/mobile-client", "GET /mobile-client HTTP/1.1\r\n", "\r\nHost: 127.0.0.1:8081\r\n" },
    { "ws://host", "GET / HTTP/1.1\r\n", "\r\nHost: host\r\n" },
    { "wss://host/a%20b?c=d%26", "GET /a%20b?c=d%26 HTTP/1.1\r\n", "\r\nHost: host\r\n" },
    { "ws://[::1]:8081/", "GET / HTTP/1.1\r\n", "\r\nHost: [::1]:8081\r\n" },
    { "ws://b\xc3\xbc.example/\xc3\xbc", "GET /%C3%BC HTTP/1.1\r\n", "\r\nHost: xn--b-eha.example\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GUri) uri = csms_upgrade_parse_url (cases[i].url, NULL);
      g_autofree char *request = csms_upgrade_make_request (uri, KEY, "agent\r\nEvil: 1");

      g_assert_true (g_str_has_prefix (request, cases[i].line));
      g_assert_nonnull (strstr (request, cases[i].host));
      g_assert_nonnull (strstr (request, "\r\nSec-WebSocket-Key: " KEY "\r\n"));
      g_assert_nonnull (strstr (request, "\r\nSec-WebSocket-Version: 13\r\n"));
      g_assert_null (strstr (request, "\r\nEvil"));
      g_assert_true (g_str_has_suffix (request, "\r\n\r\n"));
    }
}

static void
test_answers (void)
{
  static const struct { const char *head; const char *says; } cases[] = {
    { "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " ACCEPT "\r\n\r\n", NULL },
    { "HTTP/1.1 101 x\r\nupgrade:WebSocket\r\nconnection: keep-alive, upgrade\r\nsec-websocket-accept:" ACCEPT "\r\n\r\n", NULL },
    { "HTTP/1.1 101\r\nConnection: keep-alive\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: " ACCEPT "\r\n\r\n", NULL },
    { "HTTP/1.1 302 Found\r\nLocation: ws://elsewhere/\r\n\r\n", "ws://elsewhere/" },
    { "HTTP/1.1 404 Not Found\r\n\r\n", "404 Not Found" },
    { "HTTP/1.1 200 OK\r\n\r\n", "200 OK" },
    { "HTTP/1.1 101 x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " ACCEPT "\r\n\r\n", "become" },
    { "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: close\r\nSec-WebSocket-Accept: " ACCEPT "\r\n\r\n", "become" },
    { "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", "somebody else" },
    { "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " ACCEPT
      "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n", "extension" },
    { "SSH-2.0-OpenSSH\r\n\r\n", "HTTP" },
    { "HTTP/1.\r\n\r\n", "WebSocket" },
    { "HTTP/1.1 \xff\xfe\r\n\r\n", "WebSocket" },
    { "\r\n\r\n", "HTTP" },
    { "", "HTTP" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      gboolean good = csms_upgrade_check_answer (cases[i].head, KEY, &error);

      if (cases[i].says == NULL)
        {
          g_assert_no_error (error);
          g_assert_true (good);
          continue;
        }
      g_assert_false (good);
      g_assert_error (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_keys (void)
{
  g_autofree char *a = csms_upgrade_make_key ();
  g_autofree char *b = csms_upgrade_make_key ();
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (a, &length);

  g_assert_cmpuint (length, ==, 16);
  g_assert_cmpstr (a, !=, b);
  g_assert_nonnull (bytes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/upgrade/urls", test_urls);
  g_test_add_func ("/client/upgrade/request", test_request);
  g_test_add_func ("/client/upgrade/answers", test_answers);
  g_test_add_func ("/client/upgrade/keys", test_keys);

  return g_test_run ();
}
