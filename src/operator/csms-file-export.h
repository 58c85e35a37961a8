/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsmsExportSource: where the contents come from, a piece at a time: the next one is asked for when the one before is written.
 * @read_async: as an asynchronous function of GIO
 * @read_finish: Returns: (transfer full): the piece; @more: (out): whether to ask again; @fraction: (out): how much of the whole is done
 *   with it, 0 to 1, -1 not known; %NULL with @error
 * @free: (nullable): called with @data once it is over
 */
typedef struct {
  void (*read_async) (gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  GBytes *(*read_finish) (gpointer data, GAsyncResult *result, gboolean *more, double *fraction, GError **error);
  GDestroyNotify free;
} CsmsExportSource;

/** CsmsExportProgressFunc: @fraction: 0 to 1, or -1: not known; @n_bytes: written so far */
typedef void (*CsmsExportProgressFunc) (double fraction, guint64 n_bytes, gpointer data);

/**
 * csms_file_export_async:
 * @file: what is there is replaced, at the end and as a whole: until then it is written beside it, under another name
 * @source: lives as long as the program
 * @data: (transfer full): the source's
 * @progress: (nullable): called with @user_data, until the callback
 *
 * Writes a file that may be large without keeping the main thread waiting. When it is cancelled or fails, nothing is left of it and
 * @file is what it was. Errors: G_IO_ERROR, and those of @source. The source object of the callback is %NULL. Main thread.
 */
void csms_file_export_async (GFile *file, const CsmsExportSource *source, gpointer data, CsmsExportProgressFunc progress,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: whether all of it was written; @n_bytes: (out) (optional) */
gboolean csms_file_export_finish (GAsyncResult *result, guint64 *n_bytes, GError **error);

G_END_DECLS
