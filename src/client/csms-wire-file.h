/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CsmsWireFile: a file of lines that is its owner's alone and is put aside once when it is full. One thread at a time. */
typedef struct _CsmsWireFile CsmsWireFile;

/** csms_wire_file_open: as csms_wire_log_new() */
CsmsWireFile *csms_wire_file_open (const char *path, gsize max_bytes, GError **error);
void csms_wire_file_close (CsmsWireFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsWireFile, csms_wire_file_close)

/** csms_wire_file_write: @lines: whole ones. Returns: whether it is written; when not, no more should be tried */
gboolean csms_wire_file_write (CsmsWireFile *self, const GString *lines, GError **error);

G_END_DECLS
