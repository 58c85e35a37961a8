/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsmsMeteredOutput:
 *
 * What libsoup's WebSocket frames are written to, watched. libsoup queues without bound what the other side does not take, its
 * answers to pings too; so this pollable stream knows since when nothing has been taken.
 */
#define CSMS_TYPE_METERED_OUTPUT (csms_metered_output_get_type ())
G_DECLARE_FINAL_TYPE (CsmsMeteredOutput, csms_metered_output, CSMS, METERED_OUTPUT, GOutputStream)

/**
 * csms_metered_output_new:
 * @base: a pollable stream
 * @patience_ms: how long nothing may be taken
 * @given_up: called once when that has passed, in the thread whose thread-default main context this is made under
 */
CsmsMeteredOutput *csms_metered_output_new (GOutputStream *base, guint patience_ms, GFunc given_up, gpointer data);

/** csms_metered_output_is_stuck: Returns: whether the last that was to be written was not taken */
gboolean csms_metered_output_is_stuck (CsmsMeteredOutput *self);

/** csms_metered_output_forget: gives up a reference (transfer full); whoever has others, `given_up` is not called any more */
void csms_metered_output_forget (CsmsMeteredOutput *self);

G_END_DECLS
