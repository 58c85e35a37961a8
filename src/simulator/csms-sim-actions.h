/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-request.h"

G_BEGIN_DECLS

/* The actions that only look, each answered before it returns. */

void csms_sim_action_ping                    (const CsmsSimRequest *request);
void csms_sim_action_get_stations            (const CsmsSimRequest *request);
void csms_sim_action_get_recent_transactions (const CsmsSimRequest *request);
void csms_sim_action_get_connector_status    (const CsmsSimRequest *request);
void csms_sim_action_get_meter_values_recent (const CsmsSimRequest *request);
void csms_sim_action_subscribe               (const CsmsSimRequest *request);
void csms_sim_action_unsubscribe             (const CsmsSimRequest *request);

G_END_DECLS
