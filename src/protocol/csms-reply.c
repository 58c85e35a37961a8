/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-reply.h"

#include <glib/gi18n-lib.h>

#include "csms-fields.h"
#include "csms-frame-private.h"
#include "csms-records-private.h"

/* The members of a result that are one value; which of them an action has is in the protocol. */
static const CsmsField reply_fields[] = {
  CSMS_FIELD ("status", TEXT, CsmsReply, status),
  CSMS_FIELD ("stationId", ID, CsmsReply, station_id),
  CSMS_FIELD ("connectorId", CONNECTOR, CsmsReply, connector_id),
  CSMS_FIELD ("transactionId", ID, CsmsReply, transaction_id),
  CSMS_FIELD ("correlationId", ID, CsmsReply, correlation_id),
  CSMS_FIELD ("errorCode", ID, CsmsReply, status_error_code),
  CSMS_FIELD ("lastUpdate", TIME, CsmsReply, last_update_ms),
  CSMS_FIELD ("sessionId", ID, CsmsReply, session_id),
  CSMS_FIELD ("ts", TIME, CsmsReply, ts_ms),
  CSMS_FIELD ("subscriptionId", ID, CsmsReply, subscription_id),
};

typedef gpointer (*RecordNewFunc) (const CsmsJsonNode *node);

static GPtrArray *
read_list (const CsmsJsonNode *array,
           RecordNewFunc       record_new,
           GDestroyNotify      record_unref)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (record_unref);

  if (csms_json_node_get_type (array) != CSMS_JSON_ARRAY)
    return NULL;

  for (const CsmsJsonNode *child = csms_json_first (array); child != NULL; child = csms_json_next (array, child))
    {
      gpointer record = record_new (child);

      if (record != NULL)
        g_ptr_array_add (list, record);
    }
  return g_steal_pointer (&list);
}

static GPtrArray *
read_stations (const CsmsJsonNode *array)
{
  return read_list (array, (RecordNewFunc) csms_station_record_new_from_json,
                    (GDestroyNotify) csms_station_record_unref);
}

static GPtrArray *
read_events (const CsmsJsonNode *array)
{
  return read_list (array, (RecordNewFunc) csms_event_record_new_from_json,
                    (GDestroyNotify) csms_event_record_unref);
}

static GPtrArray *
read_samples (const CsmsJsonNode *array)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_sample_record_unref);

  if (csms_json_node_get_type (array) != CSMS_JSON_ARRAY)
    return NULL;

  for (const CsmsJsonNode *child = csms_json_first (array); child != NULL; child = csms_json_next (array, child))
    csms_sample_records_append_from_json (child, samples);
  return g_steal_pointer (&samples);
}

/* Only "Accepted" is a yes and only "Rejected" a no: any other word leaves the outcome open, which a command may not guess. */
static gboolean
read_command (CsmsReply *self)
{
  if (g_strcmp0 (self->status, "Accepted") == 0)
    return TRUE;
  if (g_strcmp0 (self->status, "Rejected") != 0)
    return FALSE;

  self->is_error = TRUE;
  self->error_message = g_strdup (self->status);
  return TRUE;
}

static gboolean
read_result (CsmsReply          *self,
             const CsmsJsonNode *result)
{
  gboolean is_object = csms_json_node_get_type (result) == CSMS_JSON_OBJECT;

  csms_fields_read (reply_fields, G_N_ELEMENTS (reply_fields), self, result);
  switch (self->action)
    {
    case CSMS_ACTION_AUTH:
      return self->session_id != NULL || g_strcmp0 (self->status, "ok") == 0;

    case CSMS_ACTION_PING:
    case CSMS_ACTION_UNSUBSCRIBE:
      return is_object;

    case CSMS_ACTION_GET_STATIONS:
      self->stations = read_stations (result);
      return self->stations != NULL;

    case CSMS_ACTION_GET_RECENT_TRANSACTIONS:
      self->transactions = read_list (result, (RecordNewFunc) csms_transaction_record_new_from_json,
                                      (GDestroyNotify) csms_transaction_record_unref);
      return self->transactions != NULL;

    case CSMS_ACTION_START_CHARGING:
    case CSMS_ACTION_STOP_CHARGING:
      return read_command (self);

    case CSMS_ACTION_GET_CONNECTOR_STATUS:
      return self->status != NULL;

    case CSMS_ACTION_GET_METER_VALUES_RECENT:
      self->samples = read_samples (result);
      return self->samples != NULL;

    case CSMS_ACTION_SUBSCRIBE:
      self->stations = read_stations (csms_json_get_array (csms_json_get (result, "snapshot"), "stations"));
      return self->subscription_id != NULL;

    case CSMS_ACTION_GET_EVENTS_RECENT:
      self->events = read_events (result);
      return self->events != NULL;

    case CSMS_ACTION_GET_EVENTS_SINCE:
      self->events = read_events (csms_json_get_array (result, "events"));
      self->cursor = csms_json_dup_string (csms_json_get (result, "cursor"), "lastEventId");
      return self->events != NULL;

    default:
      return FALSE;
    }
}

CsmsReply *
csms_reply_decode (CsmsAction   action,
                   CsmsFrame   *frame,
                   GError     **error)
{
  g_autoptr (CsmsReply) self = g_new0 (CsmsReply, 1);
  CsmsFrameKind kind;

  g_return_val_if_fail (frame != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->action = action;
  csms_fields_init (reply_fields, G_N_ELEMENTS (reply_fields), self);

  kind = csms_frame_get_kind (frame);
  if (kind == CSMS_FRAME_ERROR)
    {
      self->is_error = TRUE;
      self->error_code = csms_frame_get_error_code (frame);
      self->error_message = g_strdup (csms_frame_get_error_message (frame));
      self->correlation_id = g_strdup (csms_frame_get_correlation_id (frame));
    }
  else if (kind != CSMS_FRAME_REPLY || !read_result (self, csms_frame_get_result (frame)))
    {
      g_set_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_BAD_REPLY,
                   _("The server's answer to %s is not one that the protocol knows"), csms_action_to_string (action));
      return NULL;
    }

  return g_steal_pointer (&self);
}

CsmsReply *
csms_reply_ref (CsmsReply *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_reply_unref (CsmsReply *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  csms_fields_clear (reply_fields, G_N_ELEMENTS (reply_fields), self);
  g_free (self->error_message);
  g_free (self->cursor);
  g_clear_pointer (&self->stations, g_ptr_array_unref);
  g_clear_pointer (&self->transactions, g_ptr_array_unref);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (CsmsReply, csms_reply, csms_reply_ref, csms_reply_unref)

gboolean
csms_reply_check (const CsmsReply  *self,
                  GError          **error)
{
  const char *message = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->is_error)
    return TRUE;

  message = self->error_message;
  g_set_error_literal (error, CSMS_SERVER_ERROR, self->error_code,
                       message != NULL && *message != '\0' ? message : _("The server refused and gave no reason"));
  return FALSE;
}
