/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-records.h"

G_BEGIN_DECLS

/** CsmsMeterRow: what one connector measured at one time, as an item of a list. Main thread. */
#define CSMS_TYPE_METER_ROW (csms_meter_row_get_type ())
G_DECLARE_FINAL_TYPE (CsmsMeterRow, csms_meter_row, CSMS, METER_ROW, GObject)

/** csms_meter_row_get_time_ms: Returns: when it was measured, by the station's clock, ms since 1970 */
gint64 csms_meter_row_get_time_ms (CsmsMeterRow *self);
int csms_meter_row_get_connector_id (CsmsMeterRow *self);
/** csms_meter_row_get_text: @key: of csms_meter_words_key(). Returns: (nullable) (transfer none): the value as shown */
const char *csms_meter_row_get_text (CsmsMeterRow *self, const char *key);

/** csms_meter_row_get_power_w: Returns: Power.Active.Import, the phases added up where there is no total; NAN not told */
double csms_meter_row_get_power_w (CsmsMeterRow *self);
/** csms_meter_row_get_register_wh: Returns: Energy.Active.Import.Register, likewise; NAN not told */
double csms_meter_row_get_register_wh (CsmsMeterRow *self);

/** CsmsMeterColumnFunc: a column that was not there before; @sample is the first of it */
typedef void (*CsmsMeterColumnFunc) (const char *key, const CsmsSampleRecord *sample, gpointer user_data);

/**
 * csms_meter_rows_merge:
 * @rows: of #CsmsMeterRow, newest first; the new ones are inserted, those known stay as they are
 * @samples: of CsmsSampleRecord (getMeterValuesRecent)
 * @keys: (element-type utf8): the keys of the columns so far; new ones are added, up to a bound
 * @func: called for each new column
 *
 * Costs one `items-changed` where the new samples are newer than all known ones. What is older than the newest
 * few hundred rows falls off.
 */
void csms_meter_rows_merge (GListStore *rows, GPtrArray *samples, GHashTable *keys, CsmsMeterColumnFunc func, gpointer user_data);

G_END_DECLS
