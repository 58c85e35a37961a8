/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-roll-call.h"

/* The server keeps ten; one that keeps more is asked for what a page shows. */
#define TRANSACTIONS 100

typedef struct {
  CsmsFleet *fleet;
  CsmsRollCall *call;
  GError *error;
  guint pending;
} Progress;

void
csms_roll_call_free (CsmsRollCall *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->transactions, g_ptr_array_unref);
  g_free (self);
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->fleet);
  csms_roll_call_free (progress->call);
  g_clear_error (&progress->error);
  g_free (progress);
}

static void
take_reply (Progress *progress, const CsmsReply *reply)
{
  gint64 now_ms = g_get_real_time () / 1000;

  switch (reply->action)
    {
    case CSMS_ACTION_PING:
      progress->call->server_ms = reply->ts_ms;
      progress->call->server_ms_at_us = g_get_monotonic_time ();
      break;
    case CSMS_ACTION_SUBSCRIBE:
      progress->call->subscribed = TRUE;
      break;
    case CSMS_ACTION_GET_STATIONS:
      csms_fleet_merge_snapshot (progress->fleet, reply->stations, now_ms);
      break;
    case CSMS_ACTION_GET_RECENT_TRANSACTIONS:
      csms_fleet_merge_transactions (progress->fleet, reply->transactions, now_ms);
      progress->call->transactions = g_ptr_array_ref (reply->transactions);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* A "no" to the question itself: there are servers that let a client subscribe to single stations only. A server that is
 * in trouble, or does not answer, is not asked ten thousand times more. */
static gboolean
is_refusal (const CsmsReply *reply)
{
  return reply->error_code < CSMS_SERVER_ERROR_INTERNAL && reply->error_code != CSMS_SERVER_ERROR_NOT_AUTHENTICATED;
}

static void
on_answer (CsmsAction action, GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, &error);
  Progress *progress = g_task_get_task_data (task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      if (reply != NULL && csms_reply_check (reply, &error))
        take_reply (progress, reply);
      else if (action == CSMS_ACTION_GET_STATIONS)
        progress->error = g_steal_pointer (&error);
      else if (action == CSMS_ACTION_SUBSCRIBE)
        progress->call->subscribed = reply == NULL || !is_refusal (reply);
    }
  if (--progress->pending > 0)
    return;
  if (progress->error != NULL)
    g_task_return_error (task, g_steal_pointer (&progress->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&progress->call), (GDestroyNotify) csms_roll_call_free);
}

static void
on_ping (GObject *source, GAsyncResult *result, gpointer data)
{
  on_answer (CSMS_ACTION_PING, source, result, data);
}

static void
on_subscribe (GObject *source, GAsyncResult *result, gpointer data)
{
  on_answer (CSMS_ACTION_SUBSCRIBE, source, result, data);
}

static void
on_stations (GObject *source, GAsyncResult *result, gpointer data)
{
  on_answer (CSMS_ACTION_GET_STATIONS, source, result, data);
}

static void
on_transactions (GObject *source, GAsyncResult *result, gpointer data)
{
  on_answer (CSMS_ACTION_GET_RECENT_TRANSACTIONS, source, result, data);
}

static void
ask (GTask *task, CsmsLink *link, CsmsRequest *request, GAsyncReadyCallback callback)
{
  Progress *progress = g_task_get_task_data (task);

  progress->pending++;
  csms_link_request_async (link, request, CSMS_PRIORITY_NORMAL, g_task_get_cancellable (task), callback, g_object_ref (task));
  csms_request_unref (request);
}

void
csms_roll_call_async (CsmsLink *link, CsmsFleet *fleet, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Progress *progress = g_new0 (Progress, 1);

  g_task_set_source_tag (task, csms_roll_call_async);
  progress->fleet = g_object_ref (fleet);
  progress->call = g_new0 (CsmsRollCall, 1);
  g_task_set_task_data (task, progress, progress_free);
  /* Subscribed before the stations are read: what happens in between is an event then, not a hole. */
  ask (task, link, csms_request_new_ping (), on_ping);
  ask (task, link, csms_request_new_subscribe (NULL), on_subscribe);
  ask (task, link, csms_request_new_get_stations (), on_stations);
  ask (task, link, csms_request_new_get_recent_transactions (TRANSACTIONS), on_transactions);
}

CsmsRollCall *
csms_roll_call_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_roll_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
