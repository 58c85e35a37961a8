/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** CsmsMeteredStream: a connection whose input and output are watched; closing it closes the connection */
#define CSMS_TYPE_METERED_STREAM (csms_metered_stream_get_type ())
G_DECLARE_FINAL_TYPE (CsmsMeteredStream, csms_metered_stream, CSMS, METERED_STREAM, GIOStream)

/** csms_metered_stream_new: all are referenced */
GIOStream *csms_metered_stream_new (GIOStream *base, GInputStream *input, GOutputStream *output);

G_END_DECLS
