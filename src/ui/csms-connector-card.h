/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsConnectorCard:
 *
 * One connector on its station's page: status, error, the charge under way, the command that is open, and the button that
 * starts or stops. Redraws at the next frame, once for however many changes. Main thread.
 *
 * Property `narrow` (boolean): one page at a time is shown.
 * Signals `start` and `stop`: the button was pressed; never while a command is open.
 */
#define CSMS_TYPE_CONNECTOR_CARD (csms_connector_card_get_type ())
G_DECLARE_FINAL_TYPE (CsmsConnectorCard, csms_connector_card, CSMS, CONNECTOR_CARD, GtkWidget)

/** csms_connector_card_new: @operator, @connector: (transfer none). Returns: (transfer floating) */
CsmsConnectorCard *csms_connector_card_new (CsmsOperator *operator, CsmsConnector *connector);

/** csms_connector_card_get_connector: Returns: (transfer none) */
CsmsConnector *csms_connector_card_get_connector (CsmsConnectorCard *self);

/** csms_connector_card_get_button: Returns: (transfer none): Start… or Stop…, for a size group over all cards */
GtkWidget *csms_connector_card_get_button (CsmsConnectorCard *self);

/** csms_connector_card_set_narrow: @narrow: whether the reason stands below the head instead of beside the button */
void csms_connector_card_set_narrow (CsmsConnectorCard *self, gboolean narrow);

/** csms_connector_card_update: shows what is true now; also each second, for what is counted in seconds */
void csms_connector_card_update (CsmsConnectorCard *self);

G_END_DECLS
