/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-server.h"

#include <libsoup/soup.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "csms-sim-dispatch.h"

#define FRAME_BYTES_MAX 32768
#define UPGRADE_REQUIRED 426

struct _CsmsSimServer
{
  GObject parent_instance;

  /* borrowed */
  CsmsSimWorld *world;

  /* owned */
  SoupServer *soup;
  GPtrArray *sessions;
  GHashTable *targets; /* path segment: the session pushed to, borrowed */
  GPtrArray *ghosts;   /* half-open sockets the server has given up; the far end still believes in them */
  GPtrArray *muted;    /* connections whose handshake is never answered */
  CsmsSimTraffic *traffic;
  char *url;

  guint port;
  guint n_connections;
  CsmsSimulatorNetwork network;
};

G_DEFINE_FINAL_TYPE (CsmsSimServer, csms_sim_server, G_TYPE_OBJECT)

static void
on_text (CsmsSimSocket  *socket,
         const char     *text,
         guint64         length,
         CsmsSimSession *session)
{
  CsmsSimServer *self = csms_sim_session_get_world (session)->server;
  g_autoptr (CsmsSimSession) alive = g_object_ref (session);

  csms_sim_traffic_note_frame (self->traffic, text, length);
  if (length > FRAME_BYTES_MAX)
    {
      csms_sim_session_notify (session, "message.too.large", (gint64) length, FRAME_BYTES_MAX);
      csms_sim_socket_flush_and_cut (socket);
    }
  else if (!csms_sim_session_count_frame (session))
    {
      csms_sim_session_notify (session, "rate.limit", -1, 50);
      csms_sim_socket_flush_and_cut (socket);
    }
  else
    {
      csms_sim_dispatch (self->world, session, text, length);
    }
}

/* Trap 1: the target of a path goes with whichever of its sockets closes, be it the displaced one. */
static void
on_closed (CsmsSimSocket  *socket,
           CsmsSimSession *session)
{
  CsmsSimServer *self = csms_sim_session_get_world (session)->server;
  const char *segment = csms_sim_session_get_segment (session);

  if (csms_sim_socket_is_half_open (socket))
    g_ptr_array_add (self->ghosts, g_object_ref (socket));
  if (self->world->deployed || g_hash_table_lookup (self->targets, segment) == session)
    g_hash_table_remove (self->targets, segment);
  g_ptr_array_remove (self->sessions, session);
}

