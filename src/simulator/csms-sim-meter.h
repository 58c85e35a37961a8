/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-fleet.h"

G_BEGIN_DECLS

/** Moves the charge of @connector on by @elapsed_s seconds of its power curve and reads all meters.
 *
 * @now_ms: time of the reading, milliseconds since 1970
 * @sample: (out caller-allocates): the reading */
void csms_sim_meter_read        (CsmsSimConnector    *connector,
                                 double               elapsed_s,
                                 gint64               now_ms,
                                 CsmsSimSample       *sample);

/** Which sample of a reading comes first, and how it is named, depends on the make of the station (trap 15).
 *
 * @quirks: whether makes differ at all
 * @measurand: (out) (nullable), @unit: (out) (nullable): of the first sample
 *
 * Returns: (transfer full): its value */
char *csms_sim_meter_first      (const CsmsSimSample *sample,
                                 const CsmsSimStation *station,
                                 gboolean             quirks,
                                 const char         **measurand,
                                 const char         **unit);

/** Appends the JSON array of sampled values of @sample. */
void csms_sim_meter_write       (const CsmsSimSample *sample,
                                 const CsmsSimStation *station,
                                 gboolean             quirks,
                                 GString             *out);

G_END_DECLS
