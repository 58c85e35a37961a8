/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "raw-peer.h"

#include <json-glib/json-glib.h>
#include <string.h>

struct _RawPeer
{
  RawScript script;
  gpointer data;
  GTlsCertificate *certificate;
  GSocketListener *listener;
  GCancellable *over;
  GThread *thread;
  guint16 port;
  int connections;              /* atomic */

  /* The peer's thread alone */
  GSocketConnection *connection;
  GIOStream *stream;
};

static gboolean
accept_tls (RawPeer *self)
{
  if (self->certificate == NULL)
    {
      self->stream = g_object_ref (G_IO_STREAM (self->connection));
      return TRUE;
    }

  self->stream = g_tls_server_connection_new (G_IO_STREAM (self->connection), self->certificate, NULL);
  return g_tls_connection_handshake (G_TLS_CONNECTION (self->stream), self->over, NULL);
}

static gpointer
run (gpointer data)
{
  RawPeer *self = data;

  while ((self->connection = g_socket_listener_accept (self->listener, NULL, self->over, NULL)) != NULL)
    {
      g_atomic_int_inc (&self->connections);
      if (accept_tls (self))
        self->script (self, self->data);
      g_socket_close (g_socket_connection_get_socket (self->connection), NULL);
      g_clear_object (&self->stream);
      g_clear_object (&self->connection);
    }
  return NULL;
}

RawPeer *
raw_peer_new (GTlsCertificate *certificate,
              RawScript        script,
              gpointer         data)
{
  RawPeer *self = g_new0 (RawPeer, 1);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) effective = NULL;
  g_autoptr(GError) error = NULL;

  self->script = script;
  self->data = data;
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->listener = g_socket_listener_new ();
  self->over = g_cancellable_new ();
  g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  self->thread = g_thread_new ("raw-peer", run, self);
  return self;
}

void
raw_peer_free (RawPeer *self)
{
  g_cancellable_cancel (self->over);
  g_thread_join (self->thread);
  g_object_unref (self->listener);
  g_object_unref (self->over);
  g_clear_object (&self->certificate);
  g_free (self);
}

char *
raw_peer_dup_url (RawPeer *self)
{
  return g_strdup_printf ("%s:%u/mobile-client", self->certificate != NULL ? "wss://localhost" : "ws://127.0.0.1", self->port);
}

guint
raw_peer_get_connections (RawPeer *self)
{
  return (guint) g_atomic_int_get (&self->connections);
}

gboolean
raw_peer_write (RawPeer       *self,
                gconstpointer  data,
                gsize          length)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (self->stream), data, length, NULL, self->over, NULL);
}

static gboolean
read_exactly (RawPeer *self,
              void    *data,
              gsize    length)
{
  gsize n = 0;

  return g_input_stream_read_all (g_io_stream_get_input_stream (self->stream), data, length, &n, self->over, NULL) &&
         n == length;
}

char *
raw_peer_read_head (RawPeer *self)
{
  g_autoptr(GString) head = g_string_new (NULL);
  char c;

  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      if (!read_exactly (self, &c, 1))
        return NULL;
      g_string_append_c (head, c);
    }
  return g_string_free (g_steal_pointer (&head), FALSE);
}

gboolean
raw_peer_upgrade (RawPeer    *self,
                  const char *more)
{
  g_autofree char *head = raw_peer_read_head (self);
  const char *found = head != NULL ? strstr (head, "Sec-WebSocket-Key: ") : NULL;
  g_auto(GStrv) words = NULL;
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *accept = NULL;
  g_autofree char *answer = NULL;
  guint8 digest[20];
  gsize length = sizeof digest;

  if (found == NULL)
    return FALSE;

  words = g_strsplit (found + strlen ("Sec-WebSocket-Key: "), "\r\n", 2);
  g_checksum_update (sum, (const guchar *) words[0], -1);
  g_checksum_update (sum, (const guchar *) "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", -1);
  g_checksum_get_digest (sum, digest, &length);
  accept = g_base64_encode (digest, length);
  answer = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            "Sec-WebSocket-Accept: %s\r\n\r\n%s", accept, more);
  return raw_peer_write (self, answer, strlen (answer));
}

char *
raw_peer_read_text (RawPeer *self)
{
  guint8 header[2], mask[4], wide[8];
  gsize length;
  g_autofree char *text = NULL;

  if (!read_exactly (self, header, 2))
    return NULL;
  length = header[1] & 0x7f;
  if (length == 126)
    {
      if (!read_exactly (self, wide, 2))
        return NULL;
      length = (gsize) wide[0] << 8 | wide[1];
    }
  g_assert_cmpuint (length, <, 32769);
  if (!read_exactly (self, mask, 4))
    return NULL;
  text = g_malloc0 (length + 1);
  if (!read_exactly (self, text, length) || (header[0] & 0x0f) == 0x08)
    return NULL;
  for (gsize i = 0; i < length; i++)
    text[i] = (char) (text[i] ^ mask[i % 4]);
  return g_steal_pointer (&text);
}

gboolean
raw_peer_write_frame (RawPeer       *self,
                      guint8         first,
                      gconstpointer  data,
                      gsize          length)
{
  guint8 header[10] = { first, 127 };
  gsize size = 10;

  if (length < 126)
    {
      header[1] = (guint8) length;
      size = 2;
    }
  else if (length < 65536)
    {
      header[1] = 126;
      header[2] = (guint8) (length >> 8);
      header[3] = (guint8) length;
      size = 4;
    }
  else
    for (guint i = 0; i < 8; i++)
      header[2 + i] = (guint8) ((guint64) length >> (56 - 8 * i));

  return raw_peer_write (self, header, size) && (length == 0 || raw_peer_write (self, data, length));
}

gboolean
raw_peer_sign_in (RawPeer *self)
{
  g_autofree char *text = NULL;
  g_autofree char *answer = NULL;
  g_autoptr(JsonNode) root = NULL;

  if (!raw_peer_upgrade (self, ""))
    return FALSE;
  text = raw_peer_read_text (self);
  if (text == NULL)
    return FALSE;
  root = json_from_string (text, NULL);
  answer = g_strdup_printf ("{\"id\":\"%s\",\"result\":{\"status\":\"ok\",\"sessionId\":\"sess-1\"}}",
                            json_object_get_string_member (json_node_get_object (root), "id"));
  return raw_peer_write_frame (self, 0x81, answer, strlen (answer));
}

void
raw_peer_wait (RawPeer *self)
{
  char ignored[256];

  while (g_input_stream_read (g_io_stream_get_input_stream (self->stream), ignored, sizeof ignored, self->over, NULL) > 0)
    ;
}
