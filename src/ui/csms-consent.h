/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * csms_consent_ask_async:
 * @parent: (nullable): the window that asks
 * @url: normalised, unencrypted and beyond loopback and private networks
 *
 * Asks whether to send the API key to @url in the clear, and says why that is asked. Main thread.
 */
void csms_consent_ask_async (GtkWindow *parent, const char *url, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);

/** csms_consent_ask_finish: Returns: whether the person agreed; no is not an error: @error is for %G_IO_ERROR_CANCELLED only */
gboolean csms_consent_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
