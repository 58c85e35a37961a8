/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * API keys in the secret service, found by the server's address alone. Main thread; always asynchronous, since the owner of
 * the service's name may never answer, and bounded: 5 s for the service to answer, and where it must ask a person to unlock
 * the keyring, 60 s for that. Keys that no service would keep are kept for this run.
 */

/**
 * csms_secrets_load_async:
 * @url: normalised
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED
 */
void csms_secrets_load_async (const char *url, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/**
 * csms_secrets_load_finish:
 * @error: domain %CSMS_OPERATOR_ERROR: NO_KEY, or NO_KEYRING when the service is missing, locked or silent
 *
 * Returns: (transfer full): the key; free with csms_key_free()
 */
char *csms_secrets_load_finish (GAsyncResult *result, GError **error);

/** csms_secrets_store_async: replaces the key of @url. @api_key is copied. */
void csms_secrets_store_async (const char *url, const char *api_key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/**
 * csms_secrets_store_finish:
 * @error: domain %CSMS_OPERATOR_ERROR, code NO_KEYRING: it is kept for this run only
 *
 * Returns: whether the service keeps it
 */
gboolean csms_secrets_store_finish (GAsyncResult *result, GError **error);

/** csms_secrets_forget: removes the key of @url, from this run at once and from the service when that gets to it. */
void csms_secrets_forget (const char *url);

G_END_DECLS
