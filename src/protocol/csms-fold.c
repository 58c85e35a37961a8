/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-fold.h"

#include <string.h>

char *
csms_fold_text (const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;

  if (text == NULL)
    return g_strdup ("");
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  if (normal == NULL)
    return g_ascii_strdown (text, -1);
  folded = g_utf8_casefold (normal, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

gboolean
csms_fold_contains (const char *text,
                    const char *needle)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  /* Folding a text costs a hundred times what looking through it does, and ASCII needs none. */
  if (g_str_is_ascii (text))
    return strcasestr (text, needle) != NULL;
  folded = csms_fold_text (text);
  return strstr (folded, needle) != NULL;
}
