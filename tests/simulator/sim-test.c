/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-test.h"

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
sim_iterate (void)
{
  guint timer = g_timeout_add (50, wake, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

CsmsSimulatorConfig
sim_config (CsmsSimulatorBehaviour behaviour)
{
  static const char *const keys[] = { "other-key", SIM_TEST_KEY, NULL };
  CsmsSimulatorConfig config;

  csms_simulator_config_init (&config);
  config.behaviour = behaviour;
  config.stations = 4;
  config.connectors = 2;
  config.quiet_fleet = TRUE;
  config.api_keys = keys;
  config.station_delay_ms = 10;
  config.made_up_available_ms = 60;
  config.delta_throttle_ms = 0;
  config.log_delay_ms = 5;
  return config;
}

CsmsSimulator *
sim_start (const CsmsSimulatorConfig *config)
{
  CsmsSimulator *simulator = csms_simulator_new (config);
  g_autoptr (GError) error = NULL;

  csms_simulator_start (simulator, &error);
  g_assert_no_error (error);
  return simulator;
}

static void
sort_frame (SimClient  *self,
            const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;
  JsonObject *object;

  if (json_parser_load_from_data (parser, text, -1, NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_queue_push_tail (&self->others, g_strdup (text));
      return;
    }
  object = json_node_get_object (root);
  if (json_object_has_member (object, "event"))
    {
      JsonNode *name = json_object_get_member (object, "event");

      g_queue_push_tail (&self->events, json_object_ref (object));
      g_queue_push_tail (&self->order, JSON_NODE_HOLDS_VALUE (name) ? json_node_dup_string (name) : g_strdup ("?"));
    }
  else if (json_object_has_member (object, "id"))
    {
      g_queue_push_tail (&self->replies, json_object_ref (object));
      g_queue_push_tail (&self->order, json_to_string (json_object_get_member (object, "id"), FALSE));
    }
  else
    {
      g_queue_push_tail (&self->others, g_strdup (text));
    }
}

static void
on_message (SoupWebsocketConnection *socket,
            SoupWebsocketDataType    type,
            GBytes                  *bytes,
            SimClient               *self)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  if (type == SOUP_WEBSOCKET_DATA_BINARY)
    self->n_binary++;
  /* What is nested this deep crashes the parser. */
  else if (g_str_has_prefix (text, "[[[[[["))
    g_queue_push_tail (&self->others, g_steal_pointer (&text));
  else
    sort_frame (self, text);
}

static void
on_closed (SoupWebsocketConnection *socket,
           SimClient               *self)
{
  self->closed = TRUE;
}

static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  SimClient *self = data;

  self->socket = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &self->error);
  if (self->socket == NULL)
    return;
  soup_websocket_connection_set_max_incoming_payload_size (self->socket, 64 * 1024 * 1024);
  g_signal_connect (self->socket, "message", G_CALLBACK (on_message), self);
  g_signal_connect (self->socket, "closed", G_CALLBACK (on_closed), self);
}

SimClient *
sim_client_new (CsmsSimulator *simulator,
                const char    *path)
{
  SimClient *self = g_new0 (SimClient, 1);
  g_autofree char *url = g_strdup_printf ("ws://127.0.0.1:%u%s", csms_simulator_get_port (simulator), path);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

  self->soup = soup_session_new ();
  soup_session_websocket_connect_async (self->soup, message, NULL, NULL, G_PRIORITY_DEFAULT, NULL, on_connected, self);
  sim_wait (self->socket != NULL || self->error != NULL);
  return self;
}

SimClient *
sim_client_new_authenticated (CsmsSimulator *simulator)
{
  SimClient *self = sim_client_new (simulator, "/mobile-client");

  sim_client_auth (self);
  return self;
}

void
sim_client_free (SimClient *self)
{
  if (self->socket != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->socket, self);
      g_io_stream_close (soup_websocket_connection_get_io_stream (self->socket), NULL, NULL);
    }
  g_clear_object (&self->socket);
  g_clear_object (&self->soup);
  g_clear_error (&self->error);
  g_queue_clear_full (&self->events, (GDestroyNotify) json_object_unref);
  g_queue_clear_full (&self->replies, (GDestroyNotify) json_object_unref);
  g_queue_clear_full (&self->others, g_free);
  g_queue_clear_full (&self->order, g_free);
  g_free (self);
}

void
sim_client_send_raw (SimClient  *self,
                     const char *text)
{
  g_assert_cmpint (soup_websocket_connection_get_state (self->socket), ==, SOUP_WEBSOCKET_STATE_OPEN);
  soup_websocket_connection_send_text (self->socket, text);
}

char *
sim_client_send (SimClient  *self,
                 const char *action,
                 const char *params)
{
  g_autofree char *id = g_strdup_printf ("%s-%u", action, ++self->last_id);
  g_autofree char *text = NULL;

  if (params != NULL)
    text = g_strdup_printf ("{\"id\":\"%s\",\"action\":\"%s\",\"params\":%s}", id, action, params);
  else
    text = g_strdup_printf ("{\"id\":\"%s\",\"action\":\"%s\"}", id, action);
  sim_client_send_raw (self, text);
  return g_steal_pointer (&id);
}

