/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-soup-transport.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "csms-client-error.h"
#include "csms-dial.h"
#include "csms-limits.h"
#include "csms-metered-input.h"
#include "csms-metered-stream.h"
#include "csms-upgrade.h"

typedef enum {
  STATE_NEW,
  STATE_OPENING,
  STATE_OPEN,
  STATE_ENDED,                  /* the other side began to end it; libsoup may not be through with the socket yet */
  STATE_CLOSING,
  STATE_GONE,
} State;

struct _CsmsSoupTransport
{
  GObject parent_instance;

  /* Borrowed */
  const CsmsTransportListener *listener;
  gpointer listener_data;

  /* Owned */
  char *url;
  CsmsLinkOptions limits;
  GUri *uri;
  GCancellable *opening;
  GSocketConnection *connection;
  GInputStream *input;
  CsmsMeteredOutput *output;
  SoupWebsocketConnection *socket;
  GTask *close_task;
  GSource *close_timeout;
  GError *end;                  /* why libsoup gave up */

  State state;
};

static void csms_soup_transport_iface_init (CsmsTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsSoupTransport, csms_soup_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CSMS_TYPE_TRANSPORT, csms_soup_transport_iface_init))

static void
become_gone (CsmsSoupTransport *self)
{
  self->state = STATE_GONE;
  if (self->close_timeout != NULL)
    {
      g_source_destroy (self->close_timeout);
      g_clear_pointer (&self->close_timeout, g_source_unref);
    }
  if (self->close_task != NULL)
    {
      g_autoptr(GTask) task = g_steal_pointer (&self->close_task);

      g_task_return_boolean (task, TRUE);
    }
}

/* Both ends of the socket: libsoup sees the end of its input at once and closes, whatever the other side does. */
static void
cut (CsmsSoupTransport *self)
{
  g_socket_shutdown (g_socket_connection_get_socket (self->connection), TRUE, TRUE, NULL);
}

static gboolean
on_close_timeout (gpointer data)
{
  CsmsSoupTransport *self = data;

  g_clear_pointer (&self->close_timeout, g_source_unref);
  cut (self);
  return G_SOURCE_REMOVE;
}

/* Told at once: libsoup goes on to wait up to 5 s for the other side to let go of the socket. Our own goodbye comes through here
 * too, but then the state is another. */
static void
tell_ended (CsmsSoupTransport *self)
{
  const CsmsTransportListener *listener = self->listener;
  g_autoptr(GError) error = NULL;

  if (self->state != STATE_OPEN)
    return;

  self->state = STATE_ENDED;
  self->listener = NULL;
  error = csms_client_error_new_ended (soup_websocket_connection_get_close_code (self->socket),
                                       soup_websocket_connection_get_close_data (self->socket), self->end);
  if (listener != NULL)
    listener->closed (error, self->listener_data);
}

static void
on_message (SoupWebsocketConnection *socket,
            int                      type,
            GBytes                  *message,
            gpointer                 data)
{
  CsmsSoupTransport *self = data;

  csms_metered_input_message_ended (CSMS_METERED_INPUT (self->input));
  /* libsoup's versions do not agree on whether its own limit is the largest size allowed or the smallest refused. */
  if (g_bytes_get_size (message) > self->limits.frame_cap_bytes)
    {
      if (self->end == NULL)
        self->end = g_error_new (G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                                 "a message of more than %u bytes", self->limits.frame_cap_bytes);
      tell_ended (self);
    }
  else if (type == SOUP_WEBSOCKET_DATA_TEXT && self->listener != NULL)
    self->listener->frame (message, self->listener_data);
}

static void
on_error (SoupWebsocketConnection *socket,
          GError                  *error,
          gpointer                 data)
{
  CsmsSoupTransport *self = data;

  if (self->end == NULL)
    self->end = g_error_copy (error);
  tell_ended (self);
}

static void
on_closed (SoupWebsocketConnection *socket,
           gpointer                 data)
{
  g_autoptr(CsmsSoupTransport) self = g_object_ref (CSMS_SOUP_TRANSPORT (data));

  tell_ended (self);
  become_gone (self);
}

