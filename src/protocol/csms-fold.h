/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** csms_fold_text: @text: (nullable). Returns: (transfer full): @text normalised and case-folded, to search with or in; "" for %NULL */
char *csms_fold_text (const char *text);

/**
 * csms_fold_contains:
 * @text: (nullable): foreign text
 * @needle: folded by csms_fold_text()
 *
 * Returns: whether @text contains @needle, letter case aside; cheap for thousands of texts. Any thread.
 */
gboolean csms_fold_contains (const char *text, const char *needle);

G_END_DECLS
