/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsmsBackground:
 *
 * Keeps the program running without a window, when the operator wants that: it goes on watching and notifying. Main thread.
 */
#define CSMS_TYPE_BACKGROUND (csms_background_get_type ())
G_DECLARE_FINAL_TYPE (CsmsBackground, csms_background, CSMS, BACKGROUND, GObject)

/** csms_background_new: @application: (transfer none): outlives this; @settings: whether the operator wants it */
CsmsBackground *csms_background_new (GApplication *application, GSettings *settings);

/** csms_background_begin: the last window has been closed. Returns: whether the program goes on; the desktop is told so, once a run */
gboolean csms_background_begin (CsmsBackground *self);
/** csms_background_end: there is a window again, or the program ends */
void csms_background_end (CsmsBackground *self);

/**
 * csms_background_ask_async:
 * @window: (nullable): the window the question of the system stands over
 *
 * Asks the system whether the program may run without a window. Outside a sandbox it may.
 */
void csms_background_ask_async (GtkWindow *window, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** csms_background_ask_finish: @error: why not, one sentence for the operator. Returns: whether it may */
gboolean csms_background_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
