/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CSMS_REDACTED: what stands in the place of a secret */
#define CSMS_REDACTED "[redacted]"

/**
 * CsmsRedactor:
 *
 * Makes frames fit to be shown to others. By their place: the values of apiKey, sessionId, authorization and the like, wherever
 * in a frame and whatever they are. By their text: what it was told to be a secret or has met in such a place, wherever it turns
 * up again, however it is escaped. One thread at a time.
 */
typedef struct _CsmsRedactor CsmsRedactor;

CsmsRedactor *csms_redactor_new (void);
void csms_redactor_free (CsmsRedactor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsRedactor, csms_redactor_free)

/** csms_redactor_add_secret: @secret: to be replaced from now on wherever it stands; of fewer than 8 bytes, where it stands alone */
void csms_redactor_add_secret (CsmsRedactor *self, const char *secret);

/**
 * csms_redactor_append:
 * @line: what is appended to: one JSON value on one line
 * @frame: any bytes
 * @max_bytes: of what is appended, a little more at most; what is longer becomes a string that ends in "…[N bytes]"
 *
 * JSON stays as it came but for the secrets (without the blanks between its tokens); anything else becomes a string.
 */
void csms_redactor_append (CsmsRedactor *self, GString *line, const char *frame, gsize length, gsize max_bytes);

/** csms_redactor_dup_text: Returns: (transfer full): @text, no JSON, with the secrets replaced */
char *csms_redactor_dup_text (CsmsRedactor *self, const char *text);

G_END_DECLS
