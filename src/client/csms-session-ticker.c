/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-session-private.h"

#include <glib/gi18n-lib.h>

/* The one timer of a session: everything that waits says when, and it goes off at the first of them. */

#define WATCH_INTERVAL_US (2 * G_TIME_SPAN_SECOND)
#define LATE_US G_TIME_SPAN_SECOND
#define EXCUSE_US (250 * G_TIME_SPAN_MILLISECOND)

static void
watch (CsmsSession *self,
       gint64       now_us)
{
  gint64 slept_us;

  if (!self->started || now_us < self->next_watch_us)
    return;

  self->next_watch_us = now_us + WATCH_INTERVAL_US;
  slept_us = csms_resume_watch_check (&self->resume, csms_resume_watch_get_boottime (now_us), now_us);
  if (slept_us > 0)
    csms_session_woke (self, slept_us);
  if (csms_outbox_get_used (self->outbox, now_us) != self->status.frames_used)
    csms_session_publish (self);
}

static void
look_after_peer (CsmsSession *self,
                 gint64       now_us)
{
  gboolean was_probed = self->liveness.probe_until_us != 0;

  if (!csms_session_is_open (self))
    return;

  if (self->paused)
    csms_liveness_heard (&self->liveness, now_us);
  if (csms_liveness_is_silent (&self->liveness, now_us))
    {
      g_autoptr(GError) error = g_error_new (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_SILENT,
                                             _("The server has been silent for %.0f s"),
                                             (double) (now_us - self->liveness.heard_us) / G_USEC_PER_SEC);

      csms_session_lost (self, error);
      /* It went with the network, which is back: this is no outage of the server's to be waited for. */
      if (was_probed)
        csms_session_network_changed (self);
    }
  else if (csms_liveness_take_ping (&self->liveness, now_us))
    csms_session_ping (self);
}

static gboolean
on_tick (gpointer data)
{
  g_autoptr(CsmsSession) self = g_object_ref (CSMS_SESSION (data));
  gint64 now_us = g_get_monotonic_time ();

  /* A process that was stopped must first hear what came meanwhile, or it would take its own sleep for the server's silence. */
  if (now_us - self->tick_due_us > LATE_US && !self->excused)
    {
      self->excused = TRUE;
      g_source_set_ready_time (self->ticker, now_us + EXCUSE_US);
      return G_SOURCE_CONTINUE;
    }

  self->excused = FALSE;
  watch (self, now_us);
  look_after_peer (self, now_us);
  csms_outbox_tick (self->outbox, now_us);
  if (self->status.state == CSMS_LINK_WAITING && self->closing == NULL && self->status.retry_at_us <= now_us)
    csms_session_open_transport (self);
  csms_session_reschedule (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_ticker (GSource     *source,
                 GSourceFunc  callback,
                 gpointer     data)
{
  return callback (data);
}

static GSourceFuncs ticker_funcs = {
  .dispatch = dispatch_ticker,
};

void
csms_session_add_ticker (CsmsSession *self)
{
  self->tick_due_us = G_MAXINT64;
  self->ticker = g_source_new (&ticker_funcs, sizeof (GSource));
  g_source_set_static_name (self->ticker, "csms session");
  g_source_set_callback (self->ticker, on_tick, self, NULL);
  g_source_attach (self->ticker, g_main_context_get_thread_default ());
}

void
csms_session_reschedule (CsmsSession *self)
{
  gint64 due_us;

  if (self->ticker == NULL)
    return;

  due_us = csms_outbox_get_next (self->outbox, g_get_monotonic_time ());
  if (self->started)
    due_us = MIN (due_us, self->next_watch_us);
  if (csms_session_is_open (self))
    due_us = MIN (due_us, csms_liveness_get_next (&self->liveness));
  if (self->status.state == CSMS_LINK_WAITING && self->closing == NULL)
    due_us = MIN (due_us, self->status.retry_at_us);

  self->tick_due_us = due_us;
  g_source_set_ready_time (self->ticker, due_us == G_MAXINT64 ? -1 : due_us);
}
