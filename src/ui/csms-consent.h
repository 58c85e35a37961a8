/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-address.h"

G_BEGIN_DECLS

/**
 * csms_consent_ask_async:
 * @parent: (nullable): the window that asks
 * @url: normalised and unencrypted
 * @safety: PRIVATE or PUBLIC: where it leads
 *
 * Asks whether to send the API key to @url in the clear, and says why that is asked. Main thread.
 */
void csms_consent_ask_async (GtkWindow *parent, const char *url, CsmsAddressSafety safety, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/**
 * csms_consent_ask_finish:
 * @safety: (out) (optional): what was asked about
 * @error: for %G_IO_ERROR_CANCELLED only: no is not an error
 *
 * Returns: whether the person agreed
 */
gboolean csms_consent_ask_finish (GAsyncResult *result, CsmsAddressSafety *safety, GError **error);

G_END_DECLS
