/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"

G_BEGIN_DECLS

/* What the filters of transactions offer; each (transfer full) (element-type CsmsChoice), in the order of people. Main thread. */

/** csms_transaction_choices_stations: the stations of @fleet */
GPtrArray *csms_transaction_choices_stations (CsmsFleet *fleet);

/** csms_transaction_choices_id_tags: those of @transactions, each once, letter case aside */
GPtrArray *csms_transaction_choices_id_tags (GPtrArray *transactions);

G_END_DECLS
