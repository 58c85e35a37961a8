/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-catch-up.h"

#include "csms-event-intake.h"
#include "csms-recovery-tally.h"
#include "csms-replay.h"
#include "csms-roll-call.h"
#include "csms-station-subscriber.h"

/* A server that did not give its stations is asked again. */
#define ROLL_CALL_RETRY_S 5

/* A replay that failed is tried again, ever more seldom. */
#define REPLAY_RETRY_MIN_S 10
#define REPLAY_RETRY_MAX_S 300

struct _CsmsCatchUp {
  GObject parent_instance;

  CsmsFleet *fleet;
  CsmsLink *link;               /* of the session; NULL between two */
  CsmsEventIntake *intake;
  CsmsCatchUpStatus status;
  GCancellable *session;        /* of everything under way */
  guint later_source;

  gboolean first;               /* there was no cursor: nothing can have been missed */
  gboolean owed;                /* the replay is not through: the cursor stays */
  gboolean gap_stays;           /* it will never be filled */
  guint retry_s;
  CsmsRecoveryTally run;
  char *problem;
  char *only_station;           /* NULL: all */
  char *gap_why;
};

enum {
  CHANGED,
  RECOVERED_EVENTS,
  RECOVERED,
  TRANSACTIONS,
  READ,
  CURSOR_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsCatchUp, csms_catch_up, G_TYPE_OBJECT)

static void call_roll (CsmsCatchUp *self);
static void replay (CsmsCatchUp *self);

static void
changed (CsmsCatchUp *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_problem (CsmsCatchUp *self, const char *problem)
{
  g_free (self->problem);
  self->problem = g_strdup (problem);
}

static void
later (CsmsCatchUp *self, guint seconds, GSourceFunc func)
{
  g_clear_handle_id (&self->later_source, g_source_remove);
  self->later_source = g_timeout_add_seconds (seconds, func, self);
}

/* What the log brought and no push had: told to everyone, and added up for the sum that is told at the end. */
static void
take_fresh (CsmsCatchUp *self, GPtrArray *fresh)
{
  csms_recovery_tally_add (&self->run, fresh);
  self->status.recovered += fresh->len;
  self->status.done = self->run.count;
  g_signal_emit (self, signals[RECOVERED_EVENTS], 0, fresh);
  changed (self);
}

static guint
take_page (GPtrArray *events, gpointer data)
{
  CsmsCatchUp *self = data;
  g_autoptr (GPtrArray) fresh = csms_event_intake_sift (self->intake, events);

  g_signal_emit (self, signals[READ], 0, events, FALSE);
  if (fresh->len > 0)
    take_fresh (self, fresh);
  return fresh->len;
}

static void
tell_recovered (CsmsCatchUp *self)
{
  CsmsRecoveryTally sum = csms_recovery_tally_take (&self->run);

  if (sum.count == 0)
    return;
  self->status.recovered_last = sum.count;
  self->status.recovered_from_ms = sum.from_ms;
  self->status.recovered_to_ms = sum.to_ms;
  g_signal_emit (self, signals[RECOVERED], 0, sum.count, sum.from_ms, sum.to_ms);
}

static void
commit (CsmsCatchUp *self)
{
  csms_event_intake_commit (self->intake);
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
}

static gboolean
on_replay_due (gpointer data)
{
  CsmsCatchUp *self = data;

  self->later_source = 0;
  replay (self);
  return G_SOURCE_REMOVE;
}

static void
note_gap (CsmsCatchUp *self, const char *why)
{
  const CsmsCursor *cursor = csms_event_intake_get_cursor (self->intake);
  gint64 until_ms = csms_catch_up_get_server_ms (self);

  if (!self->status.gap)
    self->status.gap_from_ms = cursor->ms;
  self->status.gap = TRUE;
  g_free (self->gap_why);
  self->status.gap_why = self->gap_why = g_strdup (why);
  self->status.gap_to_ms = until_ms > 0 ? until_ms : MAX (cursor->newest_ms, cursor->ms);
}

static void
become_live (CsmsCatchUp *self)
{
  self->status.running = FALSE;
  self->status.live = TRUE;
  changed (self);
}

static void
on_replayed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsCatchUp) self = data;
  g_autoptr (GError) error = NULL;
  gboolean again;
  gboolean complete = csms_replay_finish (result, &again, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  tell_recovered (self);
  if (complete && !self->gap_stays)
    self->status.gap = FALSE;
  else if (!complete && !self->first)
    note_gap (self, error->message);
  /* A server that will never know is not waited for: the gap is told, and what comes is what there is. */
  self->owed = !complete && again;
  self->gap_stays = self->gap_stays || (self->status.gap && !self->owed);
  set_problem (self, NULL);
  if (self->owed)
    {
      set_problem (self, error->message);
      later (self, self->retry_s, on_replay_due);
      self->retry_s = MIN (self->retry_s * 2, REPLAY_RETRY_MAX_S);
    }
  else
    commit (self);
  become_live (self);
}

