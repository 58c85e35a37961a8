/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "csms-protocol-error.h"

G_BEGIN_DECLS

/** CSMS_JSON_MAX_DEPTH: nesting allowed; json-glib 1.6 recurses and dies at some 65,000 `[`. */
#define CSMS_JSON_MAX_DEPTH 64

/**
 * csms_json_parse:
 * @max_bytes: bound on @length
 * @error: domain %CSMS_PROTOCOL_ERROR
 *
 * One strict JSON document (RFC 8259) in UTF-8: no comments, no hex, no second document, no trailing commas. Numbers beyond
 * a double or 64 bits and `\u0000` are kept from doing harm: see the typed accessors.
 *
 * Returns: (transfer full): the root, or %NULL
 */
JsonNode *csms_json_parse (const char *data, gsize length, gsize max_bytes, GError **error);

/* Typed accessors: never log, whatever the node is. FALSE / NULL / NAN when absent, null or of another type. */

/** csms_json_get_string: Returns: (nullable) (transfer none): the string member, %NULL if it is no string */
const char *csms_json_get_string (JsonObject *object, const char *name);
/** csms_json_dup_text: Returns: (nullable) (transfer full): a string as it is, a number as its text (trap 6); else %NULL */
char *csms_json_dup_text (JsonObject *object, const char *name);
/** csms_json_get_int64: a number (or a string that is one) that is whole and fits 64 bits */
gboolean csms_json_get_int64 (JsonObject *object, const char *name, gint64 *value);
/** csms_json_get_double: Returns: a finite number (or a string that is one); else NAN */
double csms_json_get_double (JsonObject *object, const char *name);
/** csms_json_get_boolean: Returns: the boolean, else @fallback */
gboolean csms_json_get_boolean (JsonObject *object, const char *name, gboolean fallback);
/** csms_json_get_time_ms: Returns: milliseconds since 1970 from a number or an ISO 8601 string (offset or `Z`; UTC without); 0 if none */
gint64 csms_json_get_time_ms (JsonObject *object, const char *name);
/** csms_json_get_object: Returns: (nullable) (transfer none) */
JsonObject *csms_json_get_object (JsonObject *object, const char *name);
/** csms_json_get_array: Returns: (nullable) (transfer none) */
JsonArray *csms_json_get_array (JsonObject *object, const char *name);
/** csms_json_node_object: Returns: (nullable) (transfer none): @node as an object */
JsonObject *csms_json_node_object (JsonNode *node);
/** csms_json_to_string: Returns: (transfer full): @node on one line */
char *csms_json_to_string (JsonNode *node);

G_END_DECLS
