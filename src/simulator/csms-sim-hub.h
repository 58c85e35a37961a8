/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-clock.h"
#include "csms-sim-log.h"
#include "csms-simulator.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_HUB (csms_sim_hub_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimHub, csms_sim_hub, CSMS, SIM_HUB, GObject)

/** Who takes the pushes: @flat is the event as it goes on the wire, @length its bytes. */
typedef void (*CsmsSimHubSink) (const char *event,
                                const char *station_id,
                                const char *flat,
                                gsize       length,
                                gpointer    data);

/** The one place where events get their id and time, are pushed, remembered and logged. */
CsmsSimHub *csms_sim_hub_new            (CsmsSimClock              *clock,
                                         CsmsSimLog                *log,
                                         const CsmsSimulatorConfig *config);

/** Sets who takes the pushes; %NULL for nobody. */
void        csms_sim_hub_set_sink       (CsmsSimHub                *self,
                                         CsmsSimHubSink             sink,
                                         gpointer                   data);

/** Emits an event now. @station_id, @connector_json and @members may be %NULL; @members is JSON text without braces. */
void        csms_sim_hub_emit           (CsmsSimHub                *self,
                                         const char                *event,
                                         const char                *station_id,
                                         const char                *connector_json,
                                         const char                *members);

/** Remembers and logs an event of the past, at @ts, without pushing it. */
void        csms_sim_hub_recall         (CsmsSimHub                *self,
                                         gint64                     ts,
                                         const char                *event,
                                         const char                *station_id,
                                         const char                *connector_json,
                                         const char                *members);

/** Appends to @out the elements of a JSON array of the newest @limit events, newest first. */
void        csms_sim_hub_write_recent   (CsmsSimHub                *self,
                                         guint                      limit,
                                         GString                   *out);

/** Forgets the recent events (trap 14). */
void        csms_sim_hub_forget         (CsmsSimHub                *self);

/** Returns: events emitted so far */
guint64     csms_sim_hub_get_count      (CsmsSimHub                *self);

G_END_DECLS
