/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-application.h"

G_BEGIN_DECLS

/**
 * CsmsServerRow:
 *
 * A server in the preferences: name, key, consent, use, forget. Main thread. The key is only ever written here, never shown.
 */
#define CSMS_TYPE_SERVER_ROW (csms_server_row_get_type ())
G_DECLARE_FINAL_TYPE (CsmsServerRow, csms_server_row, CSMS, SERVER_ROW, AdwExpanderRow)

CsmsServerRow *csms_server_row_new (CsmsApplication *application, CsmsServer *server);

/** Returns: (transfer none) */
CsmsServer *csms_server_row_get_server (CsmsServerRow *self);

/** csms_server_row_focus_key: opens the row and puts the cursor where a new key is typed */
void csms_server_row_focus_key (CsmsServerRow *self);

G_END_DECLS
