/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet-fixture.h"

#include <math.h>
#include <string.h>

static gboolean
is_live_on (CsmsFleet     *fleet,
            CsmsConnector *connector)
{
  GListModel *transactions = csms_fleet_get_transactions (fleet);
  const char *id = csms_connector_get_transaction_id (connector);

  for (guint i = 0; i < g_list_model_get_n_items (transactions); i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, i);

      if (g_strcmp0 (csms_transaction_get_transaction_id (transaction), id) == 0 &&
          g_strcmp0 (csms_transaction_get_station_id (transaction), csms_connector_get_station_id (connector)) == 0)
        return csms_transaction_get_live (transaction);
    }
  return FALSE;
}

static void
check_connector (CsmsFleet     *fleet,
                 CsmsConnector *connector)
{
  CsmsConnectorStatus status = csms_connector_get_status (connector);

  double energy_wh = csms_connector_get_energy_wh (connector);

  g_assert_false (isinf (energy_wh) || isinf (csms_connector_get_power_w (connector)));
  if (csms_connector_get_charging (connector))
    {
      if (csms_connector_get_transaction_id (connector) != NULL)
        g_assert_true (is_live_on (fleet, connector));
      g_assert_true (isnan (energy_wh) || energy_wh >= 0);
      return;
    }
  /* what only a charge has, nothing has without one */
  g_assert_true (status != CSMS_CONNECTOR_STATUS_CHARGING && status != CSMS_CONNECTOR_STATUS_SUSPENDED_EV &&
                 status != CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE);
  g_assert_null (csms_connector_get_transaction_id (connector));
  g_assert_null (csms_connector_get_id_tag (connector));
  g_assert_cmpint (csms_connector_get_started_ms (connector), ==, 0);
  g_assert_true (isnan (energy_wh) && isnan (csms_connector_get_power_w (connector)));
}

void
fixture_check_picture (CsmsFleet *fleet)
{
  GListModel *stations = csms_fleet_get_stations (fleet);
  GListModel *transactions = csms_fleet_get_transactions (fleet);
  guint n_named = 0, n_live = 0;

  for (guint i = 0; i < g_list_model_get_n_items (stations); i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);
      GListModel *connectors = csms_station_get_connectors (station);

      g_assert_cmpuint (g_list_model_get_n_items (connectors), >, 0);
      for (guint j = 0; j < g_list_model_get_n_items (connectors); j++)
        {
          g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, j);

          check_connector (fleet, connector);
          n_named += csms_connector_get_transaction_id (connector) != NULL;
        }
    }
  for (guint i = 0; i < g_list_model_get_n_items (transactions); i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, i);

      g_assert_false (isinf (csms_transaction_get_energy_wh (transaction)) || isinf (csms_transaction_get_cost (transaction)));
      n_live += csms_transaction_get_live (transaction);
    }
  g_assert_cmpuint (n_live, ==, n_named);
}

struct _Mirror
{
  GListModel *model;
  GPtrArray *items;
  gulong handler;
  guint emissions;
};

static char *
unquote (char *json)
{
  return g_strdelimit (json, "'", '"');
}

static CsmsFrame *
decode (const char *json)
{
  g_autoptr (GError) error = NULL;
  CsmsFrame *frame = csms_frame_decode (json, strlen (json), &error);

  g_assert_no_error (error);
  return frame;
}

static CsmsReply *
decode_result (CsmsAction  action,
               const char *result)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":\"1\",\"result\":%s}", result);
  g_autoptr (CsmsFrame) frame = decode (json);
  g_autoptr (GError) error = NULL;
  CsmsReply *reply = csms_reply_decode (action, frame, &error);

  g_assert_no_error (error);
  return reply;
}

CsmsEventRecord *
fixture_event (const char *json)
{
  g_autofree char *text = unquote (g_strdup (json));
  g_autoptr (CsmsFrame) frame = decode (text);

  g_assert_cmpint (csms_frame_get_kind (frame), ==, CSMS_FRAME_EVENT);
  return csms_event_record_ref (csms_frame_get_event (frame));
}

static void
apply (CsmsFleet       *fleet,
       gint64           now_ms,
       CsmsEventOrigin  origin,
       const char      *json)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  g_ptr_array_add (events, fixture_event (json));
  csms_fleet_apply_events (fleet, events, origin, now_ms);
}

