/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-archive-export.h"

G_BEGIN_DECLS

/**
 * CsmsExportBar:
 *
 * Below a list, while a file is written from it: how far it is, a way to give it up, and what came of it. Main thread.
 */
#define CSMS_TYPE_EXPORT_BAR (csms_export_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsmsExportBar, csms_export_bar, CSMS, EXPORT_BAR, AdwBin)

/** Returns: whether an export is under way */
gboolean csms_export_bar_get_busy (CsmsExportBar *self);

/**
 * csms_export_bar_begin: an export to @file begins: with csms_export_bar_progress(), csms_export_bar_done() and, as their data, a
 * reference to @self. One at a time.
 *
 * Returns: (transfer none): what it can be given up by
 */
GCancellable *csms_export_bar_begin (CsmsExportBar *self, GFile *file);
/** csms_export_bar_progress: a #CsmsExportProgressFunc */
void csms_export_bar_progress (double fraction, guint64 n_bytes, gpointer bar);
/** csms_export_bar_done: a #GAsyncReadyCallback of csms_file_export_async(); @bar: (transfer full) */
void csms_export_bar_done (GObject *source, GAsyncResult *result, gpointer bar);

G_END_DECLS
