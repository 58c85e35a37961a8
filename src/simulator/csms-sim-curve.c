/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-curve.h"

#include <math.h>

#define RISE_S 14.0
#define INTEGRATION_STEP_S 20.0

double
csms_sim_curve_power_w (double max_power_w,
                        double soc,
                        double elapsed_s,
                        guint  phase)
{
  double power = max_power_w * (1 - exp (-elapsed_s / RISE_S));
  double knee = max_power_w > 22000 ? 55 : 92;
  guint minute = (guint) (elapsed_s / 60) + phase;

  if (soc >= 100)
    return 0;
  /* A battery takes less and less past its knee, and the last per cents trickle. */
  if (soc > knee)
    power *= MAX (0.06, 1 - 0.9 * (soc - knee) / (100 - knee));
  /* Once an hour the site needs the power elsewhere for some minutes. */
  if (minute % 61 >= 37 && minute % 61 < 46)
    power = MIN (power, 0.74 * max_power_w);
  return power * (1 + 0.008 * sin (elapsed_s / 7 + phase) + 0.006 * sin (elapsed_s / 2.3 + 2 * phase));
}

double
csms_sim_curve_energy_wh (double max_power_w,
                          double soc,
                          double elapsed_s,
                          guint  phase)
{
  double energy = 0;

  for (double at = 0; at < elapsed_s; at += INTEGRATION_STEP_S)
    {
      double step = MIN (INTEGRATION_STEP_S, elapsed_s - at);
      double now = soc + 100 * energy / CSMS_SIM_BATTERY_WH;

      energy += csms_sim_curve_power_w (max_power_w, now, at + step / 2, phase) * step / 3600;
    }
  return energy;
}
