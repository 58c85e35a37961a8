/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-json.h"
#include "csms-records.h"

G_BEGIN_DECLS

/* Each returns a new record, or NULL for an element that says nothing; none fails for one odd member. */

/** csms_station_record_new_from_json: Returns: (nullable) (transfer full): a Station; %NULL without an id */
CsmsStationRecord *csms_station_record_new_from_json (const CsmsJsonNode *node);

/** csms_transaction_record_new_from_json: Returns: (nullable) (transfer full): a Transaction; %NULL with neither its id nor a station */
CsmsTransactionRecord *csms_transaction_record_new_from_json (const CsmsJsonNode *node);

/** csms_event_record_new_from_json: Returns: (nullable) (transfer full): an event of either shape; %NULL without a name */
CsmsEventRecord *csms_event_record_new_from_json (const CsmsJsonNode *node);

/** csms_sample_records_append_from_json: Appends to @samples one #CsmsSampleRecord for each sampled value of one meter value. */
void csms_sample_records_append_from_json (const CsmsJsonNode *node, GPtrArray *samples);

G_END_DECLS
