/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CSMS_METER_HISTORY_MAX: points kept of one charge, however long it takes */
#define CSMS_METER_HISTORY_MAX 600

/** CsmsMeterPoint: one reading of a meter. NAN: it did not say. */
typedef struct {
  gint64 at_ms;                 /* by the station's clock for a sample, else by the server's */
  gint64 apart_ms;              /* the longest time without a reading that ends here or was thinned out before; 0 for the first */
  double register_wh;
  double power_w;
  gboolean is_sample;
} CsmsMeterPoint;

/**
 * CsmsMeterHistory:
 *
 * The readings of one charge, in order of time, for a chart. Bounded: once full, the older half loses every other point, so
 * that a long charge stays whole and its newest part fine. Pure: no clock.
 */
typedef struct _CsmsMeterHistory CsmsMeterHistory;

CsmsMeterHistory *csms_meter_history_new (void);
void csms_meter_history_free (CsmsMeterHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsMeterHistory, csms_meter_history_free)

/**
 * csms_meter_history_add:
 * @point: its `apart_ms` does not matter
 *
 * A second reading of one moment completes the first. A sample is the better account: where the registers show that events and
 * samples go by clocks that differ, what events told goes.
 */
void csms_meter_history_add (CsmsMeterHistory *self, const CsmsMeterPoint *point);

/** csms_meter_history_clear: another charge begins */
void csms_meter_history_clear (CsmsMeterHistory *self);

/** csms_meter_history_get: @n: (out): how many. Returns: (transfer none): valid until the next change */
const CsmsMeterPoint *csms_meter_history_get (const CsmsMeterHistory *self, guint *n);

/** csms_meter_history_get_serial: Returns: another number after each change */
guint csms_meter_history_get_serial (const CsmsMeterHistory *self);

G_END_DECLS
