/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pango/pango.h>
#include <string.h>

#include "csms-cli-print.h"
#include "csms-fleet.h"
#include "csms-json.h"
#include "csms-notification-words.h"
#include "csms-pretty-json.h"
#include "csms-redactor.h"
#include "csms-search.h"
#include "csms-text.h"
#include "fuzz-target.h"

/* Any bytes as the foreign text that they may be: what is shown, spoken, printed or written down of them misleads nobody. */

#define SECRET "canary-key-0123456789"

static gboolean
is_break (gunichar c)
{
  return c == '\n';
}

/* @is_allowed: (nullable): whether a character that misleads elsewhere does not here */
static void
check_shown (const char *text, glong max_chars, gboolean (*is_allowed) (gunichar c))
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, max_chars);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_true (!csms_text_is_treacherous (c) || (is_allowed != NULL && is_allowed (c)));
    }
}

static void
check_clean (const char *text, guint max_chars)
{
  g_autofree char *clean = csms_text_clean (text, max_chars);
  g_autofree char *again = csms_text_clean (clean, max_chars);
  g_autofree char *markup = g_markup_escape_text (clean, -1);
  g_autofree char *parsed = NULL;

  check_shown (clean, (glong) max_chars + 1, NULL);
  g_assert_cmpstr (again, ==, clean);
  g_assert_true (pango_parse_markup (markup, -1, 0, NULL, &parsed, NULL, NULL));
  g_assert_cmpstr (parsed, ==, clean);
}

static void
check_pretty (const char *text, gsize length)
{
  g_autofree char *pretty = csms_pretty_json (text);
  g_autofree char *shown = csms_pretty_json_shown (text);
  g_autoptr (CsmsJson) json = csms_json_parse (text, length, length, NULL);

  check_shown (pretty, G_MAXLONG, is_break);
  check_shown (shown, CSMS_PRETTY_JSON_SHOWN + 256, is_break);
  if (json == NULL)
    return;
  /* laid out, it says the same */
  {
    g_autoptr (CsmsJson) again = csms_json_parse (pretty, strlen (pretty), strlen (pretty), NULL);

    g_assert_nonnull (again);
    g_assert_cmpint (csms_json_node_get_type (csms_json_get_root (again)), ==, csms_json_node_get_type (csms_json_get_root (json)));
  }
}

/* A search finds what is there, by the short way through ASCII or the long one. */
static void
check_search (const char *text)
{
  g_autofree char *folded = csms_search_fold (text);
  const char *first = *folded != '\0' ? g_utf8_next_char (folded) : folded;
  g_autofree char *needle = g_strndup (folded, first - folded);

  g_assert_true (csms_text_contains (text, needle));
  g_assert_true (csms_text_contains (text, folded));
}

static void
check_notification (const char *text)
{
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);
  g_autoptr (CsmsTransaction) transaction = NULL;
  const CsmsTransactionRecord values = { .transaction_id = (char *) "1", .station_id = (char *) text, .connector_id = 1,
                                         .id_tag = (char *) text, .start_time_ms = 1, .stop_time_ms = 2 };

  g_ptr_array_add (records, csms_transaction_record_new_copy (&values));
  csms_fleet_merge_transactions (fleet, records, 3);
  transaction = g_list_model_get_item (csms_fleet_get_transactions (fleet), 0);
  for (guint stopped = 0; transaction != NULL && stopped < 2; stopped++)
    {
      g_autofree char *body = csms_notification_body (transaction, stopped == 1);

      check_shown (body, 3 * CSMS_TEXT_SHORT + 100, NULL);
      g_assert_null (strpbrk (body, "<>&"));
    }
}

static void
check_printed (const char *text)
{
  g_autofree char *safe = csms_cli_safe_text (text);

  g_assert_true (g_utf8_validate (safe, -1, NULL));
  for (const char *p = safe; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
}

/* The wire log: one JSON value on one line, and no secret in it. */
static void
check_logged (const char *bytes, gsize length)
{
  g_autoptr (CsmsRedactor) redactor = csms_redactor_new ();
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (CsmsJson) json = NULL;

  csms_redactor_add_secret (redactor, SECRET);
  csms_redactor_append (redactor, line, bytes, length, 1024);
  g_assert_null (memchr (line->str, '\n', line->len));
  g_assert_null (strstr (line->str, SECRET));
  json = csms_json_parse (line->str, line->len, line->len, NULL);
  g_assert_nonnull (json);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  check_clean (text, CSMS_TEXT_SHORT);
  check_clean (text, CSMS_TEXT_LONG);
  check_clean (text, 1);
  check_pretty (text, strlen (text));
  check_search (valid);
  check_notification (valid);
  check_printed (valid);
  check_logged ((const char *) data, size);
  return 0;
}
