/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Bytes that wait to be sent. New ones are appended to @bytes. */
typedef struct
{
  GByteArray *bytes;
  gsize sent; /* of them, from the front */
} CsmsSimOutbox;

/** Makes an empty outbox of uninitialised memory. */
void     csms_sim_outbox_init        (CsmsSimOutbox        *self);

/** Frees what it holds. */
void     csms_sim_outbox_clear       (CsmsSimOutbox        *self);

/** Returns: how many bytes wait */
gsize    csms_sim_outbox_get_backlog (const CsmsSimOutbox  *self);

/** Writes at most @most bytes of what waits, without blocking.
 *
 * Returns: %FALSE with the @error of the stream where not one byte could be written */
gboolean csms_sim_outbox_write       (CsmsSimOutbox        *self,
                                      GOutputStream        *stream,
                                      gsize                 most,
                                      GError              **error);

G_END_DECLS
