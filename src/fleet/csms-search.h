/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** csms_search_fold_pair: Returns: (transfer full): @a and @b (nullable) folded as one text to search in; no match spans both */
char *csms_search_fold_pair (const char *a, const char *b);

/**
 * csms_search_sort_key:
 *
 * Natural order in the locale (station9 before station10). Foreign texts are long at will (trap 19): what counts is their
 * beginning, so a caller needs a tie-breaker.
 *
 * Returns: (transfer full): a GRefString to compare with strcmp()
 */
char *csms_search_sort_key (const char *text);

G_END_DECLS
