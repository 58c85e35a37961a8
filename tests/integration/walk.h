/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-test-truth.h"

G_BEGIN_DECLS

#define WALK_STATIONS 10
#define WALK_CONNECTORS 2

/**
 * Walk: a seat at a fleet that lives by itself, and steps by chance: commands from the seat, cards at the readers, and failures of
 * network, server, station and seat. The order of what happens is the seed's, its timing the machine's.
 */
typedef struct {
  CsmsTestSeat *seat;
  GRand *rand;
  GHashTable *seen;             /* ids of the events that the seat that sits now has had, each once */
  GPtrArray *commands;          /* of CsmsCommand, of the seat that sits now */
  GHashTable *started;          /* ID tags of all starts that were tried, one each */
  guint n_stops;                /* of all seats */
} Walk;

/** walk_new: Returns: (transfer full): a walk whose seat is live */
Walk *walk_new (CsmsSimulatorBehaviour behaviour, guint64 seed);
void walk_free (Walk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Walk, walk_free)

/** walk_step: one step, which is told as a test message, and a pause */
void walk_step (Walk *self);
/** walk_mend: the network is good again, and the server there */
void walk_mend (Walk *self);

/** walk_leave: the seat that sits now is left in good order */
void walk_leave (Walk *self);
/** walk_check_journal: after walk_leave(): the journal, read with SQL, holds every event of the server's log once, and all commands with
 * their history */
void walk_check_journal (Walk *self);

G_END_DECLS
