/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-server.h"

G_BEGIN_DECLS

/**
 * CsmsConnectForm:
 *
 * Address, API key and, where it is encrypted, CA file of a CSMS, with the results of trying them below. Main thread.
 * Property `busy` (boolean, read-only, notified): a try is under way.
 * Signal `activated` (): Enter in one of the entries.
 */
#define CSMS_TYPE_CONNECT_FORM (csms_connect_form_get_type ())
G_DECLARE_FINAL_TYPE (CsmsConnectForm, csms_connect_form, CSMS, CONNECT_FORM, AdwBin)

/**
 * csms_connect_form_validate:
 * @url: (out) (optional) (transfer full): the normalised address
 *
 * Says below the entries what is wrong with them, and puts the cursor there.
 *
 * Returns: whether address and key can be tried
 */
gboolean csms_connect_form_validate (CsmsConnectForm *self, char **url);

/** Returns: the key as it stands in the entry */
const char *csms_connect_form_get_api_key (CsmsConnectForm *self);

gboolean csms_connect_form_get_busy (CsmsConnectForm *self);

/**
 * csms_connect_form_try_async:
 *
 * Validates, connects once, asks for the stations and leaves. Where the address leads to another computer without encryption,
 * nothing is sent before the person was asked about that. The result stands in the form whatever it is. One try at a time.
 */
void csms_connect_form_try_async (CsmsConnectForm *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * csms_connect_form_try_finish:
 * @draft: (out) (optional) (nullable) (transfer full): what was tried, with what the person agreed to, as a passing server; its key is
 *   csms_connect_form_get_api_key()
 *
 * Returns: whether the server took the key
 */
gboolean csms_connect_form_try_finish (CsmsConnectForm *self, GAsyncResult *result, CsmsServer **draft, GError **error);

/** csms_connect_form_reset: empties the entries and the results */
void csms_connect_form_reset (CsmsConnectForm *self);

G_END_DECLS
