/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * csms_settings_new:
 *
 * Finds the schema beside a program run from its build folder, else where it is installed.
 *
 * Returns: (transfer full): schema com.example.CsmsOperator; %NULL when it is nowhere, with @error in the operator's words
 */
GSettings *csms_settings_new (GError **error);

/** csms_settings_new_server: Returns: (transfer full): the relocatable child for a normalised URL */
GSettings *csms_settings_new_server (const char *url, GError **error);

/** csms_locale_init: setlocale and gettext, translations from the build folder or where they are installed. */
void csms_locale_init (void);

/** csms_id_tags_remember: puts @id_tag first in `id-tags`; 20 at most, each once */
void csms_id_tags_remember (GSettings *settings, const char *id_tag);

G_END_DECLS
