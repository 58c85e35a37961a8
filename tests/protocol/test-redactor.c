/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "csms-redactor.h"

#define CANARY "canary-4711-0815"
#define LIMIT 4096

static char *
redact (CsmsRedactor *redactor, const char *frame)
{
  GString *line = g_string_new (NULL);

  csms_redactor_append (redactor, line, frame, strlen (frame), LIMIT);
  return g_string_free (line, FALSE);
}

typedef struct {
  const char *frame;
  const char *shown;            /* NULL: as it came */
} Case;

static const Case cases[] = {
  /* by its place */
  { "{\"id\":\"c1\",\"action\":\"auth\",\"params\":{\"apiKey\":\"" CANARY "\"}}",
    "{\"id\":\"c1\",\"action\":\"auth\",\"params\":{\"apiKey\":\"[redacted]\"}}" },
  { "{\"id\":\"c1\",\"result\":{\"status\":\"ok\",\"sessionId\":\"sess-77\"}}",
    "{\"id\":\"c1\",\"result\":{\"status\":\"ok\",\"sessionId\":\"[redacted]\"}}" },
  { "{\"headers\":{\"Authorization\":\"Bearer x\",\"X-API-Key\":7,\"proxy-authorization\":[\"a\",{\"b\":1}]}}",
    "{\"headers\":{\"Authorization\":\"[redacted]\",\"X-API-Key\":\"[redacted]\",\"proxy-authorization\":\"[redacted]\"}}" },
  { "{\"\\u0061piKey\":\"x\"}", "{\"\\u0061piKey\":\"[redacted]\"}" },
  /* by its text, in whatever dress */
  { "{\"error\":{\"code\":401,\"message\":\"wrong key " CANARY "!\"}}", "{\"error\":{\"code\":401,\"message\":\"wrong key [redacted]!\"}}" },
  { "{\"a\":\"\\u0063anary\\u002d4711-0815\"}", "{\"a\":\"[redacted]\"}" },
  { "{\"" CANARY "\":[\"" CANARY "\",\"x" CANARY CANARY "\"]}", "{\"[redacted]\":[\"[redacted]\",\"x[redacted][redacted]\"]}" },
  { "\"" CANARY "\"", "\"[redacted]\"" },
  { "[4,null,{\"errorDescription\":\"" CANARY "\"}]", "[4,null,{\"errorDescription\":\"[redacted]\"}]" },
  /* what is not JSON */
  { "wrong key " CANARY, "\"wrong key [redacted]\"" },
  { "GET / HTTP/1.1\r\nAuthorization: Basic Zm9v\r\nHost: x", "\"GET / HTTP/1.1\\u000d\\u000aAuthorization: [redacted]\\u000d\\u000aHost: x\"" },
  { "{\"apiKey\":\"abc\",", "\"{\\\"apiKey\\\":\\\"[redacted]\\\",\"" },
  { "{\"x\":\"\\u0063anary-4711-0815\"", "\"[redacted]\"" },
  { "apiKey=abc&x=1", "\"apiKey=[redacted]&x=1\"" },
  { "", "\"\"" },
  /* what has nothing of it stays as it is, to the digit and the escape */
  { "{\"a\":1.50,\"b\":12345678901234567890,\"c\":\"\\u00e9\\/\",\"d\":{},\"e\":[],\"f\":null,\"idTag\":\"TAG1\"}", NULL },
  { "{\"action\":\"auth\",\"keys\":\"key\",\"apiKeys\":\"no\"}", NULL },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CsmsRedactor) redactor = csms_redactor_new ();
      g_autofree char *shown = NULL;

      csms_redactor_add_secret (redactor, CANARY);
      shown = redact (redactor, cases[i].frame);
      g_assert_cmpstr (shown, ==, cases[i].shown != NULL ? cases[i].shown : cases[i].frame);
    }
}

/* What stood in the place of a secret once is one from then on. */
static void
test_learns (void)
{
  g_autoptr (CsmsRedactor) redactor = csms_redactor_new ();
  g_autofree char *before = redact (redactor, "{\"message\":\"session s-123456789 began\"}");
  g_autofree char *at = redact (redactor, "{\"result\":{\"sessionId\":\"s-123456789\"}}");
  g_autofree char *after = redact (redactor, "{\"message\":\"session s-123456789 ended\"}");

  g_assert_nonnull (strstr (before, "s-123456789"));
  g_assert_null (strstr (at, "s-123456789"));
  g_assert_null (strstr (after, "s-123456789"));
}

