/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** csms_journal_file_prepare: makes the folder (0700) and an empty file (0600) where there is none. @error: CSMS_JOURNAL_ERROR_CANNOT_OPEN */
gboolean csms_journal_file_prepare (const char *path, GError **error);

/** csms_journal_file_protect: the file and what SQLite keeps beside it are for their owner alone (0600) */
void csms_journal_file_protect (const char *path);

/**
 * csms_journal_file_set_aside:
 * @is_ours: whether what is at @path still is the file that was found damaged: asked while no other process can set it aside
 *
 * Renames the file and what SQLite keeps beside it to `PATH.damaged-DATE-TIME`. Nothing is ever deleted.
 *
 * Returns: (nullable) (transfer full): the new path; %NULL with @error set (CANNOT_OPEN), or without when another process
 *   was faster
 */
char *csms_journal_file_set_aside (const char *path, gboolean (*is_ours) (gpointer data), gpointer data, GError **error);

G_END_DECLS
