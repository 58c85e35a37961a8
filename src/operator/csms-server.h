/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-address.h"
#include "csms-key.h"
#include "csms-trust.h"

G_BEGIN_DECLS

/**
 * CsmsServer:
 *
 * One CSMS the console knows: its address, name and what is remembered between runs (GSettings schema
 * com.example.CsmsOperator.Server, one child each). A passing server (made by csms_server_new_passing()) remembers
 * nothing beyond this run. Main thread. Properties: `url`, `name`, notified on change.
 */
#define CSMS_TYPE_SERVER (csms_server_get_type ())
G_DECLARE_FINAL_TYPE (CsmsServer, csms_server, CSMS, SERVER, GObject)

/** @url: normalised. Its key is given here, since it stands in no keyring */
CsmsServer *csms_server_new_passing (const char *url, const char *api_key);
const char *csms_server_get_url (CsmsServer *self);
/** Returns: never empty: the given name, else host and port */
const char *csms_server_get_name (CsmsServer *self);
void csms_server_set_name (CsmsServer *self, const char *name);
gboolean csms_server_is_passing (CsmsServer *self);
/** csms_server_is_ephemeral: whether the server itself lives no longer than this run (the demo): no journal of it is kept on disk */
gboolean csms_server_is_ephemeral (CsmsServer *self);
void csms_server_set_ephemeral (CsmsServer *self, gboolean ephemeral);
/** Returns: (transfer none): what a person has decided about the connection to it */
CsmsTrust *csms_server_get_trust (CsmsServer *self);

const char *csms_server_get_last_event_id (CsmsServer *self);
/** csms_server_remember: session and cursor, written at most once a second and then synced; nothing is lost at csms_server_flush(). */
void csms_server_remember_event (CsmsServer *self, const char *event_id);
void csms_server_remember_session (CsmsServer *self, const char *session_id, gint64 started_ms);
void csms_server_flush (CsmsServer *self);

/**
 * csms_server_load_key_async: the API key from the secret service (or from this run's memory); never blocks, bounded to 5 s
 * csms_server_store_key_async: into the secret service; with no service it is kept for this run only and the error
 *   %CSMS_OPERATOR_ERROR_NO_KEYRING says so
 */
void csms_server_load_key_async (CsmsServer *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full): the key; free with csms_key_free() */
char *csms_server_load_key_finish (CsmsServer *self, GAsyncResult *result, GError **error);
void csms_server_store_key_async (CsmsServer *self, const char *api_key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_server_store_key_finish (CsmsServer *self, GAsyncResult *result, GError **error);

/**
 * CsmsServerList: the saved servers, a GListModel of CsmsServer; property `active` (nullable). Main thread.
 */
#define CSMS_TYPE_SERVER_LIST (csms_server_list_get_type ())
G_DECLARE_FINAL_TYPE (CsmsServerList, csms_server_list, CSMS, SERVER_LIST, GObject)

/** csms_server_list_new: @settings: schema com.example.CsmsOperator, from csms_settings_new() */
CsmsServerList *csms_server_list_new (GSettings *settings);
/** Returns: (transfer none): the server with this address, made and saved when new */
CsmsServer *csms_server_list_add (CsmsServerList *self, const char *url, const char *name);
/** Forgets the server, its settings and its key. */
void csms_server_list_remove (CsmsServerList *self, CsmsServer *server);
CsmsServer *csms_server_list_get_active (CsmsServerList *self);
void csms_server_list_set_active (CsmsServerList *self, CsmsServer *server);

G_END_DECLS
