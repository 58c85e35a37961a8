/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-protocol-error.h"
#include "csms-records.h"

G_BEGIN_DECLS

/** CSMS_FRAME_MAX_BYTES: payload cap; 10,000 stations are 3.6 MB in one frame, so this is ample and never "no cap". */
#define CSMS_FRAME_MAX_BYTES (64 * 1024 * 1024)

/**
 * CsmsFrameKind: the protocol's envelopes
 * @CSMS_FRAME_REPLY: an id and a result
 * @CSMS_FRAME_ERROR: an id and an error, a soft error, or a legacy answer with an error or a status of 400 and up
 * @CSMS_FRAME_EVENT: an event; one that wrongly carries an id, too, as long as nothing in it answers a request
 * @CSMS_FRAME_FOREIGN: JSON that is none of these: never fatal, never answered
 */
typedef enum {
  CSMS_FRAME_REPLY,
  CSMS_FRAME_ERROR,
  CSMS_FRAME_EVENT,
  CSMS_FRAME_FOREIGN,
} CsmsFrameKind;

/** CsmsFrame: one decoded inbound frame, immutable, reference-counted (atomic); any thread may read it. */
typedef struct _CsmsFrame CsmsFrame;

#define CSMS_TYPE_FRAME (csms_frame_get_type ())
GType csms_frame_get_type (void);

/** csms_frame_ref: Returns: (transfer full): @self */
CsmsFrame *csms_frame_ref (CsmsFrame *self);

/** csms_frame_unref: Gives up a reference (transfer full). */
void csms_frame_unref (CsmsFrame *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsFrame, csms_frame_unref)

/**
 * csms_frame_decode:
 * @data: (array length=length): the payload of one text frame, need not be NUL-terminated
 * @error: domain %CSMS_PROTOCOL_ERROR: TOO_LARGE, TOO_DEEP or NOT_JSON
 *
 * Bounds first (bytes, values, depth, one strict JSON document), then every envelope of the protocol and every one seen
 * beside it. Nothing of @data is kept. Any thread.
 *
 * Returns: (transfer full): the frame, or %NULL
 */
CsmsFrame *csms_frame_decode (const char *data, gsize length, GError **error);

/** csms_frame_get_kind: Returns: which envelope it came in; only the getters of that kind have something to say */
CsmsFrameKind csms_frame_get_kind (const CsmsFrame *self);

/** csms_frame_get_id: Returns: (nullable) (transfer none): the correlation id as text, of a reply or an error; never %NULL for these */
const char *csms_frame_get_id (const CsmsFrame *self);

/** csms_frame_get_error_code: Returns: the code on the wire (of a legacy answer its status), 0 if there is none, as in a soft error */
int csms_frame_get_error_code (const CsmsFrame *self);

/** csms_frame_get_error_message: Returns: (nullable) (transfer none): the server's words: foreign text (trap 19), valid UTF-8 */
const char *csms_frame_get_error_message (const CsmsFrame *self);

/** csms_frame_get_correlation_id: Returns: (nullable) (transfer none): the command's, of an error (504) */
const char *csms_frame_get_correlation_id (const CsmsFrame *self);

/** csms_frame_get_event: Returns: (nullable) (transfer none): the event, flattened if it came in the stored shape; take a reference to keep it */
CsmsEventRecord *csms_frame_get_event (const CsmsFrame *self);

G_END_DECLS
