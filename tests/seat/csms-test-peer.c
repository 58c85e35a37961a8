/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-peer.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct {
  char *members;                /* NULL: no answer */
  CsmsTestAnswer answer;        /* NULL: @members */
  gpointer data;
} Script;

struct _CsmsTestPeer {
  SoupServer *server;
  char *url;
  GPtrArray *sockets;           /* of SoupWebsocketConnection */
  GPtrArray *frames;
  GHashTable *scripts;          /* action → Script */
  GHashTable *counts;
  GHashTable *last;
};

static const struct { const char *action, *members; } defaults[] = {
  { "auth", "\"result\":{\"status\":\"ok\",\"sessionId\":\"sess-1718000000000\",\"scopes\":[\"basic\"]}" },
  { "ping", "\"result\":{\"pong\":true,\"ts\":1718000000000}" },
  { "subscribe", "\"result\":{\"subscriptionId\":\"sub-1\",\"snapshot\":{\"stations\":[]}}" },
  { "getStations",
    "\"result\":[{\"id\":\"st1\",\"name\":\"One\",\"status\":\"Available\",\"isOnline\":true,\"lastActivity\":\"2024-06-10T06:13:00.000Z\","
    "\"connectors\":[{\"id\":1,\"status\":\"Available\",\"transactionId\":null,\"errorCode\":\"NoError\",\"updatedAt\":\"2024-06-10T06:13:00.000Z\"},"
    "{\"id\":2,\"status\":\"Available\",\"transactionId\":null,\"errorCode\":\"NoError\",\"updatedAt\":\"2024-06-10T06:13:00.000Z\"}]}]" },
  { "getRecentTransactions", "\"result\":[]" },
  { "getEventsSince", "\"result\":{\"events\":[],\"count\":0,\"cursor\":null}" },
  { "getEventsRecent", "\"result\":[]" },
  { "getMeterValuesRecent", "\"result\":[]" },
  { "getConnectorStatus", "\"result\":{\"stationId\":\"st1\",\"connectorId\":1,\"status\":\"Available\",\"transactionId\":null,"
    "\"errorCode\":\"NoError\",\"lastUpdate\":\"2024-06-10T06:13:00.000Z\"}" },
};

static void
script_free (gpointer data)
{
  Script *script = data;

  g_free (script->members);
  g_free (script);
}

static void
set_script (CsmsTestPeer *self, const char *action, const char *members, CsmsTestAnswer answer, gpointer data)
{
  Script *script = g_new0 (Script, 1);

  script->members = g_strdup (members);
  script->answer = answer;
  script->data = data;
  g_hash_table_insert (self->scripts, g_strdup (action), script);
}

static void
on_message (SoupWebsocketConnection *socket, int type, GBytes *message, gpointer data)
{
  CsmsTestPeer *self = data;
  gsize size;
  const char *bytes = g_bytes_get_data (message, &size);
  g_autofree char *text = g_strndup (bytes, size);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *object = json_node_get_object (root);
  const char *id = json_object_get_string_member (object, "id");
  const char *action = json_object_get_string_member (object, "action");
  JsonObject *params = json_object_has_member (object, "params") ? json_object_get_object_member (object, "params") : NULL;
  Script *script = g_hash_table_lookup (self->scripts, action);
  g_autofree char *members = NULL;

  g_ptr_array_add (self->frames, g_strdup (text));
  g_hash_table_insert (self->counts, g_strdup (action), GUINT_TO_POINTER (csms_test_peer_count (self, action) + 1));
  g_hash_table_insert (self->last, g_strdup (action), g_strdup (text));
  if (script == NULL)
    members = g_strdup ("\"error\":{\"code\":400,\"message\":\"Unknown action\"}");
  else
    members = script->answer != NULL ? script->answer (self, params, script->data) : g_strdup (script->members);
  if (members != NULL && soup_websocket_connection_get_state (socket) == SOUP_WEBSOCKET_STATE_OPEN)
    {
      g_autofree char *reply = g_strdup_printf ("{\"id\":\"%s\",%s}", id, members);

      soup_websocket_connection_send_text (socket, reply);
    }
}

static void
on_closed (SoupWebsocketConnection *socket, gpointer data)
{
  g_ptr_array_remove (((CsmsTestPeer *) data)->sockets, socket);
}

static void
on_socket (SoupServer *server, SoupServerMessage *message, const char *path, SoupWebsocketConnection *socket, gpointer data)
{
  CsmsTestPeer *self = data;

  g_ptr_array_add (self->sockets, g_object_ref (socket));
  g_signal_connect (socket, "message", G_CALLBACK (on_message), self);
  g_signal_connect (socket, "closed", G_CALLBACK (on_closed), self);
}

CsmsTestPeer *
csms_test_peer_new (void)
{
  CsmsTestPeer *self = g_new0 (CsmsTestPeer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->frames = g_ptr_array_new_with_free_func (g_free);
  self->scripts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, script_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    csms_test_peer_say (self, defaults[i].action, defaults[i].members);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_websocket_handler (self->server, "/", NULL, NULL, on_socket, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("ws://127.0.0.1:%d/mobile-client", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
csms_test_peer_free (CsmsTestPeer *self)
{
  csms_test_peer_drop (self);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->sockets);
  g_ptr_array_unref (self->frames);
  g_hash_table_unref (self->scripts);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->last);
  g_free (self->url);
  g_free (self);
}

const char *
csms_test_peer_get_url (CsmsTestPeer *self)
{
  return self->url;
}

void
csms_test_peer_say (CsmsTestPeer *self, const char *action, const char *members)
{
  set_script (self, action, members, NULL, NULL);
}

void
csms_test_peer_ask (CsmsTestPeer *self, const char *action, CsmsTestAnswer answer, gpointer data)
{
  set_script (self, action, NULL, answer, data);
}

void
csms_test_peer_push (CsmsTestPeer *self, const char *text)
{
  for (guint i = 0; i < self->sockets->len; i++)
    soup_websocket_connection_send_text (self->sockets->pdata[i], text);
}

void
csms_test_peer_drop (CsmsTestPeer *self)
{
  while (self->sockets->len > 0)
    {
      g_autoptr (SoupWebsocketConnection) socket = g_object_ref (self->sockets->pdata[0]);

      g_signal_handlers_disconnect_by_data (socket, self);
      g_ptr_array_remove_index (self->sockets, 0);
      g_io_stream_close (soup_websocket_connection_get_io_stream (socket), NULL, NULL);
    }
}

guint
csms_test_peer_count (CsmsTestPeer *self, const char *action)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, action));
}

const char *
csms_test_peer_last (CsmsTestPeer *self, const char *action)
{
  return g_hash_table_lookup (self->last, action);
}

GPtrArray *
csms_test_peer_get_frames (CsmsTestPeer *self)
{
  return self->frames;
}
