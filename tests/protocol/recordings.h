/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Recorded: one whole frame of an operator client's connection, as it was on the wire and as json-glib reads it. */
typedef struct {
  gboolean is_request;          /* what the client sent */
  const char *connection;
  JsonObject *frame;
  const char *bytes;
  gsize n_bytes;
} Recorded;

typedef void (*RecordedFunc) (const Recorded *recorded);

/** recordings_read: Calls @func for every whole frame of every recording, in order. */
void recordings_read (RecordedFunc func);

G_END_DECLS
