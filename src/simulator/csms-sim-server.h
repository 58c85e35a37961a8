/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-sim-session.h"
#include "csms-sim-traffic.h"
#include "csms-sim-world.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_SERVER (csms_sim_server_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimServer, csms_sim_server, CSMS, SIM_SERVER, GObject)

/** The port, the connections on it, and who of them is pushed to (trap 1). */
CsmsSimServer *csms_sim_server_new             (CsmsSimWorld          *world);

/** Listens on the configured address and, from the second time on, on the port of the first.
 *
 * Returns: %FALSE with %CSMS_SIMULATOR_ERROR_LISTEN */
gboolean       csms_sim_server_listen          (CsmsSimServer         *self,
                                                GError               **error);

/** Listens no more; connections stay. */
void           csms_sim_server_unlisten        (CsmsSimServer         *self);

/** Returns: the port, 0 before the first listen */
guint          csms_sim_server_get_port        (CsmsSimServer         *self);

/** Returns: (transfer none) (nullable): where operators connect to */
const char    *csms_sim_server_get_url         (CsmsSimServer         *self);

/** Cuts every connection. Returns: how many */
guint          csms_sim_server_drop_all        (CsmsSimServer         *self);

/** Cuts the oldest connection of a path segment. Returns: whether there was one */
gboolean       csms_sim_server_drop            (CsmsSimServer         *self,
                                                const char            *segment);

/** Sets the faults of all connections, and of those to come. */
void           csms_sim_server_set_network     (CsmsSimServer         *self,
                                                CsmsSimulatorNetwork   faults);

/** Pushes an event to everyone it is for. */
void           csms_sim_server_push            (CsmsSimServer         *self,
                                                const char            *event,
                                                const char            *station_id,
                                                const char            *flat,
                                                gsize                  length);

/** Returns: (transfer none): the connections, of CsmsSimSession, oldest first */
GPtrArray     *csms_sim_server_get_sessions    (CsmsSimServer         *self);

/** Returns: connections since the beginning */
guint          csms_sim_server_get_n_connections (CsmsSimServer       *self);

/** Returns: the bytes that wait to be sent to the connection that has most of them waiting */
gsize          csms_sim_server_get_backlog     (CsmsSimServer         *self);

/** Returns: (transfer none): what has been received */
CsmsSimTraffic *csms_sim_server_get_traffic    (CsmsSimServer         *self);

G_END_DECLS
