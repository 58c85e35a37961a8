/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "csms-redactor.h"

/* Signing in, staying so, and what the outbox has to say. */

static void
on_signed_in (CsmsSession     *self,
              const CsmsReply *reply)
{
  gint64 now_us = g_get_monotonic_time ();

  g_free (self->status.session_id);
  self->status.session_id = g_strdup (reply->session_id);
  self->status.session_started_ms = g_get_real_time () / 1000;
  self->status.state = CSMS_LINK_READY;
  g_clear_error (&self->status.last_error);
  g_clear_error (&self->notice);
  csms_backoff_connected (&self->backoff, now_us);
  csms_liveness_begin_pings (&self->liveness, now_us);
  csms_session_publish (self);
  csms_outbox_signed_in (self->outbox, now_us);
}

/* A server may repeat the key it refuses, and what is made of this is shown, and logged. */
static char *
dup_refusal (CsmsSession     *self,
             const CsmsReply *reply)
{
  g_autoptr(CsmsRedactor) redactor = csms_redactor_new ();

  if (reply->error_message == NULL)
    return g_strdup (_("no reason given"));
  csms_redactor_add_secret (redactor, self->api_key);
  return csms_redactor_dup_text (redactor, reply->error_message);
}

static void
on_auth_done (CsmsSession  *self,
              CsmsReply    *reply,
              const GError *error)
{
  g_autoptr(GError) reason = NULL;
  g_autofree char *refusal = NULL;

  if (error != NULL)
    {
      csms_session_lost (self, error);
      return;
    }
  if (!reply->is_error)
    {
      on_signed_in (self, reply);
      return;
    }

  refusal = dup_refusal (self, reply);

  /* 500 is a server whose database is down, and says nothing about the key (trap 18). */
  if (reply->error_code == CSMS_SERVER_ERROR_NOT_AUTHENTICATED || reply->error_code == CSMS_SERVER_ERROR_BAD_PARAMS)
    {
      reason = g_error_new (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_KEY_REFUSED, _("The server refused the API key: %s"), refusal);
      csms_session_give_up (self, CSMS_LINK_KEY_REFUSED, reason);
      return;
    }

  reason = g_error_new (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_BAD_REPLY, _("The server could not sign us in: %s"), refusal);
  csms_session_lost (self, reason);
}

static void
on_ping_done (CsmsSession *self,
              CsmsReply   *reply)
{
  if (reply == NULL || reply->is_error)
    return;
  self->status.rtt_us = g_get_monotonic_time () - self->ping_sent_us;
  csms_session_publish (self);
}

static gboolean
hook_send (const char *text,
           gpointer    data)
{
  CsmsSession *self = data;

  return csms_session_is_open (self) && csms_transport_send_text (self->transport, text);
}

static void
hook_shown (const char *text,
            gpointer    data)
{
  CsmsSession *self = data;
  g_autoptr(GBytes) frame = NULL;

  if (self->limits.wire_log == NULL)
    return;
  frame = g_bytes_new (text, strlen (text));
  csms_wire_log_add (self->limits.wire_log, CSMS_WIRE_OUT, frame);
}

static void
hook_sent (guint64  serial,
           gpointer data)
{
  CsmsSession *self = data;
  gint64 now_us = g_get_monotonic_time ();

  csms_liveness_asked (&self->liveness, now_us);
  if (serial == CSMS_SERIAL_PING)
    self->ping_sent_us = now_us;
  else if (serial != CSMS_SERIAL_AUTH)
    self->sink->sent (serial, self->sink_data);
  csms_session_publish (self);
}

static void
hook_done (guint64       serial,
           CsmsReply    *reply,
           const GError *error,
           gpointer      data)
{
  CsmsSession *self = data;

  if (serial == CSMS_SERIAL_AUTH)
    on_auth_done (self, reply, error);
  else if (serial == CSMS_SERIAL_PING)
    on_ping_done (self, reply);
  else
    self->sink->done (serial, reply, error, self->sink_data);
}

static void
hook_unauthorized (gpointer data)
{
  csms_session_renew (data);
}

const CsmsOutboxHooks csms_session_outbox_hooks = {
  .send = hook_send,
  .shown = hook_shown,
  .sent = hook_sent,
  .done = hook_done,
  .unauthorized = hook_unauthorized,
};

gboolean
csms_session_is_open (CsmsSession *self)
{
  return self->transport != NULL &&
         (self->status.state == CSMS_LINK_AUTHENTICATING || self->status.state == CSMS_LINK_READY);
}

/* Nothing else goes out before the answer: it would be refused (trap 4). */
void
csms_session_sign_in (CsmsSession *self)
{
  g_autoptr(CsmsRequest) request = csms_request_new_auth (self->api_key);

  /* The server may say it after us. */
  if (self->limits.wire_log != NULL)
    csms_wire_log_add_secret (self->limits.wire_log, self->api_key);
  self->status.state = CSMS_LINK_AUTHENTICATING;
  self->status.session_started_ms = 0;
  g_clear_pointer (&self->status.session_id, g_free);
  csms_session_publish (self);
  csms_outbox_submit_auth (self->outbox, request, g_get_monotonic_time ());
}

/* Expiry shows only when a request is refused, and pushes stop then; a new sign-in on the same socket restores them (trap 5). */
void
csms_session_renew (CsmsSession *self)
{
  if (self->status.state != CSMS_LINK_READY)
    return;

  csms_outbox_hold (self->outbox);
  csms_session_sign_in (self);
}

void
csms_session_ping (CsmsSession *self)
{
  g_autoptr(CsmsRequest) request = csms_request_new_ping ();

  csms_outbox_cancel (self->outbox, CSMS_SERIAL_PING);
  csms_outbox_submit (self->outbox, CSMS_SERIAL_PING, request, CSMS_PRIORITY_NORMAL, g_get_monotonic_time ());
}
