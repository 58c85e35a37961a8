/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-transaction-columns.h"

G_BEGIN_DECLS

/**
 * CsmsColumnChoice:
 *
 * Which columns of the table of transactions the operator wants to see: a menu of them with check marks, kept in the settings
 * (`hidden-transaction-columns`) once there are some. The station stays, or a row would be nobody's. Main thread.
 *
 * Signals:
 * - `changed` (): csms_column_choice_get_hidden()
 */
#define CSMS_TYPE_COLUMN_CHOICE (csms_column_choice_get_type ())
G_DECLARE_FINAL_TYPE (CsmsColumnChoice, csms_column_choice, CSMS, COLUMN_CHOICE, GObject)

CsmsColumnChoice *csms_column_choice_new (void);

/** csms_column_choice_set_settings: @settings: (nullable) (transfer none) */
void csms_column_choice_set_settings (CsmsColumnChoice *self, GSettings *settings);

/** Returns: (transfer none) (array fixed-size=CSMS_TRANSACTION_N_COLUMNS) */
const gboolean *csms_column_choice_get_hidden (CsmsColumnChoice *self);

/** Returns: (transfer none): an action a column, by its nick: whether it is shown */
GActionGroup *csms_column_choice_get_actions (CsmsColumnChoice *self);

/** csms_column_choice_make_menu: @prefix: under which the actions are inserted. Returns: (transfer full) */
GMenuModel *csms_column_choice_make_menu (const char *prefix);

G_END_DECLS
