/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * csms_settings_new:
 * @error: domain %G_IO_ERROR, code NOT_FOUND, in the operator's words
 *
 * Finds the schema beside a program run from its build folder, else beside an installed one, else where the system has
 * its schemas. Never aborts for a missing schema, as g_settings_new() would. Main thread.
 *
 * Returns: (transfer full): schema com.example.CsmsOperator; %NULL when it is nowhere
 */
GSettings *csms_settings_new (GError **error);

/**
 * csms_settings_new_server:
 * @url: normalised
 * @error: as in csms_settings_new()
 *
 * Returns: (transfer full): the relocatable child of this address (its path holds the address' SHA-256, since an address
 *   may have any character), or %NULL
 */
GSettings *csms_settings_new_server (const char *url, GError **error);

/** csms_locale_init: setlocale and gettext, translations from the build folder or where they are installed. Once, first thing in main(). */
void csms_locale_init (void);

/**
 * csms_id_tags_remember:
 * @settings: from csms_settings_new()
 * @id_tag: foreign or typed text, not empty
 *
 * Puts @id_tag first in `id-tags`; 20 at most, each once (case-insensitive, as ID tags are). Main thread.
 */
void csms_id_tags_remember (GSettings *settings, const char *id_tag);

G_END_DECLS
