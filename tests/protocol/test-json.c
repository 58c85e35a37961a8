/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <math.h>

#include "csms-json.h"

typedef struct {
  const char *text;
  gsize length;
} Bytes;

#define B(literal) { literal, sizeof (literal) - 1 }

/* What RFC 8259 calls a JSON text. */
static const Bytes accepted[] = {
  B ("{}"), B ("[]"), B ("\"\""), B ("0"), B ("-0"), B ("null"), B ("true"), B ("false"),
  B (" \t\r\n{} \t\r\n"), B ("[ ]"), B ("{ }"), B ("[1]"), B ("[1,2]"), B ("[ 1 , 2 ]"), B ("[[]]"), B ("[{}]"),
  B ("{\"\":0}"), B ("{\"a\":{}}"), B ("{\"a\":[]}"), B ("{ \"a\" : 1 , \"b\" : 2 }"), B ("[null,true,false,\"\",0,[],{}]"),
  B ("1"), B ("-1"), B ("10"), B ("1.5"), B ("-0.0"), B ("1e5"), B ("1E5"), B ("1e+5"), B ("1e-5"), B ("1.5e05"),
  B ("0.00030000000000000003"), B ("9223372036854775807"), B ("-9223372036854775808"), B ("0e0"), B ("123456789012345678901234567890"),
  B ("\"a\""), B ("\"\\\"\""), B ("\"\\\\\""), B ("\"\\/\""), B ("\"\\b\\f\\n\\r\\t\""), B ("\"\\u0041\""), B ("\"\\u00e9\\u00E9\""),
  B ("\"\\ud83d\\ude00\""), B ("\"\xc3\xa9\""), B ("\"\xe2\x82\xac\""), B ("\"\xf0\x9f\x98\x80\""), B ("\"\x7f\""),
  B ("\"\xe2\x80\xa8\""), B ("\"\xef\xbf\xbf\""), B ("\"\xf4\x8f\xbf\xbf\""), B ("\"\xed\x9f\xbf\""), B ("\"\xee\x80\x80\""),
  B ("\"//\""), B ("\"/* */\""), B ("\"[{,:}]\""), B ("[\"a\",\"b\"]"), B ("[\"a\\\\\",\"b\"]"),
  /* Odd, and JSON all the same: neutralised where it is read. */
  B ("1e400"), B ("-1e400"), B ("1e-400"), B ("\"\\u0000\""), B ("\"\\ud83d\""), B ("\"\\ude00\\ud83d\""), B ("\"\\ud83d\\ud83d\""),
  B ("{\"a\":1,\"a\":2}"), B ("{\"a\":1,\"\\u0061\":2}"), B ("{\"\\u0000\":1}"),
};

