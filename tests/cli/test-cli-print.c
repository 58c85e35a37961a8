/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-cli-print.h"

/* What a terminal would obey must not reach one, and what a program reads must stay what it was. */

static void
assert_text (const char *text, const char *expected)
{
  g_autofree char *safe = csms_cli_safe_text (text);

  g_assert_cmpstr (safe, ==, expected);
}

static void
test_text (void)
{
  assert_text ("fora072", "fora072");
  assert_text ("Årsta ⚡ \"1\"", "Årsta ⚡ \"1\"");
  assert_text ("\x1b[31mred\x1b]0;title\a", "\\u001b[31mred\\u001b]0;title\\u0007");
  assert_text ("a\r\nb\tc\bd\x7f", "a\\u000d\\u000ab\\u0009c\\u0008d\\u007f");
  /* CSI and OSC as one character of C1 */
  assert_text ("\xc2\x9b" "2J\xc2\x9d", "\\u009b2J\\u009d");
  assert_text ("\xe2\x80\xaegpj.exe", "\\u202egpj.exe");
  assert_text ("a\xe2\x80\xa8" "b", "a\\u2028b");
  assert_text ("\xf3\xa0\x80\x81", "\\udb40\\udc01");
  assert_text ("\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd");
}

static void
append_random (GString *text)
{
  gunichar c = (gunichar) (g_test_rand_int_range (0, 3) == 0 ? g_test_rand_int_range (1, 0xa0) : g_test_rand_int_range (1, 0x110000));

  if (c < 0xd800 || c > 0xdfff)
    g_string_append_unichar (text, c);
}

/* As a server may send it: escaped as little as JSON allows. */
static char *
make_json (const char *text)
{
  GString *json = g_string_new ("{\"name\":\"");

  for (const char *p = text; *p != '\0'; p++)
    {
      if ((guchar) *p < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) *p);
      else if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append (json, "\"}");
  return g_string_free (json, FALSE);
}

static void
test_random (void)
{
  for (guint run = 0; run < 20000; run++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *json = NULL;
      g_autofree char *safe = NULL;

      for (int n = g_test_rand_int_range (0, 20); n > 0; n--)
        append_random (text);
      json = make_json (text->str);
      safe = csms_cli_safe_text (json);
      for (const char *p = safe; *p != '\0'; p = g_utf8_next_char (p))
        {
          g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
          g_assert_cmpint (g_unichar_type (g_utf8_get_char (p)), !=, G_UNICODE_FORMAT);
        }
      node = json_from_string (safe, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "name"), ==, text->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/print/trap-19-text", test_text);
  g_test_add_func ("/cli/print/trap-19-random", test_random);
  return g_test_run ();
}