/* A key that is a word of the protocol does not make the rest unreadable. */
static void
test_short (void)
{
  g_autoptr (CsmsRedactor) redactor = csms_redactor_new ();
  g_autofree char *shown = NULL;
  g_autofree char *number = NULL;

  csms_redactor_add_secret (redactor, "auth");
  csms_redactor_add_secret (redactor, "4711");
  csms_redactor_add_secret (redactor, "");
  shown = redact (redactor, "{\"action\":\"authorize\",\"said\":\"auth\"}");
  number = redact (redactor, "[4711,47110,\"4711\"]");
  g_assert_cmpstr (shown, ==, "{\"action\":\"authorize\",\"said\":\"[redacted]\"}");
  g_assert_cmpstr (number, ==, "[\"[redacted]\",47110,\"[redacted]\"]");
}

/* Cut where a secret begins, in its middle and behind it: never is a part of it to be seen. */
static void
test_cut (void)
{
  for (guint before = 0; before < 64; before++)
    {
      g_autoptr (CsmsRedactor) redactor = csms_redactor_new ();
      g_autofree char *filler = g_strnfill (LIMIT - 40 + before, 'x');
      g_autofree char *json = g_strdup_printf ("{\"a\":\"%s" CANARY CANARY "\",\"b\":1}", filler);
      g_autofree char *foreign = g_strdup_printf ("%s" CANARY CANARY " and on", filler);
      g_autofree char *cut = NULL;
      g_autofree char *cut_foreign = NULL;

      csms_redactor_add_secret (redactor, CANARY);
      cut = redact (redactor, json);
      cut_foreign = redact (redactor, foreign);
      g_assert_null (strstr (cut, "canary"));
      g_assert_null (strstr (cut, "4711"));
      g_assert_null (strstr (cut_foreign, "canary"));
      g_assert_cmpuint (strlen (cut), <, 2 * LIMIT);
    }
}

static void
test_long (void)
{
  g_autoptr (CsmsRedactor) redactor = csms_redactor_new ();
  g_autofree char *e = g_strnfill (20000, 'e');
  g_autofree char *json = g_strdup_printf ("[\"%s\",1,2]", e);
  g_autofree char *foreign = g_strdup_printf ("%s%s" CANARY, e, e);
  g_autofree char *cut = redact (redactor, json);
  g_autofree char *cut_foreign = NULL;

  csms_redactor_add_secret (redactor, CANARY);
  cut_foreign = redact (redactor, foreign);
  g_assert_cmpint (cut[0], ==, '"');
  g_assert_true (g_str_has_suffix (cut, "…[20008 bytes]\""));
  g_assert_true (g_str_has_suffix (cut_foreign, "…[40016 bytes]\""));
}

/* Whatever comes: one JSON value on one line, and no secret in it, neither as it is nor unescaped. */
static void
assert_fit (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (line, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_null (strchr (line, '\n'));
  g_assert_null (strstr (line, CANARY));
  again = json_to_string (node, FALSE);
  g_assert_null (strstr (again, CANARY));
}

static void
test_random (void)
{
  static const char *const pieces[] = {
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0063anary-4711-0815", CANARY, "\"" CANARY "\"", "\"apiKey\":", "\"a\":", "canary-",
    "4711-0815", "null", "1", " ", "\n", "\xff", "\xc3\xa9", "Authorization: ", "=", "\\\"",
  };

  for (guint run = 0; run < 50000; run++)
    {
      g_autoptr (CsmsRedactor) redactor = csms_redactor_new ();
      g_autoptr (GString) frame = g_string_new (NULL);
      g_autoptr (GString) line = g_string_new (NULL);

      for (int n = g_test_rand_int_range (0, 14); n > 0; n--)
        g_string_append (frame, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      csms_redactor_add_secret (redactor, CANARY);
      csms_redactor_append (redactor, line, frame->str, frame->len, g_test_rand_int_range (1, 64));
      assert_fit (line->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/redactor/table", test_table);
  g_test_add_func ("/protocol/redactor/learns", test_learns);
  g_test_add_func ("/protocol/redactor/short", test_short);
  g_test_add_func ("/protocol/redactor/cut", test_cut);
  g_test_add_func ("/protocol/redactor/long", test_long);
  g_test_add_func ("/protocol/redactor/random", test_random);
  return g_test_run ();
}
