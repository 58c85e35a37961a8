/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-connector-private.h"
#include "csms-station.h"

G_BEGIN_DECLS

CsmsStation *csms_station_new (const char *id);

/** csms_station_ensure_connector: Returns: (transfer none): connector @id, made when there is none; 0 is the station itself, which is in no list */
CsmsConnector *csms_station_ensure_connector (CsmsStation *self, int id);
/** csms_station_peek_connectors: Returns: (transfer none): of CsmsConnector by id, those of a commit to come too */
GPtrArray *csms_station_peek_connectors (CsmsStation *self);
/** csms_station_peek_own: Returns: (nullable) (transfer none): connector 0, if anything was ever said of it */
CsmsConnector *csms_station_peek_own (CsmsStation *self);

/* As in csms-connector-private.h: values change at once, csms_station_commit() tells. */

/** @name: (nullable): kept as %NULL when it is only the id again */
void csms_station_set_name (CsmsStation *self, const char *name);
void csms_station_set_online (CsmsStation *self, gboolean online);
void csms_station_set_status_text (CsmsStation *self, const char *status_text);
/** csms_station_see: it was active at @seen_ms; never goes back */
void csms_station_see (CsmsStation *self, gint64 seen_ms);

/** csms_station_commit: tells what changed, connectors first; Returns: whether anything had */
gboolean csms_station_commit (CsmsStation *self);

/** Whether the station is a row: only once it has had a connector (trap 2). */
gboolean csms_station_get_shown (CsmsStation *self);
void csms_station_set_shown (CsmsStation *self, gboolean shown);
/** Whether the fleet has it down for csms_station_commit(). */
gboolean csms_station_get_dirty (CsmsStation *self);
void csms_station_set_dirty (CsmsStation *self, gboolean dirty);
/** The number of the last snapshot it stood in. */
guint csms_station_get_snapshot (CsmsStation *self);
void csms_station_set_snapshot (CsmsStation *self, guint snapshot);

/** Returns: (transfer none): GRefStrings of csms_search_sort_key(); the name's is the id's when there is no name */
char *csms_station_get_id_key (CsmsStation *self);
char *csms_station_get_name_key (CsmsStation *self);

G_END_DECLS
