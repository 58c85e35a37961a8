/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-frame.h"

#include <string.h>

void
csms_sim_frame_append (GByteArray    *out,
                       guint          opcode,
                       gconstpointer  data,
                       gsize          length)
{
  guint8 header[10] = { (guint8) (0x80 | opcode) };
  guint header_length = 2;

  if (length < 126)
    {
      header[1] = (guint8) length;
    }
  else if (length <= G_MAXUINT16)
    {
      guint16 big_endian = GUINT16_TO_BE ((guint16) length);

      header[1] = 126;
      memcpy (header + 2, &big_endian, sizeof big_endian);
      header_length = 4;
    }
  else
    {
      guint64 big_endian = GUINT64_TO_BE ((guint64) length);

      header[1] = 127;
      memcpy (header + 2, &big_endian, sizeof big_endian);
      header_length = 10;
    }
  g_byte_array_append (out, header, header_length);
  if (length > 0)
    g_byte_array_append (out, data, (guint) length);
}

/* Returns: the length of the header without its mask, 0 where it is not all there yet. */
static gsize
parse_header (const guint8 *data,
              gsize         available,
              guint64      *length)
{
  gsize header = 2;

  if (available < 2)
    return 0;
  *length = data[1] & 0x7f;
  if (*length == 126)
    header = 4;
  else if (*length == 127)
    header = 10;
  if (available < header)
    return 0;
  if (header == 4)
    *length = (guint64) data[2] << 8 | data[3];
  else if (header == 10)
    {
      memcpy (length, data + 2, sizeof *length);
      *length = GUINT64_FROM_BE (*length);
    }
  return header;
}

gssize
csms_sim_frame_parse (guint8       *data,
                      gsize         available,
                      CsmsSimFrame *frame)
{
  guint64 length = 0;
  gsize header = parse_header (data, available, &length);
  guint8 *mask = data + header;

  if (header == 0)
    return 0;
  if ((data[1] & 0x80) == 0 || (data[0] & 0x70) != 0 || length > CSMS_SIM_FRAME_BYTES_MAX)
    return -1;
  if (available < header + 4 + length)
    return 0;

  for (gsize i = 0; i < length; i++)
    mask[4 + i] ^= mask[i % 4];
  frame->opcode = data[0] & 0x0f;
  frame->final = (data[0] & 0x80) != 0;
  frame->payload = mask + 4;
  frame->length = (gsize) length;
  return (gssize) (header + 4 + length);
}
