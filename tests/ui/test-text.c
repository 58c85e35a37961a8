/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-pretty-json.h"
#include "csms-station.h"
#include "csms-text.h"
#include "ui-fixture.h"

#define NBSP "\xc2\xa0"

/* 2025-11-23 10:02:31.009 UTC */
#define NOW G_GINT64_CONSTANT (1763892151009)
#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_foreign_text (void)
{
  g_autofree char *huge = g_strnfill (10 * 1024, 'x');
  g_autofree char *cut = csms_text_clean (huge, 80);

  assert_text (csms_text_clean (NULL, 80), "");
  assert_text (csms_text_clean ("Harbour Deck", 80), "Harbour Deck");
  assert_text (csms_text_clean ("a\nb\tc", 80), "a b c");
  assert_text (csms_text_clean ("a\x1b[31mb", 80), "a\xef\xbf\xbd[31mb");
  /* A right-to-left override would show "gnp.exe" as "exe.png". */
  assert_text (csms_text_clean ("\xe2\x80\xaeTAG", 80), "\xef\xbf\xbdTAG");
  assert_text (csms_text_clean ("a\xe2\x80\x8b" "b", 80), "a\xef\xbf\xbd" "b");
  assert_text (csms_text_clean ("<b>bold</b> & so", 80), "<b>bold</b> & so");
  assert_text (csms_text_clean ("Ä\xff", 80), "Ä\xef\xbf\xbd");
  assert_text (csms_text_clean ("abc", 3), "abc");
  assert_text (csms_text_clean ("abcd", 3), "abc…");
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 81);
  g_assert_true (g_str_has_suffix (cut, "…"));
}

static void
test_invisible (void)
{
  g_autofree char *pile = csms_text_clean ("a\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81z", 80);

  /* letters and marks that show nothing */
  assert_text (csms_text_clean ("a\xe3\x85\xa4" "b", 80), "a\xef\xbf\xbd" "b");
  assert_text (csms_text_clean ("a\xe2\xa0\x80" "b", 80), "a\xef\xbf\xbd" "b");
  assert_text (csms_text_clean ("a\xcd\x8f" "b", 80), "a\xef\xbf\xbd" "b");
  assert_text (csms_text_clean ("a\xf3\xa0\x84\x80" "b", 80), "a\xef\xbf\xbd" "b");
  /* C1, to some terminals and toolkits the beginning of a command */
  assert_text (csms_text_clean ("a\xc2\x9b" "b", 80), "a\xef\xbf\xbd" "b");
  /* what people write stays: an emoji in its own colours, Vietnamese, Hebrew with its points */
  assert_text (csms_text_clean ("\xe2\x9a\xa1\xef\xb8\x8f", 80), "\xe2\x9a\xa1\xef\xb8\x8f");
  assert_text (csms_text_clean ("e\xcc\x82\xcc\x81", 80), "e\xcc\x82\xcc\x81");
  assert_text (csms_text_clean ("\xd7\xa9\xd6\xbc\xd7\x81\xd6\xb8", 80), "\xd7\xa9\xd6\xbc\xd7\x81\xd6\xb8");
  g_assert_cmpstr (pile, ==, "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xef\xbf\xbd\xef\xbf\xbdz");
}

static gunichar
random_char (void)
{
  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      return (gunichar) g_test_rand_int_range (1, 0x20);
    case 1:
      return (gunichar) g_test_rand_int_range (0x20, 0x80);
    case 2:
      return (gunichar) g_test_rand_int_range (0x80, 0x800);
    case 3:
      return (gunichar) g_test_rand_int_range (0x2000, 0x2070);
    case 4:
      return (gunichar) g_test_rand_int_range (0x300, 0x370);
    default:
      return (gunichar) g_test_rand_int_range (0x800, 0x110000);
    }
}

