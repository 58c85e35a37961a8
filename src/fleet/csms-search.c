/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-search.h"

#include "csms-fold.h"
#include "csms-station.h"

#define SORT_KEY_CHARS 128

char *
csms_search_fold (const char *text)
{
  return csms_fold_text (text);
}

char *
csms_search_fold_pair (const char *a,
                       const char *b)
{
  g_autofree char *folded_a = csms_search_fold (a);
  g_autofree char *folded_b = csms_search_fold (b);

  return g_strconcat (folded_a, "\n", folded_b, NULL);
}

char *
csms_search_sort_key (const char *text)
{
  g_autofree char *head = g_utf8_substring (text, 0, MIN (SORT_KEY_CHARS, g_utf8_strlen (text, -1)));
  g_autofree char *key = g_utf8_collate_key_for_filename (head, -1);

  return g_ref_string_new (key);
}
