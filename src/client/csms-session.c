/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-session-private.h"

#include <glib/gi18n-lib.h>

#include "csms-key.h"

#define CLOSE_TIMEOUT_MS 2000

/* What was silent for that long, its server has given up, or soon will; and so much time a dead socket has to say goodbye. */
#define DEAD_BY_SLEEP_US (15 * G_TIME_SPAN_SECOND)
#define DEAD_CLOSE_TIMEOUT_MS 500

#define NOTICE_VALID_US (5 * G_TIME_SPAN_SECOND)
#define STALE_ATTEMPT_US (3 * G_TIME_SPAN_SECOND)

G_DEFINE_FINAL_TYPE (CsmsSession, csms_session, G_TYPE_OBJECT)

static void
on_gone (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(CsmsSession) self = data;
  GTask *stop;

  csms_transport_close_finish (CSMS_TRANSPORT (source), result, NULL);
  g_clear_object (&self->closing);
  while ((stop = g_queue_pop_head (&self->stops)) != NULL)
    {
      g_task_return_boolean (stop, TRUE);
      g_object_unref (stop);
    }
  csms_session_reschedule (self);
}

/* The old socket is closed and gone before the next opens (trap 1). */
static void
drop_transport (CsmsSession *self,
                guint        timeout_ms)
{
  if (self->transport == NULL)
    return;

  g_assert (self->closing == NULL);
  csms_transport_set_listener (self->transport, NULL, NULL);
  self->closing = g_steal_pointer (&self->transport);
  csms_transport_close_async (self->closing, timeout_ms, on_gone, g_object_ref (self));
}

static void
disconnect (CsmsSession  *self,
            const GError *reason,
            guint         timeout_ms)
{
  g_clear_pointer (&self->status.session_id, g_free);
  self->status.session_started_ms = 0;
  self->status.retry_at_us = 0;
  g_clear_error (&self->status.last_error);
  self->status.last_error = reason != NULL ? g_error_copy (reason) : NULL;
  g_clear_error (&self->notice);
  drop_transport (self, timeout_ms);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(CsmsSession) self = data;
  g_autoptr(GError) error = NULL;
  gboolean is_open = csms_transport_open_finish (CSMS_TRANSPORT (source), result, &error);

  /* Dropped meanwhile: a socket of the past has no say. */
  if (CSMS_TRANSPORT (source) != self->transport)
    return;

  if (is_open)
    {
      csms_liveness_opened (&self->liveness, g_get_monotonic_time ());
      csms_transport_set_paused (self->transport, self->paused);
      csms_session_sign_in (self);
      csms_session_reschedule (self);
    }
  else if (g_error_matches (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_BAD_URL))
    {
      self->started = FALSE;
      csms_session_give_up (self, CSMS_LINK_IDLE, error);
    }
  else
    csms_session_lost (self, error);
}

static void
retry_after (CsmsSession *self,
             gint64       now_us,
             gint64       delay_us)
{
  self->status.state = CSMS_LINK_WAITING;
  self->status.retry_at_us = now_us + delay_us;
  csms_session_publish (self);
  csms_session_reschedule (self);
}

static void
give_up_without_key (CsmsSession *self)
{
  g_autoptr(GError) reason = g_error_new_literal (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_KEY_REFUSED,
                                                  _("There is no API key for this server yet"));

  csms_session_give_up (self, CSMS_LINK_KEY_REFUSED, reason);
}

static void
connect_now (CsmsSession *self,
             guint        close_timeout_ms)
{
  gint64 now_us = g_get_monotonic_time ();

  if (self->api_key == NULL)
    {
      give_up_without_key (self);
      return;
    }

  disconnect (self, NULL, close_timeout_ms);
  csms_backoff_failed (&self->backoff, now_us);
  retry_after (self, now_us, 0);
  csms_outbox_disconnected (self->outbox, NULL);
  csms_session_reschedule (self);
}