static const Bytes rejected[] = {
  /* Nothing, or not all of it. */
  B (""), B (" "), B ("["), B ("{"), B ("[1"), B ("[1,"), B ("{\"a\""), B ("{\"a\":"), B ("{\"a\":1"), B ("{\"a\":1,"), B ("\""), B ("\"a"),
  B ("tru"), B ("nul"), B ("-"), B ("]"), B ("}"), B (":"), B (","), B ("[}"), B ("{]"), B ("[1}"), B ("{\"a\":1]"), B ("\"\\"), B ("\"\\u"),
  /* Too much. */
  B ("[]]"), B ("{}}"), B ("{}{}"), B ("[][]"), B ("1 2"), B ("1,2"), B ("null null"), B ("{} x"), B ("\"a\"\"b\""), B ("{},"), B ("{};"),
  /* Commas and colons. */
  B ("[1,]"), B ("[,1]"), B ("[,]"), B ("[1,,2]"), B ("{\"a\":1,}"), B ("{,}"), B ("{,\"a\":1}"), B ("{\"a\"}"), B ("{\"a\" 1}"), B ("{\"a\"::1}"),
  B ("{\"a\",1}"), B ("[1:2]"), B ("[1 2]"), B ("{\"a\":1 \"b\":2}"), B ("{1:2}"), B ("{null:1}"), B ("{[]:1}"), B ("{a:1}"), B ("{'a':1}"),
  /* Comments and bare words. */
  B ("// x\n{}"), B ("{} // x"), B ("/**/{}"), B ("{}/**/"), B ("[1,/*x*/2]"), B ("# x\n{}"), B ("[a]"), B ("nan"), B ("NaN"), B ("Infinity"),
  B ("-Infinity"), B ("undefined"), B ("True"), B ("NULL"), B ("truex"), B ("nullnull"), B ("[true1]"), B ("var x = {}"), B ("yes"),
  /* Numbers. */
  B ("01"), B ("-01"), B ("00"), B ("+1"), B (".5"), B ("1."), B ("1.e1"), B ("-.5"), B ("1e"), B ("1e+"), B ("1e1.5"), B ("1.5.5"), B ("--1"),
  B ("0x10"), B ("0X1F"), B ("1_000"), B ("1,5e"), B ("-a"), B ("1a"), B ("0b1"), B ("0o7"), B ("1e5x"), B ("- 1"),
  /* Strings. */
  B ("'a'"), B ("\"\\a\""), B ("\"\\x41\""), B ("\"\\u12\""), B ("\"\\u123g\""), B ("\"\\U00000041\""), B ("\"\\'\""), B ("\"\\0\""),
  B ("\"\n\""), B ("\"\t\""), B ("\"\r\""), B ("\"\x1f\""), B ("\"\x01\""), B ("\"a\0b\""), B ("`a`"), B ("\"\\\n\""), B ("{\"a\n\":1}"),
  /* NUL, and blanks that are none. */
  B ("\0"), B ("{}\0"), B ("[\0]"), B ("\0{}"), B ("\f{}"), B ("\v{}"), B ("\xc2\xa0{}"), B ("\xef\xbb\xbf{}"), B ("\xe2\x80\xa8{}"),
  /* UTF-8: stray, cut short, overlong, surrogates, beyond the end; the bytes of Latin-1 and UTF-16. */
  B ("\"\x80\""), B ("\"\xbf\""), B ("\"\xc3\""), B ("\"\xc3"), B ("\"\xe2\x82\""), B ("\"\xf0\x9f\x98\""), B ("\"\xc0\xaf\""), B ("\"\xc1\xbf\""),
  B ("\"\xe0\x80\xaf\""), B ("\"\xe0\x9f\xbf\""), B ("\"\xf0\x80\x80\xaf\""), B ("\"\xf0\x8f\xbf\xbf\""), B ("\"\xed\xa0\x80\""),
  B ("\"\xed\xbf\xbf\""), B ("\"\xf4\x90\x80\x80\""), B ("\"\xf5\x80\x80\x80\""), B ("\"\xff\""), B ("\"\xfe\xff\""), B ("\"\xe9t\xe9\""),
  B ("{\"\xe9\":1}"), B ("\xff\xfe{\0}\0"), B ("{\0}\0"), B ("\"\xe2\x28\xa1\""), B ("\"\xf0\x28\x8c\xbc\""), B ("[\x80]"),
};

static JsonNode *
second_opinion (const char *text,
                gsize       length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  g_assert_true (json_parser_load_from_data (parser, text, length, NULL));
  return json_node_ref (json_parser_get_root (parser));
}

static void
test_accepted (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CsmsJson) json = csms_json_parse (accepted[i].text, accepted[i].length, 1000, &error);
      g_autoptr (CsmsJson) again = NULL;
      g_autofree char *one_line = NULL;

      g_test_message ("%s", accepted[i].text);
      g_assert_no_error (error);
      one_line = csms_json_node_dup_json (csms_json_get_root (json));
      g_assert_null (strpbrk (one_line, "\n\r"));

      again = csms_json_parse (one_line, strlen (one_line), 1000, &error);
      g_assert_no_error (error);
      /* json-glib itself cuts or refuses some of the odd ones. */
      if (accepted[i].text[0] == '[' || accepted[i].text[0] == '{')
        {
          g_autoptr (JsonNode) expected = second_opinion (accepted[i].text, accepted[i].length);
          g_autoptr (JsonNode) node = second_opinion (one_line, strlen (one_line));

          g_assert_true (json_node_equal (expected, node));
        }
    }
}

static void
test_rejected (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rejected); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *printable = g_strescape (rejected[i].text, NULL);
      CsmsJson *json = csms_json_parse (rejected[i].text, rejected[i].length, 1000, &error);

      g_test_message ("%u: %s", i, printable);
      g_assert_null (json);
      g_assert_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_NOT_JSON);
    }
}