static void
append_random (GString *text)
{
  gunichar c = random_char ();

  if (g_test_rand_int_range (0, 12) == 0)
    g_string_append_c (text, (char) g_test_rand_int_range (0x80, 0x100));
  else if (c < 0xd800 || c > 0xdfff)
    g_string_append_unichar (text, c);
}

static void
assert_clean (const char *clean, guint max_chars)
{
  g_assert_true (g_utf8_validate (clean, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (clean, -1), <=, max_chars + 1);
  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_false (csms_text_is_treacherous (c));
      g_assert_false (g_unichar_iscntrl (c));
      g_assert_cmpint (g_unichar_type (c), !=, G_UNICODE_FORMAT);
    }
}

/* Whatever a server sends; the same texts for the same --seed. */
static void
test_random (void)
{
  for (guint run = 0; run < 20000; run++)
    {
      guint max_chars = (guint) g_test_rand_int_range (0, 100);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *clean = NULL;
      g_autofree char *whole = NULL;
      g_autofree char *again = NULL;
      g_autofree char *pretty = NULL;

      for (int n = g_test_rand_int_range (0, 60); n > 0; n--)
        append_random (text);
      clean = csms_text_clean (text->str, max_chars);
      assert_clean (clean, max_chars);
      /* What is clean is left alone. */
      whole = csms_text_clean (text->str, 1000);
      again = csms_text_clean (whole, 1000);
      g_assert_cmpstr (again, ==, whole);
      pretty = csms_pretty_json (text->str);
      g_assert_true (g_utf8_validate (pretty, -1, NULL));
      for (const char *p = pretty; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_true (*p == '\n' || !csms_text_is_treacherous (g_utf8_get_char (p)));
    }
}

static void
test_pretty_json_shown (void)
{
  g_autofree char *filler = g_strnfill (100 * 1024, 'x');
  g_autofree char *json = g_strdup_printf ("{\"a\":\"%s\",\"b\":1}", filler);
  g_autofree char *shown = csms_pretty_json_shown (json);
  g_autofree char *whole = csms_pretty_json (json);

  g_assert_cmpuint (strlen (shown), <, CSMS_PRETTY_JSON_SHOWN + 64);
  g_assert_true (g_str_has_suffix (shown, "\n…"));
  g_assert_true (g_str_has_suffix (whole, "\"b\": 1\n}"));
  assert_text (csms_pretty_json_shown ("[1]"), "[\n  1\n]");
}

static void
assert_span (gint64 from_ms, gint64 to_ms, const char *expected_from, const char *expected_to)
{
  char *from, *to;

  csms_text_span (from_ms, to_ms, NOW, &from, &to);
  assert_text (from, expected_from);
  assert_text (to, expected_to);
}

static void
test_times (void)
{
  assert_text (csms_text_clock (NOW), "10:02");
  assert_text (csms_text_clock (0), "–");
  assert_text (csms_text_clock_ms (NOW), "10:02:31.009");
  assert_text (csms_text_when (NOW - HOUR_MS, NOW), "09:02");
  assert_span (NOW - HOUR_MS, NOW, "09:02", "10:02");
  assert_span (NOW - 20000, NOW - 10000, "10:02:11", "10:02:21");
  assert_span (NOW - 20 * HOUR_MS, NOW - 20 * HOUR_MS + 1000, "yesterday 14:02", "yesterday 14:02");
  assert_text (csms_text_when (NOW - 20 * HOUR_MS, NOW), "yesterday 14:02");
  assert_text (csms_text_when (NOW - 4 * 24 * HOUR_MS, NOW), "19 Nov 10:02");
  assert_text (csms_text_when (NOW - 365 * 24 * HOUR_MS, NOW), "23 Nov 2024 10:02");
  assert_text (csms_text_day_clock (NOW, NOW), "Today 10:02");
  assert_text (csms_text_day_clock (NOW - 20 * HOUR_MS, NOW), "Yesterday 14:02");
  assert_text (csms_text_day_clock (0, NOW), "–");
  /* No calendar has these. */
  assert_text (csms_text_clock (G_MAXINT64), "–");
  assert_text (csms_text_day_clock (G_MAXINT64, NOW), "–");
  assert_text (csms_text_exact (0), "");
}

static void
test_durations (void)
{
  assert_text (csms_text_age (-5), "0" NBSP "s");
  assert_text (csms_text_age (8999), "8" NBSP "s");
  assert_text (csms_text_age (7 * 60000), "7" NBSP "min");
  assert_text (csms_text_age (11 * HOUR_MS), "11" NBSP "h");
  assert_text (csms_text_age (72 * HOUR_MS), "3" NBSP "d");
  assert_text (csms_text_duration (41000), "41" NBSP "s");
  assert_text (csms_text_duration (HOUR_MS + 53 * 60000), "1" NBSP "h 53" NBSP "min");
  assert_text (csms_text_duration (53 * HOUR_MS), "2" NBSP "d 5" NBSP "h");
  assert_text (csms_text_elapsed (41000), "0:00:41");
  assert_text (csms_text_elapsed (26 * HOUR_MS + 5 * 60000 + 33000), "26:05:33");
}

static void
test_numbers (void)
{
  assert_text (csms_text_number (22.384, 2), "22.38");
  assert_text (csms_text_number (0.00030000000000000003, 2), "0.00");
  assert_text (csms_text_number (-0.001, 2), "0.00");
  assert_text (csms_text_number (-1.5, 1), "-1.5");
  assert_text (csms_text_number (12418, 0), "12418");
  assert_text (csms_text_number (0.0 / 0.0, 2), "–");
  assert_text (csms_text_number (1.0 / 0.0, 2), "–");
}

static void
test_contains (void)
{
  g_autofree char *accent = csms_search_fold ("ÅRSTA");
  g_autofree char *plain = csms_search_fold ("Deck");

  g_assert_true (csms_text_contains ("Harbour Deck P2", plain));
  g_assert_true (csms_text_contains ("HARBOUR DECK P2", plain));
  g_assert_false (csms_text_contains ("Harbour", plain));
  g_assert_false (csms_text_contains (NULL, plain));
  g_assert_true (csms_text_contains ("Årsta torg", accent));
  g_assert_false (csms_text_contains ("Arsta torg", accent));
}

static void
test_pretty_json (void)
{
  assert_text (csms_pretty_json ("{\"a\":1,\"b\":[true,{}],\"c\":{\"d\":\"x,{y}\"},\"e\":[]}"),
               "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    {}\n  ],\n  \"c\": {\n    \"d\": \"x,{y}\"\n  },\n  \"e\": []\n}");
  assert_text (csms_pretty_json ("{\"n\":\"a \\\"quoted\\\" b\\\\\"}"), "{\n  \"n\": \"a \\\"quoted\\\" b\\\\\"\n}");
  assert_text (csms_pretty_json ("\"\xe2\x80\xae\""), "\"\\u202e\"");
  assert_text (csms_pretty_json ("\"\xf3\xa0\x80\x81\""), "\"\\udb40\\udc01\"");
  assert_text (csms_pretty_json (""), "");
  assert_text (csms_pretty_json ("\"open"), "\"open");
  assert_text (csms_pretty_json ("}}]"), "}\n}\n]");
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  g_test_add_func ("/ui/text/trap-19-foreign-text", test_foreign_text);
  g_test_add_func ("/ui/text/trap-19-invisible", test_invisible);
  g_test_add_func ("/ui/text/trap-19-random", test_random);
  g_test_add_func ("/ui/text/pretty-json-shown", test_pretty_json_shown);
  g_test_add_func ("/ui/text/times", test_times);
  g_test_add_func ("/ui/text/durations", test_durations);
  g_test_add_func ("/ui/text/numbers", test_numbers);
  g_test_add_func ("/ui/text/contains", test_contains);
  g_test_add_func ("/ui/text/pretty-json", test_pretty_json);
  return g_test_run ();
}