static void
csms_session_dispose (GObject *object)
{
  CsmsSession *self = CSMS_SESSION (object);

  if (self->ticker != NULL)
    {
      g_source_destroy (self->ticker);
      g_clear_pointer (&self->ticker, g_source_unref);
    }
  if (self->transport != NULL)
    csms_transport_set_listener (self->transport, NULL, NULL);
  g_clear_object (&self->transport);
  g_clear_object (&self->closing);

  G_OBJECT_CLASS (csms_session_parent_class)->dispose (object);
}

static void
csms_session_finalize (GObject *object)
{
  CsmsSession *self = CSMS_SESSION (object);

  g_clear_pointer (&self->outbox, csms_outbox_free);
  g_clear_pointer (&self->api_key, csms_key_free);
  g_clear_pointer (&self->status.session_id, g_free);
  g_clear_error (&self->status.last_error);
  g_clear_error (&self->notice);
  csms_limits_clear (&self->limits);

  G_OBJECT_CLASS (csms_session_parent_class)->finalize (object);
}

static void
csms_session_class_init (CsmsSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = csms_session_finalize;
}

static void
csms_session_init (CsmsSession *self)
{
  g_queue_init (&self->stops);
  self->status.rtt_us = -1;
  self->status.frames_max = CSMS_RATE_MAX;
  csms_session_add_ticker (self);
}

void
csms_session_publish (CsmsSession *self)
{
  self->status.frames_used = csms_outbox_get_used (self->outbox, g_get_monotonic_time ());
  self->sink->status (&self->status, self->sink_data);
}

void
csms_session_open_transport (CsmsSession *self)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 limit_us = csms_backoff_try (&self->backoff, now_us, self->limits.handshake_timeout_ms * G_TIME_SPAN_MILLISECOND);

  g_assert (self->transport == NULL && self->closing == NULL);

  self->status.generation++;
  self->status.state = CSMS_LINK_CONNECTING;
  self->status.retry_at_us = 0;
  self->status.rtt_us = -1;
  self->connecting_since_us = now_us;
  csms_session_publish (self);
  self->transport = self->factory (self->factory_data);
  csms_transport_set_listener (self->transport, &csms_session_listener, self);
  csms_transport_open_async (self->transport, (guint) (limit_us / G_TIME_SPAN_MILLISECOND), on_opened, g_object_ref (self));
}

void
csms_session_lost (CsmsSession  *self,
                   const GError *reason)
{
  gint64 now_us = g_get_monotonic_time ();
  gboolean was_announced = self->notice != NULL && now_us - self->notice_us < NOTICE_VALID_US;
  g_autoptr(GError) why = g_error_copy (was_announced ? self->notice : reason);

  disconnect (self, why, CLOSE_TIMEOUT_MS);
  csms_backoff_failed (&self->backoff, now_us);
  retry_after (self, now_us, csms_backoff_next (&self->backoff, now_us, g_random_double ()));
  csms_outbox_disconnected (self->outbox, why);
  csms_session_reschedule (self);
}

void
csms_session_give_up (CsmsSession   *self,
                      CsmsLinkState  state,
                      const GError  *reason)
{
  disconnect (self, reason, CLOSE_TIMEOUT_MS);
  self->status.state = state;
  csms_session_publish (self);
  csms_outbox_disconnected (self->outbox, reason);
  csms_outbox_fail_waiting (self->outbox, reason);
  csms_session_reschedule (self);
}

CsmsSession *
csms_session_new (CsmsTransportFactory   factory,
                  gpointer               factory_data,
                  const char            *api_key,
                  const CsmsLinkOptions *options,
                  const CsmsSessionSink *sink,
                  gpointer               sink_data)
{
  CsmsSession *self = g_object_new (CSMS_TYPE_SESSION, NULL);

  self->factory = factory;
  self->factory_data = factory_data;
  self->api_key = csms_key_dup (api_key);
  self->sink = sink;
  self->sink_data = sink_data;
  csms_limits_fill (&self->limits, options);
  csms_liveness_init (&self->liveness, self->limits.ping_interval_ms, self->limits.silence_limit_ms);
  self->outbox = csms_outbox_new (&self->limits, &csms_session_outbox_hooks, self);
  return self;
}

