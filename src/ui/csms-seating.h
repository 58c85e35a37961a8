/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsSeating:
 *
 * Which seat the program has, one at a time: an old one is left before the next is taken, since two sockets of one console at
 * a server would deafen each other (trap 1). Main thread.
 * Property `operator` (nullable, read-only, notified): the seat.
 */
#define CSMS_TYPE_SEATING (csms_seating_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSeating, csms_seating, CSMS, SEATING, GObject)

/** csms_seating_new: @application: (transfer none): is held until a seat that is left has ended its session; outlives this */
CsmsSeating *csms_seating_new (GApplication *application);

/** csms_seating_set_wire_log: @log: (nullable): of the seats that come */
void csms_seating_set_wire_log (CsmsSeating *self, CsmsWireLog *log);

/**
 * csms_seating_take:
 * @server: (nullable): %NULL for no seat
 * @api_key: (nullable): signs in with this and asks no keyring
 */
void csms_seating_take (CsmsSeating *self, CsmsServer *server, const char *api_key);

/** Returns: (transfer none) (nullable): the seat */
CsmsOperator *csms_seating_get_operator (CsmsSeating *self);

G_END_DECLS
