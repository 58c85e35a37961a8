/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-request.h"

G_BEGIN_DECLS

/** Answers auth: at once as the guide has it, after a moment as recorded (trap 4). */
void csms_sim_auth (const CsmsSimRequest *request);

G_END_DECLS
