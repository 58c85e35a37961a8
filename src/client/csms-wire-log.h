/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** CSMS_WIRE_LOG_MAX_BYTES: the file is put aside as FILE.1, in place of one that is there, before it grows beyond this */
#define CSMS_WIRE_LOG_MAX_BYTES (16 * 1024 * 1024)

/** CSMS_WIRE_LOG_MAX_LINE: of one frame; what is longer is cut */
#define CSMS_WIRE_LOG_MAX_LINE (256 * 1024)

/**
 * CsmsWireLog:
 *
 * Every frame of a connection in a file, for diagnosis, fit to be shown: one JSON object a line,
 * `{"at":MS since 1970,"dir":"in"|"out","frame":FRAME}`, secrets replaced (csms-redactor.h). A frame that is no JSON, or too
 * long, is a string; `{"at":…,"dir":"meta","dropped":N}` stands where the disk could not follow.
 *
 * The file is its owner's alone (0600) and bounded, FILE and FILE.1 together twice CSMS_WIRE_LOG_MAX_BYTES. It is written by a
 * thread of GLib's pool, so that adding to it never waits for the disk. Any thread may add; the last reference waits until all
 * is written.
 */
#define CSMS_TYPE_WIRE_LOG (csms_wire_log_get_type ())
G_DECLARE_FINAL_TYPE (CsmsWireLog, csms_wire_log, CSMS, WIRE_LOG, GObject)

typedef enum {
  CSMS_WIRE_IN,
  CSMS_WIRE_OUT,
} CsmsWireDirection;

/**
 * csms_wire_log_new:
 * @path: made, or continued when it is there; no link, and nobody else's
 * @error: domain %G_IO_ERROR, one sentence in the operator's words
 */
CsmsWireLog *csms_wire_log_new (const char *path, GError **error);

/** csms_wire_log_new_bounded: with another bound than CSMS_WIRE_LOG_MAX_BYTES, for tests */
CsmsWireLog *csms_wire_log_new_bounded (const char *path, gsize max_bytes, GError **error);

/** csms_wire_log_add: @frame: kept, not copied, until it is written */
void csms_wire_log_add (CsmsWireLog *self, CsmsWireDirection direction, GBytes *frame);

/** csms_wire_log_add_secret: replaced in all frames that are added from now on */
void csms_wire_log_add_secret (CsmsWireLog *self, const char *secret);

G_END_DECLS
