/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-subscriber.h"

#include <glib/gi18n-lib.h>

#define IN_FLIGHT_MAX 4

/* So many refused in a row, and none taken: the server has no subscriptions at all, and pushes everything (trap 16). */
#define REFUSED_MAX 3

typedef struct {
  CsmsLink *link;
  GPtrArray *station_ids;
  guint next;
  guint in_flight;
  guint taken;
  guint refused;
  GError *error;
} Queue;

static void ask_more (GTask *task);

static void
queue_free (gpointer data)
{
  Queue *queue = data;

  g_object_unref (queue->link);
  g_ptr_array_unref (queue->station_ids);
  g_clear_error (&queue->error);
  g_free (queue);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, &error);
  Queue *queue = g_task_get_task_data (task);

  queue->in_flight--;
  if (reply == NULL)
    {
      if (queue->error == NULL)
        queue->error = g_steal_pointer (&error);
      queue->next = queue->station_ids->len;
    }
  else if (csms_reply_check (reply, NULL))
    queue->taken++;
  else if (++queue->refused >= REFUSED_MAX && queue->taken == 0)
    queue->next = queue->station_ids->len;
  ask_more (task);
}

static void
ask_more (GTask *task)
{
  Queue *queue = g_task_get_task_data (task);

  while (queue->in_flight < IN_FLIGHT_MAX && queue->next < queue->station_ids->len)
    {
      g_autoptr (CsmsRequest) request = csms_request_new_subscribe (queue->station_ids->pdata[queue->next++]);

      queue->in_flight++;
      csms_link_request_async (queue->link, request, CSMS_PRIORITY_BACKGROUND, g_task_get_cancellable (task), on_answer,
                               g_object_ref (task));
    }
  if (queue->in_flight > 0 || g_task_get_completed (task))
    return;
  if (queue->error != NULL)
    g_task_return_error (task, g_steal_pointer (&queue->error));
  else if (queue->refused > 0 && queue->taken > 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                             ngettext ("The server refuses the events of %u station.",
                                       "The server refuses the events of %u stations.", queue->refused), queue->refused);
  else
    g_task_return_boolean (task, TRUE);
}

void
csms_station_subscriber_async (CsmsLink *link, CsmsFleet *fleet, const char *only_station, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GListModel *stations = csms_fleet_get_stations (fleet);
  Queue *queue = g_new0 (Queue, 1);

  g_task_set_source_tag (task, csms_station_subscriber_async);
  queue->link = g_object_ref (link);
  queue->station_ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (stations); i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);

      if (only_station == NULL || g_strcmp0 (only_station, csms_station_get_id (station)) == 0)
        g_ptr_array_add (queue->station_ids, g_strdup (csms_station_get_id (station)));
    }
  g_task_set_task_data (task, queue, queue_free);
  ask_more (task);
}

gboolean
csms_station_subscriber_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_station_subscriber_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