static GList *
find_reply (SimClient  *self,
            const char *id)
{
  for (GList *link = self->replies.head; link != NULL; link = link->next)
    {
      JsonNode *node = json_object_get_member (link->data, "id");

      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), id) == 0)
        return link;
    }
  return NULL;
}

JsonObject *
sim_client_wait_reply (SimClient  *self,
                       const char *id)
{
  JsonObject *reply;
  GList *link;

  sim_wait (find_reply (self, id) != NULL);
  link = find_reply (self, id);
  reply = link->data;
  g_queue_delete_link (&self->replies, link);
  return reply;
}

JsonObject *
sim_client_request (SimClient  *self,
                    const char *action,
                    const char *params)
{
  g_autofree char *id = sim_client_send (self, action, params);

  return sim_client_wait_reply (self, id);
}

JsonNode *
sim_client_result (SimClient  *self,
                   const char *action,
                   const char *params)
{
  g_autoptr (JsonObject) reply = sim_client_request (self, action, params);

  g_assert_true (json_object_has_member (reply, "result"));
  return json_object_dup_member (reply, "result");
}

gint64
sim_client_error (SimClient  *self,
                  const char *action,
                  const char *params)
{
  g_autoptr (JsonObject) reply = sim_client_request (self, action, params);

  if (!json_object_has_member (reply, "error"))
    return 0;
  g_assert_false (json_object_has_member (reply, "result"));
  return json_object_get_int_member (json_object_get_object_member (reply, "error"), "code");
}

void
sim_client_auth (SimClient *self)
{
  g_autoptr (JsonNode) result = sim_client_result (self, "auth", "{\"apiKey\":\"" SIM_TEST_KEY "\"}");

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (result), "status"), ==, "ok");
}

static GList *
find_event (SimClient  *self,
            const char *event,
            const char *station_id,
            const char *status)
{
  for (GList *link = self->events.head; link != NULL; link = link->next)
    if (g_strcmp0 (json_object_get_string_member (link->data, "event"), event) == 0 &&
        (station_id == NULL ||
         g_strcmp0 (json_object_get_string_member_with_default (link->data, "stationId", ""), station_id) == 0) &&
        (status == NULL ||
         g_strcmp0 (json_object_get_string_member_with_default (link->data, "status", ""), status) == 0))
      return link;
  return NULL;
}

static JsonObject *
take_event (SimClient *self,
            GList     *link)
{
  JsonObject *found = link->data;

  g_queue_delete_link (&self->events, link);
  return found;
}

JsonObject *
sim_client_wait_event (SimClient  *self,
                       const char *event,
                       const char *station_id)
{
  sim_wait (find_event (self, event, station_id, NULL) != NULL);
  return take_event (self, find_event (self, event, station_id, NULL));
}

JsonObject *
sim_client_wait_status (SimClient  *self,
                        const char *station_id,
                        const char *status)
{
  sim_wait (find_event (self, "connector.status.changed", station_id, status) != NULL);
  return take_event (self, find_event (self, "connector.status.changed", station_id, status));
}

guint
sim_client_count (SimClient  *self,
                  const char *event)
{
  guint n = 0;

  for (GList *link = self->events.head; link != NULL; link = link->next)
    n += event == NULL || g_strcmp0 (json_object_get_string_member (link->data, "event"), event) == 0;
  return n;
}

void
sim_client_settle (SimClient *self)
{
  g_autoptr (JsonNode) pong = sim_client_result (self, "ping", NULL);

  g_assert_true (json_object_get_boolean_member (json_node_get_object (pong), "pong"));
}

void
sim_client_forget (SimClient *self)
{
  g_queue_clear_full (&self->events, (GDestroyNotify) json_object_unref);
  g_queue_clear_full (&self->order, g_free);
}

JsonObject *
sim_client_find_station (SimClient  *self,
                         const char *station_id)
{
  g_autoptr (JsonNode) result = sim_client_result (self, "getStations", NULL);
  JsonArray *stations = json_node_get_array (result);

  for (guint i = 0; i < json_array_get_length (stations); i++)
    {
      JsonObject *station = json_array_get_object_element (stations, i);

      if (g_str_equal (json_object_get_string_member (station, "id"), station_id))
        return json_object_ref (station);
    }
  return NULL;
}

JsonObject *
sim_client_find_connector (SimClient  *self,
                           const char *station_id,
                           gint64      number)
{
  g_autoptr (JsonObject) station = sim_client_find_station (self, station_id);
  JsonArray *connectors;

  g_assert_nonnull (station);
  connectors = json_object_get_array_member (station, "connectors");
  for (guint i = 0; i < json_array_get_length (connectors); i++)
    {
      JsonObject *connector = json_array_get_object_element (connectors, i);

      if (json_object_get_int_member (connector, "id") == number)
        return json_object_ref (connector);
    }
  g_assert_not_reached ();
}

gboolean
sim_is_null (JsonObject *object,
             const char *name)
{
  return json_object_has_member (object, name) && json_object_get_null_member (object, name);
}
