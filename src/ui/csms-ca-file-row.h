/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsmsCaFileRow:
 *
 * Whose word is taken for a server's certificate: the system's authorities, or those in a file that the person chooses. Main
 * thread. Signal `changed` (): the person chose, or went back to the system's.
 */
#define CSMS_TYPE_CA_FILE_ROW (csms_ca_file_row_get_type ())
G_DECLARE_FINAL_TYPE (CsmsCaFileRow, csms_ca_file_row, CSMS, CA_FILE_ROW, AdwActionRow)

/** csms_ca_file_row_get_path: Returns: (nullable) (transfer none): %NULL: the system's authorities */
const char *csms_ca_file_row_get_path (CsmsCaFileRow *self);

/** csms_ca_file_row_set_path: @path: (nullable); does not emit `changed` */
void csms_ca_file_row_set_path (CsmsCaFileRow *self, const char *path);

G_END_DECLS
