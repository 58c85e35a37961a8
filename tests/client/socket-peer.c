/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-test.h"

#include <libsoup/soup.h>

#include "csms-soup-transport.h"

/* A WebSocket server on loopback, in the test's own main context. */

typedef struct
{
  Peer parent;
  SoupServer *server;
  GPtrArray *connections;
  char *url;
} SocketPeer;

static void
on_message (SoupWebsocketConnection *connection,
            int                      type,
            GBytes                  *message,
            gpointer                 data)
{
  Peer *peer = data;

  g_ptr_array_add (peer->frames, g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message)));
}

static void
on_closed (SoupWebsocketConnection *connection,
           gpointer                 data)
{
  SocketPeer *self = data;

  self->parent.open_now--;
  g_ptr_array_remove (self->connections, connection);
}

static void
on_connection (SoupServer              *server,
               SoupServerMessage       *message,
               const char              *path,
               SoupWebsocketConnection *connection,
               gpointer                 data)
{
  SocketPeer *self = data;
  Peer *peer = data;

  peer->opened++;
  peer->open_now++;
  peer->open_most = MAX (peer->open_most, peer->open_now);
  g_ptr_array_add (self->connections, g_object_ref (connection));
  g_signal_connect (connection, "message", G_CALLBACK (on_message), self);
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed), self);
}

static SoupWebsocketConnection *
get_connection (SocketPeer *self)
{
  g_assert_cmpuint (self->connections->len, >, 0);
  return g_ptr_array_index (self->connections, self->connections->len - 1);
}

static void
socket_send (Peer       *peer,
             const char *text)
{
  soup_websocket_connection_send_text (get_connection ((SocketPeer *) peer), text);
}

static void
socket_hang_up (Peer *peer)
{
  soup_websocket_connection_close (get_connection ((SocketPeer *) peer), SOUP_WEBSOCKET_CLOSE_GOING_AWAY, "restart");
}

static CsmsTransport *
socket_make_transport (gpointer data)
{
  static const CsmsLinkOptions options = { .user_agent = "csms-test", .frame_cap_bytes = 1024 * 1024 };
  SocketPeer *self = data;

  /* Port 9 (discard) is nobody's on loopback: a refused connection. */
  return csms_soup_transport_new (self->parent.refuse ? "ws://127.0.0.1:9/mobile-client" : self->url, &options);
}

static void
socket_free (Peer *peer)
{
  SocketPeer *self = (SocketPeer *) peer;

  for (guint i = 0; i < self->connections->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->connections, i), self);
  soup_server_disconnect (self->server);
  g_ptr_array_unref (self->connections);
  g_object_unref (self->server);
  g_free (self->url);
  g_free (self);
}

/* The server's side here warns about a client that has gone before it was looked at; that is the point of some cases. */
static gboolean
is_ours (const char     *domain,
         GLogLevelFlags  level,
         const char     *message,
         gpointer        data)
{
  return g_strcmp0 (domain, "libsoup") != 0;
}

Peer *
peer_new_on_socket (void)
{
  SocketPeer *self = g_new0 (SocketPeer, 1);
  g_autoptr(GError) error = NULL;
  GSList *uris;

  g_test_log_set_fatal_handler (is_ours, NULL);
  self->parent.frames = g_ptr_array_new_with_free_func (g_free);
  self->parent.make_transport = socket_make_transport;
  self->parent.send = socket_send;
  self->parent.hang_up = socket_hang_up;
  self->parent.free = socket_free;
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_websocket_handler (self->server, "/mobile-client", NULL, NULL, on_connection, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("ws://127.0.0.1:%d/mobile-client", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return &self->parent;
}

const char *
peer_get_url (Peer *self)
{
  return ((SocketPeer *) self)->url;
}