static void
on_progress (gpointer input,
             gpointer data)
{
  CsmsSoupTransport *self = data;

  if (self->listener != NULL)
    self->listener->progress (self->listener_data);
}

static void
on_stuck (gpointer output,
          gpointer data)
{
  CsmsSoupTransport *self = data;

  if (self->end == NULL)
    self->end = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "nothing that is sent is taken");
  tell_ended (self);
}

/* Never 0, which is no limit at all. The second limit came with a later libsoup, with a default far too small for a fleet. */
static void
set_limits (CsmsSoupTransport *self)
{
  GObjectClass *klass = G_OBJECT_GET_CLASS (self->socket);

  soup_websocket_connection_set_max_incoming_payload_size (self->socket, self->limits.frame_cap_bytes + 1);
  if (g_object_class_find_property (klass, "max-total-message-size") != NULL)
    g_object_set (self->socket, "max-total-message-size", (guint64) self->limits.frame_cap_bytes + 1, NULL);
}

static void
adopt (CsmsSoupTransport *self,
       GSocketConnection *connection,
       GBytes            *rest)
{
  g_autoptr(GIOStream) stream = NULL;

  self->connection = g_object_ref (connection);
  self->input = csms_metered_input_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)), rest,
                                        self->limits.frame_cap_bytes + CSMS_METERED_GULP, on_progress, self);
  self->output = csms_metered_output_new (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                          self->limits.silence_limit_ms, on_stuck, self);
  csms_metered_input_set_output (CSMS_METERED_INPUT (self->input), self->output);
  stream = csms_metered_stream_new (G_IO_STREAM (connection), self->input, G_OUTPUT_STREAM (self->output));
  self->socket = soup_websocket_connection_new (stream, self->uri, SOUP_WEBSOCKET_CONNECTION_CLIENT, NULL, NULL, NULL);
  set_limits (self);
  g_signal_connect_object (self->socket, "message", G_CALLBACK (on_message), self, 0);
  g_signal_connect_object (self->socket, "error", G_CALLBACK (on_error), self, 0);
  g_signal_connect_object (self->socket, "closing", G_CALLBACK (tell_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->socket, "closed", G_CALLBACK (on_closed), self, 0);
  self->state = STATE_OPEN;
}

