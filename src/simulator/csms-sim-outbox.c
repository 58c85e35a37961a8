/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-outbox.h"

void
csms_sim_outbox_init (CsmsSimOutbox *self)
{
  self->bytes = g_byte_array_new ();
  self->sent = 0;
}

void
csms_sim_outbox_clear (CsmsSimOutbox *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  self->sent = 0;
}

gsize
csms_sim_outbox_get_backlog (const CsmsSimOutbox *self)
{
  return self->bytes->len - self->sent;
}

gboolean
csms_sim_outbox_write (CsmsSimOutbox  *self,
                       GOutputStream  *stream,
                       gsize           most,
                       GError        **error)
{
  gssize n = g_pollable_output_stream_write_nonblocking (G_POLLABLE_OUTPUT_STREAM (stream),
                                                         self->bytes->data + self->sent,
                                                         MIN (most, csms_sim_outbox_get_backlog (self)), NULL, error);

  if (n <= 0)
    return FALSE;
  self->sent += (gsize) n;

  /* What is sent goes when it is more than half, so that a long backlog is not moved for every write. */
  if (self->sent == self->bytes->len)
    g_byte_array_set_size (self->bytes, 0);
  else if (self->sent > self->bytes->len / 2)
    g_byte_array_remove_range (self->bytes, 0, (guint) self->sent);
  else
    return TRUE;
  self->sent = 0;
  return TRUE;
}
