/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RawPeer: a server on loopback that does to the bytes what no library would: in a thread of its own, with blocking calls. It
 * takes one connection after the other and runs the script with each; the script's end cuts the connection.
 */
typedef struct _RawPeer RawPeer;
typedef void (*RawScript) (RawPeer *peer, gpointer data);

/** raw_peer_new: @certificate: (nullable): speak TLS with it */
RawPeer *raw_peer_new (GTlsCertificate *certificate, RawScript script, gpointer data);

/** raw_peer_free: ends a script that waits, joins the thread */
void raw_peer_free (RawPeer *self);

/** raw_peer_dup_url: Returns: (transfer full) */
char *raw_peer_dup_url (RawPeer *self);
guint raw_peer_get_connections (RawPeer *self);

/* For scripts. Each returns FALSE when the connection or the test is over. */

/** raw_peer_upgrade: takes the request and answers 101, with @more right behind it in the same write */
gboolean raw_peer_upgrade (RawPeer *self, const char *more);
gboolean raw_peer_write (RawPeer *self, gconstpointer data, gsize length);
/** raw_peer_read_head: Returns: (transfer full) (nullable): the request's head */
char *raw_peer_read_head (RawPeer *self);
/** raw_peer_read_text: the payload of the next frame of the client, whatever it is; a goodbye is %NULL */
char *raw_peer_read_text (RawPeer *self);
/** raw_peer_write_frame: @first: FIN and opcode, as in RFC 6455 (0x81: a whole text message) */
gboolean raw_peer_write_frame (RawPeer *self, guint8 first, gconstpointer data, gsize length);
/** raw_peer_sign_in: upgrade, auth, its answer */
gboolean raw_peer_sign_in (RawPeer *self);
/** raw_peer_wait: until the client has gone or the test is over, deaf and dumb: what comes is thrown away */
void raw_peer_wait (RawPeer *self);

G_END_DECLS
