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

/**
 * CsmsConnectionRoom: how much is said beside the icon; the accessible name and the tooltip always say it all.
 */
typedef enum {
  CSMS_CONNECTION_ALL_WORDS,
  CSMS_CONNECTION_FEW_WORDS,
  CSMS_CONNECTION_NO_WORDS,
} CsmsConnectionRoom;

void csms_connection_button_set_room (CsmsConnectionButton *self, CsmsConnectionRoom room);

G_END_DECLS