void
csms_session_start (CsmsSession *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (self->started)
    return;

  self->started = TRUE;
  self->resume.primed = FALSE;
  self->next_watch_us = now_us;
  csms_backoff_begin (&self->backoff, now_us);
  connect_now (self, CLOSE_TIMEOUT_MS);
}

void
csms_session_stop_async (CsmsSession         *self,
                         guint                timeout_ms,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr(GError) error = g_error_new_literal (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_NOT_SENT,
                                                 _("The connection was closed, so nothing was sent"));

  g_task_set_source_tag (task, csms_session_stop_async);
  self->started = FALSE;
  if (self->closing != NULL && timeout_ms < CLOSE_TIMEOUT_MS)
    csms_transport_cut (self->closing);
  g_queue_push_tail (&self->stops, task);
  disconnect (self, NULL, timeout_ms);
  self->status.state = CSMS_LINK_IDLE;
  csms_session_publish (self);
  csms_outbox_disconnected (self->outbox, NULL);
  csms_outbox_fail_waiting (self->outbox, error);
  csms_session_reschedule (self);

  if (self->closing == NULL && g_queue_remove (&self->stops, task))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

gboolean
csms_session_stop_finish (CsmsSession   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
csms_session_reconnect_now (CsmsSession *self)
{
  if (self->started)
    connect_now (self, CLOSE_TIMEOUT_MS);
}

void
csms_session_network_changed (CsmsSession *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (self->status.state == CSMS_LINK_WAITING)
    {
      csms_backoff_begin (&self->backoff, now_us);
      retry_after (self, now_us, 0);
    }
  else if (self->status.state == CSMS_LINK_CONNECTING && now_us - self->connecting_since_us > STALE_ATTEMPT_US)
    connect_now (self, CLOSE_TIMEOUT_MS);
  else if (csms_session_is_open (self))
    {
      csms_liveness_probe (&self->liveness, now_us);
      csms_session_reschedule (self);
    }
}

void
csms_session_woke (CsmsSession *self,
                   gint64       slept_us)
{
  /* To ask a socket that cannot be alive any more would cost the seconds that a person sits before it. */
  if (self->transport != NULL && slept_us >= DEAD_BY_SLEEP_US)
    {
      csms_backoff_begin (&self->backoff, g_get_monotonic_time ());
      connect_now (self, DEAD_CLOSE_TIMEOUT_MS);
    }
  else
    csms_session_network_changed (self);
}

void
csms_session_set_api_key (CsmsSession *self,
                          const char  *api_key)
{
  csms_key_free (self->api_key);
  self->api_key = csms_key_dup (api_key);
  if (self->started && self->status.state == CSMS_LINK_KEY_REFUSED)
    connect_now (self, CLOSE_TIMEOUT_MS);
}

void
csms_session_request (CsmsSession  *self,
                      guint64       serial,
                      CsmsRequest  *request,
                      CsmsPriority  priority)
{
  g_autoptr(GError) error = NULL;

  if (!self->started)
    error = g_error_new_literal (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_NOT_SENT, _("There is no connection, so nothing was sent"));
  else if (self->status.state == CSMS_LINK_KEY_REFUSED)
    error = g_error_copy (self->status.last_error);

  if (error != NULL)
    {
      self->sink->done (serial, NULL, error, self->sink_data);
      return;
    }
  csms_outbox_submit (self->outbox, serial, request, priority, g_get_monotonic_time ());
  csms_session_reschedule (self);
}

void
csms_session_cancel (CsmsSession *self,
                     guint64      serial)
{
  csms_outbox_cancel (self->outbox, serial);
  csms_session_reschedule (self);
}

void
csms_session_set_paused (CsmsSession *self,
                         gboolean     paused)
{
  if (self->paused == paused)
    return;

  self->paused = paused;
  csms_liveness_heard (&self->liveness, g_get_monotonic_time ());
  if (self->transport != NULL)
    csms_transport_set_paused (self->transport, paused);
}
