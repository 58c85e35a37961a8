/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-fleet.h"
#include "csms-reply.h"
#include "csms-station-view.h"

G_BEGIN_DECLS

/* Records are made of frames as the wire has them. Single quotes stand for double ones, to keep the tests readable. */

/** fixture_event: Returns: (transfer full): the event of one frame */
CsmsEventRecord *fixture_event (const char *json);

void fixture_push (CsmsFleet *fleet, gint64 now_ms, const char *format, ...) G_GNUC_PRINTF (3, 4);
void fixture_recover (CsmsFleet *fleet, gint64 now_ms, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Results of getStations, getRecentTransactions and getMeterValuesRecent: the array alone. */
void fixture_stations (CsmsFleet *fleet, gint64 now_ms, const char *format, ...) G_GNUC_PRINTF (3, 4);
void fixture_transactions (CsmsFleet *fleet, gint64 now_ms, const char *format, ...) G_GNUC_PRINTF (3, 4);
void fixture_samples (CsmsFleet *fleet, const char *station_id, gint64 now_ms, const char *format, ...) G_GNUC_PRINTF (4, 5);

/** fixture_read_samples: Returns: (transfer full) (element-type CsmsSampleRecord): such a result, as csms_operator_ask_finish() gives it */
GPtrArray *fixture_read_samples (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * fixture_check_picture: what must hold whatever a server says: a station that is a row has connectors, what only a charge has
 * nothing has without one, and every live transaction is the charge of one connector
 */
void fixture_check_picture (CsmsFleet *fleet);

/** fixture_iterate: runs the main context until nothing is ready */
void fixture_iterate (void);

/** fixture_count_signal: Returns: a counter that @signal of @object increments; freed with @object */
guint *fixture_count_signal (gpointer object, const char *signal);

/**
 * Mirror:
 *
 * A copy of a model kept by its `items-changed` alone; each one is checked against the model at once.
 */
typedef struct _Mirror Mirror;
Mirror *mirror_new (GListModel *model);
void mirror_free (Mirror *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mirror, mirror_free)
/** mirror_check: every item, and the count */
void mirror_check (Mirror *self);
guint mirror_get_emissions (Mirror *self);
guint mirror_get_length (Mirror *self);
gpointer mirror_get (Mirror *self, guint position);

G_END_DECLS
