/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "soak-relay.h"

#include <sys/socket.h>

#define CHUNK 65536

struct _SoakRelay {
  GInetAddress *loopback;
  GSocket *listener;
  GSource *acceptor;
  GSource *trickle;
  GPtrArray *lines;             /* of Line */
  guint16 server_port;
  guint16 port;
  SoakRelayMode mode;
};

/* One connection of the seat's, and the one to the server that it is passed on to. */
typedef struct {
  SoakRelay *relay;
  GSocket *seat;
  GSocket *server;              /* NULL: it hangs, for ever */
  GSource *from_seat;
  GSource *from_server;
  GByteArray *waiting;          /* for the seat */
} Line;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
hang (gpointer data, gpointer unused)
{
  Line *line = data;

  clear_source (&line->from_seat);
  clear_source (&line->from_server);
  g_clear_object (&line->server);
}

static void
line_free (gpointer data)
{
  Line *line = data;

  hang (line, NULL);
  g_object_unref (line->seat);
  g_byte_array_unref (line->waiting);
  g_free (line);
}

static void
end (Line *line)
{
  g_ptr_array_remove_fast (line->relay->lines, line);
}

/* Returns: whether that side is still there */
static gboolean
send_all (GSocket *to, const guint8 *bytes, gsize length)
{
  gssize sent = 0;

  for (gsize done = 0; done < length; done += (gsize) sent)
    {
      sent = g_socket_send_with_blocking (to, (const char *) bytes + done, length - done, TRUE, NULL, NULL);
      if (sent <= 0)
        return FALSE;
    }
  return TRUE;
}

/* Returns: FALSE when @from has ended */
static gboolean
receive (GSocket *from, guint8 *bytes, gsize *length)
{
  g_autoptr (GError) error = NULL;
  gssize received = g_socket_receive_with_blocking (from, (char *) bytes, CHUNK, FALSE, NULL, &error);

  *length = received > 0 ? (gsize) received : 0;
  return received > 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
}

static gboolean
flush (Line *line, guint most)
{
  guint length = MIN (most, line->waiting->len);
  gboolean sent = send_all (line->seat, line->waiting->data, length);

  if (length > 0)
    g_byte_array_remove_range (line->waiting, 0, length);
  return sent;
}

static gboolean
on_from_seat (GSocket *socket, GIOCondition condition, gpointer data)
{
  Line *line = data;
  g_autofree guint8 *bytes = g_malloc (CHUNK);
  gsize length;

  if (!receive (socket, bytes, &length) || !send_all (line->server, bytes, length))
    end (line);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_from_server (GSocket *socket, GIOCondition condition, gpointer data)
{
  Line *line = data;
  g_autofree guint8 *bytes = g_malloc (CHUNK);
  gsize length;

  if (!receive (socket, bytes, &length))
    {
      end (line);
      return G_SOURCE_CONTINUE;
    }
  g_byte_array_append (line->waiting, bytes, (guint) length);
  if (line->relay->mode != SOAK_RELAY_TRICKLE && !flush (line, G_MAXUINT))
    end (line);
  return G_SOURCE_CONTINUE;
}

static GSource *
watch (GSocket *socket, GSocketSourceFunc func, gpointer data)
{
  GSource *source = g_socket_create_source (socket, G_IO_IN, NULL);

  g_source_set_callback (source, G_SOURCE_FUNC (func), data, NULL);
  g_source_attach (source, NULL);
  return source;
}

static GSocket *
make_socket (void)
{
  g_autoptr (GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  return socket;
}

static gboolean
on_accept (GSocket *listener, GIOCondition condition, gpointer data)
{
  SoakRelay *self = data;
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (self->loopback, self->server_port);
  GSocket *seat = g_socket_accept (listener, NULL, NULL);
  Line *line;

  if (seat == NULL)
    return G_SOURCE_CONTINUE;
  line = g_new0 (Line, 1);
  line->relay = self;
  line->seat = seat;
  line->waiting = g_byte_array_new ();
  g_ptr_array_add (self->lines, line);
  if (self->mode == SOAK_RELAY_HANG)
    return G_SOURCE_CONTINUE;
  line->server = make_socket ();
  if (!g_socket_connect (line->server, address, NULL, NULL))
    {
      end (line);
      return G_SOURCE_CONTINUE;
    }
  line->from_seat = watch (line->seat, on_from_seat, line);
  line->from_server = watch (line->server, on_from_server, line);
  return G_SOURCE_CONTINUE;
}

/* A port that is bound and not listened at refuses, and is nobody else's meanwhile. */
static void
bind_port (SoakRelay *self)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (self->loopback, self->port);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->listener = make_socket ();
  g_socket_bind (self->listener, address, TRUE, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (self->listener, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

static void
set_listening (SoakRelay *self, gboolean listening)
{
  g_autoptr (GError) error = NULL;

  if (listening == (self->acceptor != NULL))
    return;
  if (!listening)
    {
      clear_source (&self->acceptor);
      g_clear_object (&self->listener);
      bind_port (self);
      return;
    }
  g_socket_listen (self->listener, &error);
  g_assert_no_error (error);
  self->acceptor = watch (self->listener, on_accept, self);
}

static gboolean
on_trickle (gpointer data)
{
  SoakRelay *self = data;

  for (guint i = self->lines->len; i > 0; i--)
    if (!flush (self->lines->pdata[i - 1], 1))
      end (self->lines->pdata[i - 1]);
  return G_SOURCE_CONTINUE;
}

static void
reset (gpointer data, gpointer unused)
{
  Line *line = data;
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  g_assert_cmpint (setsockopt (g_socket_get_fd (line->seat), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), ==, 0);
}

SoakRelay *
soak_relay_new (guint16 server_port)
{
  SoakRelay *self = g_new0 (SoakRelay, 1);

  self->loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->server_port = server_port;
  bind_port (self);
  set_listening (self, TRUE);
  return self;
}

void
soak_relay_free (SoakRelay *self)
{
  clear_source (&self->trickle);
  clear_source (&self->acceptor);
  g_ptr_array_unref (self->lines);
  g_object_unref (self->listener);
  g_object_unref (self->loopback);
  g_free (self);
}

guint16
soak_relay_get_port (SoakRelay *self)
{
  return self->port;
}

void
soak_relay_set_mode (SoakRelay *self, SoakRelayMode mode)
{
  gboolean ends = mode == SOAK_RELAY_FIN || mode == SOAK_RELAY_RST;

  self->mode = mode;
  clear_source (&self->trickle);
  set_listening (self, !ends && mode != SOAK_RELAY_HALF_OPEN);
  if (mode == SOAK_RELAY_RST)
    g_ptr_array_foreach (self->lines, reset, NULL);
  if (ends)
    g_ptr_array_set_size (self->lines, 0);
  else if (mode == SOAK_RELAY_HALF_OPEN || mode == SOAK_RELAY_HANG)
    g_ptr_array_foreach (self->lines, hang, NULL);
  else if (mode == SOAK_RELAY_TRICKLE)
    {
      self->trickle = g_timeout_source_new_seconds (1);
      g_source_set_callback (self->trickle, on_trickle, self, NULL);
      g_source_attach (self->trickle, NULL);
    }
  else
    for (guint i = self->lines->len; i > 0; i--)
      if (!flush (self->lines->pdata[i - 1], G_MAXUINT))
        end (self->lines->pdata[i - 1]);
}
