/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-session.h"
#include "csms-sim-world.h"

G_BEGIN_DECLS

/** Reads one frame of an operator and answers it, now or later. @text is NUL-terminated behind @length bytes. */
void csms_sim_dispatch (CsmsSimWorld   *world,
                        CsmsSimSession *session,
                        const char     *text,
                        gsize           length);

G_END_DECLS
