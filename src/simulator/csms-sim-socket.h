/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-sim-clock.h"
#include "csms-sim-frame.h"
#include "csms-simulator.h"

G_BEGIN_DECLS

#define CSMS_TYPE_SIM_SOCKET (csms_sim_socket_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimSocket, csms_sim_socket, CSMS, SIM_SOCKET, GObject)

/**
 * The server's end of one WebSocket. Its frames are made here and not by SoupWebsocketConnection, because
 * half-open and slow sockets, missing pongs, cuts without a close frame and bursts of hundreds of thousands
 * of frames need a hand on the bytes.
 *
 * Signals, in the thread of the clock:
 * `text` (const char *text, guint64 length): a whole text message; never before csms_sim_socket_start()
 * `closed` (): the connection has ended, whoever ended it; emitted once
 */
CsmsSimSocket *csms_sim_socket_new         (GIOStream            *stream,
                                            CsmsSimClock         *clock);

/** Starts reading, and pinging every @ping_interval_ms. */
void           csms_sim_socket_start       (CsmsSimSocket        *self,
                                            guint                 ping_interval_ms);

/** Sends a frame, of @opcode CSMS_SIM_FRAME_TEXT or CSMS_SIM_FRAME_BINARY. On a closed socket nothing happens. */
void           csms_sim_socket_send        (CsmsSimSocket        *self,
                                            guint                 opcode,
                                            gconstpointer         data,
                                            gsize                 length);

/** Sets the faults of the byte stream: of @faults only STALL, HALF_OPEN and SLOW_BYTES are looked at.
 * HALF_OPEN cannot be undone. */
void           csms_sim_socket_set_network (CsmsSimSocket        *self,
                                            CsmsSimulatorNetwork  faults);

/** Ends the connection at once, without a close frame. What is not sent yet is lost. */
void           csms_sim_socket_cut         (CsmsSimSocket        *self);

/** Reads no more, sends what is queued, then ends the connection without a close frame. */
void           csms_sim_socket_flush_and_cut (CsmsSimSocket      *self);

/** Returns: whether it has been made half-open, so that its far end learns nothing of its end */
gboolean       csms_sim_socket_is_half_open (CsmsSimSocket       *self);

/** Returns: whether it can still send */
gboolean       csms_sim_socket_is_open     (CsmsSimSocket        *self);

/** Returns: bytes that wait to be sent */
gsize          csms_sim_socket_get_backlog (CsmsSimSocket        *self);

G_END_DECLS