static const char *
last_segment (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static void
open_session (SoupServerMessage *message,
              CsmsSimServer     *self)
{
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (CsmsSimSocket) socket = NULL;
  CsmsSimSession *session;
  GSocket *gsocket = soup_server_message_get_socket (message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *segment = g_strdup (last_segment (path));

  if (gsocket != NULL)
    g_socket_set_option (gsocket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  stream = soup_server_message_steal_connection (message);
  if (stream == NULL)
    return;
  socket = csms_sim_socket_new (stream, self->world->clock);
  session = csms_sim_session_new (self->world, socket, segment);
  g_ptr_array_add (self->sessions, session);
  g_hash_table_replace (self->targets, g_steal_pointer (&segment), session);
  self->n_connections++;
  csms_sim_session_set_network (session, self->network & ~CSMS_SIMULATOR_NETWORK_HALF_OPEN);
  g_signal_connect (socket, "text", G_CALLBACK (on_text), session);
  g_signal_connect (socket, "closed", G_CALLBACK (on_closed), session);
  csms_sim_socket_start (socket, self->world->config->ping_interval_ms);
}

static void
on_request (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  CsmsSimServer *self = data;
  const char *upgrade = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Upgrade");

  if (upgrade == NULL || g_ascii_strcasecmp (upgrade, "websocket") != 0)
    {
      soup_server_message_set_status (message, UPGRADE_REQUIRED, NULL);
    }
  else if ((self->network & CSMS_SIMULATOR_NETWORK_REFUSE) != 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
    }
  else if ((self->network & CSMS_SIMULATOR_NETWORK_MUTE_HANDSHAKE) != 0)
    {
      g_ptr_array_add (self->muted, g_object_ref (message));
      soup_server_message_pause (message);
    }
  else if (soup_websocket_server_process_handshake (message, NULL, NULL, NULL, NULL))
    {
      g_signal_connect_object (message, "wrote-informational", G_CALLBACK (open_session), self, 0);
    }
}

static void
csms_sim_server_dispose (GObject *object)
{
  CsmsSimServer *self = CSMS_SIM_SERVER (object);

  csms_sim_server_unlisten (self);
  csms_sim_server_drop_all (self);
  G_OBJECT_CLASS (csms_sim_server_parent_class)->dispose (object);
}

static void
csms_sim_server_finalize (GObject *object)
{
  CsmsSimServer *self = CSMS_SIM_SERVER (object);

  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->ghosts, g_ptr_array_unref);
  g_clear_pointer (&self->muted, g_ptr_array_unref);
  g_clear_object (&self->traffic);
  g_clear_pointer (&self->url, g_free);
  G_OBJECT_CLASS (csms_sim_server_parent_class)->finalize (object);
}

static void
csms_sim_server_class_init (CsmsSimServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_sim_server_dispose;
  object_class->finalize = csms_sim_server_finalize;
}

static void
csms_sim_server_init (CsmsSimServer *self)
{
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  self->ghosts = g_ptr_array_new_with_free_func (g_object_unref);
  self->muted = g_ptr_array_new_with_free_func (g_object_unref);
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->traffic = csms_sim_traffic_new ();
}

CsmsSimServer *
csms_sim_server_new (CsmsSimWorld *world)
{
  CsmsSimServer *self = g_object_new (CSMS_TYPE_SIM_SERVER, NULL);

  self->world = world;
  return self;
}

/* Remembers the port, which stays the same for good, and the address to tell. */
static void
note_address (CsmsSimServer *self,
              GInetAddress  *address)
{
  g_autoptr (GSList) listeners = soup_server_get_listeners (self->soup);
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (listeners->data, NULL);
  g_autofree char *host = g_inet_address_to_string (address);
  gboolean is_ipv6 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
  g_free (self->url);
  self->url = g_strdup_printf (is_ipv6 ? "ws://[%s]:%u/mobile-client" : "ws://%s:%u/mobile-client", host, self->port);
}

gboolean
csms_sim_server_listen (CsmsSimServer  *self,
                        GError        **error)
{
  const char *listen_on;
  g_autoptr (GInetAddress) address = NULL;
  g_autoptr (GSocketAddress) socket_address = NULL;
  g_autoptr (GError) reason = NULL;
  guint port;

  g_return_val_if_fail (CSMS_IS_SIM_SERVER (self), FALSE);

  if (self->soup != NULL)
    return TRUE;
  listen_on = self->world->config->listen;
  port = self->port != 0 ? self->port : self->world->config->port;
  if (listen_on != NULL)
    address = g_inet_address_new_from_string (listen_on);
  else
    address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  if (address == NULL || port > G_MAXUINT16)
    {
      g_set_error (error, CSMS_SIMULATOR_ERROR, CSMS_SIMULATOR_ERROR_LISTEN,
                   "%s, port %u, is no address to listen on", listen_on != NULL ? listen_on : "127.0.0.1", port);
      return FALSE;
    }

  socket_address = g_inet_socket_address_new (address, (guint16) port);
  self->soup = soup_server_new ("server-header", "csms-simulator", NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  if (!soup_server_listen (self->soup, socket_address, 0, &reason))
    {
      g_clear_object (&self->soup);
      g_set_error (error, CSMS_SIMULATOR_ERROR, CSMS_SIMULATOR_ERROR_LISTEN,
                   "Port %u cannot be listened on: %s", port, reason->message);
      return FALSE;
    }
  note_address (self, address);
  return TRUE;
}

void
csms_sim_server_unlisten (CsmsSimServer *self)
{
  g_return_if_fail (CSMS_IS_SIM_SERVER (self));

  if (self->soup == NULL)
    return;
  soup_server_disconnect (self->soup);
  g_ptr_array_set_size (self->muted, 0);
  g_clear_object (&self->soup);
}

guint
csms_sim_server_get_port (CsmsSimServer *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_SERVER (self), 0);

  return self->port;
}

const char *
csms_sim_server_get_url (CsmsSimServer *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_SERVER (self), NULL);

  return self->url;
}

guint
csms_sim_server_drop_all (CsmsSimServer *self)
{
  guint n;

  g_return_val_if_fail (CSMS_IS_SIM_SERVER (self), 0);

  n = self->sessions->len;
  while (self->sessions->len > 0)
    csms_sim_socket_cut (csms_sim_session_get_socket (g_ptr_array_index (self->sessions, 0)));
  g_ptr_array_set_size (self->ghosts, 0);
  return n;
}

gboolean
csms_sim_server_drop (CsmsSimServer *self,
                      const char    *segment)
{
  g_return_val_if_fail (CSMS_IS_SIM_SERVER (self), FALSE);

  for (guint i = 0; i < self->sessions->len; i++)
    {
      CsmsSimSession *session = g_ptr_array_index (self->sessions, i);

      if (!g_str_equal (csms_sim_session_get_segment (session), segment))
        continue;
      csms_sim_socket_cut (csms_sim_session_get_socket (session));
      return TRUE;
    }
  return FALSE;
}

void
csms_sim_server_set_network (CsmsSimServer        *self,
                             CsmsSimulatorNetwork  faults)
{
  g_return_if_fail (CSMS_IS_SIM_SERVER (self));

  self->network = faults;
  for (guint i = 0; i < self->sessions->len; i++)
    csms_sim_session_set_network (g_ptr_array_index (self->sessions, i), faults);
}

void
csms_sim_server_push (CsmsSimServer *self,
                      const char    *event,
                      const char    *station_id,
                      const char    *flat,
                      gsize          length)
{
  g_return_if_fail (CSMS_IS_SIM_SERVER (self));

  for (guint i = 0; i < self->sessions->len; i++)
    {
      CsmsSimSession *session = g_ptr_array_index (self->sessions, i);
      gboolean is_target;

      is_target = !self->world->deployed ||
                  g_hash_table_lookup (self->targets, csms_sim_session_get_segment (session)) == session;
      if (is_target && !csms_sim_session_push (session, event, station_id, flat, length))
        break;
    }
}

GPtrArray *
csms_sim_server_get_sessions (CsmsSimServer *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_SERVER (self), NULL);

  return self->sessions;
}

guint
csms_sim_server_get_n_connections (CsmsSimServer *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_SERVER (self), 0);

  return self->n_connections;
}

gsize
csms_sim_server_get_backlog (CsmsSimServer *self)
{
  gsize most = 0;

  g_return_val_if_fail (CSMS_IS_SIM_SERVER (self), 0);

  for (guint i = 0; i < self->sessions->len; i++)
    most = MAX (most, csms_sim_socket_get_backlog (csms_sim_session_get_socket (g_ptr_array_index (self->sessions, i))));
  return most;
}

CsmsSimTraffic *
csms_sim_server_get_traffic (CsmsSimServer *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_SERVER (self), NULL);

  return self->traffic;
}
