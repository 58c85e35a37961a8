/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-application.h"

G_BEGIN_DECLS

/** CsmsServerDialog: adds a server once it has taken the key, and turns to it. Main thread. */
#define CSMS_TYPE_SERVER_DIALOG (csms_server_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CsmsServerDialog, csms_server_dialog, CSMS, SERVER_DIALOG, AdwWindow)

CsmsServerDialog *csms_server_dialog_new (CsmsApplication *application, GtkWindow *parent);

G_END_DECLS
