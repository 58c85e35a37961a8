/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsConnectorCards:
 *
 * A card for each connector of a station, kept in step with its model, and the dialogs that their buttons open: one at a time.
 * Main thread.
 */
#define CSMS_TYPE_CONNECTOR_CARDS (csms_connector_cards_get_type ())
G_DECLARE_FINAL_TYPE (CsmsConnectorCards, csms_connector_cards, CSMS, CONNECTOR_CARDS, GtkBox)

/** csms_connector_cards_set_settings: @settings: (nullable) (transfer none): for the ID tags used before */
void csms_connector_cards_set_settings (CsmsConnectorCards *self, GSettings *settings);

/** csms_connector_cards_set_station: @operator, @station: (nullable) (transfer none): both or none */
void csms_connector_cards_set_station (CsmsConnectorCards *self, CsmsOperator *operator, CsmsStation *station);

/** csms_connector_cards_set_narrow: @narrow: as csms_connector_card_set_narrow() */
void csms_connector_cards_set_narrow (CsmsConnectorCards *self, gboolean narrow);

/** csms_connector_cards_update: each second, for what is counted in seconds */
void csms_connector_cards_update (CsmsConnectorCards *self);

/**
 * csms_connector_cards_start:
 * csms_connector_cards_stop:
 *
 * Opens the dialog for the first connector that can start, or stop.
 *
 * Returns: (transfer full) (nullable): why there is none, in words; %NULL when a dialog is open
 */
char *csms_connector_cards_start (CsmsConnectorCards *self);
char *csms_connector_cards_stop (CsmsConnectorCards *self);

G_END_DECLS
