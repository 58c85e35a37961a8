/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-window.h"

G_BEGIN_DECLS

/** csms_application_get_window: Returns: (nullable) (transfer none): the console's window */
CsmsWindow *csms_application_get_window (CsmsApplication *self);
/** csms_application_ensure_window: Returns: (transfer none): the console's window, made if there is none */
CsmsWindow *csms_application_ensure_window (CsmsApplication *self);
/** csms_application_install_actions: the program's actions, its keys, and how it ends on a signal; once, when it starts up */
void csms_application_install_actions (CsmsApplication *self);

/** csms_application_open_with_key: as csms_application_open_server(); @api_key: (nullable): signs in with this and asks no keyring */
void csms_application_open_with_key (CsmsApplication *self, CsmsServer *server, const char *api_key);

G_END_DECLS
