/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-metered-output.h"

G_BEGIN_DECLS

/**
 * CsmsMeteredInput:
 *
 * The bytes beneath libsoup's WebSocket frames, measured. libsoup 3.2 reads for as long as anything comes and looks at the
 * frames only then, its buffer growing meanwhile; and the fragments of one message add up without bound. So this pollable
 * stream hands out one gulp each turn of the main loop, and ends with an error when the bytes since the last complete
 * message exceed the bound, or those since the other side takes nothing any more: to answer them is to hoard.
 */
#define CSMS_TYPE_METERED_INPUT (csms_metered_input_get_type ())
G_DECLARE_FINAL_TYPE (CsmsMeteredInput, csms_metered_input, CSMS, METERED_INPUT, GInputStream)

/** CSMS_METERED_GULP: bytes at most in one turn; also how much of a large message counts as a sign of life, four times over */
#define CSMS_METERED_GULP (16 * 1024)

/**
 * csms_metered_input_new:
 * @base: a pollable stream
 * @rest: bytes that were read from @base already and come first
 * @limit: bytes allowed between two calls of csms_metered_input_message_ended()
 * @progress: called after each 64 KiB without a complete message, from within a read; must not free the stream
 */
GInputStream *csms_metered_input_new (GInputStream *base, GBytes *rest, gsize limit, GFunc progress, gpointer data);

/** CSMS_METERED_STUCK_MAX: bytes that are read while nothing that is written is taken */
#define CSMS_METERED_STUCK_MAX (1024 * 1024)

/** csms_metered_input_set_output: the other direction of the same connection, referenced */
void csms_metered_input_set_output (CsmsMeteredInput *self, CsmsMeteredOutput *output);

/** csms_metered_input_message_ended: a whole message was taken: counting begins anew */
void csms_metered_input_message_ended (CsmsMeteredInput *self);

/** csms_metered_input_set_paused: while paused, nothing seems to come: it stays in the socket, and at last at the sender */
void csms_metered_input_set_paused (CsmsMeteredInput *self, gboolean paused);

G_END_DECLS
