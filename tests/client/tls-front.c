/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tls-front.h"

#include <string.h>

struct _TlsFront
{
  GTlsCertificate *certificate;
  GSocketListener *listener;
  GCancellable *over;
  GThread *thread;
  GThreadPool *visits;
  char *url;
  guint16 back_port;
  int passed;                   /* atomic */
};

typedef struct
{
  GInputStream *from;
  GOutputStream *to;
  GCancellable *over;
} Way;

/* To the end of one way, which is told to the other side of it. */
static gpointer
carry (gpointer data)
{
  Way *way = data;

  g_output_stream_splice (way->to, way->from, G_OUTPUT_STREAM_SPLICE_NONE, way->over, NULL);
  return NULL;
}

static void
carry_both (TlsFront  *self,
            GIOStream *front,
            GIOStream *back)
{
  GSocket *back_socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (back));
  Way in = { g_io_stream_get_input_stream (front), g_io_stream_get_output_stream (back), self->over };
  Way out = { g_io_stream_get_input_stream (back), g_io_stream_get_output_stream (front), self->over };
  GThread *other = g_thread_new ("tls-front", carry, &in);

  carry (&out);
  g_io_stream_close (front, NULL, NULL);
  g_socket_shutdown (back_socket, TRUE, TRUE, NULL);
  g_thread_join (other);
}

static void
receive (gpointer data,
         gpointer front)
{
  TlsFront *self = front;
  g_autoptr(GSocketConnection) connection = data;
  g_autoptr(GIOStream) tls = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) back = NULL;

  if (!g_tls_connection_handshake (G_TLS_CONNECTION (tls), self->over, NULL))
    return;
  back = g_socket_client_connect_to_host (client, "127.0.0.1", self->back_port, self->over, NULL);
  if (back == NULL)
    return;
  g_atomic_int_inc (&self->passed);
  carry_both (self, tls, G_IO_STREAM (back));
}

static gpointer
run (gpointer data)
{
  TlsFront *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->over, NULL)) != NULL)
    g_thread_pool_push (self->visits, connection, NULL);
  return NULL;
}

TlsFront *
tls_front_new (GTlsCertificate *certificate,
               const char      *url)
{
  TlsFront *self = g_new0 (TlsFront, 1);
  const char *port = strrchr (url, ':') + 1;
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) effective = NULL;
  g_autoptr(GError) error = NULL;

  self->certificate = g_object_ref (certificate);
  self->back_port = (guint16) g_ascii_strtoull (port, NULL, 10);
  self->over = g_cancellable_new ();
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("wss://localhost:%u%s", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)),
                               strchr (port, '/'));
  self->visits = g_thread_pool_new (receive, self, -1, FALSE, NULL);
  self->thread = g_thread_new ("tls-front", run, self);
  return self;
}

void
tls_front_free (TlsFront *self)
{
  g_cancellable_cancel (self->over);
  g_thread_join (self->thread);
  g_thread_pool_free (self->visits, FALSE, TRUE);
  g_object_unref (self->listener);
  g_object_unref (self->over);
  g_object_unref (self->certificate);
  g_free (self->url);
  g_free (self);
}

const char *
tls_front_get_url (TlsFront *self)
{
  return self->url;
}

guint
tls_front_get_passed (TlsFront *self)
{
  return (guint) g_atomic_int_get (&self->passed);
}
