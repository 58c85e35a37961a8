/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transport.h"

G_DEFINE_INTERFACE (CsmsTransport, csms_transport, G_TYPE_OBJECT)

static void
csms_transport_default_init (CsmsTransportInterface *iface)
{
}

void
csms_transport_set_listener (CsmsTransport               *self,
                             const CsmsTransportListener *listener,
                             gpointer                     data)
{
  CSMS_TRANSPORT_GET_IFACE (self)->set_listener (self, listener, data);
}

void
csms_transport_open_async (CsmsTransport       *self,
                           guint                timeout_ms,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  CSMS_TRANSPORT_GET_IFACE (self)->open_async (self, timeout_ms, callback, user_data);
}

gboolean
csms_transport_open_finish (CsmsTransport  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  return CSMS_TRANSPORT_GET_IFACE (self)->open_finish (self, result, error);
}

gboolean
csms_transport_send_text (CsmsTransport *self,
                          const char    *text)
{
  return CSMS_TRANSPORT_GET_IFACE (self)->send_text (self, text);
}

void
csms_transport_close_async (CsmsTransport       *self,
                            guint                timeout_ms,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  CSMS_TRANSPORT_GET_IFACE (self)->close_async (self, timeout_ms, callback, user_data);
}

gboolean
csms_transport_close_finish (CsmsTransport  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  return CSMS_TRANSPORT_GET_IFACE (self)->close_finish (self, result, error);
}

void
csms_transport_cut (CsmsTransport *self)
{
  CSMS_TRANSPORT_GET_IFACE (self)->cut (self);
}

void
csms_transport_set_paused (CsmsTransport *self,
                           gboolean       paused)
{
  CSMS_TRANSPORT_GET_IFACE (self)->set_paused (self, paused);
}
