/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsMeterTable:
 *
 * The meter values of one station: a row each time of measurement, measurands as columns, newest first. Asks the server when
 * it gets active and whenever the fleet has heard of newer values, some seconds apart at least. Main thread.
 * Property `summary` (string, read-only, notified): the newest time of measurement and power, "" for none.
 */
#define CSMS_TYPE_METER_TABLE (csms_meter_table_get_type ())
G_DECLARE_FINAL_TYPE (CsmsMeterTable, csms_meter_table, CSMS, METER_TABLE, GtkWidget)

/** csms_meter_table_set_station: @operator, @station: (nullable) (transfer none): both or none */
void csms_meter_table_set_station (CsmsMeterTable *self, CsmsOperator *operator, CsmsStation *station);

/** csms_meter_table_set_active: @active: whether its station is on screen, and so whether the server may be asked */
void csms_meter_table_set_active (CsmsMeterTable *self, gboolean active);

/** csms_meter_table_set_charted: @charted: whether a chart stands in the place of the table */
void csms_meter_table_set_charted (CsmsMeterTable *self, gboolean charted);

/** csms_meter_table_refresh: asks the server now */
void csms_meter_table_refresh (CsmsMeterTable *self);

/** csms_meter_table_get_rows: Returns: (transfer none): GListModel of CsmsMeterRow, newest first */
GListModel *csms_meter_table_get_rows (CsmsMeterTable *self);

/** csms_meter_table_get_summary: Returns: (transfer none) */
const char *csms_meter_table_get_summary (CsmsMeterTable *self);

G_END_DECLS
