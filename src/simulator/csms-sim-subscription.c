/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-subscription.h"

#include <string.h>

struct _CsmsSimSubscription
{
  char *id;
  char *station_id; /* NULL: any */
  gboolean no_station;
  gboolean broken;
  GPtrArray *patterns; /* NULL: any */
};

CsmsSimSubscription *
csms_sim_subscription_new (const char *id,
                           JsonObject *params)
{
  CsmsSimSubscription *self = g_new0 (CsmsSimSubscription, 1);
  JsonNode *station = params != NULL ? json_object_get_member (params, "stationId") : NULL;
  JsonNode *events = params != NULL ? json_object_get_member (params, "events") : NULL;

  self->id = g_strdup (id);
  if (station != NULL && JSON_NODE_HOLDS_VALUE (station) && json_node_get_value_type (station) == G_TYPE_STRING)
    self->station_id = g_strdup (json_node_get_string (station));
  else if (station != NULL && !JSON_NODE_HOLDS_NULL (station))
    self->no_station = TRUE;

  /* A string instead of a list, and an empty list, ask for everything. */
  if (events == NULL || !JSON_NODE_HOLDS_ARRAY (events) || json_array_get_length (json_node_get_array (events)) == 0)
    return self;
  self->patterns = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (events)); i++)
    {
      JsonNode *entry = json_array_get_element (json_node_get_array (events), i);

      if (JSON_NODE_HOLDS_VALUE (entry) && json_node_get_value_type (entry) == G_TYPE_STRING)
        g_ptr_array_add (self->patterns, g_strdup (json_node_get_string (entry)));
      else
        self->broken = TRUE;
    }
  return self;
}

void
csms_sim_subscription_free (CsmsSimSubscription *self)
{
  g_free (self->id);
  g_free (self->station_id);
  g_clear_pointer (&self->patterns, g_ptr_array_unref);
  g_free (self);
}

const char *
csms_sim_subscription_get_id (const CsmsSimSubscription *self)
{
  return self->id;
}

gboolean
csms_sim_subscription_is_broken (const CsmsSimSubscription *self)
{
  return self->broken;
}

gboolean
csms_sim_subscription_has_station (const CsmsSimSubscription *self,
                                   const char                *station_id)
{
  if (self->no_station)
    return FALSE;
  return self->station_id == NULL || g_strcmp0 (self->station_id, station_id) == 0;
}

gboolean
csms_sim_subscription_matches (const CsmsSimSubscription *self,
                               const char                *event,
                               const char                *station_id)
{
  if (!csms_sim_subscription_has_station (self, station_id))
    return FALSE;
  if (self->patterns == NULL)
    return TRUE;
  for (guint i = 0; i < self->patterns->len; i++)
    {
      const char *pattern = g_ptr_array_index (self->patterns, i);
      gsize length = strlen (pattern);

      if (length > 0 && pattern[length - 1] == '*' ? strncmp (event, pattern, length - 1) == 0
                                                   : g_str_equal (event, pattern))
        return TRUE;
    }
  return FALSE;
}
