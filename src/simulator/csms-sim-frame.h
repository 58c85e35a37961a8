/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A client that sends more than this in one message is cut without the courtesy of a notice. */
#define CSMS_SIM_FRAME_BYTES_MAX (16 * 1024 * 1024)

/* Opcodes of RFC 6455. */
enum
{
  CSMS_SIM_FRAME_CONTINUATION = 0x0,
  CSMS_SIM_FRAME_TEXT = 0x1,
  CSMS_SIM_FRAME_BINARY = 0x2,
  CSMS_SIM_FRAME_CLOSE = 0x8,
  CSMS_SIM_FRAME_PING = 0x9,
  CSMS_SIM_FRAME_PONG = 0xA,
};

/** A WebSocket frame a client has sent. @payload points into the bytes it was parsed from. */
typedef struct
{
  guint opcode;
  gboolean final;
  const guint8 *payload;
  gsize length;
} CsmsSimFrame;

/** Appends a whole, final, unmasked frame to @out. */
void   csms_sim_frame_append (GByteArray    *out,
                              guint          opcode,
                              gconstpointer  data,
                              gsize          length);

/** Takes the first frame from @data and unmasks it in place.
 *
 * Returns: the bytes it takes; 0 where it is not all there yet; -1 for a frame no client may send */
gssize csms_sim_frame_parse  (guint8        *data,
                              gsize          available,
                              CsmsSimFrame  *frame);

G_END_DECLS
