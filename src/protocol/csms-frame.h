/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-protocol-error.h"
#include "csms-records.h"

G_BEGIN_DECLS

/** CSMS_FRAME_MAX_BYTES: payload cap; 10,000 stations are 3.6 MB in one frame, so this is ample and never "no cap". */
#define CSMS_FRAME_MAX_BYTES (64 * 1024 * 1024)

typedef enum {
  CSMS_FRAME_REPLY,     /* id + result */
  CSMS_FRAME_ERROR,     /* id + error, a soft error, or a legacy answer with an error */
  CSMS_FRAME_EVENT,     /* event, no id */
  CSMS_FRAME_FOREIGN,   /* JSON that is none of these: never fatal, never answered */
} CsmsFrameKind;

/** CsmsFrame: one decoded inbound frame, immutable, reference-counted (atomic). */
typedef struct _CsmsFrame CsmsFrame;

#define CSMS_TYPE_FRAME (csms_frame_get_type ())
GType csms_frame_get_type (void);
CsmsFrame *csms_frame_ref (CsmsFrame *self);
void csms_frame_unref (CsmsFrame *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsFrame, csms_frame_unref)

/**
 * csms_frame_decode:
 * @data: (array length=length): the payload of one text frame, need not be NUL-terminated
 * @error: domain %CSMS_PROTOCOL_ERROR: TOO_LARGE, TOO_DEEP or NOT_JSON
 *
 * Bounds first (bytes, depth, one strict JSON document), then every envelope of the protocol and every one seen beside it.
 * Any thread.
 *
 * Returns: (transfer full): the frame, or %NULL
 */
CsmsFrame *csms_frame_decode (const char *data, gsize length, GError **error);

CsmsFrameKind csms_frame_get_kind (const CsmsFrame *self);

/** csms_frame_get_id: Returns: (nullable) (transfer none): the correlation id as text, of a reply or an error */
const char *csms_frame_get_id (const CsmsFrame *self);

/** csms_frame_get_error_code: Returns: the code on the wire, 0 if there is none */
int csms_frame_get_error_code (const CsmsFrame *self);

/** csms_frame_get_error_message: Returns: (nullable) (transfer none): the server's words, foreign text (trap 19) */
const char *csms_frame_get_error_message (const CsmsFrame *self);

/** csms_frame_get_correlation_id: Returns: (nullable) (transfer none): of an error (504) */
const char *csms_frame_get_correlation_id (const CsmsFrame *self);

/** csms_frame_get_event: Returns: (nullable) (transfer none): the event, flattened if it came in the stored shape */
CsmsEventRecord *csms_frame_get_event (const CsmsFrame *self);

G_END_DECLS