static void
replay (CsmsCatchUp *self)
{
  const CsmsCursor *cursor = csms_event_intake_get_cursor (self->intake);
  gint64 from_ms = csms_cursor_get_from_ms (cursor, CSMS_REPLAY_OVERLAP_MS);

  /* No clock and no cursor: the first event that comes will be one. */
  if (cursor->event_id == NULL)
    {
      self->owed = FALSE;
      become_live (self);
      return;
    }
  csms_recovery_tally_take (&self->run);
  self->status.done = 0;
  csms_replay_async (self->link, csms_replay_window_new (cursor->event_id, from_ms), take_page, self, self->session,
                     on_replayed, g_object_ref (self));
}

static void
on_subscribed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsCatchUp) self = data;
  g_autoptr (GError) error = NULL;

  if (!csms_station_subscriber_finish (result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      set_problem (self, error->message);
    }
  replay (self);
}

static gboolean
on_roll_call_due (gpointer data)
{
  CsmsCatchUp *self = data;

  self->later_source = 0;
  call_roll (self);
  return G_SOURCE_REMOVE;
}

static void
on_roll_called (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsCatchUp) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsRollCall) call = csms_roll_call_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (call == NULL)
    {
      set_problem (self, error->message);
      later (self, ROLL_CALL_RETRY_S, on_roll_call_due);
      changed (self);
      return;
    }
  set_problem (self, NULL);
  changed (self);
  if (call->server_ms > 0)
    csms_server_clock_observe (csms_event_intake_get_clock (self->intake), call->server_ms, call->server_ms_at_us);
  if (csms_event_intake_get_cursor (self->intake)->event_id == NULL && call->server_ms > 0)
    {
      self->first = TRUE;
      csms_event_intake_start_now (self->intake, call->server_ms);
      g_signal_emit (self, signals[CURSOR_MOVED], 0);
    }
  if (call->transactions != NULL)
    g_signal_emit (self, signals[TRANSACTIONS], 0, call->transactions);
  if (call->subscribed)
    replay (self);
  else
    csms_station_subscriber_async (self->link, self->fleet, self->only_station, self->session, on_subscribed, g_object_ref (self));
}

static void
call_roll (CsmsCatchUp *self)
{
  csms_roll_call_async (self->link, self->fleet, self->session, on_roll_called, g_object_ref (self));
}

static void
csms_catch_up_dispose (GObject *object)
{
  CsmsCatchUp *self = CSMS_CATCH_UP (object);

  csms_catch_up_interrupt (self);
  g_clear_object (&self->fleet);
  G_OBJECT_CLASS (csms_catch_up_parent_class)->dispose (object);
}

static void
csms_catch_up_finalize (GObject *object)
{
  CsmsCatchUp *self = CSMS_CATCH_UP (object);

  g_clear_pointer (&self->intake, csms_event_intake_free);
  g_free (self->problem);
  g_free (self->only_station);
  g_free (self->gap_why);
  G_OBJECT_CLASS (csms_catch_up_parent_class)->finalize (object);
}