/* No prefix of a document is one, and no byte behind the length given is ever looked at. */
static void
test_every_prefix (void)
{
  const char *text = "{\"a\":[1.5e-3,\"\\u00e9\xc3\xa9\",true,null],\"b\":{\"c\":-0}}";

  for (gsize length = 0; length < strlen (text); length++)
    g_assert_null (csms_json_parse (text, length, 1000, NULL));
}

static void
test_depth (void)
{
  static const guint depths[] = { CSMS_JSON_MAX_DEPTH, CSMS_JSON_MAX_DEPTH + 1, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (CsmsJson) json = NULL;

      for (guint d = 0; d < depths[i]; d++)
        g_string_append (text, d % 2 == 0 ? "[" : "{\"a\":");
      for (guint d = depths[i]; d > 0; d--)
        g_string_append (text, d % 2 == 1 ? "]" : "}");
      if (depths[i] % 2 == 0)
        g_string_insert (text, strlen ("[{\"a\":") * depths[i] / 2, "0");

      json = csms_json_parse (text->str, text->len, text->len, &error);
      if (depths[i] == CSMS_JSON_MAX_DEPTH)
        g_assert_no_error (error);
      else
        g_assert_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_TOO_DEEP);
    }
}

static void
test_bounds (void)
{
  gsize n_bytes = 2 * (gsize) CSMS_JSON_MAX_VALUES + 3;
  g_autofree char *many = g_malloc (n_bytes);
  g_autoptr (GError) error = NULL;

  g_assert_null (csms_json_parse ("[1,2,3]", 7, 6, &error));
  g_assert_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_TOO_LARGE);
  g_clear_error (&error);

  for (gsize i = 0; i < n_bytes; i++)
    many[i] = i % 2 == 0 ? ',' : '0';
  many[0] = '[';
  many[n_bytes - 1] = ']';
  g_assert_null (csms_json_parse (many, n_bytes, n_bytes, &error));
  g_assert_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_TOO_LARGE);
}

typedef struct {
  const char *json;
  const char *text;       /* NULL: none */
  gboolean is_int64;
  gint64 int64;
  double number;
} ScalarCase;

static const ScalarCase scalars[] = {
  { "7", "7", TRUE, 7, 7 },
  { "\"7\"", "7", TRUE, 7, 7 },
  { "-7", "-7", TRUE, -7, -7 },
  { "7.0", "7", TRUE, 7, 7 },
  { "7e2", "700", TRUE, 700, 700 },
  { "\" 7.5 \"", " 7.5 ", FALSE, 0, 7.5 },
  { "1795471634", "1795471634", TRUE, 1795471634, 1795471634 },
  { "9223372036854775807", "9223372036854775807", TRUE, G_MAXINT64, 9223372036854775807.0 },
  { "-9223372036854775808", "-9223372036854775808", TRUE, G_MININT64, -9223372036854775808.0 },
  { "9223372036854775808", "9223372036854775808", FALSE, 0, 9223372036854775808.0 },
  { "12345678901234567890", "12345678901234567890", FALSE, 0, 12345678901234567890.0 },
  { "18446744073709551617", "18446744073709551617", FALSE, 0, 18446744073709551617.0 },
  { "9007199254740993.5", "9007199254740993.5", FALSE, 0, 9007199254740993.5 },
  { "0.00030000000000000003", "0.00030000000000000003", FALSE, 0, 0.00030000000000000003 },
  { "1e400", "1e400", FALSE, 0, NAN },
  { "-1e400", "-1e400", FALSE, 0, NAN },
  { "1e-400", "0", TRUE, 0, 0 },
  { "\"0x10\"", "0x10", FALSE, 0, NAN },
  { "\"inf\"", "inf", FALSE, 0, NAN },
  { "\"NaN\"", "NaN", FALSE, 0, NAN },
  { "\"1e400\"", "1e400", FALSE, 0, NAN },
  { "\"7 kWh\"", "7 kWh", FALSE, 0, NAN },
  { "\"\"", "", FALSE, 0, NAN },
  { "\"a\\u0000b\"", "a\xef\xbf\xbd" "b", FALSE, 0, NAN },
  { "\"a\\ud83db\"", "a\xef\xbf\xbd" "b", FALSE, 0, NAN },
  { "\"\\ud83d\\u0041\"", "\xef\xbf\xbd" "A", FALSE, 0, NAN },
  { "\"\\ud83d\\ude00\"", "\xf0\x9f\x98\x80", FALSE, 0, NAN },
  { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", "\"\\/\b\f\n\r\t\xc3\xa9", FALSE, 0, NAN },
  { "null", NULL, FALSE, 0, NAN },
  { "true", NULL, FALSE, 0, NAN },
  { "[7]", NULL, FALSE, 0, NAN },
  { "{\"a\":7}", NULL, FALSE, 0, NAN },
};

