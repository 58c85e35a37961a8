/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command-ledger.h"
#include "csms-connection.h"
#include "csms-poller.h"
#include "csms-seat-journal.h"

G_BEGIN_DECLS

/** CsmsKeeperParts: what a seat is made of; all borrowed, references are taken. */
typedef struct {
  CsmsSeatJournal *journal;
  CsmsFleet *fleet;
  CsmsCommandLedger *ledger;
  CsmsConnection *connection;
  CsmsPoller *poller;
} CsmsKeeperParts;

/**
 * CsmsKeeper:
 *
 * What of a seat goes into its journal, and what comes back from it when the seat is taken again. Main thread.
 *
 * It must be made before anyone else listens to the connection: an event is on its way to the disk before anything follows
 * from it, so that what follows can wait for that (csms_seat_journal_when_kept()).
 */
#define CSMS_TYPE_KEEPER (csms_keeper_get_type ())
G_DECLARE_FINAL_TYPE (CsmsKeeper, csms_keeper, CSMS, KEEPER, GObject)

CsmsKeeper *csms_keeper_new (const CsmsKeeperParts *parts);
/**
 * csms_keeper_open_async: opens the journal
 * @wanted: brings back what was kept, once, and the catch-up begins where the journal's cursor stands; else the seat begins now
 */
void csms_keeper_open_async (CsmsKeeper *self, gboolean wanted, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: whether something was brought back; a journal that cannot be opened is its problem, and no error here */
gboolean csms_keeper_open_finish (CsmsKeeper *self, GAsyncResult *result);
/** csms_keeper_close_async: what waits to be kept is on disk before it is over; bounded (3 s) */
void csms_keeper_close_async (CsmsKeeper *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_keeper_close_finish (CsmsKeeper *self, GAsyncResult *result, GError **error);
/** Returns: (transfer none) (element-type CsmsJournalSpan): the gaps known, of earlier runs too, oldest first */
GPtrArray *csms_keeper_get_gaps (CsmsKeeper *self);
/** Returns: (transfer none) (element-type CsmsJournalSpan): the recoveries known, of earlier runs too, oldest first */
GPtrArray *csms_keeper_get_recoveries (CsmsKeeper *self);

G_END_DECLS