static void
on_dialled (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GTask) task = data;
  CsmsSoupTransport *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(GBytes) rest = NULL;
  g_autoptr(GSocketConnection) connection = csms_dial_finish (result, &rest, &error);

  if (connection != NULL && self->state == STATE_OPENING)
    {
      adopt (self, connection, rest);
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (connection != NULL)
    g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  if (error == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Closed while it was being opened");
  become_gone (self);
  g_task_return_error (task, error);
}

static void
csms_soup_transport_set_listener (CsmsTransport               *transport,
                                  const CsmsTransportListener *listener,
                                  gpointer                     data)
{
  CsmsSoupTransport *self = CSMS_SOUP_TRANSPORT (transport);

  self->listener = listener;
  self->listener_data = data;
}

static void
csms_soup_transport_open_async (CsmsTransport       *transport,
                                guint                timeout_ms,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  CsmsSoupTransport *self = CSMS_SOUP_TRANSPORT (transport);
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;

  g_assert (self->state == STATE_NEW);

  g_task_set_source_tag (task, csms_soup_transport_open_async);
  self->uri = csms_upgrade_parse_url (self->url, &error);
  if (self->uri == NULL)
    {
      become_gone (self);
      g_task_return_error (task, error);
      return;
    }

  self->state = STATE_OPENING;
  self->opening = g_cancellable_new ();
  self->limits.handshake_timeout_ms = timeout_ms;
  csms_dial_async (self->uri, &self->limits, self->opening, on_dialled, g_steal_pointer (&task));
}

static gboolean
csms_soup_transport_finish (CsmsTransport  *transport,
                            GAsyncResult   *result,
                            GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
csms_soup_transport_send_text (CsmsTransport *transport,
                               const char    *text)
{
  g_autoptr(CsmsSoupTransport) self = g_object_ref (CSMS_SOUP_TRANSPORT (transport));

  /* On any other state libsoup only logs, and what was sent vanishes. */
  if (self->state != STATE_OPEN ||
      soup_websocket_connection_get_state (self->socket) != SOUP_WEBSOCKET_STATE_OPEN)
    return FALSE;

  soup_websocket_connection_send_text (self->socket, text);
  /* It writes at once, and a write that fails ends the connection before it returns. */
  return self->state == STATE_OPEN;
}

static void
csms_soup_transport_set_paused (CsmsTransport *transport,
                                gboolean       paused)
{
  CsmsSoupTransport *self = CSMS_SOUP_TRANSPORT (transport);

  if (self->input != NULL)
    csms_metered_input_set_paused (CSMS_METERED_INPUT (self->input), paused);
}

static void
say_goodbye (CsmsSoupTransport *self,
             guint              timeout_ms)
{
  if (soup_websocket_connection_get_state (self->socket) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->socket, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);

  self->close_timeout = g_timeout_source_new (timeout_ms);
  g_source_set_callback (self->close_timeout, on_close_timeout, self, NULL);
  g_source_attach (self->close_timeout, g_main_context_get_thread_default ());
}

static void
csms_soup_transport_close_async (CsmsTransport       *transport,
                                 guint                timeout_ms,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  CsmsSoupTransport *self = CSMS_SOUP_TRANSPORT (transport);
  State state = self->state;

  g_assert (self->close_task == NULL);

  csms_soup_transport_set_paused (transport, FALSE);

  self->listener = NULL;
  self->close_task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->close_task, csms_soup_transport_close_async);

  if (state != STATE_GONE)
    self->state = STATE_CLOSING;
  if (state == STATE_OPENING)
    g_cancellable_cancel (self->opening);
  else if (state == STATE_OPEN || state == STATE_ENDED)
    say_goodbye (self, timeout_ms);
  else
    become_gone (self);
}

static void
csms_soup_transport_cut (CsmsTransport *transport)
{
  CsmsSoupTransport *self = CSMS_SOUP_TRANSPORT (transport);

  if (self->state == STATE_CLOSING && self->connection != NULL)
    cut (self);
}

static void
csms_soup_transport_finalize (GObject *object)
{
  CsmsSoupTransport *self = CSMS_SOUP_TRANSPORT (object);

  g_clear_object (&self->socket);
  g_clear_pointer (&self->output, csms_metered_output_forget);
  g_clear_object (&self->input);
  g_clear_object (&self->connection);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_error (&self->end);
  csms_limits_clear (&self->limits);
  g_free (self->url);

  G_OBJECT_CLASS (csms_soup_transport_parent_class)->finalize (object);
}

static void
csms_soup_transport_class_init (CsmsSoupTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_soup_transport_finalize;
}

static void
csms_soup_transport_iface_init (CsmsTransportInterface *iface)
{
  iface->set_listener = csms_soup_transport_set_listener;
  iface->open_async = csms_soup_transport_open_async;
  iface->open_finish = csms_soup_transport_finish;
  iface->send_text = csms_soup_transport_send_text;
  iface->close_async = csms_soup_transport_close_async;
  iface->close_finish = csms_soup_transport_finish;
  iface->cut = csms_soup_transport_cut;
  iface->set_paused = csms_soup_transport_set_paused;
}

static void
csms_soup_transport_init (CsmsSoupTransport *self)
{
}

CsmsTransport *
csms_soup_transport_new (const char            *url,
                         const CsmsLinkOptions *options)
{
  CsmsSoupTransport *self = g_object_new (CSMS_TYPE_SOUP_TRANSPORT, NULL);

  self->url = g_strdup (url);
  csms_limits_fill (&self->limits, options);
  return CSMS_TRANSPORT (self);
}
