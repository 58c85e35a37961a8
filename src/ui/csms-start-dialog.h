/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsStartDialog:
 *
 * Asks for the ID tag and starts a charge on one connector, once. *Confirm start* is off while no charge can be started or the
 * tag is none, and the dialog says why. Main thread.
 */
#define CSMS_TYPE_START_DIALOG (csms_start_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStartDialog, csms_start_dialog, CSMS, START_DIALOG, AdwMessageDialog)

/**
 * csms_start_dialog_new:
 * @parent: (nullable): the window it stands over
 * @operator: (transfer none)
 * @connector: (transfer none)
 * @settings: (nullable) (transfer none): schema com.example.CsmsOperator: the ID tags used before; the one used is put first
 *
 * Returns: (transfer none): the dialog, to be presented; GTK keeps it until it is closed
 */
CsmsStartDialog *csms_start_dialog_new (GtkWindow *parent, CsmsOperator *operator, CsmsConnector *connector, GSettings *settings);

/** csms_start_dialog_suggest: puts @id_tag into the entry, to be confirmed or changed */
void csms_start_dialog_suggest (CsmsStartDialog *self, const char *id_tag);

G_END_DECLS