static void
csms_catch_up_class_init (CsmsCatchUpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_catch_up_dispose;
  object_class->finalize = csms_catch_up_finalize;

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_CATCH_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RECOVERED_EVENTS] = g_signal_new ("recovered-events", CSMS_TYPE_CATCH_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[RECOVERED] = g_signal_new ("recovered", CSMS_TYPE_CATCH_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 3, G_TYPE_UINT64, G_TYPE_INT64, G_TYPE_INT64);
  signals[TRANSACTIONS] = g_signal_new ("transactions", CSMS_TYPE_CATCH_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[READ] = g_signal_new ("read", CSMS_TYPE_CATCH_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_BOOLEAN);
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", CSMS_TYPE_CATCH_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_catch_up_init (CsmsCatchUp *self)
{
}

CsmsCatchUp *
csms_catch_up_new (CsmsServer *server, CsmsFleet *fleet, const char *only_station)
{
  CsmsCatchUp *self = g_object_new (CSMS_TYPE_CATCH_UP, NULL);

  self->fleet = g_object_ref (fleet);
  self->only_station = g_strdup (only_station);
  self->intake = csms_event_intake_new (server);
  return self;
}

void
csms_catch_up_start_at (CsmsCatchUp *self, const char *event_id)
{
  csms_event_intake_start_at (self->intake, event_id);
}

void
csms_catch_up_restore (CsmsCatchUp *self, const char *event_id, gint64 ms, GPtrArray *event_ids)
{
  csms_event_intake_restore (self->intake, event_id, ms, event_ids);
}

void
csms_catch_up_rewind (CsmsCatchUp *self, const char *event_id, gint64 ms)
{
  csms_event_intake_restore (self->intake, event_id, ms, NULL);
  self->owed = TRUE;
  if (self->status.live)
    replay (self);
}

void
csms_catch_up_begin (CsmsCatchUp *self, CsmsLink *link)
{
  csms_catch_up_interrupt (self);
  self->link = g_object_ref (link);
  self->session = g_cancellable_new ();
  self->status.running = TRUE;
  self->status.done = 0;
  self->first = FALSE;
  self->owed = TRUE;
  self->retry_s = REPLAY_RETRY_MIN_S;
  csms_server_clock_forget (csms_event_intake_get_clock (self->intake));
  call_roll (self);
  changed (self);
}

void
csms_catch_up_interrupt (CsmsCatchUp *self)
{
  g_clear_handle_id (&self->later_source, g_source_remove);
  if (self->session != NULL)
    g_cancellable_cancel (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->link);
  self->status.running = self->status.live = FALSE;
  self->owed = TRUE;
}

GPtrArray *
csms_catch_up_sift (CsmsCatchUp *self, GPtrArray *pushed)
{
  GPtrArray *fresh = csms_event_intake_sift (self->intake, pushed);

  if (!self->owed)
    csms_event_intake_commit (self->intake);
  return fresh;
}

gboolean
csms_catch_up_knows (CsmsCatchUp *self, const char *event_id)
{
  return csms_event_intake_knows (self->intake, event_id);
}

guint
csms_catch_up_take_audited (CsmsCatchUp *self, GPtrArray *events, gint64 live_ms, guint *n_missed)
{
  g_autoptr (GPtrArray) fresh = csms_event_intake_sift (self->intake, events);

  g_signal_emit (self, signals[READ], 0, events, TRUE);
  if (fresh->len == 0)
    return 0;
  for (guint i = 0; i < fresh->len; i++)
    if (((CsmsEventRecord *) fresh->pdata[i])->ts_ms >= live_ms)
      {
        ++*n_missed;
        self->status.missed++;
      }
  take_fresh (self, fresh);
  if (!self->owed)
    commit (self);
  return fresh->len;
}

void
csms_catch_up_tell_audited (CsmsCatchUp *self)
{
  tell_recovered (self);
  changed (self);
}

const CsmsCursor *
csms_catch_up_get_cursor (CsmsCatchUp *self)
{
  return csms_event_intake_get_cursor (self->intake);
}

gboolean
csms_catch_up_get_owed (CsmsCatchUp *self)
{
  return self->owed;
}

const CsmsCatchUpStatus *
csms_catch_up_get_status (CsmsCatchUp *self)
{
  /* Texts that others replace at any time. */
  self->status.last_event_id = csms_event_intake_get_newest_id (self->intake);
  self->status.problem = self->problem;
  return &self->status;
}

gint64
csms_catch_up_get_server_ms (CsmsCatchUp *self)
{
  return csms_event_intake_get_server_ms (self->intake);
}
