/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-lookup.h"

#include <glib/gi18n-lib.h>

#include "csms-command-rules.h"
#include "csms-operator-error.h"

typedef enum {
  STEP_STATUS,
  STEP_METERS,
  STEP_EVENTS,
  STEP_STATIONS,
  N_STEPS
} Step;

typedef struct {
  CsmsLink *link;
  CsmsFleet *fleet;
  char *station_id;
  int connector_id;
  Step step;
} Lookup;

static void ask (GTask *task);

static void
lookup_free (gpointer data)
{
  Lookup *lookup = data;

  g_object_unref (lookup->link);
  g_object_unref (lookup->fleet);
  g_free (lookup->station_id);
  g_free (lookup);
}

static gboolean
is_candidate (Lookup *lookup, const char *transaction_id)
{
  return transaction_id != NULL && *transaction_id != '\0'
         && !csms_command_rules_is_over (lookup->fleet, lookup->station_id, transaction_id);
}

static gboolean
is_here (Lookup *lookup, const char *station_id, int connector_id)
{
  return connector_id == lookup->connector_id && g_strcmp0 (station_id, lookup->station_id) == 0;
}

static const char *
find_in_samples (Lookup *lookup, GPtrArray *samples)
{
  for (guint i = 0; samples != NULL && i < samples->len; i++)
    {
      const CsmsSampleRecord *sample = samples->pdata[i];

      if (is_here (lookup, sample->station_id, sample->connector_id) && is_candidate (lookup, sample->transaction_id))
        return sample->transaction_id;
    }
  return NULL;
}

/* Newest first: the first that began or ended here is what is true now. */
static const char *
find_in_events (Lookup *lookup, GPtrArray *events)
{
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const CsmsEventRecord *event = events->pdata[i];

      if (!is_here (lookup, event->station_id, event->connector_id))
        continue;
      if (event->kind == CSMS_EVENT_TRANSACTION_STARTED)
        return is_candidate (lookup, event->transaction_id) ? event->transaction_id : NULL;
      if (event->kind == CSMS_EVENT_TRANSACTION_STOPPED)
        return NULL;
    }
  return NULL;
}

static const char *
find_in_stations (Lookup *lookup, GPtrArray *stations)
{
  for (guint i = 0; stations != NULL && i < stations->len; i++)
    {
      const CsmsStationRecord *station = stations->pdata[i];

      if (g_strcmp0 (station->id, lookup->station_id) != 0)
        continue;
      for (guint k = 0; k < station->connectors->len; k++)
        {
          const CsmsConnectorRecord *connector = station->connectors->pdata[k];

          if (connector->id == lookup->connector_id)
            return is_candidate (lookup, connector->transaction_id) ? connector->transaction_id : NULL;
        }
    }
  return NULL;
}

static const char *
find (Lookup *lookup, const CsmsReply *reply)
{
  switch (lookup->step)
    {
    case STEP_STATUS:
      return is_candidate (lookup, reply->transaction_id) ? reply->transaction_id : NULL;
    case STEP_METERS:
      return find_in_samples (lookup, reply->samples);
    case STEP_EVENTS:
      return find_in_events (lookup, reply->events);
    case STEP_STATIONS:
      return find_in_stations (lookup, reply->stations);
    case N_STEPS:
    default:
      return NULL;
    }
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, &error);
  Lookup *lookup = g_task_get_task_data (task);
  const char *found = NULL;

  if (g_error_matches (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_NOT_SENT)
      || g_error_matches (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_LOST)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (reply != NULL && csms_reply_check (reply, NULL))
    found = find (lookup, reply);
  if (found != NULL)
    {
      g_task_return_pointer (task, g_strdup (found), g_free);
      return;
    }
  lookup->step++;
  ask (task);
}

static void
ask (GTask *task)
{
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (CsmsRequest) request = NULL;

  switch (lookup->step)
    {
    case STEP_STATUS:
      request = csms_request_new_get_connector_status (lookup->station_id, lookup->connector_id);
      break;
    case STEP_METERS:
      request = csms_request_new_get_meter_values_recent (lookup->station_id, 100);
      break;
    case STEP_EVENTS:
      request = csms_request_new_get_events_recent (200);
      break;
    case STEP_STATIONS:
      request = csms_request_new_get_stations ();
      break;
    case N_STEPS:
    default:
      g_task_return_new_error (task, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NO_TRANSACTION, "%s",
                               _("No transaction to stop could be found."));
      return;
    }
  csms_link_request_async (lookup->link, request, CSMS_PRIORITY_NORMAL, g_task_get_cancellable (task), on_answer,
                           g_object_ref (task));
}

void
csms_transaction_lookup_async (CsmsLink *link, CsmsFleet *fleet, const char *station_id, int connector_id,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Lookup *lookup = g_new0 (Lookup, 1);

  g_task_set_source_tag (task, csms_transaction_lookup_async);
  lookup->link = g_object_ref (link);
  lookup->fleet = g_object_ref (fleet);
  lookup->station_id = g_strdup (station_id);
  lookup->connector_id = connector_id;
  g_task_set_task_data (task, lookup, lookup_free);
  ask (task);
}

char *
csms_transaction_lookup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_transaction_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
