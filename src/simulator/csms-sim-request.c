/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-request.h"

#include "csms-sim-json.h"

static JsonNode *
get_param (const CsmsSimRequest *self,
           const char           *name)
{
  return self->params != NULL ? json_object_get_member (self->params, name) : NULL;
}

const char *
csms_sim_request_get_text (const CsmsSimRequest *self,
                           const char           *name)
{
  JsonNode *node = get_param (self, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node)[0] != '\0' ? json_node_get_string (node) : NULL;
}

gboolean
csms_sim_request_get_int (const CsmsSimRequest *self,
                          const char           *name,
                          gint64               *value)
{
  JsonNode *node = get_param (self, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  /* A JSON number has no integers of its own: 1.0 is 1. */
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE && ABS (json_node_get_double (node)) < 9e15 &&
      json_node_get_double (node) == (double) (gint64) json_node_get_double (node))
    {
      *value = (gint64) json_node_get_double (node);
      return TRUE;
    }
  return FALSE;
}

char *
csms_sim_request_dup_json (const CsmsSimRequest *self,
                           const char           *name)
{
  JsonNode *node = get_param (self, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  return json_to_string (node, FALSE);
}

guint
csms_sim_request_get_limit (const CsmsSimRequest *self,
                            guint                 otherwise,
                            guint                 most)
{
  gint64 limit = otherwise;

  csms_sim_request_get_int (self, "limit", &limit);
  return (guint) CLAMP (limit, 0, most);
}

void
csms_sim_request_refuse (const CsmsSimRequest *self,
                         gboolean              soft,
                         const char           *message)
{
  g_autoptr (GString) result = NULL;

  if (!soft || !self->world->deployed)
    {
      csms_sim_session_reply_error (self->session, self->id_json, 400, message, NULL);
      return;
    }
  result = g_string_new ("{");
  csms_sim_json_member_string (result, "error", message);
  g_string_append_c (result, '}');
  csms_sim_session_reply (self->session, self->id_json, result->str);
}
