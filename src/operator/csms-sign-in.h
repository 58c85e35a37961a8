/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-server.h"

G_BEGIN_DECLS

/**
 * csms_sign_in_async:
 *
 * Whether a server may be connected to, and with which key; judged before a byte leaves, since an API key sent in the clear
 * can not be taken back. Main thread.
 */
void csms_sign_in_async (CsmsServer *server, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/**
 * csms_sign_in_finish:
 * @error: domain %CSMS_OPERATOR_ERROR, code NEEDS_CONSENT, NO_KEY or NO_KEYRING; or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the key; free with csms_key_free()
 */
char *csms_sign_in_finish (GAsyncResult *result, GError **error);

G_END_DECLS
