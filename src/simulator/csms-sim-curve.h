/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the battery of every virtual vehicle holds. */
#define CSMS_SIM_BATTERY_WH 60000.0

/** How much power a vehicle takes.
 *
 * @max_power_w: what the connector can give; above 22 kW it is direct current
 * @soc: state of charge of the vehicle, per cent
 * @elapsed_s: since the charge began
 * @phase: any number, the same through a charge: where its wobbles and its site's peaks fall
 *
 * Returns: watts; 0 from 100 per cent on */
double csms_sim_curve_power_w   (double  max_power_w,
                                 double  soc,
                                 double  elapsed_s,
                                 guint   phase);

/** Returns: watt-hours taken in the first @elapsed_s seconds of a charge that began at @soc per cent */
double csms_sim_curve_energy_wh (double  max_power_w,
                                 double  soc,
                                 double  elapsed_s,
                                 guint   phase);

G_END_DECLS
