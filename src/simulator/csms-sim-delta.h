/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-world.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_DELTA (csms_sim_delta_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimDelta, csms_sim_delta, CSMS, SIM_DELTA, GObject)

/** Makes meter.values.delta of meter values (trap 15). */
CsmsSimDelta *csms_sim_delta_new  (CsmsSimWorld   *world);

/** Takes the first sample of a meter value and emits what has changed since the one before it, if it may.
 *
 * @connector: 0 is the station itself
 * @transaction: 0: none is named
 * @measurand: (nullable), @unit: (nullable): as the station names them
 * @value: maybe no number */
void          csms_sim_delta_note (CsmsSimDelta   *self,
                                   CsmsSimStation *station,
                                   guint           connector,
                                   gint64          transaction,
                                   const char     *measurand,
                                   const char     *value,
                                   const char     *unit);

G_END_DECLS