static void
test_scalars (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scalars); i++)
    {
      const ScalarCase *c = &scalars[i];
      g_autoptr (CsmsJson) json = csms_json_parse (c->json, strlen (c->json), 1000, NULL);
      const CsmsJsonNode *root = csms_json_get_root (json);
      g_autofree char *text = csms_json_node_dup_text (root);
      double number = csms_json_node_get_double (root);
      gint64 integer = 0;

      g_test_message ("%s", c->json);
      g_assert_cmpstr (text, ==, c->text);
      g_assert_cmpint (csms_json_node_get_int64 (root, &integer), ==, c->is_int64);
      if (c->is_int64)
        g_assert_cmpint (integer, ==, c->int64);
      g_assert_cmpint (isnan (number), ==, isnan (c->number));
      if (!isnan (number))
        g_assert_cmpfloat (number, ==, c->number);
    }
}

static const struct {
  const char *json;
  gint64 ms;
} times[] = {
  { "1795471640102", G_GINT64_CONSTANT (1795471640102) },
  { "1795471640102.75", G_GINT64_CONSTANT (1795471640102) },
  { "\"2026-11-23T22:07:20.102Z\"", G_GINT64_CONSTANT (1795471640102) },
  { "\"2026-11-23T22:07:20.1029999Z\"", G_GINT64_CONSTANT (1795471640102) },
  { "\"2026-11-23T22:07:20,102\"", G_GINT64_CONSTANT (1795471640102) },
  { "\"2026-11-23 22:07:20.102z\"", G_GINT64_CONSTANT (1795471640102) },
  { "\"2026-11-24T00:07:20.102+02:00\"", G_GINT64_CONSTANT (1795471640102) },
  { "\"2026-11-23T16:37:20.102-0530\"", G_GINT64_CONSTANT (1795471640102) },
  { "\"2026-11-23T23:07:20.102+01\"", G_GINT64_CONSTANT (1795471640102) },
  { "\"2026-11-23T22:07Z\"", G_GINT64_CONSTANT (1795471620000) },
  { "\"2026-11-23\"", G_GINT64_CONSTANT (1795392000000) },
  { "\"2000-02-29T00:00:00Z\"", G_GINT64_CONSTANT (951782400000) },
  { "\"2038-01-19T03:14:08Z\"", G_GINT64_CONSTANT (2147483648000) },
  { "\"1969-12-31T23:59:59Z\"", -1000 },
  { "\"2016-12-31T23:59:60Z\"", G_GINT64_CONSTANT (1483228800000) },
  { "\"2026-02-29T00:00:00Z\"", 0 }, { "\"2026-13-01T00:00:00Z\"", 0 }, { "\"2026-11-23T25:00:00Z\"", 0 },
  { "\"2026-11-23T22:60:00Z\"", 0 }, { "\"2026-11-23T22:07:20.Z\"", 0 }, { "\"2026-11-23T\"", 0 }, { "\"2026-11-23TZ\"", 0 },
  { "\"2026-11-23T22:07:20Zx\"", 0 }, { "\"2026-11-23T22:07:20+5\"", 0 }, { "\"0000-01-01\"", 0 }, { "\"yesterday\"", 0 },
  { "\"\"", 0 }, { "null", 0 }, { "true", 0 }, { "[1]", 0 }, { "1e300", 0 }, { "1e400", 0 }, { "9223372036854775807", 0 },
};

