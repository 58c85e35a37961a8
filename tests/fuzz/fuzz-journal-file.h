/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-store.h"

G_BEGIN_DECLS

/* What somebody, or a dying disk, may have made of the file. */

/** fuzz_journal_file_is_meant: Returns: whether the input is a file, or says how to damage a sound one, rather than rows */
gboolean fuzz_journal_file_is_meant (const char *data, gsize size);

/**
 * fuzz_journal_file_write: either @data itself or, line by line, a sound journal with "@OFFSET|BYTES" written over it, or "#LENGTH"
 * as its end
 *
 * Returns: (transfer none): its path, in memory where there is such a folder
 */
const char *fuzz_journal_file_write (const char *data, gsize size);

/** fuzz_journal_file_remove: the file, and all that came of it */
void fuzz_journal_file_remove (void);

G_END_DECLS
