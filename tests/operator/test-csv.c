/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-csv.h"

#include <math.h>

static void
assert_text (const char *text, const char *expected)
{
  CsmsCsv csv;

  csms_csv_init (&csv);
  csms_csv_add_text (&csv, text);
  g_assert_cmpstr (csv.text->str, ==, expected);
  csms_csv_clear (&csv);
}

static void
assert_number (double value, guint decimals, const char *expected)
{
  CsmsCsv csv;

  csms_csv_init (&csv);
  csms_csv_add_number (&csv, value, decimals);
  g_assert_cmpstr (csv.text->str, ==, expected);
  csms_csv_clear (&csv);
}

static void
test_text (void)
{
  assert_text (NULL, "");
  assert_text ("plain", "plain");
  assert_text ("a,b", "\"a,b\"");
  assert_text ("say \"no\"", "\"say \"\"no\"\"\"");
  assert_text ("two\r\nlines", "\"two\r\nlines\"");
  assert_text (" blanks ", "\" blanks \"");
  assert_text ("Köln", "Köln");
  assert_text ("bell\a", "bell\xef\xbf\xbd");
  assert_text ("\xff", "\xef\xbf\xbd");
}

static void
test_formulas (void)
{
  assert_text ("=1+1", "'=1+1");
  assert_text ("+49", "'+49");
  assert_text ("-2", "'-2");
  assert_text ("@SUM(A1)", "'@SUM(A1)");
  assert_text ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
  assert_text ("\t=1", "\"'\t=1\"");
  assert_text ("\r=1", "\"'\r=1\"");
  assert_text ("1=1", "1=1");
}

static void
test_numbers (void)
{
  assert_number (NAN, 2, "");
  assert_number (INFINITY, 2, "");
  assert_number (0, 2, "0");
  assert_number (-0.001, 2, "0");
  assert_number (14.68, 6, "14.68");
  assert_number (0.00030000000000000003, 6, "0.0003");
  assert_number (-3.5, 2, "-3.5");
  assert_number (100, 0, "100");
  assert_number (1e300, 2, "1e+300");
}

static void
test_rows (void)
{
  const char *const titles[] = { "time", "connector", "tag", NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  CsmsCsv csv;

  csms_csv_init (&csv);
  csms_csv_add_header (&csv, titles);
  csms_csv_add_time (&csv, 1795472292009);
  csms_csv_add_connector (&csv, 0);
  csms_csv_add_text (&csv, "T");
  csms_csv_end_row (&csv);
  csms_csv_add_time (&csv, 0);
  csms_csv_add_connector (&csv, -1);
  csms_csv_add_text (&csv, NULL);
  csms_csv_end_row (&csv);
  bytes = csms_csv_take (&csv);
  csms_csv_clear (&csv);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[0], ==, "time,connector,tag");
  g_assert_cmpstr (lines[1], ==, "2026-11-23T23:18:12.009+01:00,0,T");
  g_assert_cmpstr (lines[2], ==, ",,");
  g_assert_cmpstr (lines[3], ==, "");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operator/csv/text", test_text);
  g_test_add_func ("/operator/csv/formulas", test_formulas);
  g_test_add_func ("/operator/csv/numbers", test_numbers);
  g_test_add_func ("/operator/csv/rows", test_rows);
  return g_test_run ();
}
