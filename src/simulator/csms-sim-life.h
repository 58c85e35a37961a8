/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-world.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_LIFE (csms_sim_life_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimLife, csms_sim_life, CSMS, SIM_LIFE, GObject)

/** What happens in a fleet without anyone's doing: vehicles come and go, are full, stations fail and are
 * mended, drop out and come back. */
CsmsSimLife *csms_sim_life_new   (CsmsSimWorld *world);

/** Lets it happen, at the configured rate. */
void         csms_sim_life_start (CsmsSimLife  *self);

/** Lets nothing more happen by itself. */
void         csms_sim_life_stop  (CsmsSimLife  *self);

G_END_DECLS
