/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-catch-up.h"

#include "csms-event-intake.h"
#include "csms-recovery-tally.h"

G_BEGIN_DECLS

struct _CsmsCatchUp {
  GObject parent_instance;

  CsmsFleet *fleet;
  CsmsLink *link;               /* of the session; NULL between two */
  CsmsEventIntake *intake;
  CsmsCatchUpStatus status;
  GCancellable *session;        /* of everything under way */
  GCancellable *replaying;      /* of the replay alone; NULL: there is none */
  guint later_source;

  gboolean first;               /* there was no cursor: nothing can have been missed */
  gboolean owed;                /* the replay is not through: the cursor stays */
  gboolean given_up;            /* a person does not wait for the replay */
  gboolean gap_stays;           /* it will never be filled */
  guint replay_failures;        /* in a row */
  CsmsRecoveryTally run;
  char *problem;
  char *only_station;           /* NULL: all */
  char *gap_why;
};

/* csms-catch-up-session.c: the way of one session from its first answer to being live: roll call, subscriptions, replay. */

/** csms_catch_up_call_roll: begins it */
void csms_catch_up_call_roll (CsmsCatchUp *self);

/** csms_catch_up_replay: reads the log from the cursor on; the session is live when that is over, one way or another */
void csms_catch_up_replay (CsmsCatchUp *self);

/** csms_catch_up_take_fresh: what the log brought and no push had: told to everyone, and added up for the sum at the end */
void csms_catch_up_take_fresh (CsmsCatchUp *self, GPtrArray *fresh);

/** csms_catch_up_tell_recovered: the sum, if there is one */
void csms_catch_up_tell_recovered (CsmsCatchUp *self);

/** csms_catch_up_commit: everything up to the newest event is known: the cursor moves there */
void csms_catch_up_commit (CsmsCatchUp *self);

G_END_DECLS
