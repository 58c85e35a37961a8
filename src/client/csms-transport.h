/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsmsTransport:
 *
 * One socket, used once: opened, spoken through, closed. All in one thread, the one whose thread-default main context
 * it was made under. The session knows nothing of what is beneath, so its cases run over memory and over real sockets alike.
 */
#define CSMS_TYPE_TRANSPORT (csms_transport_get_type ())
G_DECLARE_INTERFACE (CsmsTransport, csms_transport, CSMS, TRANSPORT, GObject)

/**
 * CsmsTransportListener: called only between a successful open and the first of `closed` and csms_transport_close_async().
 * @frame: one complete text message
 * @progress: a good part of a large message came in; that too is life
 * @closed: the other side, or something between, ended the connection; @error says how, domain %CSMS_CLIENT_ERROR
 */
typedef struct {
  void (*frame) (GBytes *text, gpointer data);
  void (*progress) (gpointer data);
  void (*closed) (const GError *error, gpointer data);
} CsmsTransportListener;

struct _CsmsTransportInterface {
  GTypeInterface parent_iface;

  void (*set_listener) (CsmsTransport *self, const CsmsTransportListener *listener, gpointer data);
  void (*open_async) (CsmsTransport *self, guint timeout_ms, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*open_finish) (CsmsTransport *self, GAsyncResult *result, GError **error);
  gboolean (*send_text) (CsmsTransport *self, const char *text);
  void (*close_async) (CsmsTransport *self, guint timeout_ms, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*close_finish) (CsmsTransport *self, GAsyncResult *result, GError **error);
  void (*cut) (CsmsTransport *self);
  void (*set_paused) (CsmsTransport *self, gboolean paused);
};

/** csms_transport_set_listener: @listener must outlive the transport's use; %NULL stops all calls */
void csms_transport_set_listener (CsmsTransport *self, const CsmsTransportListener *listener, gpointer data);

/** csms_transport_open_async: @timeout_ms bounds all of it: name, TCP, TLS, WebSocket handshake */
void csms_transport_open_async (CsmsTransport *self, guint timeout_ms, GAsyncReadyCallback callback, gpointer user_data);

/** csms_transport_open_finish: @error: %CSMS_CLIENT_ERROR CONNECT, TLS, NOT_ALLOWED or BAD_URL; or %G_IO_ERROR_CANCELLED when closed meanwhile */
gboolean csms_transport_open_finish (CsmsTransport *self, GAsyncResult *result, GError **error);

/**
 * csms_transport_send_text: Returns: %FALSE, and nothing sent, unless the socket is open and takes it; that it has ended can be told
 *   (`closed`) from in here
 */
gboolean csms_transport_send_text (CsmsTransport *self, const char *text);

/**
 * csms_transport_close_async:
 *
 * From any state, once. Says goodbye, waits at most @timeout_ms for the other side to do so, then cuts; done when the socket
 * is gone (trap 1: an old one that closes late makes the new one deaf). Never fails.
 */
void csms_transport_close_async (CsmsTransport *self, guint timeout_ms, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_transport_close_finish (CsmsTransport *self, GAsyncResult *result, GError **error);

/** csms_transport_cut: ends the wait of a csms_transport_close_async() under way: the socket goes now */
void csms_transport_cut (CsmsTransport *self);

/** csms_transport_set_paused: whether to leave in the network what comes in; a few frames that were read already still come */
void csms_transport_set_paused (CsmsTransport *self, gboolean paused);

G_END_DECLS
