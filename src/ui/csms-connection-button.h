/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsConnectionButton:
 *
 * The connection as icon and words, with a popover that tells the rest. Its accessible name is "Connection: Live" and so on.
 * Main thread. Property `operator` (nullable).
 */
#define CSMS_TYPE_CONNECTION_BUTTON (csms_connection_button_get_type ())
G_DECLARE_FINAL_TYPE (CsmsConnectionButton, csms_connection_button, CSMS, CONNECTION_BUTTON, AdwBin)

void csms_connection_button_set_operator (CsmsConnectionButton *self, CsmsOperator *operator);

/** csms_connection_button_set_words_visible: where there is no room only the icon stays; the words are in the name and the tooltip */
void csms_connection_button_set_words_visible (CsmsConnectionButton *self, gboolean visible);

G_END_DECLS
