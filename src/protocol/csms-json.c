/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-json-private.h"

#include <string.h>

CsmsJson *
csms_json_parse (const char  *data,
                 gsize        length,
                 gsize        max_bytes,
                 GError     **error)
{
  g_autoptr (CsmsJson) self = NULL;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  /* Node lengths and offsets are 32 bits wide. */
  if (length > max_bytes || length > G_MAXINT32)
    {
      g_set_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_TOO_LARGE,
                   "The server sent a message of %" G_GSIZE_FORMAT " bytes, more than the %" G_GSIZE_FORMAT " allowed",
                   length, max_bytes);
      return NULL;
    }

  self = g_new (CsmsJson, 1);
  self->text = g_malloc (length + 1);
  if (length > 0)
    memcpy (self->text, data, length);
  self->text[length] = '\0';
  self->nodes = self->inline_nodes;
  self->n_nodes = 0;
  self->capacity = CSMS_JSON_INLINE_NODES;

  if (!csms_json_scan (self, length, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
csms_json_free (CsmsJson *self)
{
  if (self == NULL)
    return;

  if (self->nodes != self->inline_nodes)
    g_free (self->nodes);
  g_free (self->text);
  g_free (self);
}

const CsmsJsonNode *
csms_json_get_root (const CsmsJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->nodes;
}

CsmsJsonType
csms_json_node_get_type (const CsmsJsonNode *node)
{
  return node != NULL ? (CsmsJsonType) node->type : CSMS_JSON_ABSENT;
}

const CsmsJsonNode *
csms_json_first (const CsmsJsonNode *container)
{
  return container != NULL && container->span > 1 ? container + 1 : NULL;
}

const CsmsJsonNode *
csms_json_next (const CsmsJsonNode *container,
                const CsmsJsonNode *node)
{
  const CsmsJsonNode *next = node + node->span;

  return next < container + container->span ? next : NULL;
}

const CsmsJsonNode *
csms_json_get (const CsmsJsonNode *object,
               const char         *name)
{
  gsize length = strlen (name);
  const CsmsJsonNode *found = NULL;

  if (csms_json_node_get_type (object) != CSMS_JSON_OBJECT)
    return NULL;

  for (const CsmsJsonNode *key = csms_json_first (object); key != NULL; key = csms_json_next (object, key + 1))
    {
      if (csms_json_node_equals (key, name, length))
        found = key + 1;
    }

  return found;
}

static const CsmsJsonNode *
get_typed (const CsmsJsonNode *object,
           const char         *name,
           CsmsJsonType        type)
{
  const CsmsJsonNode *node = csms_json_get (object, name);

  return csms_json_node_get_type (node) == type ? node : NULL;
}

const CsmsJsonNode *
csms_json_get_object (const CsmsJsonNode *object,
                      const char         *name)
{
  return get_typed (object, name, CSMS_JSON_OBJECT);
}

const CsmsJsonNode *
csms_json_get_array (const CsmsJsonNode *object,
                     const char         *name)
{
  return get_typed (object, name, CSMS_JSON_ARRAY);
}

char *
csms_json_dup_string (const CsmsJsonNode *object,
                      const char         *name)
{
  return csms_json_node_dup_text (get_typed (object, name, CSMS_JSON_STRING));
}

char *
csms_json_dup_text (const CsmsJsonNode *object,
                    const char         *name)
{
  return csms_json_node_dup_text (csms_json_get (object, name));
}

gboolean
csms_json_get_boolean (const CsmsJsonNode *object,
                       const char         *name,
                       gboolean            fallback)
{
  const CsmsJsonNode *node = get_typed (object, name, CSMS_JSON_BOOLEAN);

  return node != NULL ? (node->flags & CSMS_JSON_FLAG_TRUE) != 0 : fallback;
}
