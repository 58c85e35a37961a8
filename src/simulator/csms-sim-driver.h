/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-backend.h"
#include "csms-sim-world.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_DRIVER (csms_sim_driver_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimDriver, csms_sim_driver, CSMS, SIM_DRIVER, GObject)

/** What a station says to a remote command. */
typedef enum
{
  CSMS_SIM_ANSWER_ACCEPTED,
  CSMS_SIM_ANSWER_REJECTED,
  CSMS_SIM_ANSWER_NONE,
} CsmsSimAnswer;

/** The stations' side: what really happens at the connectors, and which messages it makes. */
CsmsSimDriver *csms_sim_driver_new          (CsmsSimWorld     *world);

/** A RemoteStartTransaction reaches the station; @connector is %NULL where it has none of that number. */
CsmsSimAnswer  csms_sim_driver_remote_start (CsmsSimDriver    *self,
                                             CsmsSimStation   *station,
                                             CsmsSimConnector *connector,
                                             const char       *id_tag);

/** A RemoteStopTransaction reaches the station. */
CsmsSimAnswer  csms_sim_driver_remote_stop  (CsmsSimDriver    *self,
                                             CsmsSimStation   *station,
                                             gint64            transaction);

/** A charge begins at once, by a card. Returns: its transaction, 0 where the connector is not free */
gint64         csms_sim_driver_local_start  (CsmsSimDriver    *self,
                                             CsmsSimConnector *connector,
                                             const char       *id_tag);

/** The charge ends at once. @reason: OCPP word. Returns: %FALSE where none is under way */
gboolean       csms_sim_driver_local_stop   (CsmsSimDriver    *self,
                                             CsmsSimConnector *connector,
                                             const char       *reason);

/** The connector reports a status of its own accord; @error %NULL is `NoError`. */
void           csms_sim_driver_report       (CsmsSimDriver    *self,
                                             CsmsSimConnector *connector,
                                             const char       *status,
                                             const char       *error);

/** The station finds (and reports all it has) or loses its connection. */
void           csms_sim_driver_set_online   (CsmsSimDriver    *self,
                                             CsmsSimStation   *station,
                                             gboolean          online);

/** The charge under way is metered, @elapsed_s after its last reading. */
void           csms_sim_driver_sample       (CsmsSimDriver    *self,
                                             CsmsSimConnector *connector,
                                             double            elapsed_s);

/** With @metering every charge that begins is metered every few seconds by itself. */
void           csms_sim_driver_set_metering (CsmsSimDriver    *self,
                                             gboolean          metering);

/** Meters the charge under way at @connector from now on, first after @delay_ms. */
void           csms_sim_driver_meter        (CsmsSimDriver    *self,
                                             CsmsSimConnector *connector,
                                             guint             delay_ms);

G_END_DECLS
