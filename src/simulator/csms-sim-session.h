/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-socket.h"
#include "csms-sim-subscription.h"
#include "csms-sim-world.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_SESSION (csms_sim_session_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimSession, csms_sim_session, CSMS, SIM_SESSION, GObject)

/** One operator's connection: its auth session, its subscriptions, its rate window. */
CsmsSimSession *csms_sim_session_new              (CsmsSimWorld         *world,
                                                   CsmsSimSocket        *socket,
                                                   const char           *segment);

/** Returns: (transfer none): the world it belongs to */
CsmsSimWorld   *csms_sim_session_get_world        (CsmsSimSession       *self);

/** Returns: (transfer none): its socket */
CsmsSimSocket  *csms_sim_session_get_socket       (CsmsSimSession       *self);

/** Returns: (transfer none): the last segment of the path it came by, "" for `/` */
const char     *csms_sim_session_get_segment      (CsmsSimSession       *self);

/** Returns: whether others see it as a station (trap 2) */
gboolean        csms_sim_session_looks_like_station (CsmsSimSession     *self);

/** Returns: when it connected, milliseconds since 1970 */
gint64          csms_sim_session_get_opened_ms    (CsmsSimSession       *self);

/** Counts a frame received. Returns: %FALSE where it was one too many */
gboolean        csms_sim_session_count_frame      (CsmsSimSession       *self);

/** Begins an auth session. Returns: (transfer full): its id */
char           *csms_sim_session_authenticate     (CsmsSimSession       *self);

/** Makes the auth session older than any maximum age. */
void            csms_sim_session_age              (CsmsSimSession       *self);

/** Returns: whether an auth session holds, as far as the server has noticed */
gboolean        csms_sim_session_is_authenticated (CsmsSimSession       *self);

/** Looks at the age of the auth session, as each protected request does (trap 5): an old one is told
 * `session.expired` and ends. Returns: whether one holds */
gboolean        csms_sim_session_check            (CsmsSimSession       *self);

/** Adds a subscription. Returns: (transfer none): it */
CsmsSimSubscription *csms_sim_session_subscribe   (CsmsSimSession       *self,
                                                   JsonObject           *params);

/** Returns: whether there was a subscription of that id */
gboolean        csms_sim_session_unsubscribe      (CsmsSimSession       *self,
                                                   const char           *id);

/** Sends an event if the session holds and wants it.
 *
 * Returns: %FALSE where a broken subscription ends the whole round of pushes (trap 11) */
gboolean        csms_sim_session_push             (CsmsSimSession       *self,
                                                   const char           *event,
                                                   const char           *station_id,
                                                   const char           *flat,
                                                   gsize                 length);

/** Sends a text frame, past the network faults that are set. */
void            csms_sim_session_send             (CsmsSimSession       *self,
                                                   const char           *text,
                                                   gsize                 length);

/** Sends a connection notice: `event`, `ts` and, where not negative, `size` and `max`. */
void            csms_sim_session_notify           (CsmsSimSession       *self,
                                                   const char           *event,
                                                   gint64                size,
                                                   gint64                max);

/** Replies to the request whose id is @id_json with @result, JSON text. */
void            csms_sim_session_reply            (CsmsSimSession       *self,
                                                   const char           *id_json,
                                                   const char           *result);

/** Replies with an error; @correlation may be %NULL. */
void            csms_sim_session_reply_error      (CsmsSimSession       *self,
                                                   const char           *id_json,
                                                   guint                 code,
                                                   const char           *message,
                                                   const char           *correlation);

/** Sets the faults of its network. */
void            csms_sim_session_set_network      (CsmsSimSession       *self,
                                                   CsmsSimulatorNetwork  faults);

G_END_DECLS
