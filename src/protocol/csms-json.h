/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-protocol-error.h"

G_BEGIN_DECLS

/*
 * JSON as this room reads it: one strict pass over the bytes checks the grammar and notes where each value
 * stands. Nothing is converted until it is asked for, so a number keeps the digits it came with (trap 6), and no
 * getter can be called on a wrong type: absent, null and wrong are the same answer.
 *
 * Two things RFC 8259 lets a server send are made harmless instead of costing the frame they stand in, as one
 * odd name would otherwise hide a whole fleet: `\u0000` and half of a surrogate pair read as U+FFFD.
 *
 * A document and its nodes belong to one thread at a time; while nobody frees it, any number may read.
 */

/** CSMS_JSON_MAX_DEPTH: arrays and objects inside each other; the protocol's own frames need 8. */
#define CSMS_JSON_MAX_DEPTH 64

/** CSMS_JSON_MAX_VALUES: values, keys included, in one document: 200,000 stations, and a bound on memory (24 bytes each). */
#define CSMS_JSON_MAX_VALUES (8 * 1024 * 1024)

/** CsmsJson: one parsed document, which owns its nodes. */
typedef struct _CsmsJson CsmsJson;

/** CsmsJsonNode: one value of a document, valid as long as that is. */
typedef struct _CsmsJsonNode CsmsJsonNode;

/** CsmsJsonType: what a value is; %CSMS_JSON_ABSENT is the type of %NULL. */
typedef enum {
  CSMS_JSON_ABSENT,
  CSMS_JSON_NULL,
  CSMS_JSON_BOOLEAN,
  CSMS_JSON_NUMBER,
  CSMS_JSON_STRING,
  CSMS_JSON_ARRAY,
  CSMS_JSON_OBJECT,
} CsmsJsonType;

/**
 * csms_json_parse:
 * @data: (array length=length): bytes, need not be NUL-terminated; they are copied
 * @length: how many
 * @max_bytes: bound on @length
 * @error: domain %CSMS_PROTOCOL_ERROR: TOO_LARGE (bytes or values), TOO_DEEP or NOT_JSON
 *
 * One strict JSON document (RFC 8259) in UTF-8: no comment, no hex, no bare word, no trailing comma, no unescaped control
 * character, no second document, no byte order mark. Any thread.
 *
 * Returns: (transfer full): the document, or %NULL
 */
CsmsJson *csms_json_parse (const char *data, gsize length, gsize max_bytes, GError **error);

/** csms_json_free: Frees @self (transfer full) (nullable) and every node of it. */
void csms_json_free (CsmsJson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsJson, csms_json_free)

/** csms_json_get_root: Returns: (transfer none): the outermost value; never %NULL */
const CsmsJsonNode *csms_json_get_root (const CsmsJson *self);

/* Values. Each @node may be NULL: absent. */

/** csms_json_node_get_type: Returns: the type of @node (nullable) */
CsmsJsonType csms_json_node_get_type (const CsmsJsonNode *node);

/** csms_json_node_dup_text: Returns: (nullable) (transfer full): a string as it is, a number with the digits it came with,
 *  but whole numbers written as `7.0` or `7e0` as `7`; %NULL for anything else. Valid UTF-8, foreign text (trap 19) */
char *csms_json_node_dup_text (const CsmsJsonNode *node);

/** csms_json_node_get_int64: Sets @value (out) and returns %TRUE for a number, or a string that is one, that is whole and fits 64 bits */
gboolean csms_json_node_get_int64 (const CsmsJsonNode *node, gint64 *value);

/** csms_json_node_get_double: Returns: a finite number, or that of a string that is one; else NAN */
double csms_json_node_get_double (const CsmsJsonNode *node);

/** csms_json_node_get_time_ms: Returns: milliseconds since 1970 from a number, or an ISO 8601 string (offset or `Z`; UTC without);
 *  0 if it is neither, or beyond the years that 8.64e15 ms reach */
gint64 csms_json_node_get_time_ms (const CsmsJsonNode *node);

/** csms_json_node_dup_json: Returns: (transfer full): @node as JSON on one line without blanks, numbers and escapes as they came */
char *csms_json_node_dup_json (const CsmsJsonNode *node);

/* Members of @object and elements of @array, which may be NULL or of another type: they have none then. */

/** csms_json_get: Returns: (nullable) (transfer none): the member @name of @object; the last one where a server sent several */
const CsmsJsonNode *csms_json_get (const CsmsJsonNode *object, const char *name);

/** csms_json_get_object: Returns: (nullable) (transfer none): the member @name if it is an object */
const CsmsJsonNode *csms_json_get_object (const CsmsJsonNode *object, const char *name);

/** csms_json_get_array: Returns: (nullable) (transfer none): the member @name if it is an array */
const CsmsJsonNode *csms_json_get_array (const CsmsJsonNode *object, const char *name);

/** csms_json_dup_string: Returns: (nullable) (transfer full): the member @name if it is a string */
char *csms_json_dup_string (const CsmsJsonNode *object, const char *name);

/** csms_json_dup_text: Returns: (nullable) (transfer full): csms_json_node_dup_text() of the member @name */
char *csms_json_dup_text (const CsmsJsonNode *object, const char *name);

/** csms_json_get_boolean: Returns: the member @name if it is a boolean, else @fallback */
gboolean csms_json_get_boolean (const CsmsJsonNode *object, const char *name, gboolean fallback);

/** csms_json_first: Returns: (nullable) (transfer none): the first element of @array, or the first key of @object */
const CsmsJsonNode *csms_json_first (const CsmsJsonNode *container);

/** csms_json_next: Returns: (nullable) (transfer none): what follows @node in @container: elements, or keys and values in turn */
const CsmsJsonNode *csms_json_next (const CsmsJsonNode *container, const CsmsJsonNode *node);

/** csms_json_append_string: Appends @text (UTF-8) to @json, quoted and escaped. */
void csms_json_append_string (GString *json, const char *text);

G_END_DECLS
