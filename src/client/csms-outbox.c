/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-outbox.h"

#include <glib/gi18n-lib.h>

#include "csms-key.h"
#include "csms-rate-budget.h"

/* How late the clock may be with a request's turn. */
#define TURN_US G_TIME_SPAN_SECOND

struct _CsmsOutbox
{
  /* Borrowed */
  const CsmsOutboxHooks *hooks;
  gpointer data;

  /* Owned */
  CsmsPending *pending;

  CsmsLinkOptions limits;
  CsmsRateBudget budget;
  guint64 last_id;
  guint session;                /* counts sign-ins */
  gboolean signed_in;
};

static gint64
get_deadline (CsmsOutbox  *self,
              CsmsRequest *request,
              gint64       now_us)
{
  CsmsAction action = csms_request_get_action (request);
  guint limit_ms = self->limits.request_deadline_ms;

  if (action == CSMS_ACTION_AUTH || action == CSMS_ACTION_GET_EVENTS_SINCE)
    limit_ms = self->limits.auth_deadline_ms;
  else if (csms_action_is_command (action))
    limit_ms = self->limits.command_deadline_ms;
  return now_us + (gint64) limit_ms * 1000;
}

static void
finish (CsmsOutbox         *self,
        CsmsPendingRequest *entry,
        CsmsReply          *reply,
        const GError       *error)
{
  guint64 serial = entry->serial;

  /* Removed first: the hook may come back with the next request. */
  csms_pending_remove (self->pending, entry);
  self->hooks->done (serial, reply, error, self->data);
}

static void
fail (CsmsOutbox         *self,
      CsmsPendingRequest *entry,
      CsmsClientError     code,
      const char         *message)
{
  g_autoptr(GError) error = g_error_new_literal (CSMS_CLIENT_ERROR, code, message);

  finish (self, entry, NULL, error);
}

static gboolean
send_entry (CsmsOutbox         *self,
            CsmsPendingRequest *entry,
            gint64              now_us)
{
  g_autofree char *id = g_strdup_printf ("c%" G_GUINT64_FORMAT, ++self->last_id);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *shown = NULL;
  guint64 serial = entry->serial;
  gboolean is_command = entry->lane == CSMS_LANE_COMMAND;
  gboolean is_auth = entry->lane == CSMS_LANE_AUTH;
  gboolean was_sent;

  text = csms_request_encode (entry->request, id, &error);
  if (text == NULL)
    {
      fail (self, entry, CSMS_CLIENT_ERROR_NOT_SENT, error->message);
      return TRUE;
    }

  if (is_auth)
    shown = csms_request_encode_shown (entry->request, id);
  /* The end of the connection may be told from in there, and that ends the entry. */
  was_sent = self->hooks->send (text, self->data);
  if (was_sent && self->hooks->shown != NULL)
    self->hooks->shown (is_auth ? shown : text, self->data);
  if (is_auth)
    csms_key_wipe_free (g_steal_pointer (&text));
  if (!was_sent)
    {
      if (!is_command)
        return FALSE;
      entry = csms_pending_get_waiting (self->pending, serial);
      if (entry != NULL)
        fail (self, entry, CSMS_CLIENT_ERROR_NOT_SENT, _("The connection went before the command could be sent"));
      return TRUE;
    }

  csms_rate_budget_spend (&self->budget, now_us);
  entry->session = self->session;
  csms_pending_mark_sent (self->pending, entry, g_steal_pointer (&id), now_us,
                          get_deadline (self, entry->request, now_us));
  self->hooks->sent (serial, self->data);
  return TRUE;
}

static gint64
get_wait (CsmsOutbox               *self,
          const CsmsPendingRequest *entry,
          gint64                    now_us)
{
  return csms_rate_budget_get_wait (&self->budget, now_us, entry->lane <= CSMS_LANE_COMMAND);
}

static void
send_what_may_go (CsmsOutbox *self,
                  gint64      now_us)
{
  CsmsPendingRequest *entry;

  while ((entry = csms_pending_get_next (self->pending, self->signed_in)) != NULL &&
         get_wait (self, entry, now_us) == 0 &&
         send_entry (self, entry, now_us))
    ;
}

static void
fail_waiting_commands (CsmsOutbox *self)
{
  CsmsPendingRequest *entry;

  while ((entry = csms_pending_get_oldest (self->pending, FALSE, CSMS_LANE_COMMAND)) != NULL)
    fail (self, entry, CSMS_CLIENT_ERROR_NOT_SENT, _("The connection went before the command could be sent"));
}

/* A 401 means that nothing was done, so a read may go again, once; a command is for a person to repeat. */
static gboolean
repeat_refused (CsmsOutbox         *self,
                CsmsPendingRequest *entry,
                gint64              now_us)
{
  gboolean is_current = entry->session == self->session;
  gboolean may_repeat = entry->lane != CSMS_LANE_AUTH && !entry->repeated &&
                        !csms_action_is_command (csms_request_get_action (entry->request));

  if (entry->lane == CSMS_LANE_AUTH)
    return FALSE;

  if (is_current && !entry->repeated)
    self->signed_in = FALSE;
  if (may_repeat)
    csms_pending_repeat (self->pending, entry, get_deadline (self, entry->request, now_us));
  return may_repeat;
}

CsmsOutbox *
csms_outbox_new (const CsmsLinkOptions *limits,
                 const CsmsOutboxHooks *hooks,
                 gpointer               data)
{
  CsmsOutbox *self = g_new0 (CsmsOutbox, 1);

  self->hooks = hooks;
  self->data = data;
  self->limits = *limits;
  self->pending = csms_pending_new ();
  return self;
}

void
csms_outbox_free (CsmsOutbox *self)
{
  csms_pending_free (self->pending);
  g_free (self);
}

