/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsStopDialog:
 *
 * Shows what the charge has drawn, asks once more, and stops it, once. *Confirm stop* is off while it cannot be stopped, and
 * the dialog says why. Main thread.
 */
#define CSMS_TYPE_STOP_DIALOG (csms_stop_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStopDialog, csms_stop_dialog, CSMS, STOP_DIALOG, AdwMessageDialog)

/**
 * csms_stop_dialog_new:
 * @parent: (nullable): the window it stands over
 * @operator: (transfer none)
 * @connector: (transfer none)
 *
 * Returns: (transfer none): the dialog, to be presented; GTK keeps it until it is closed
 */
CsmsStopDialog *csms_stop_dialog_new (GtkWindow *parent, CsmsOperator *operator, CsmsConnector *connector);

/** csms_stop_dialog_mean: it is this charge that is to be stopped, whatever is under way by now */
void csms_stop_dialog_mean (CsmsStopDialog *self, const char *transaction_id);

G_END_DECLS
