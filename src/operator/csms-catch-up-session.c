/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-catch-up-private.h"

#include <glib/gi18n-lib.h>

#include "csms-replay.h"
#include "csms-roll-call.h"
#include "csms-station-subscriber.h"

/* A server that did not give its stations is asked again. */
#define ROLL_CALL_RETRY_S 5

/* A replay that failed is tried again, ever more seldom. */
#define REPLAY_RETRY_MIN_S 10
#define REPLAY_RETRY_MAX_S 300

static void
changed (CsmsCatchUp *self)
{
  g_signal_emit_by_name (self, "changed");
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

void
csms_catch_up_take_fresh (CsmsCatchUp *self, GPtrArray *fresh)
{
  csms_recovery_tally_add (&self->run, fresh);
  self->status.recovered += fresh->len;
  self->status.done = self->run.count;
  g_signal_emit_by_name (self, "recovered-events", fresh);
  changed (self);
}

static guint
take_page (GPtrArray *events, gpointer data)
{
  CsmsCatchUp *self = data;
  g_autoptr (GPtrArray) fresh = csms_event_intake_sift (self->intake, events);

  g_signal_emit_by_name (self, "read", events, FALSE);
  if (fresh->len > 0)
    csms_catch_up_take_fresh (self, fresh);
  return fresh->len;
}

void
csms_catch_up_tell_recovered (CsmsCatchUp *self)
{
  CsmsRecoveryTally sum = csms_recovery_tally_take (&self->run);

  if (sum.count == 0)
    return;
  self->status.recovered_last = sum.count;
  self->status.recovered_from_ms = sum.from_ms;
  self->status.recovered_to_ms = sum.to_ms;
  g_signal_emit_by_name (self, "recovered", sum.count, sum.from_ms, sum.to_ms);
}

void
csms_catch_up_commit (CsmsCatchUp *self)
{
  csms_event_intake_commit (self->intake);
  g_signal_emit_by_name (self, "cursor-moved");
}

static gboolean
on_replay_due (gpointer data)
{
  CsmsCatchUp *self = data;

  self->later_source = 0;
  csms_catch_up_replay (self);
  return G_SOURCE_REMOVE;
}

static void
note_gap (CsmsCatchUp *self, gint64 until_ms, const char *why)
{
  const CsmsCursor *cursor = csms_event_intake_get_cursor (self->intake);

  if (until_ms <= 0)
    until_ms = csms_catch_up_get_server_ms (self);
  if (until_ms <= 0)
    until_ms = cursor->newest_ms;
  /* One that stays has its two times; this is another. */
  if (!self->status.gap || self->gap_stays)
    self->status.gap_from_ms = cursor->ms;
  self->gap_stays = FALSE;
  self->status.gap = TRUE;
  g_free (self->gap_why);
  self->status.gap_why = self->gap_why = g_strdup (why);
  self->status.gap_to_ms = MAX (until_ms, cursor->ms);
}

static void
become_live (CsmsCatchUp *self)
{
  self->status.running = FALSE;
  self->status.live = TRUE;
  changed (self);
}

/* The cursor stays: what was not read is read with the next session. */
static void
give_up (CsmsCatchUp *self)
{
  csms_catch_up_tell_recovered (self);
  note_gap (self, 0, _("reading what was missed was stopped; it is done with the next connection"));
  set_problem (self, NULL);
  become_live (self);
}

static void
on_replayed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsCatchUp) self = data;
  g_autoptr (GError) error = NULL;
  gboolean again;
  gint64 begins_ms;
  gboolean complete = csms_replay_finish (result, &again, &begins_ms, &error);
  gboolean given_up = self->given_up;

  if (g_task_get_cancellable (G_TASK (result)) != self->replaying)
    return;
  g_clear_object (&self->replaying);
  self->given_up = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && given_up)
    {
      give_up (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  csms_catch_up_tell_recovered (self);
  if (complete && !self->gap_stays)
    self->status.gap = FALSE;
  else if (!complete && !self->first)
    note_gap (self, begins_ms, error->message);
  /* A server that will never know is not waited for: the gap is told, and what comes is what there is. */
  self->owed = !complete && again;
  self->gap_stays = self->gap_stays || (self->status.gap && !self->owed);
  set_problem (self, NULL);
  if (self->owed)
    {
      set_problem (self, error->message);
      later (self, MIN (REPLAY_RETRY_MIN_S << self->replay_failures, REPLAY_RETRY_MAX_S), on_replay_due);
      self->replay_failures = MIN (self->replay_failures + 1, 8);
    }
  else
    {
      csms_catch_up_commit (self);
      csms_event_intake_note_sure (self->intake, csms_catch_up_get_cursor (self)->ms);
    }
  become_live (self);
}

void
csms_catch_up_replay (CsmsCatchUp *self)
{
  const CsmsCursor *cursor = csms_event_intake_get_cursor (self->intake);
  gint64 from_ms = csms_cursor_get_from_ms (cursor, CSMS_REPLAY_OVERLAP_MS);
  CsmsReplayWindow *window;

  /* No clock and no cursor: the first event that comes will be one. */
  if (cursor->event_id == NULL)
    {
      self->owed = FALSE;
      become_live (self);
      return;
    }
  csms_recovery_tally_take (&self->run);
  self->status.done = 0;
  if (self->replaying != NULL)
    g_cancellable_cancel (self->replaying);
  g_clear_object (&self->replaying);
  self->replaying = g_cancellable_new ();
  window = csms_replay_window_new (cursor->event_id, from_ms);
  /* Whoever has only come has missed nothing, and need not wait for what happened since. */
  if (self->first)
    become_live (self);
  if (csms_cursor_is_event (cursor))
    csms_replay_window_expect (window, cursor->ms, cursor->before_id);
  else if (cursor->newest_ms > 0)
    csms_replay_window_expect (window, cursor->newest_ms, NULL);
  csms_replay_async (self->link, window, CSMS_PRIORITY_NORMAL, take_page, self, self->replaying, on_replayed, g_object_ref (self));
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
  csms_catch_up_replay (self);
}

static gboolean
on_roll_call_due (gpointer data)
{
  CsmsCatchUp *self = data;

  self->later_source = 0;
  csms_catch_up_call_roll (self);
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
      g_signal_emit_by_name (self, "cursor-moved");
    }
  if (call->transactions != NULL)
    g_signal_emit_by_name (self, "transactions", call->transactions);
  if (call->subscribed)
    csms_catch_up_replay (self);
  else
    csms_station_subscriber_async (self->link, self->fleet, self->only_station, self->session, on_subscribed, g_object_ref (self));
}

void
csms_catch_up_call_roll (CsmsCatchUp *self)
{
  csms_roll_call_async (self->link, self->fleet, self->session, on_roll_called, g_object_ref (self));
}
