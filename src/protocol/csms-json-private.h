/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "csms-json.h"

G_BEGIN_DECLS

/** CSMS_JSON_INLINE_NODES: nodes kept in the document itself: a pushed event needs 17 to 23, and no second allocation. */
#define CSMS_JSON_INLINE_NODES 32

typedef enum {
  CSMS_JSON_FLAG_ESCAPED = 1 << 0,   /* a string with a backslash in it */
  CSMS_JSON_FLAG_INTEGER = 1 << 1,   /* a number without fraction and exponent */
  CSMS_JSON_FLAG_SPACED = 1 << 2,    /* a container that may have blanks between its tokens */
  CSMS_JSON_FLAG_TRUE = 1 << 3,
} CsmsJsonFlags;

/* Children follow their container at once: members as key, value, key, value. */
struct _CsmsJsonNode {
  const char *text;                  /* in the document's text; of a string, what is between the quotes */
  guint32 length;
  guint32 span;                      /* nodes from this one to the next sibling */
  guint8 type;
  guint8 flags;
};

struct _CsmsJson {
  char *text;                        /* NUL-terminated: the scanner needs no other end mark */
  CsmsJsonNode *nodes;
  guint n_nodes;
  guint capacity;
  CsmsJsonNode inline_nodes[CSMS_JSON_INLINE_NODES];
};

/** csms_json_scan: Fills @self from its text of @length bytes; see csms_json_parse() for @error. */
gboolean csms_json_scan (CsmsJson *self, gsize length, GError **error);

/** csms_json_node_equals_unescaped: csms_json_node_equals() of a node that has escapes */
gboolean csms_json_node_equals_unescaped (const CsmsJsonNode *node, const char *text, gsize length);

/** csms_json_node_equals: Returns: whether @node, a string, reads @text of @length bytes. In line, for nearly all differ in length. */
static inline gboolean
csms_json_node_equals (const CsmsJsonNode *node, const char *text, gsize length)
{
  if (G_UNLIKELY ((node->flags & CSMS_JSON_FLAG_ESCAPED) != 0))
    return csms_json_node_equals_unescaped (node, text, length);
  return node->length == length && memcmp (node->text, text, length) == 0;
}

/** csms_json_node_append_json: Appends @node to @json as csms_json_node_dup_json() writes it. */
void csms_json_node_append_json (const CsmsJsonNode *node, GString *json);

/** csms_json_time_from_iso8601: Returns: milliseconds since 1970 of the @length bytes at @text, 0 if they are no time */
gint64 csms_json_time_from_iso8601 (const char *text, gsize length);

/** CSMS_JSON_TIME_MAX_MS: the last millisecond a server's own clock type can hold; a thousand times it still fits 64 bits. */
#define CSMS_JSON_TIME_MAX_MS G_GINT64_CONSTANT (8640000000000000)

G_END_DECLS