#define FORMAT(text, format) \
  g_autofree char *text = NULL; \
  va_list args; \
  va_start (args, format); \
  text = unquote (g_strdup_vprintf (format, args)); \
  va_end (args)

void
fixture_push (CsmsFleet  *fleet,
              gint64      now_ms,
              const char *format,
              ...)
{
  FORMAT (json, format);
  apply (fleet, now_ms, CSMS_EVENT_PUSHED, json);
}

void
fixture_recover (CsmsFleet  *fleet,
                 gint64      now_ms,
                 const char *format,
                 ...)
{
  FORMAT (json, format);
  apply (fleet, now_ms, CSMS_EVENT_RECOVERED, json);
}

void
fixture_stations (CsmsFleet  *fleet,
                  gint64      now_ms,
                  const char *format,
                  ...)
{
  g_autoptr (CsmsReply) reply = NULL;
  FORMAT (json, format);

  reply = decode_result (CSMS_ACTION_GET_STATIONS, json);
  csms_fleet_merge_snapshot (fleet, reply->stations, now_ms);
}

void
fixture_transactions (CsmsFleet  *fleet,
                      gint64      now_ms,
                      const char *format,
                      ...)
{
  g_autoptr (CsmsReply) reply = NULL;
  FORMAT (json, format);

  reply = decode_result (CSMS_ACTION_GET_RECENT_TRANSACTIONS, json);
  csms_fleet_merge_transactions (fleet, reply->transactions, now_ms);
}

void
fixture_samples (CsmsFleet  *fleet,
                 const char *station_id,
                 gint64      now_ms,
                 const char *format,
                 ...)
{
  g_autoptr (CsmsReply) reply = NULL;
  FORMAT (json, format);

  reply = decode_result (CSMS_ACTION_GET_METER_VALUES_RECENT, json);
  csms_fleet_apply_samples (fleet, station_id, reply->samples, now_ms);
}

GPtrArray *
fixture_read_samples (const char *format,
                      ...)
{
  g_autoptr (CsmsReply) reply = NULL;
  FORMAT (json, format);

  reply = decode_result (CSMS_ACTION_GET_METER_VALUES_RECENT, json);
  return g_ptr_array_ref (reply->samples);
}

void
fixture_iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
count (guint *counter)
{
  (*counter)++;
}

guint *
fixture_count_signal (gpointer    object,
                      const char *signal)
{
  guint *counter = g_new0 (guint, 1);

  g_signal_connect_swapped (object, signal, G_CALLBACK (count), counter);
  g_object_set_data_full (object, g_intern_string (signal), counter, g_free);
  return counter;
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  Mirror     *self)
{
  g_assert_cmpuint (position + n_removed, <=, self->items->len);
  g_assert_true (n_removed > 0 || n_added > 0);
  g_assert_cmpuint (self->items->len - n_removed + n_added, ==, g_list_model_get_n_items (model));

  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, position, n_removed);
  if (n_added == g_list_model_get_n_items (model))
    {
      for (guint i = 0; i < n_added; i++)
        g_ptr_array_add (self->items, g_list_model_get_item (model, i));
    }
  else
    {
      for (guint i = 0; i < n_added; i++)
        g_ptr_array_insert (self->items, position + i, g_list_model_get_item (model, position + i));
    }
  self->emissions++;
}

Mirror *
mirror_new (GListModel *model)
{
  Mirror *self = g_new0 (Mirror, 1);

  self->model = g_object_ref (model);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (self->items, g_list_model_get_item (model, i));
  self->handler = g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), self);
  return self;
}

void
mirror_free (Mirror *self)
{
  mirror_check (self);
  g_signal_handler_disconnect (self->model, self->handler);
  g_object_unref (self->model);
  g_ptr_array_unref (self->items);
  g_free (self);
}

void
mirror_check (Mirror *self)
{
  g_assert_cmpuint (g_list_model_get_n_items (self->model), ==, self->items->len);
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      g_assert_true (item == g_ptr_array_index (self->items, i));
    }
}

guint
mirror_get_emissions (Mirror *self)
{
  return self->emissions;
}

guint
mirror_get_length (Mirror *self)
{
  return self->items->len;
}

gpointer
mirror_get (Mirror *self,
            guint   position)
{
  return g_ptr_array_index (self->items, position);
}
