/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_TRAFFIC (csms_sim_traffic_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimTraffic, csms_sim_traffic, CSMS, SIM_TRAFFIC, GObject)

/** A record of what operators have sent, for tests. */
CsmsSimTraffic *csms_sim_traffic_new          (void);

/** Keeps a frame received; of the frames themselves the last 1,000 are kept. */
void            csms_sim_traffic_note_frame   (CsmsSimTraffic *self,
                                               const char     *text,
                                               gsize           length);

/** Notes that a request asked for @action. */
void            csms_sim_traffic_note_request (CsmsSimTraffic *self,
                                               const char     *action);

/** Returns: requests noted for @action, or frames received for %NULL */
guint           csms_sim_traffic_count        (CsmsSimTraffic *self,
                                               const char     *action);

/** Returns: (transfer full): the last frames received, oldest first */
char          **csms_sim_traffic_dup_frames   (CsmsSimTraffic *self);

G_END_DECLS
