/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoakRelay: what stands between a seat and its server, and does to a connection what happens on the way. It has a port of its own
 * on loopback, and lives in the default main context.
 */
typedef struct _SoakRelay SoakRelay;

/**
 * SoakRelayMode:
 * @SOAK_RELAY_PASS: all is passed on
 * @SOAK_RELAY_FIN: connections have ended, properly; new ones are refused
 * @SOAK_RELAY_RST: the same with a reset
 * @SOAK_RELAY_HALF_OPEN: the server is gone, and the seat is not told: what is open stays so for ever; new ones are refused
 * @SOAK_RELAY_HANG: the same, but new ones are taken, and nothing ever comes of those either
 * @SOAK_RELAY_TRICKLE: the server's bytes arrive, one a second
 */
typedef enum {
  SOAK_RELAY_PASS,
  SOAK_RELAY_FIN,
  SOAK_RELAY_RST,
  SOAK_RELAY_HALF_OPEN,
  SOAK_RELAY_HANG,
  SOAK_RELAY_TRICKLE,
} SoakRelayMode;

/** soak_relay_new: @server_port: on loopback, too */
SoakRelay *soak_relay_new (guint16 server_port);
void soak_relay_free (SoakRelay *self);

guint16 soak_relay_get_port (SoakRelay *self);
void soak_relay_set_mode (SoakRelay *self, SoakRelayMode mode);

G_END_DECLS
