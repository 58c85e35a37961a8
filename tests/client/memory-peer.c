/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-test.h"

#include "csms-client-error.h"

/* A transport without a socket: what one side sends is in the other's hands at the next turn of the main context. */

#define TEST_TYPE_MEMORY_TRANSPORT (test_memory_transport_get_type ())
G_DECLARE_FINAL_TYPE (TestMemoryTransport, test_memory_transport, TEST, MEMORY_TRANSPORT, GObject)

typedef struct
{
  Peer parent;
  TestMemoryTransport *transport;       /* borrowed: the open one */
} MemoryPeer;

struct _TestMemoryTransport
{
  GObject parent_instance;

  MemoryPeer *peer;
  const CsmsTransportListener *listener;
  gpointer listener_data;
  GTask *close_task;
  gboolean is_open;
  gboolean is_closed;
};

static void test_memory_transport_iface_init (CsmsTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMemoryTransport, test_memory_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CSMS_TYPE_TRANSPORT, test_memory_transport_iface_init))

typedef struct
{
  TestMemoryTransport *transport;
  GBytes *text;
} Delivery;

static void
shut (TestMemoryTransport *self)
{
  if (!self->is_open)
    return;
  self->is_open = FALSE;
  self->peer->parent.open_now--;
  if (self->peer->transport == self)
    self->peer->transport = NULL;
}

static void
set_listener (CsmsTransport               *transport,
              const CsmsTransportListener *listener,
              gpointer                     data)
{
  TEST_MEMORY_TRANSPORT (transport)->listener = listener;
  TEST_MEMORY_TRANSPORT (transport)->listener_data = data;
}

static gboolean
on_open (gpointer data)
{
  GTask *task = data;
  TestMemoryTransport *self = g_task_get_source_object (task);
  Peer *peer = &self->peer->parent;

  if (self->is_closed)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed while opening");
  else if (peer->refuse)
    g_task_return_new_error (task, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT, "refused");
  else
    {
      self->is_open = TRUE;
      self->peer->transport = self;
      peer->opened++;
      peer->open_now++;
      peer->open_most = MAX (peer->open_most, peer->open_now);
      g_task_return_boolean (task, TRUE);
    }
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
open_async (CsmsTransport       *transport,
            guint                timeout_ms,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_idle_add (on_open, g_task_new (transport, NULL, callback, user_data));
}

static gboolean
finish (CsmsTransport  *transport,
        GAsyncResult   *result,
        GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
send_text (CsmsTransport *transport,
           const char    *text)
{
  TestMemoryTransport *self = TEST_MEMORY_TRANSPORT (transport);

  if (!self->is_open)
    return FALSE;
  g_ptr_array_add (self->peer->parent.frames, g_strdup (text));
  return TRUE;
}

static gboolean
on_close (gpointer data)
{
  TestMemoryTransport *self = data;

  shut (self);
  if (self->close_task != NULL)
    {
      g_task_return_boolean (self->close_task, TRUE);
      g_clear_object (&self->close_task);
    }
  return G_SOURCE_REMOVE;
}

static void
close_async (CsmsTransport       *transport,
             guint                timeout_ms,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  TestMemoryTransport *self = TEST_MEMORY_TRANSPORT (transport);

  self->listener = NULL;
  self->is_closed = TRUE;
  self->close_task = g_task_new (transport, NULL, callback, user_data);
  g_timeout_add_full (G_PRIORITY_DEFAULT, MIN (timeout_ms, self->peer->parent.close_delay_ms), on_close,
                      g_object_ref (self), g_object_unref);
}

static void
cut (CsmsTransport *transport)
{
  on_close (transport);
}

static void
set_paused (CsmsTransport *transport,
            gboolean       paused)
{
  /* Nothing is read ahead here that could be left with its sender. */
}

static void
test_memory_transport_class_init (TestMemoryTransportClass *klass)
{
}

static void
test_memory_transport_iface_init (CsmsTransportInterface *iface)
{
  iface->set_listener = set_listener;
  iface->open_async = open_async;
  iface->open_finish = finish;
  iface->send_text = send_text;
  iface->close_async = close_async;
  iface->close_finish = finish;
  iface->cut = cut;
  iface->set_paused = set_paused;
}

static void
test_memory_transport_init (TestMemoryTransport *self)
{
}

static gboolean
on_deliver (gpointer data)
{
  Delivery *delivery = data;
  TestMemoryTransport *transport = delivery->transport;

  if (transport->is_open && transport->listener != NULL)
    transport->listener->frame (delivery->text, transport->listener_data);
  g_object_unref (transport);
  g_bytes_unref (delivery->text);
  g_free (delivery);
  return G_SOURCE_REMOVE;
}

static void
memory_send (Peer       *peer,
             const char *text)
{
  MemoryPeer *self = (MemoryPeer *) peer;
  Delivery *delivery = g_new0 (Delivery, 1);

  g_assert_nonnull (self->transport);
  delivery->transport = g_object_ref (self->transport);
  delivery->text = g_bytes_new (text, strlen (text));
  g_idle_add_full (G_PRIORITY_DEFAULT, on_deliver, delivery, NULL);
}

static void
memory_hang_up (Peer *peer)
{
  MemoryPeer *self = (MemoryPeer *) peer;
  g_autoptr(TestMemoryTransport) transport = g_object_ref (self->transport);
  const CsmsTransportListener *listener = g_steal_pointer (&transport->listener);
  g_autoptr(GError) error = g_error_new_literal (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CLOSED, "hung up");

  shut (transport);
  if (listener != NULL)
    listener->closed (error, transport->listener_data);
}

static CsmsTransport *
memory_make_transport (gpointer peer)
{
  TestMemoryTransport *transport = g_object_new (TEST_TYPE_MEMORY_TRANSPORT, NULL);

  transport->peer = peer;
  return CSMS_TRANSPORT (transport);
}

static void
memory_free (Peer *peer)
{
  g_free (peer);
}

Peer *
peer_new_in_memory (void)
{
  MemoryPeer *self = g_new0 (MemoryPeer, 1);

  self->parent.frames = g_ptr_array_new_with_free_func (g_free);
  self->parent.make_transport = memory_make_transport;
  self->parent.send = memory_send;
  self->parent.hang_up = memory_hang_up;
  self->parent.free = memory_free;
  return &self->parent;
}
