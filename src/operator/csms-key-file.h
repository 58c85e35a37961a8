/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "csms-operator-error.h"

G_BEGIN_DECLS

/**
 * csms_key_file_read:
 * @path: a file with the API key in its one line; the newline at its end is not part of it
 * @error: domain %CSMS_OPERATOR_ERROR, code %CSMS_OPERATOR_ERROR_NO_KEY, one sentence that names the file and never its content
 *
 * Any thread; reads a local file and so may block for a moment: for the start of a program.
 *
 * Returns: (transfer full): the key; free with csms_key_free()
 */
char *csms_key_file_read (const char *path, GError **error);

G_END_DECLS
