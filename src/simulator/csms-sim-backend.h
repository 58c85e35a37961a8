/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-ledger.h"
#include "csms-sim-world.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_BACKEND (csms_sim_backend_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimBackend, csms_sim_backend, CSMS, SIM_BACKEND, GObject)

/**
 * The server's side of the stations: what it makes of their messages, what it remembers and what it tells
 * its operators. Guide and deployed behaviour differ here and in CsmsSimRemote.
 */
CsmsSimBackend     *csms_sim_backend_new          (CsmsSimWorld     *world);

/* Messages of a station. One that is offline is not heard. */

/** StatusNotification; in deployed behaviour it wipes the transaction id (trap 7). */
void                csms_sim_backend_status       (CsmsSimBackend   *self,
                                                   CsmsSimConnector *connector);

/** StatusNotification of connector 0, the station itself. */
void                csms_sim_backend_station_status (CsmsSimBackend *self,
                                                   CsmsSimStation   *station,
                                                   const char       *status,
                                                   const char       *error);

/** StartTransaction of the charge that @connector has begun. Returns: the transaction id it gets */
gint64              csms_sim_backend_started      (CsmsSimBackend   *self,
                                                   CsmsSimConnector *connector);

/** StopTransaction of the charge of @connector, which is still there. @reason: interned */
void                csms_sim_backend_stopped      (CsmsSimBackend   *self,
                                                   CsmsSimConnector *connector,
                                                   const char       *reason);

/** MeterValues whose first sample is @measurand, @value, @unit, all but @value maybe %NULL.
 * @connector is a number, as it may be 0; @sample is taken over. */
void                csms_sim_backend_meter        (CsmsSimBackend   *self,
                                                   CsmsSimStation   *station,
                                                   guint             connector,
                                                   CsmsSimSample    *sample,
                                                   const char       *measurand,
                                                   const char       *value,
                                                   const char       *unit);

/** Fills in what the server would know had it listened all along; nothing is emitted. */
void                csms_sim_backend_learn        (CsmsSimBackend   *self,
                                                   CsmsSimConnector *connector);

/** Leaves @correlation behind for the next transaction of @connector (trap 10). */
void                csms_sim_backend_expect       (CsmsSimBackend   *self,
                                                   CsmsSimConnector *connector,
                                                   const char       *correlation);

/** Forgets @correlation again. */
void                csms_sim_backend_unexpect     (CsmsSimBackend   *self,
                                                   CsmsSimConnector *connector,
                                                   const char       *correlation);

/** Forgets connectors and transactions, as a restarted server does (trap 14). */
void                csms_sim_backend_forget       (CsmsSimBackend   *self);

/** Returns: (transfer none): the transactions it remembers */
CsmsSimLedger      *csms_sim_backend_get_ledger   (CsmsSimBackend   *self);

G_END_DECLS
