/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-records.h"

G_BEGIN_DECLS

/* Columns over CsmsMeterRow items. Main thread. */

/** csms_meter_column_new_time: Returns: (transfer full) */
GtkColumnViewColumn *csms_meter_column_new_time (void);
/** csms_meter_column_new_connector: Returns: (transfer full) */
GtkColumnViewColumn *csms_meter_column_new_connector (void);

/**
 * csms_meter_column_add:
 * @view: (transfer none)
 * @key: of csms_meter_words_key()
 * @sample: the first sample of the column
 * @n_fixed: columns at the left that stay there
 *
 * Inserts a column by its rank, and among equals in the order in which they appeared.
 */
void csms_meter_column_add (GtkColumnView *view, const char *key, const CsmsSampleRecord *sample, guint n_fixed);

G_END_DECLS
