/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-operator-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define METER_VALUES_MAX 100
#define EVENTS_RECENT_MAX 200
#define TRANSACTIONS_DEFAULT 10

typedef struct {
  CsmsQuestion question;
  gint64 asked_us;
} Asked;

static void
connector_record_free (gpointer data)
{
  CsmsConnectorRecord *record = data;

  g_free (record->status_text);
  g_free (record->transaction_id);
  g_free (record->error_code);
  g_free (record->type);
  g_free (record);
}

static CsmsConnectorRecord *
to_connector_record (const CsmsReply *reply)
{
  CsmsConnectorRecord *record = g_new0 (CsmsConnectorRecord, 1);

  record->id = reply->connector_id;
  record->status = csms_connector_status_from_string (reply->status);
  record->status_text = g_strdup (reply->status);
  record->transaction_id = g_strdup (reply->transaction_id);
  record->error_code = g_strdup (reply->status_error_code);
  record->updated_at_ms = reply->last_update_ms;
  record->power_kw = record->soc_percent = record->price = NAN;
  return record;
}

static GPtrArray *
ref_or_empty (GPtrArray *records)
{
  return records != NULL ? g_ptr_array_ref (records) : g_ptr_array_new ();
}

static GPtrArray *
to_records (CsmsQuestion question, const CsmsReply *reply)
{
  GPtrArray *records;

  switch (question)
    {
    case CSMS_QUESTION_STATIONS:
      return ref_or_empty (reply->stations);
    case CSMS_QUESTION_CONNECTOR_STATUS:
      records = g_ptr_array_new_with_free_func (connector_record_free);
      g_ptr_array_add (records, to_connector_record (reply));
      return records;
    case CSMS_QUESTION_TRANSACTIONS:
      return ref_or_empty (reply->transactions);
    case CSMS_QUESTION_METER_VALUES:
      return ref_or_empty (reply->samples);
    case CSMS_QUESTION_EVENTS_RECENT:
      return ref_or_empty (reply->events);
    case CSMS_QUESTION_PING:
    default:
      return g_ptr_array_new ();
    }
}

static CsmsRequest *
to_request (CsmsQuestion question, const char *station_id, int connector_id, guint limit)
{
  switch (question)
    {
    case CSMS_QUESTION_STATIONS:
      return csms_request_new_get_stations ();
    case CSMS_QUESTION_CONNECTOR_STATUS:
      return csms_request_new_get_connector_status (station_id, connector_id);
    case CSMS_QUESTION_TRANSACTIONS:
      return csms_request_new_get_recent_transactions (limit > 0 ? limit : TRANSACTIONS_DEFAULT);
    case CSMS_QUESTION_METER_VALUES:
      return csms_request_new_get_meter_values_recent (station_id, limit > 0 ? MIN (limit, METER_VALUES_MAX) : METER_VALUES_MAX);
    case CSMS_QUESTION_EVENTS_RECENT:
      return csms_request_new_get_events_recent (limit > 0 ? MIN (limit, EVENTS_RECENT_MAX) : EVENTS_RECENT_MAX);
    case CSMS_QUESTION_PING:
    default:
      return csms_request_new_ping ();
    }
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, &error);
  Asked *asked = g_task_get_task_data (task);

  if (reply == NULL || !csms_reply_check (reply, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (asked->question == CSMS_QUESTION_PING)
    csms_operator_note_rtt (g_task_get_source_object (task), g_get_monotonic_time () - asked->asked_us);
  g_task_return_pointer (task, to_records (asked->question, reply), (GDestroyNotify) g_ptr_array_unref);
}

void
csms_operator_ask_async (CsmsOperator *self, CsmsQuestion question, const char *station_id, int connector_id, guint limit,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (CsmsRequest) request = NULL;
  g_autoptr (GTask) task = NULL;
  CsmsLink *link;
  Asked *asked;

  g_return_if_fail (CSMS_IS_OPERATOR (self));
  g_return_if_fail (station_id != NULL
                    || (question != CSMS_QUESTION_CONNECTOR_STATUS && question != CSMS_QUESTION_METER_VALUES));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_operator_ask_async);
  asked = g_new0 (Asked, 1);
  asked->question = question;
  asked->asked_us = g_get_monotonic_time ();
  g_task_set_task_data (task, asked, g_free);
  link = csms_operator_get_link (self);
  if (link == NULL)
    {
      g_task_return_new_error (task, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_NOT_SENT, "%s", _("There is no connection."));
      return;
    }
  request = to_request (question, station_id, connector_id, limit);
  csms_link_request_async (link, request, CSMS_PRIORITY_NORMAL, cancellable, on_answer, g_steal_pointer (&task));
}

GPtrArray *
csms_operator_ask_finish (CsmsOperator *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
