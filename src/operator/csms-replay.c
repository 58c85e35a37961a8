/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-replay.h"

#include <glib/gi18n-lib.h>

typedef struct {
  CsmsLink *link;
  CsmsReplayWindow *window;
  CsmsPriority priority;
  CsmsReplayTake take;
  gpointer take_data;
  gboolean again;
  gint64 begins_ms;
} Replay;

static void ask (GTask *task);

static void
replay_free (gpointer data)
{
  Replay *replay = data;

  g_object_unref (replay->link);
  csms_replay_window_free (replay->window);
  g_free (replay);
}

static void
take_page (Replay *replay, const CsmsReply *reply)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  gint64 floor_ms = csms_replay_window_get_floor_ms (replay->window);
  GPtrArray *events = reply->events;
  CsmsReplayPage page = { 0 };

  page.last_event_id = reply->cursor;
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      CsmsEventRecord *event = events->pdata[i];

      page.n_events++;
      if (page.first_ts_ms == 0)
        page.first_ts_ms = event->ts_ms;
      page.last_ts_ms = event->ts_ms;
      if (event->event_id != NULL)
        page.last_event_id = event->event_id;
      if (event->ts_ms >= floor_ms)
        g_ptr_array_add (wanted, csms_event_record_ref (event));
    }
  if (wanted->len > 0)
    page.n_new = replay->take (wanted, replay->take_data);
  csms_replay_window_take (replay->window, &page);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, &error);
  Replay *replay = g_task_get_task_data (task);

  if (reply != NULL && g_task_return_error_if_cancelled (task))
    return;
  if (reply == NULL)
    {
      replay->again = TRUE;
      g_task_return_error (task, error);
    }
  else if (csms_reply_check (reply, &error))
    {
      take_page (replay, reply);
      ask (task);
    }
  /* 401 too is about the session, and anything from 500 on about the server: neither about how it was asked. */
  else if (reply->error_code >= 500 || reply->error_code == CSMS_SERVER_ERROR_NOT_AUTHENTICATED)
    {
      replay->again = TRUE;
      g_task_return_error (task, error);
    }
  else
    {
      g_clear_error (&error);
      csms_replay_window_refuse (replay->window);
      ask (task);
    }
}

static void
conclude (GTask *task)
{
  Replay *replay = g_task_get_task_data (task);
  gboolean failed = csms_replay_window_get_failed (replay->window);
  gboolean lost = csms_replay_window_get_lost (replay->window, &replay->begins_ms);

  if (failed)
    {
      replay->begins_ms = 0;
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                               _("The server cannot say which events were missed."));
    }
  else if (lost)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                             _("The server’s event log does not reach back far enough."));
  else
    g_task_return_boolean (task, TRUE);
}

static void
ask (GTask *task)
{
  Replay *replay = g_task_get_task_data (task);
  g_autoptr (CsmsRequest) request = NULL;
  CsmsReplayQuestion question;

  if (!csms_replay_window_next (replay->window, &question))
    {
      conclude (task);
      return;
    }
  if (question.event_id != NULL)
    request = csms_request_new_get_events_since_id (question.event_id, question.limit);
  else
    request = csms_request_new_get_events_since_ts (question.ts_ms, question.limit);
  csms_link_request_async (replay->link, request, replay->priority, g_task_get_cancellable (task), on_answer,
                           g_object_ref (task));
}

void
csms_replay_async (CsmsLink *link, CsmsReplayWindow *window, CsmsPriority priority, CsmsReplayTake take, gpointer take_data,
                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Replay *replay = g_new0 (Replay, 1);

  g_task_set_source_tag (task, csms_replay_async);
  replay->link = g_object_ref (link);
  replay->window = window;
  replay->priority = priority;
  replay->take = take;
  replay->take_data = take_data;
  g_task_set_task_data (task, replay, replay_free);
  ask (task);
}

gboolean
csms_replay_finish (GAsyncResult *result, gboolean *again, gint64 *begins_ms, GError **error)
{
  Replay *replay;

  g_return_val_if_fail (g_async_result_is_tagged (result, csms_replay_async), FALSE);

  replay = g_task_get_task_data (G_TASK (result));
  *again = replay->again;
  *begins_ms = replay->begins_ms;
  return g_task_propagate_boolean (G_TASK (result), error);
}
