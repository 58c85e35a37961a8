/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-session-private.h"

#include <glib/gi18n-lib.h>

/* What comes in from the socket. */

#define FOREIGN_MAX 1024

static void
tell_foreign (CsmsSession *self,
              GBytes      *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", (gssize) MIN (length, FOREIGN_MAX));

  self->sink->foreign (text, self->sink_data);
}

/* The server says why it is about to cut the connection; what libsoup sees later is only that it ended. */
static void
on_notice (CsmsSession *self,
           const char  *what)
{
  g_clear_error (&self->notice);
  self->notice = g_error_new_literal (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CLOSED, what);
  self->notice_us = g_get_monotonic_time ();
  g_clear_error (&self->status.last_error);
  self->status.last_error = g_error_copy (self->notice);
  csms_session_publish (self);
}

static void
take_event (CsmsSession     *self,
            CsmsEventRecord *event)
{
  self->sink->event (event, self->status.generation, self->sink_data);

  switch (event->kind)
    {
    case CSMS_EVENT_SESSION_EXPIRED:
      csms_session_renew (self);
      csms_session_reschedule (self);
      break;
    case CSMS_EVENT_RATE_LIMIT:
      on_notice (self, _("The server cuts the connection: too many requests in a short time"));
      break;
    case CSMS_EVENT_MESSAGE_TOO_LARGE:
      on_notice (self, _("The server cuts the connection: a request was too large"));
      break;
    case CSMS_EVENT_OTHER:
    case CSMS_EVENT_CONNECTOR_STATUS_CHANGED:
    case CSMS_EVENT_TRANSACTION_STARTED:
    case CSMS_EVENT_TRANSACTION_STOPPED:
    case CSMS_EVENT_REMOTE_START_RESULT:
    case CSMS_EVENT_REMOTE_STOP_RESULT:
    case CSMS_EVENT_METER_VALUES_DELTA:
    default:
      break;
    }
}

static void
on_frame (GBytes   *text,
          gpointer  data)
{
  CsmsSession *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsmsFrame) frame = NULL;
  gint64 now_us = g_get_monotonic_time ();
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);

  csms_liveness_heard (&self->liveness, now_us);
  if (self->limits.wire_log != NULL)
    csms_wire_log_add (self->limits.wire_log, CSMS_WIRE_IN, text);
  frame = csms_frame_decode (bytes != NULL ? bytes : "", length, &error);
  if (frame == NULL)
    {
      tell_foreign (self, text);
      return;
    }

  switch (csms_frame_get_kind (frame))
    {
    case CSMS_FRAME_EVENT:
      take_event (self, csms_frame_get_event (frame));
      break;
    case CSMS_FRAME_REPLY:
    case CSMS_FRAME_ERROR:
      if (!csms_outbox_take (self->outbox, frame, now_us))
        g_debug ("An answer to nothing: late, doubled or not ours");
      csms_session_reschedule (self);
      break;
    case CSMS_FRAME_FOREIGN:
    default:
      tell_foreign (self, text);
      break;
    }
}

static void
on_progress (gpointer data)
{
  CsmsSession *self = data;

  csms_liveness_heard (&self->liveness, g_get_monotonic_time ());
}

static void
on_closed (const GError *error,
           gpointer      data)
{
  CsmsSession *self = data;

  csms_session_lost (self, error);
}

const CsmsTransportListener csms_session_listener = {
  .frame = on_frame,
  .progress = on_progress,
  .closed = on_closed,
};
