/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-cursor.h"
#include "csms-server-clock.h"
#include "csms-server.h"

G_BEGIN_DECLS

/**
 * CsmsEventIntake: the one gate through which every event comes in, pushed or recovered: lets each through once, and knows
 * where the next replay must begin. Main thread.
 */
typedef struct _CsmsEventIntake CsmsEventIntake;

/** csms_event_intake_new: begins at what @server remembers, where there is no journal that knows better */
CsmsEventIntake *csms_event_intake_new (CsmsServer *server);
void csms_event_intake_free (CsmsEventIntake *self);

/**
 * csms_event_intake_restore: begins where the journal's cursor stands
 * @ms: its `ts`; 0 not known
 * @event_ids: (nullable): of char*: what came shortly before it, so that the replay's overlap is not taken for new
 * @before_id: (nullable): any event before it
 */
void csms_event_intake_restore (CsmsEventIntake *self, const char *event_id, gint64 ms, GPtrArray *event_ids, const char *before_id);
/** csms_event_intake_start_at: begins right after this event: nothing before it is wanted */
void csms_event_intake_start_at (CsmsEventIntake *self, const char *event_id);
/** csms_event_intake_start_now: a first connection: begins at this moment of the server's clock */
void csms_event_intake_start_now (CsmsEventIntake *self, gint64 server_ms);
/** csms_event_intake_sift: Returns: (transfer full): the events not seen before, in order */
GPtrArray *csms_event_intake_sift (CsmsEventIntake *self, GPtrArray *events);
/** csms_event_intake_knows: @event_id: (nullable). Returns: whether it would be held back */
gboolean csms_event_intake_knows (CsmsEventIntake *self, const char *event_id);
/** csms_event_intake_note_sure: the log was read up to this millisecond by the server's clock: but for what it stores late, nothing is missing */
void csms_event_intake_note_sure (CsmsEventIntake *self, gint64 ms);
/** csms_event_intake_commit: everything up to the newest event is known: the next replay begins there. Returns: whether that is a new place */
gboolean csms_event_intake_commit (CsmsEventIntake *self);
/** Returns: (nullable) (transfer none): the newest event taken in, else where the next replay begins */
const char *csms_event_intake_get_newest_id (CsmsEventIntake *self);
/** Returns: (transfer none) */
const CsmsCursor *csms_event_intake_get_cursor (CsmsEventIntake *self);
/** Returns: (transfer none): the server's clock, for what answers to ping say */
CsmsServerClock *csms_event_intake_get_clock (CsmsEventIntake *self);
/** Returns: now by the server's clock, ms since 1970; 0 unknown */
gint64 csms_event_intake_get_server_ms (CsmsEventIntake *self);

G_END_DECLS
