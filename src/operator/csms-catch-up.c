/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-catch-up-private.h"

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
csms_catch_up_restore (CsmsCatchUp *self, const char *event_id, gint64 ms, GPtrArray *event_ids, const char *before_id)
{
  csms_event_intake_restore (self->intake, event_id, ms, event_ids, before_id);
}

void
csms_catch_up_rewind (CsmsCatchUp *self, const char *event_id, gint64 ms)
{
  csms_event_intake_restore (self->intake, event_id, ms, NULL, NULL);
  self->owed = TRUE;
  if (self->status.live)
    csms_catch_up_replay (self);
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
  self->replay_failures = 0;
  csms_server_clock_forget (csms_event_intake_get_clock (self->intake));
  csms_catch_up_call_roll (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
csms_catch_up_interrupt (CsmsCatchUp *self)
{
  g_clear_handle_id (&self->later_source, g_source_remove);
  if (self->session != NULL)
    g_cancellable_cancel (self->session);
  if (self->replaying != NULL)
    g_cancellable_cancel (self->replaying);
  g_clear_object (&self->replaying);
  self->given_up = FALSE;
  g_clear_object (&self->session);
  g_clear_object (&self->link);
  self->status.running = self->status.live = FALSE;
  self->owed = TRUE;
}

void
csms_catch_up_give_up (CsmsCatchUp *self)
{
  if (self->replaying == NULL || !self->status.running)
    return;
  self->given_up = TRUE;
  g_cancellable_cancel (self->replaying);
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
  csms_catch_up_take_fresh (self, fresh);
  if (!self->owed)
    csms_catch_up_commit (self);
  return fresh->len;
}

void
csms_catch_up_keep_audited (CsmsCatchUp *self, GPtrArray *events)
{
  g_signal_emit (self, signals[READ], 0, events, TRUE);
}

void
csms_catch_up_tell_audited (CsmsCatchUp *self, gint64 compared_ms)
{
  csms_event_intake_note_sure (self->intake, compared_ms);
  csms_catch_up_tell_recovered (self);
  g_signal_emit (self, signals[CHANGED], 0);
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