static void
test_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (CsmsJson) json = csms_json_parse (times[i].json, strlen (times[i].json), 1000, NULL);

      g_test_message ("%s", times[i].json);
      g_assert_cmpint (csms_json_node_get_time_ms (csms_json_get_root (json)), ==, times[i].ms);
    }
}

/* Every day of 400 years against GLib's calendar. */
static void
test_calendar (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1900);
  g_autoptr (GDate) epoch = g_date_new_dmy (1, 1, 1970);

  for (guint i = 0; i < 146097; i++)
    {
      char text[32];
      gint64 ms = (gint64) g_date_days_between (epoch, date) * 86400000;
      g_autoptr (CsmsJson) json = NULL;

      g_snprintf (text, sizeof (text), "\"%04u-%02u-%02u\"", g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));
      json = csms_json_parse (text, strlen (text), 1000, NULL);
      g_assert_cmpint (csms_json_node_get_time_ms (csms_json_get_root (json)), ==, ms);
      g_date_add_days (date, 1);
    }
}

static void
test_members (void)
{
  const char *text = "{\"s\":\"x\",\"n\":1,\"t\":true,\"f\":false,\"z\":null,\"a\":[1,[2],3],\"o\":{\"s\":\"inner\"},\"d\":1,\"d\":2,\"\\u0065\":9}";
  g_autoptr (CsmsJson) json = csms_json_parse (text, strlen (text), 1000, NULL);
  const CsmsJsonNode *root = csms_json_get_root (json);
  const CsmsJsonNode *array = csms_json_get_array (root, "a");
  g_autofree char *string = csms_json_dup_string (root, "s");
  g_autofree char *text_of_number = csms_json_dup_text (root, "n");
  g_autofree char *last = csms_json_dup_text (root, "d");
  g_autofree char *escaped = csms_json_dup_text (root, "e");
  guint n_elements = 0;

  g_assert_cmpstr (string, ==, "x");
  g_assert_cmpstr (text_of_number, ==, "1");
  g_assert_cmpstr (last, ==, "2");
  g_assert_cmpstr (escaped, ==, "9");
  g_assert_null (csms_json_dup_string (root, "n"));
  g_assert_null (csms_json_dup_string (root, "missing"));
  g_assert_null (csms_json_dup_text (root, "z"));
  g_assert_null (csms_json_get_object (root, "a"));
  g_assert_null (csms_json_get_array (root, "o"));
  g_assert_nonnull (csms_json_get_object (root, "o"));
  g_assert_true (csms_json_get_boolean (root, "t", FALSE));
  g_assert_false (csms_json_get_boolean (root, "f", TRUE));
  g_assert_true (csms_json_get_boolean (root, "n", TRUE));
  g_assert_cmpint (csms_json_node_get_type (csms_json_get (root, "z")), ==, CSMS_JSON_NULL);
  g_assert_cmpint (csms_json_node_get_type (csms_json_get (root, "missing")), ==, CSMS_JSON_ABSENT);

  for (const CsmsJsonNode *child = csms_json_first (array); child != NULL; child = csms_json_next (array, child))
    n_elements++;
  g_assert_cmpuint (n_elements, ==, 3);

  /* A wrong type is an absent one, at any depth. */
  g_assert_null (csms_json_get (array, "s"));
  g_assert_null (csms_json_get (NULL, "s"));
  g_assert_null (csms_json_first (csms_json_get (root, "n")));
  g_assert_null (csms_json_first (NULL));
}

static void
test_append_string (void)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  const char *text = "\"\\/\b\f\n\r\t\x01\x1f\x7f<b>&\xc3\xa9\xe2\x80\xae\xf0\x9f\x98\x80";

  csms_json_append_string (json, text);
  node = second_opinion (json->str, json->len);
  g_assert_cmpstr (json_node_get_string (node), ==, text);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/accepted", test_accepted);
  g_test_add_func ("/json/rejected", test_rejected);
  g_test_add_func ("/json/every-prefix", test_every_prefix);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/bounds", test_bounds);
  g_test_add_func ("/json/scalars", test_scalars);
  g_test_add_func ("/json/times", test_times);
  g_test_add_func ("/json/calendar", test_calendar);
  g_test_add_func ("/json/members", test_members);
  g_test_add_func ("/json/append-string", test_append_string);
  return g_test_run ();
}