void
csms_outbox_submit (CsmsOutbox   *self,
                    guint64       serial,
                    CsmsRequest  *request,
                    CsmsPriority  priority,
                    gint64        now_us)
{
  gboolean is_command = csms_action_is_command (csms_request_get_action (request));
  CsmsLane lane = CSMS_LANE_BACKGROUND;

  /* The lane of commands is what the server does, not what a caller asks for: nothing else may use its budget. */
  if (is_command)
    lane = CSMS_LANE_COMMAND;
  else if (priority != CSMS_PRIORITY_BACKGROUND)
    lane = CSMS_LANE_NORMAL;

  if (is_command && !self->signed_in)
    {
      g_autoptr(GError) error = g_error_new_literal (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_NOT_SENT,
                                                     _("There is no connection, so nothing was sent"));

      self->hooks->done (serial, NULL, error, self->data);
      return;
    }

  csms_pending_add (self->pending, serial, request, lane, get_deadline (self, request, now_us));
  send_what_may_go (self, now_us);
}

void
csms_outbox_submit_auth (CsmsOutbox  *self,
                         CsmsRequest *request,
                         gint64       now_us)
{
  csms_pending_add (self->pending, CSMS_SERIAL_AUTH, request, CSMS_LANE_AUTH, get_deadline (self, request, now_us));
  send_what_may_go (self, now_us);
}

void
csms_outbox_cancel (CsmsOutbox *self,
                    guint64     serial)
{
  csms_pending_remove_serial (self->pending, serial);
}

void
csms_outbox_signed_in (CsmsOutbox *self,
                       gint64      now_us)
{
  self->session++;
  self->signed_in = TRUE;
  send_what_may_go (self, now_us);
}

void
csms_outbox_hold (CsmsOutbox *self)
{
  self->signed_in = FALSE;
  fail_waiting_commands (self);
}

void
csms_outbox_disconnected (CsmsOutbox   *self,
                          const GError *reason)
{
  CsmsPendingRequest *entry;

  self->signed_in = FALSE;
  csms_pending_remove_serial (self->pending, CSMS_SERIAL_AUTH);
  csms_pending_remove_serial (self->pending, CSMS_SERIAL_PING);
  while ((entry = csms_pending_get_oldest (self->pending, TRUE, CSMS_N_LANES)) != NULL)
    fail (self, entry, CSMS_CLIENT_ERROR_LOST,
          reason != NULL ? reason->message : _("The connection was closed before the answer came"));
  fail_waiting_commands (self);
}

void
csms_outbox_fail_waiting (CsmsOutbox   *self,
                          const GError *error)
{
  CsmsPendingRequest *entry;

  while ((entry = csms_pending_get_oldest (self->pending, FALSE, CSMS_N_LANES)) != NULL)
    finish (self, entry, NULL, error);
}

gboolean
csms_outbox_take (CsmsOutbox *self,
                  CsmsFrame  *frame,
                  gint64      now_us)
{
  CsmsPendingRequest *entry = csms_pending_find (self->pending, csms_frame_get_id (frame));
  g_autoptr(CsmsReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  gboolean was_signed_in = self->signed_in;

  if (entry == NULL)
    return FALSE;

  if (csms_frame_get_kind (frame) != CSMS_FRAME_ERROR ||
      csms_frame_get_error_code (frame) != CSMS_SERVER_ERROR_NOT_AUTHENTICATED ||
      !repeat_refused (self, entry, now_us))
    {
      reply = csms_reply_decode (csms_request_get_action (entry->request), frame, &error);
      if (reply != NULL)
        finish (self, entry, reply, NULL);
      else
        fail (self, entry, CSMS_CLIENT_ERROR_BAD_REPLY, error->message);
    }

  if (was_signed_in && !self->signed_in)
    self->hooks->unauthorized (self->data);
  send_what_may_go (self, now_us);
  return TRUE;
}

/* A read that only our own budget holds back has not been asked of anybody yet, so nobody is late with it. */
static gboolean
grant_time (CsmsOutbox         *self,
            CsmsPendingRequest *entry,
            gint64              now_us)
{
  if (entry->id != NULL || !self->signed_in || entry->lane <= CSMS_LANE_COMMAND)
    return FALSE;
  entry->deadline_us = now_us + get_wait (self, entry, now_us) + TURN_US;
  return TRUE;
}

void
csms_outbox_tick (CsmsOutbox *self,
                  gint64      now_us)
{
  CsmsPendingRequest *entry;

  while ((entry = csms_pending_get_expired (self->pending, now_us)) != NULL)
    {
      if (grant_time (self, entry, now_us))
        continue;
      if (entry->id != NULL)
        fail (self, entry, CSMS_CLIENT_ERROR_NO_REPLY, _("The server did not answer in time"));
      else
        fail (self, entry, CSMS_CLIENT_ERROR_NOT_SENT, _("It could not be sent in time, so nothing was sent"));
    }
  send_what_may_go (self, now_us);
}

gint64
csms_outbox_get_next (CsmsOutbox *self,
                      gint64      now_us)
{
  const CsmsPendingRequest *entry = csms_pending_get_next (self->pending, self->signed_in);
  gint64 next_us = csms_pending_get_deadline (self->pending);

  if (entry != NULL)
    {
      gint64 wait_us = get_wait (self, entry, now_us);

      /* No wait at all means that the socket did not take it: its end will be told, or the deadline comes. */
      if (wait_us > 0)
        next_us = MIN (next_us, now_us + wait_us);
    }
  return next_us;
}

guint
csms_outbox_get_used (CsmsOutbox *self,
                      gint64      now_us)
{
  return csms_rate_budget_get_used (&self->budget, now_us);
}
